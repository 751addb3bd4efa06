/** A few photos as files for the phone's share sheet, from where they go among its own photos. */
import type { Photo } from "#lib/media/media.schema.ts";
import { ApiError } from "./api.ts";

export type Shareable = Pick<Photo, "download_url" | "filename" | "file_size">;

/** More than a share sheet takes, or a phone has the memory for. */
const MOST_FILES = 10;
const MOST_BYTES = 100e6;

/** Whether this device shares files, as phones do. */
export function canShareFiles(): boolean {
	if (typeof navigator.canShare !== "function" || !matchMedia("(pointer: coarse)").matches)
		return false;
	return navigator.canShare({ files: [new File([], "photo.jpg", { type: "image/jpeg" })] });
}

export function isFew(photos: readonly Shareable[]): boolean {
	const bytes = photos.reduce((sum, photo) => sum + photo.file_size, 0);
	const all = photos.every(({ download_url }) => download_url !== null);
	return photos.length > 0 && photos.length <= MOST_FILES && bytes <= MOST_BYTES && all;
}

/** Throws `ApiError`. */
export function fetchPhotos(photos: readonly Shareable[]): Promise<File[]> {
	return Promise.all(
		photos.map(async ({ download_url, filename }) => {
			const answer = await fetch(download_url ?? "").catch(() => null);
			if (!answer) throw new ApiError("NETWORK", 0, "");
			if (!answer.ok) throw new ApiError("FILE_NOT_FOUND", answer.status, "");
			const blob = await answer.blob();
			return new File([blob], filename, { type: blob.type });
		}),
	);
}

/**
 * "later" where the reader's tap is too long ago: browsers open the share sheet only right after one.
 * Closing the sheet is no fault.
 */
export async function shareFiles(files: File[]): Promise<"done" | "later"> {
	try {
		await navigator.share({ files });
		return "done";
	} catch (error) {
		if (error instanceof DOMException && error.name === "AbortError") return "done";
		if (error instanceof DOMException && error.name === "NotAllowedError") return "later";
		throw error;
	}
}
