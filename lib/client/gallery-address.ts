/** What a guest looks at, as the address of the gallery has it. */
import type { AlbumName } from "#lib/events/events.values.ts";
import type { PhotoOrder } from "#lib/media/media.schema.ts";
import type { AlbumChoice } from "./photos.queries.ts";

export interface GalleryView {
	album: AlbumChoice;
	order: Exclude<PhotoOrder, "arrived">;
}

/** By their names alone: a guest's page has no use for schemas. */
const ALBUMS = Object.keys({
	Official: true,
	Tamu: true,
	Bridesmaid: true,
} satisfies Record<AlbumName, true>) as AlbumName[];

type Param = string | string[] | undefined;

/** All photos, the newest first, where the address does not say. */
export function readGalleryView({ album, order }: { album?: Param; order?: Param }): GalleryView {
	return {
		album: ALBUMS.find((known) => known === album) ?? "all",
		order: order === "oldest" ? "oldest" : "newest",
	};
}

/** A page's address with that view in it. */
export function withGalleryView(address: string, { album, order }: GalleryView): string {
	const url = new URL(address);
	if (album === "all") url.searchParams.delete("album");
	else url.searchParams.set("album", album);
	if (order === "newest") url.searchParams.delete("order");
	else url.searchParams.set("order", order);
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
