/** Rows as callers see them. */
import type { AlbumName } from "#lib/events/events.schema.ts";
import { signFileUrl } from "#lib/storage/file-url.ts";
import { renditionType } from "#lib/storage/object-keys.ts";
import { failureReason } from "./media.policy.ts";
import type { MediaRow } from "./media.repo.ts";
import type { Photo, RenditionName } from "./media.schema.ts";

const original = (media: MediaRow, download: boolean) =>
	signFileUrl({
		key: media.objectKey,
		contentType: media.contentType,
		downloadName: download ? media.fileName : undefined,
	});

/** The largest rendition, else the original: there is always something to look at. */
export function viewUrl(media: MediaRow): string {
	const best = media.renditions.toSorted((a, b) => b.width - a.width)[0];
	if (!best) return original(media, false);
	return signFileUrl({ key: best.objectKey, contentType: renditionType(best.objectKey) });
}

/** `stored` and `processing` are one to those who wait. */
export function publicStatus(media: MediaRow): Photo["status"] {
	return media.state === "ready" || media.state === "failed" ? media.state : "processing";
}

function rendition(media: MediaRow, name: RenditionName) {
	const found = media.renditions.find((candidate) => candidate.name === name);
	if (!found) return null;
	const { width, height, objectKey } = found;
	const url = signFileUrl({ key: objectKey, contentType: renditionType(objectKey) });
	return { url, width, height };
}

/** `downloads` false leaves the original's address out. */
export function toPhoto(media: MediaRow, downloads: boolean): Photo {
	return {
		id: media.id,
		filename: media.fileName,
		status: publicStatus(media),
		error: media.errorCode
			? { code: media.errorCode, message: failureReason(media.errorCode) }
			: null,
		damaged: media.damaged,
		url: viewUrl(media),
		download_url: downloads ? original(media, true) : null,
		renditions: {
			small: rendition(media, "small"),
			medium: rendition(media, "medium"),
			large: rendition(media, "large"),
		},
		placeholder: media.thumbhash,
		width: media.width,
		height: media.height,
		file_size: Number(media.byteSize),
		taken_at: media.takenAt?.toISOString() ?? null,
		created_at: media.createdAt.toISOString(),
		uploader_name: media.uploaderName,
		album_name: media.album as AlbumName,
		storage_tier: media.storageTier,
	};
}
