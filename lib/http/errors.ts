/** One table from code to status, and how each family writes an error out. */
import { z } from "zod";
import { AppError, type ErrorCode, isAppError } from "#lib/core/errors.ts";
import { isOutage } from "#lib/db/outage.ts";

export const STATUS: Record<ErrorCode, number> = {
	VALIDATION_ERROR: 400,
	UNSUPPORTED_FORMAT: 400,
	INVALID_FILE_TYPE: 400,
	NO_PHOTOS: 400,
	BATCH_SIZE_EXCEEDED: 400,
	ADDRESS_NOT_PUBLIC: 400,
	TOO_MANY_WEBHOOKS: 400,
	UNAUTHENTICATED: 401,
	INVALID_CREDENTIALS: 401,
	INVALID_REFRESH_TOKEN: 401,
	ACCESS_CODE_REQUIRED: 401,
	INVALID_ACCESS_CODE: 401,
	GUEST_PASS_REQUIRED: 401,
	FORBIDDEN: 403,
	SETUP_LINK_INVALID: 403,
	INVITE_LINK_INVALID: 403,
	WRONG_PASSWORD: 403,
	INSUFFICIENT_SCOPE: 403,
	REGISTRATION_CLOSED: 403,
	NOT_FOUND: 404,
	EVENT_NOT_FOUND: 404,
	PHOTO_NOT_FOUND: 404,
	FILE_NOT_FOUND: 404,
	KEY_NOT_FOUND: 404,
	SESSION_NOT_FOUND: 404,
	USER_NOT_FOUND: 404,
	BATCH_NOT_FOUND: 404,
	SHEET_NOT_FOUND: 404,
	UPLOAD_NOT_FOUND: 404,
	ZONE_NOT_FOUND: 404,
	MEDIA_NOT_FOUND: 404,
	PERSON_NOT_FOUND: 404,
	SAMPLE_NOT_FOUND: 404,
	FACE_NOT_FOUND: 404,
	FACE_SEARCH_NOT_FOUND: 404,
	FACE_SEARCH_OFF: 404,
	LIST_NOT_FOUND: 404,
	WEBHOOK_NOT_FOUND: 404,
	DELIVERY_NOT_FOUND: 404,
	JOB_NOT_FOUND: 404,
	METHOD_NOT_ALLOWED: 405,
	USERNAME_TAKEN: 409,
	EMAIL_TAKEN: 409,
	LAST_ADMIN: 409,
	ACCOUNT_DISABLED: 409,
	IDEMPOTENCY_IN_PROGRESS: 409,
	BATCH_NOT_DONE: 409,
	BATCH_NOT_SPLIT: 409,
	NOTHING_TO_RETRY: 409,
	TOO_MANY_FAVOURITES: 409,
	UPLOAD_OFFSET_MISMATCH: 409,
	UPLOAD_EXPIRED: 410,
	DOWNLOAD_CHANGED: 410,
	TUS_VERSION_UNSUPPORTED: 412,
	FILE_TOO_LARGE: 413,
	REQUEST_TOO_LARGE: 413,
	TOO_MANY_FILES: 413,
	UPLOAD_QUOTA_EXCEEDED: 413,
	QUOTA_EXCEEDED: 413,
	UNSUPPORTED_MEDIA_TYPE: 415,
	INVALID_IMAGE: 422,
	NO_FACE: 422,
	MULTIPLE_FACES: 422,
	INVALID_CORRECTION: 422,
	CONSENT_REQUIRED: 422,
	NO_FILE_STORED: 422,
	NOTHING_TO_CHANGE: 422,
	NOTHING_TO_DOWNLOAD: 422,
	IDEMPOTENCY_MISMATCH: 422,
	UPLOAD_LOCKED: 423,
	RATE_LIMITED: 429,
	// Of the tus protocol's checksum extension.
	CHECKSUM_MISMATCH: 460,
	INTERNAL_ERROR: 500,
	UNAVAILABLE: 503,
	OVERLOADED: 503,
	STORAGE_FULL: 507,
};

/** Whose way of writing an error a route follows. */
export type Family = "photos" | "recognition" | "batches" | "images" | "zones" | "platform";

type Writer = (error: AppError) => Record<string, unknown>;

const coded: Writer = (error) => ({
	error: error.code,
	message: error.message,
	details: error.details ?? null,
});

/**
 * The image batch document has one code for everything that is too large. Where an account is full, a
 * smaller batch is no help.
 */
const images: Writer = (error) => ({
	...coded(error),
	...(STATUS[error.code] === 413 && error.code !== "QUOTA_EXCEEDED"
		? { error: "BATCH_TOO_LARGE" }
		: {}),
});

/** One sentence, with the code beside it. */
const detailed: Writer = (error) => ({ detail: error.message, code: error.code });

/** The recognition document's scripts look at `success` before anything else. */
const recognition: Writer = (error) => ({
	success: false,
	error: error.message,
	code: error.code,
});

/** For the batches, there is another way for more. */
const batches: Writer = (error) =>
	error.code === "REQUEST_TOO_LARGE" || error.code === "FILE_TOO_LARGE"
		? { detail: `${error.message}; send it as a resumable upload`, code: "USE_RESUMABLE_UPLOAD" }
		: detailed(error);

const WRITERS: Record<Family, Writer> = {
	photos: coded,
	recognition,
	batches,
	images,
	zones: detailed,
	platform: coded,
};

function fromZod(error: z.ZodError): AppError {
	const [first] = error.issues;
	const field = first?.path.join(".");
	return new AppError("VALIDATION_ERROR", {
		message: field ? `${field}: ${first?.message}` : (first?.message ?? "The request is not valid"),
		details: error.issues
			.map((issue) => `${issue.path.join(".") || "body"}: ${issue.message}`)
			.join("; "),
	});
}

/** What a client may be told of anything that was thrown. */
export function toAppError(error: unknown): AppError {
	if (isAppError(error)) return error;
	if (error instanceof z.ZodError) return fromZod(error);
	if (isOutage(error))
		return new AppError("UNAVAILABLE", {
			message: "This is not possible just now. Please try again in a moment",
			cause: error,
		});
	return new AppError("INTERNAL_ERROR", {
		message: "Something went wrong on our side",
		cause: error,
	});
}

/** For an address that can be asked in other ways. */
export const methodNotAllowed = (methods: readonly string[]) =>
	new AppError("METHOD_NOT_ALLOWED", {
		message: "This cannot be done here",
		headers: { Allow: methods.join(", ") },
	});

/** An error as a client of that family reads it. */
export const errorBody = (family: Family, error: AppError) => WRITERS[family](error);

export function errorResponse(family: Family, error: AppError): Response {
	const status = STATUS[error.code];
	const headers = new Headers(error.headers);
	if (status === 503 && !headers.has("Retry-After")) headers.set("Retry-After", "5");
	return Response.json(errorBody(family, error), { status, headers });
}
