/** What the zones document says of what is not in order: pure functions. */
import { AppError } from "#lib/core/errors.ts";
import { isUuid } from "#lib/core/ids.ts";
import { inMegabytes } from "#lib/core/upload-form.ts";

/** Throws `VALIDATION_ERROR` for what is no id. */
export function assertId(name: "event_id" | "media_id", value: string): void {
	if (!isUuid(value)) throw new AppError("VALIDATION_ERROR", { message: `Invalid ${name} format` });
}

export function zoneNotFound(zoneId: string, eventId: string): AppError {
	return new AppError("ZONE_NOT_FOUND", {
		message: `Zone ${zoneId} not found for event ${eventId}`,
	});
}

export function mediaNotFound(mediaId: string, eventId: string): AppError {
	return new AppError("MEDIA_NOT_FOUND", {
		message: `Media ${mediaId} not found for event ${eventId}`,
	});
}

export interface FailedFile {
	fileName: string;
	fault: AppError;
}

/** Why a file was not stored. The document words this one fault in its own way. */
export function faultText({ fault }: FailedFile, fileBytes: number): string {
	if (fault.code === "FILE_TOO_LARGE") return `File exceeds ${inMegabytes(fileBytes)} limit`;
	return fault.message;
}

const NAMED = 5;

/** Reasons that have a code of their own where they alone are the reason for all. */
const REASONS = ["FILE_TOO_LARGE", "QUOTA_EXCEEDED"] as const;

/** For a request of which no file was stored. */
export function nothingStored(failed: readonly FailedFile[], fileBytes: number): AppError {
	const common = REASONS.find((code) => failed.every(({ fault }) => fault.code === code));
	const reasons = failed.map((file) => faultText(file, fileBytes));
	const named = failed.slice(0, NAMED).map(({ fileName }, n) => `${fileName}: ${reasons[n]}`);
	const message =
		failed.length === 1
			? reasons[0]
			: `None of the ${failed.length} files could be stored. ${named.join("; ")}`;
	return new AppError(common ?? "NO_FILE_STORED", { message: message ?? "" });
}
