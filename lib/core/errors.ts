/**
 * The one error class of the domain. A service throws a code and a message meant for the person
 * who reads it; `lib/http` alone knows which status a code has and how a family writes it out.
 */
export type ErrorCode =
	| "VALIDATION_ERROR"
	| "UNSUPPORTED_FORMAT"
	| "INVALID_FILE_TYPE"
	| "NO_PHOTOS"
	| "BATCH_SIZE_EXCEEDED"
	| "ADDRESS_NOT_PUBLIC"
	| "TOO_MANY_WEBHOOKS"
	| "UNAUTHENTICATED"
	| "INVALID_CREDENTIALS"
	| "INVALID_REFRESH_TOKEN"
	| "ACCESS_CODE_REQUIRED"
	| "INVALID_ACCESS_CODE"
	| "SETUP_LINK_INVALID"
	| "INVITE_LINK_INVALID"
	| "WRONG_PASSWORD"
	| "FORBIDDEN"
	| "INSUFFICIENT_SCOPE"
	| "REGISTRATION_CLOSED"
	| "NOT_FOUND"
	| "EVENT_NOT_FOUND"
	| "PHOTO_NOT_FOUND"
	| "FILE_NOT_FOUND"
	| "KEY_NOT_FOUND"
	| "SESSION_NOT_FOUND"
	| "USER_NOT_FOUND"
	| "BATCH_NOT_FOUND"
	| "SHEET_NOT_FOUND"
	| "UPLOAD_NOT_FOUND"
	| "ZONE_NOT_FOUND"
	| "MEDIA_NOT_FOUND"
	| "PERSON_NOT_FOUND"
	| "SAMPLE_NOT_FOUND"
	| "FACE_NOT_FOUND"
	| "FACE_SEARCH_NOT_FOUND"
	| "FACE_SEARCH_OFF"
	| "GUEST_PASS_REQUIRED"
	| "LIST_NOT_FOUND"
	| "TOO_MANY_FAVOURITES"
	| "WEBHOOK_NOT_FOUND"
	| "DELIVERY_NOT_FOUND"
	| "JOB_NOT_FOUND"
	| "METHOD_NOT_ALLOWED"
	| "USERNAME_TAKEN"
	| "EMAIL_TAKEN"
	| "LAST_ADMIN"
	| "ACCOUNT_DISABLED"
	| "IDEMPOTENCY_IN_PROGRESS"
	| "BATCH_NOT_DONE"
	| "BATCH_NOT_SPLIT"
	| "NOTHING_TO_RETRY"
	| "UPLOAD_OFFSET_MISMATCH"
	| "UPLOAD_EXPIRED"
	| "DOWNLOAD_CHANGED"
	| "TUS_VERSION_UNSUPPORTED"
	| "UPLOAD_QUOTA_EXCEEDED"
	| "QUOTA_EXCEEDED"
	| "UNSUPPORTED_MEDIA_TYPE"
	| "FILE_TOO_LARGE"
	| "REQUEST_TOO_LARGE"
	| "TOO_MANY_FILES"
	| "INVALID_IMAGE"
	| "NO_FACE"
	| "MULTIPLE_FACES"
	| "INVALID_CORRECTION"
	| "CONSENT_REQUIRED"
	| "NO_FILE_STORED"
	| "NOTHING_TO_CHANGE"
	| "NOTHING_TO_DOWNLOAD"
	| "IDEMPOTENCY_MISMATCH"
	| "UPLOAD_LOCKED"
	| "RATE_LIMITED"
	| "CHECKSUM_MISMATCH"
	| "INTERNAL_ERROR"
	| "OVERLOADED"
	| "STORAGE_FULL"
	| "UNAVAILABLE";

export interface AppErrorOptions {
	/** For the person who reads it: short, plain, without ids, paths or library words. */
	message: string;
	/** One more sentence with the particulars ("File 'a.jpg' is 75MB, exceeds …"). */
	details?: string;
	/** Extra response headers, such as `Retry-After`. */
	headers?: Record<string, string>;
	/** What only the log may know. */
	log?: unknown;
	cause?: unknown;
}

export class AppError extends Error {
	readonly code: ErrorCode;
	readonly details: string | undefined;
	readonly headers: Record<string, string>;
	readonly log: unknown;

	constructor(code: ErrorCode, options: AppErrorOptions) {
		super(options.message, { cause: options.cause });
		this.name = "AppError";
		this.code = code;
		this.details = options.details;
		this.headers = options.headers ?? {};
		this.log = options.log;
	}
}

/** True for an `AppError` of that code (any code, when none is named). */
export function isAppError(error: unknown, code?: ErrorCode): error is AppError {
	return error instanceof AppError && (code === undefined || error.code === code);
}
