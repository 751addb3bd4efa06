/** What a guest looks at, as the address of the gallery has it. */
import type { AlbumName } from "#lib/events/events.values.ts";
import type { PhotoOrder } from "#lib/media/media.schema.ts";
import type { AlbumChoice } from "./photos.queries.ts";

export interface GalleryView {
	album: AlbumChoice;
	/** Of all albums, what is in this zone; null where it is not by zone. */
	zone: string | null;
	order: Exclude<PhotoOrder, "arrived">;
}

/** By their names alone: a guest's page has no use for schemas. */
const ALBUMS = Object.keys({
	Official: true,
	Tamu: true,
	Bridesmaid: true,
} satisfies Record<AlbumName, true>) as AlbumName[];

type Param = string | string[] | undefined;

const ID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** All photos, the newest first, where the address does not say. */
export function readGalleryView(said: { album?: Param; zone?: Param; order?: Param }): GalleryView {
	const { album, zone, order } = said;
	const part = typeof zone === "string" && ID.test(zone) ? zone : null;
	return {
		album: (part === null && ALBUMS.find((known) => known === album)) || "all",
		zone: part,
		order: order === "oldest" ? "oldest" : "newest",
	};
}

/** What the page of an address shows. */
export const viewOf = (address: string): GalleryView =>
	readGalleryView(Object.fromEntries(new URL(address).searchParams));

export const isSameView = (one: GalleryView, other: GalleryView): boolean =>
	one.album === other.album && one.zone === other.zone && one.order === other.order;

/** A page's address with that view in it. */
export function withGalleryView(address: string, { album, zone, order }: GalleryView): string {
	const url = new URL(address);
	const say = (name: string, value: string | null) => {
		if (value === null) url.searchParams.delete(name);
		else url.searchParams.set(name, value);
	};
	say("album", album === "all" ? null : album);
	say("zone", zone);
	say("order", order === "newest" ? null : order);
	return url.href;
}

const PHOTO = /\/p\/([^/]+)$/;

/** The photo that is open in the gallery of that address; null where none is. */
export function readOpenPhoto(address: string): string | null {
	return PHOTO.exec(new URL(address).pathname)?.[1] ?? null;
}

/** A gallery's address with that photo open in it, or none. */
export function withOpenPhoto(address: string, photoId: string | null): string {
	const url = new URL(address);
	url.pathname = url.pathname.replace(PHOTO, "") + (photoId ? `/p/${photoId}` : "");
	return url.href;
}
