import type { Photo } from "#lib/media/media.schema.ts";

/** Addresses of one photo for an `img`: every rendition there is, so that the browser takes the right one. */
export function photoSource(
	photo: Pick<Photo, "renditions"> & { status: string },
): { src: string; srcSet?: string } | null {
	if (photo.status === "failed") return null;
	const { small, medium, large } = photo.renditions;
	const all = [small, medium, large].filter((rendition) => rendition !== null);
	const src = (medium ?? small ?? large)?.url;
	// The original of a photo that is still developing may be 50 MB, or in a format no browser shows.
	if (!src) return null;
	return { src, srcSet: all.map(({ url, width }) => `${url} ${width}w`).join(", ") };
}
