/** A multipart form that is still arriving, as use cases see it. `lib/http` makes them. */
import { AppError } from "./errors.ts";

export interface IncomingFile {
	/** The form field it came under. */
	field: string;
	/** A label for people: plain text without folders, control characters or unreasonable length. */
	fileName: string;
	/**
	 * The bytes as they arrive, once. Ends with `FILE_TOO_LARGE` at the limit of one file; the form
	 * then goes on with the next. A `FormError` ends the form.
	 */
	chunks: AsyncIterable<Uint8Array>;
}

export interface UploadForm {
	/** The files in the order sent. Each must be read, or left, before the next comes. */
	files(): AsyncIterable<IncomingFile>;
	/** Bytes that its files have at the least, as its sender declares; 0 where that is not told. */
	readonly leastBytes: number;
	/** The text fields; complete when `files()` has ended. */
	readonly fields: Readonly<Record<string, string>>;
	/** For the device that sends, as far as it is known by now: a field may tell it late. */
	readonly limits: UploadLimits;
}

/** A form whose sender waits for what comes of it. */
export interface Sending {
	form: UploadForm;
	/** Aborted when its sender is gone. */
	signal: AbortSignal;
	/** Gives the upload's room to others: nothing more is read. */
	arrived(): void;
}

export interface UploadLimits {
	device: "desktop" | "mobile";
	fileBytes: number;
	requestBytes: number;
	files: number;
}

/** The form as a whole is at fault: broken, cut off, too large. Nothing of it can be kept. */
export class FormError extends AppError {}

const MB = 1024 * 1024;

/** Bytes in the source documents' form: "50MB". */
export const inMegabytes = (bytes: number) => `${Math.ceil(bytes / MB)}MB`;

/** `size` is given where the whole file was seen. */
export function fileTooLarge(fileName: string, limits: UploadLimits, size?: number): AppError {
	const limit = inMegabytes(limits.fileBytes);
	const exceeds = `exceeds ${limits.device} limit of ${limit}`;
	return new AppError("FILE_TOO_LARGE", {
		message: `File size must be less than ${limit}`,
		details: `File '${fileName}' ${size ? `is ${inMegabytes(size)}, ` : ""}${exceeds}`,
	});
}

export function requestTooLarge(limits: UploadLimits): AppError {
	return new FormError("REQUEST_TOO_LARGE", {
		message: `Request size must be less than ${inMegabytes(limits.requestBytes)}`,
		details: `The ${limits.device} limit of one request is ${inMegabytes(limits.requestBytes)}`,
	});
}

export function tooManyFiles(limits: UploadLimits): AppError {
	return new FormError("TOO_MANY_FILES", {
		message: `Maximum ${limits.files} files per batch`,
		details: `The ${limits.device} limit of one request is ${limits.files} files`,
	});
}

/** Told from the declared size, before the file has a name. */
export function fileTooLargeAtOnce(limits: UploadLimits): AppError {
	const limit = inMegabytes(limits.fileBytes);
	return new FormError("FILE_TOO_LARGE", {
		message: `File size must be less than ${limit}`,
		details: `The ${limits.device} limit of one file is ${limit}`,
	});
}
