import type { Photo } from "#lib/media/media.schema.ts";

/** What the viewer has to know of a picture. */
export interface Viewable {
	id: string;
	filename: string;
	renditions: Photo["renditions"];
	animation_url: string | null;
	download_url: string | null;
}

/** Pictures that can be shown large. */
export function viewableOf<T extends Viewable>(photos: readonly T[]): T[] {
	return photos.filter((photo) => photo.renditions.large !== null);
}

/**
 * A list that somebody is paging through, with what has been loaded since: only ever longer at its
 * end. New photos come in at the front, and must not move the one being looked at.
 */
export function grown<T extends Viewable>(known: T[], latest: readonly T[]): T[] {
	const last = known.at(-1);
	const at = latest.findIndex((photo) => photo.id === last?.id);
	if (at === -1 || at === latest.length - 1) return known;
	return [...known, ...viewableOf(latest.slice(at + 1))];
}
