/** The life of a media and the limits of an upload: pure functions. */
import { AppError } from "#lib/core/errors.ts";
import type { MediaState } from "./media.schema.ts";

/** Runs of the decoder that one media may cost. */
export const MAX_ATTEMPTS = 3;

/** One that waits for longer has lost its job: longer than such may run (`expireInSeconds`) and be retried. */
export const STRANDED_MS = 3600_000;

const NEXT: Record<MediaState, readonly MediaState[]> = {
	stored: ["processing", "failed"],
	processing: ["processing", "ready", "failed"],
	// Where somebody asks for another try.
	ready: ["stored"],
	failed: ["stored"],
};

export function mayBecome(from: MediaState, to: MediaState): boolean {
	return NEXT[from].includes(to);
}

/** Why a media failed of whose bytes nothing is left: no other try can help, whatever state it was in. */
export const LOST = "LOST";

/** States that `to` may follow, for the condition of an update. */
export function statesBefore(to: MediaState): MediaState[] {
	return (Object.keys(NEXT) as MediaState[]).filter((from) => mayBecome(from, to));
}

/** The types that the photos family takes. */
export const PHOTO_TYPES: ReadonlySet<string> = new Set([
	"image/jpeg",
	"image/png",
	"image/webp",
	"image/heic",
	"image/heif",
	"image/gif",
	"image/bmp",
]);

export const photoNotFound = () =>
	new AppError("PHOTO_NOT_FOUND", { message: "This photo does not exist" });

/** For what somebody else has changed at the same moment. */
export const tryAgain = () =>
	new AppError("UNAVAILABLE", { message: "Please try again", headers: { "Retry-After": "1" } });

/** Whether a media is this guest's alone: nobody else was told that it is kept. */
export function isTheirs(
	media: { guestPassId: string | null; alsoSent: boolean },
	passId: string | null,
): boolean {
	return media.guestPassId !== null && media.guestPassId === passId && !media.alsoSent;
}

/**
 * Of files asked for by their ids, those that were found and those that were not. Throws
 * `MEDIA_NOT_FOUND` for these, unless they are to be skipped.
 */
export function presentOf(
	found: readonly { id: string }[],
	asked: readonly string[],
	skip: boolean,
): { present: string[]; missing: string[] } {
	const present = found.map(({ id }) => id);
	const there = new Set(present);
	const missing = asked.filter((id) => !there.has(id));
	if (missing.length > 0 && !skip)
		throw new AppError("MEDIA_NOT_FOUND", {
			message: `${missing.length} of ${asked.length} files do not exist in this event`,
		});
	return { present, missing };
}

export function unsupportedFormat(fileName: string): AppError {
	return new AppError("UNSUPPORTED_FORMAT", {
		message: "Only JPEG, PNG, WebP, HEIC, HEIF, GIF and BMP photos can be uploaded",
		details: `File '${fileName}' is none of these`,
	});
}

export function emptyFile(fileName: string): AppError {
	return new AppError("VALIDATION_ERROR", {
		message: "The file is empty",
		details: `File '${fileName}' has no content`,
	});
}

/** Throws `INVALID_IMAGE` for more pixels than the decoder is given. */
export function assertPixels(
	image: { width: number; height: number; contentType: string; fileName: string },
	limits: { maxPixels: number; maxPixelsAvif: number },
): void {
	const most = image.contentType === "image/avif" ? limits.maxPixelsAvif : limits.maxPixels;
	const pixels = image.width * image.height;
	if (pixels <= most) return;
	throw new AppError("INVALID_IMAGE", {
		message: `The image has more than ${Math.round(most / 1e6)} megapixels`,
		details: `File '${image.fileName}' is ${image.width} × ${image.height} pixels`,
	});
}

/** What a person is told about a photo that failed, by its code. */
const REASONS: Record<string, string> = {
	INVALID_IMAGE: "This file is broken and cannot be shown",
	IMAGE_TOO_LARGE: "This image has too many pixels",
	UNSUPPORTED_FORMAT: "This kind of image cannot be shown",
	DECODER_CRASHED: "This file could not be read after three tries",
	DELETED: "This photo was deleted",
	QUOTA_EXCEEDED: "The storage quota is used up",
	[LOST]: "The server has lost this file. Please send it again",
};

/** Every code that a photo may fail with. */
export const FAILURES = Object.keys(REASONS);

export function failureReason(code: string): string {
	return REASONS[code] ?? "This photo could not be processed";
}
