/** What of a media a viewer is given to keep: pure functions over its row. */
import type { EventProof } from "#lib/events/events.service.ts";
import { renditionType } from "#lib/storage/object-keys.ts";
import type { MediaRow } from "./media.repo.ts";
import type { RenditionName } from "./media.schema.ts";

/** What a viewer may have of a photo beside looking at it. */
export interface ViewRights {
	/** The owner or an admin: everything. */
	owns: boolean;
	downloads: boolean;
	/** Originals with their metadata, also for guests. */
	originals: boolean;
	/** As whom a guest looks. */
	passId: string | null;
}

export const rightsOf = ({ owns, passId, event }: EventProof): ViewRights => ({
	...{ owns, passId },
	downloads: event.downloads,
	originals: event.guestOriginals,
});

export interface Offer {
	source: "original" | "stripped" | RenditionName;
	key: string;
	contentType: string;
	fileName: string;
	/** Null until somebody has read it through. */
	size: number | null;
	crc32: number | null;
}

type MadeOf = Pick<
	MediaRow["renditions"][number],
	"name" | "width" | "bytes" | "crc32" | "objectKey"
>;
/** What has to be known of a media. */
export type Offered = Pick<
	MediaRow,
	"fileName" | "contentType" | "kind" | "objectKey" | "byteSize" | "crc32"
> &
	Pick<MediaRow, "strippable" | "strippedBytes" | "strippedCrc32"> & {
		renditions: readonly MadeOf[];
	};

export function largestOf<T extends { width: number }>(media: {
	renditions: readonly T[];
}): T | undefined {
	return media.renditions.toSorted((a, b) => b.width - a.width)[0];
}

const numberOf = (value: bigint | null) => (value === null ? null : Number(value));

function original(media: Offered): Offer {
	const { objectKey: key, contentType, fileName, byteSize, crc32 } = media;
	const sum = { size: Number(byteSize), crc32: numberOf(crc32) };
	return { source: "original", key, contentType, fileName, ...sum };
}

function stripped(media: Offered): Offer {
	const sum = { size: numberOf(media.strippedBytes), crc32: numberOf(media.strippedCrc32) };
	return { ...original(media), source: "stripped", ...sum };
}

function withEnding(fileName: string, objectKey: string): string {
	return fileName.replace(/\.[^.]*$/, "") + objectKey.slice(objectKey.lastIndexOf("."));
}

function rendition(media: Offered, made: MadeOf | undefined): Offer | null {
	if (!made) return null;
	const { name, objectKey: key, bytes: size } = made;
	const file = { contentType: renditionType(key), fileName: withEnding(media.fileName, key) };
	return { source: name as RenditionName, key, ...file, size, crc32: numberOf(made.crc32) };
}

/**
 * The original, for guests without its metadata; where that cannot be taken out, the largest
 * rendition; null where there is none yet.
 */
export function offerOriginal(media: Offered, rights: ViewRights): Offer | null {
	const { owns, downloads, originals } = rights;
	if (!owns && !downloads) return null;
	if (owns || originals) return original(media);
	if (media.strippable) return stripped(media);
	// A picture of a film is not the film.
	return media.kind === "video" ? null : rendition(media, largestOf(media));
}

/** A rendition of a picture; of what has no such, the original. Null where there is none yet. */
export function offerRendition(
	media: Offered,
	rights: ViewRights,
	name: RenditionName,
): Offer | null {
	if (media.kind !== "image") return offerOriginal(media, rights);
	if (!rights.owns && !rights.downloads) return null;
	return rendition(
		media,
		media.renditions.find((made) => made.name === name),
	);
}
