/** Rows as callers see them. */
import { withZone } from "#lib/core/wall-time.ts";
import type { AlbumName } from "#lib/events/events.values.ts";
import type { PhotoExif } from "#lib/imaging/imaging.types.ts";
import { signFileUrl } from "#lib/storage/file-url.ts";
import { renditionType } from "#lib/storage/object-keys.ts";
import { isShown } from "#lib/storage/served-types.ts";
import { largestOf, offerOriginal, type ViewRights } from "./media.offers.ts";
import { failureReason, isTheirs } from "./media.policy.ts";
import type { MediaRow } from "./media.repo.ts";
import type { Photo, PhotoExifView, RenditionName } from "./media.schema.ts";

type Stored = Pick<MediaRow, "objectKey" | "contentType" | "fileName">;

/** The bytes as they came, for who owns them: in place where a browser shows such, else as a download. */
export function originalUrl({ objectKey: key, contentType, fileName }: Stored): string {
	const downloadName = isShown(contentType) ? undefined : fileName;
	return signFileUrl({ key, contentType, downloadName });
}

const rendered = (objectKey: string) =>
	signFileUrl({ key: objectKey, contentType: renditionType(objectKey) });

/** The largest rendition, else the original: for who has sent the photo, there is always something. */
export function viewUrl(media: MediaRow): string {
	const best = largestOf(media);
	return best ? rendered(best.objectKey) : originalUrl(media);
}

function downloadUrl(media: MediaRow, rights: ViewRights): string | null {
	const offer = offerOriginal(media, rights);
	if (!offer) return null;
	const { key, contentType, fileName: downloadName, source } = offer;
	return signFileUrl({ key, contentType, downloadName, stripped: source === "stripped" });
}

/**
 * What a player is given: the original, which says where and by whom it was taken, and nothing takes
 * that out of a film. So guests see it where they may download originals, else the poster alone.
 */
function videoUrl(media: MediaRow, { owns, downloads, originals }: ViewRights): string | null {
	if (media.kind !== "video" || !isShown(media.contentType)) return null;
	return owns || (downloads && originals) ? originalUrl(media) : null;
}

function exifView(media: MediaRow, owns: boolean): PhotoExifView | null {
	if (!media.exif) return null;
	const exif = media.exif as PhotoExif;
	const { make, model, lens, iso } = exif;
	const taken = {
		...{ make, model, lens, iso },
		exposure_time: exif.exposureTime,
		f_number: exif.fNumber,
		focal_length: exif.focalLength,
	};
	if (!owns) return taken;
	const { software, rating, title, keywords, gps } = exif;
	return { ...taken, software, rating, title, keywords, gps };
}

/** `stored` and `processing` are one to those who wait. */
export function publicStatus(media: MediaRow): Photo["status"] {
	return media.state === "ready" || media.state === "failed" ? media.state : "processing";
}

function rendition(media: MediaRow, name: RenditionName) {
	const found = media.renditions.find((candidate) => candidate.name === name);
	if (!found) return null;
	const { width, height, objectKey } = found;
	return { url: rendered(objectKey), width, height };
}

function takenAt({ takenAt: moment, exif }: MediaRow): string | null {
	return moment && withZone(moment, (exif as PhotoExif | null)?.takenAtZone);
}

/** The renditions of any media, whoever may look has been decided. */
export function renditionLinks(media: MediaRow): Photo["renditions"] {
	return {
		small: rendition(media, "small"),
		medium: rendition(media, "medium"),
		large: rendition(media, "large"),
	};
}

function animationUrl({ animated, strippable, objectKey: key, contentType }: MediaRow) {
	return animated && strippable ? signFileUrl({ key, contentType, stripped: true }) : null;
}

export function toPhoto(media: MediaRow, rights: ViewRights): Photo {
	return {
		id: media.id,
		filename: media.fileName,
		status: publicStatus(media),
		error: media.errorCode
			? { code: media.errorCode, message: failureReason(media.errorCode) }
			: null,
		damaged: media.damaged,
		url: rights.owns || largestOf(media) ? viewUrl(media) : null,
		download_url: downloadUrl(media, rights),
		animation_url: animationUrl(media),
		video_url: videoUrl(media, rights),
		exif: exifView(media, rights.owns),
		renditions: renditionLinks(media),
		placeholder: media.thumbhash,
		width: media.width,
		height: media.height,
		file_size: Number(media.byteSize),
		...(rights.owns ? { sha256: media.sha256 } : {}),
		taken_at: takenAt(media),
		created_at: media.createdAt.toISOString(),
		uploader_name: media.uploaderName,
		album_name: media.album as AlbumName | null,
		kind: media.kind === "video" ? "video" : "image",
		waiting: media.waiting,
		yours: isTheirs(media, rights.passId),
		storage_tier: media.storageTier,
	};
}
