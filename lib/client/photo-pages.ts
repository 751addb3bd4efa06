/**
 * Pages of photos, newest first, each beginning where the one before it ends. Bringing them up to
 * date asks for the first page and for those in which something is still developing, not for all
 * ten thousand photos.
 */
import type { Photo, PhotoList } from "#lib/media/media.schema.ts";

export interface PhotoPages {
	pages: PhotoList[];
	/** Cursors; null for the first page. */
	pageParams: unknown[];
}

export type FetchPage = (cursor: string | null, limit: number) => Promise<PhotoList>;

export const PAGE_SIZE = 100;
const LARGEST_PAGE = 200;
const REFRESHED_AT_ONCE = 2;

export function allPhotos(data: PhotoPages): Photo[] {
	return data.pages.flatMap((page) => page.photos);
}

export function countProcessing(data: PhotoPages | undefined): number {
	const photos = data ? allPhotos(data) : [];
	return photos.filter((photo) => photo.status === "processing").length;
}

/** Puts a fresh first page before what is known. What it pushed out becomes the page after it. */
export function withFreshHead(data: PhotoPages, head: PhotoList): PhotoPages {
	const last = head.photos.at(-1)?.id;
	const at = data.pages.findIndex((page) => page.photos.some((photo) => photo.id === last));
	const page = data.pages[at];
	// All there is, or nothing in common: then there may be a gap, and the rest is asked for anew.
	if (!page || head.next_cursor === null) return { pages: [head], pageParams: [null] };
	const from = page.photos.findIndex((photo) => photo.id === last) + 1;
	const pushedOut = { ...page, photos: page.photos.slice(from) };
	const pages = data.pages.slice(at + 1);
	const params = data.pageParams.slice(at + 1);
	if (pushedOut.photos.length === 0)
		return { pages: [head, ...pages], pageParams: [null, ...params] };
	const second = pages[0];
	if (second && pushedOut.photos.length + second.photos.length <= LARGEST_PAGE) {
		pages[0] = { ...second, photos: [...pushedOut.photos, ...second.photos] };
		params[0] = head.next_cursor;
		return { pages: [head, ...pages], pageParams: [null, ...params] };
	}
	return { pages: [head, pushedOut, ...pages], pageParams: [null, head.next_cursor, ...params] };
}

/** Replaces the photos of one page by what they are now; those that are gone leave it. */
export function withFreshPhotos(
	data: PhotoPages,
	index: number,
	fresh: readonly Photo[],
): PhotoPages {
	const byId = new Map(fresh.map((photo) => [photo.id, photo]));
	return {
		...data,
		pages: data.pages.map((page, at) =>
			at === index
				? { ...page, photos: page.photos.flatMap((photo) => byId.get(photo.id) ?? []) }
				: page,
		),
	};
}

export function withoutPhoto(data: PhotoPages, photoId: string): PhotoPages {
	const had = allPhotos(data).some((photo) => photo.id === photoId);
	return {
		...data,
		pages: data.pages.map((page) => ({
			...page,
			total: page.total - (had ? 1 : 0),
			photos: page.photos.filter((photo) => photo.id !== photoId),
		})),
	};
}

/** The older pages to look at again: the last ones with something developing, since the oldest is done first. */
export function pagesToRefresh(data: PhotoPages): number[] {
	return data.pages
		.flatMap((page, index) =>
			index > 0 && page.photos.some((photo) => photo.status === "processing") ? [index] : [],
		)
		.slice(-REFRESHED_AT_ONCE);
}

const cursorOf = (param: unknown) => (typeof param === "string" ? param : null);

/** Brings pages up to date. */
export async function refreshPages(data: PhotoPages, fetchPage: FetchPage): Promise<PhotoPages> {
	let next = withFreshHead(data, await fetchPage(null, PAGE_SIZE));
	for (const index of pagesToRefresh(next)) {
		const page = next.pages[index];
		if (!page) continue;
		const limit = Math.min(LARGEST_PAGE, page.photos.length);
		const fresh = await fetchPage(cursorOf(next.pageParams[index]), limit);
		next = withFreshPhotos(next, index, fresh.photos);
	}
	return next;
}
