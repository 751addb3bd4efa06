/** Who may download what, and what keeps a file from it: pure functions. */
import { AppError } from "#lib/core/errors.ts";
import type { DownloadChoice, LeftOutReason } from "./downloads.schema.ts";

/**
 * An event's guests have lists of so many files as so many of the largest archives: 400,000, some 110 MB
 * of the database. Who asks for the same files has the same list.
 */
export const WHOLE_GUEST_ARCHIVES = 20;

/** The owner's, whatever the setting; a guest's while downloads are on. */
export function assertMayDownload(owns: boolean, event: { downloads: boolean }): void {
	if (!owns && !event.downloads)
		throw new AppError("FORBIDDEN", { message: "This event's photos are not for download" });
}

export function assertFits(files: number, most: number): void {
	if (files <= most) return;
	throw new AppError("TOO_MANY_FILES", {
		message: `Maximum ${most} files per download`,
		details: `${files} files were chosen`,
	});
}

export const nothingToDownload = () =>
	new AppError("NOTHING_TO_DOWNLOAD", { message: "None of these files can be downloaded" });

export const downloadChanged = () =>
	new AppError("DOWNLOAD_CHANGED", {
		message: "Some of these photos were deleted since. Please start the download again",
	});

/** What an archive was made for may have been taken back since. */
export function isStillAllowed(
	archive: { forGuests: boolean; withMetadata: boolean },
	event: {
		deletedAt: Date | null;
		expiresAt: Date | null;
		downloads: boolean;
		guestOriginals: boolean;
	},
	now: Date,
): boolean {
	if (event.deletedAt) return false;
	if (!archive.forGuests) return true;
	if (event.expiresAt && event.expiresAt <= now) return false;
	return event.downloads && (event.guestOriginals || !archive.withMetadata);
}

/** Why there is nothing of a file to download. */
export function reasonFor(state: string): LeftOutReason {
	if (state === "failed") return "failed";
	return state === "ready" ? "not_shared" : "processing";
}

/** What was chosen, in a word. */
export function chosen(choice: DownloadChoice): "all" | "album" | "zone" | "photos" {
	if (choice.photo_ids) return "photos";
	if (choice.zone_id) return "zone";
	return choice.album ? "album" : "all";
}
