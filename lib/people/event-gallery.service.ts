/** An event's gallery by who is on the photos. */
import type { z } from "zod";
import type { Actor } from "#lib/core/actor.ts";
import { isUuid } from "#lib/core/ids.ts";
import type { PhotoLayout, PhotoList } from "#lib/media/media.schema.ts";
import { getLayout, listPhotos } from "#lib/media/media.service.ts";
import { authorizeOwner } from "./event-faces.service.ts";
import type { galleryLayoutQuery, galleryQuery } from "./event-gallery.schema.ts";
import { listPhotosOf } from "./event-people.repo.ts";
import { personGone } from "./event-people.service.ts";
import { listFound } from "./face-searches.service.ts";

/** Throws `PERSON_NOT_FOUND`, `FACE_SEARCH_NOT_FOUND`, `FACE_SEARCH_OFF` besides. */
export async function listGallery(
	actor: Actor,
	eventId: string,
	{ person, search, ...page }: z.infer<typeof galleryQuery>,
): Promise<PhotoList> {
	return listPhotos(actor, eventId, page, await chosen(actor, eventId, { person, search }));
}

/** Throws as `listGallery` does. */
export async function getGalleryLayout(
	actor: Actor,
	eventId: string,
	{ person, search, ...query }: z.infer<typeof galleryLayoutQuery>,
): Promise<PhotoLayout> {
	return getLayout(actor, eventId, query, await chosen(actor, eventId, { person, search }));
}

type OfWhom = Pick<z.infer<typeof galleryQuery>, "person" | "search">;

/** The photos of a person or of a search; undefined where all are asked for. */
async function chosen(actor: Actor, eventId: string, { person, search }: OfWhom) {
	if (search !== undefined) return listFound(actor, eventId, search);
	return person === undefined ? undefined : photosOf(actor, eventId, person);
}

/** Who is on a photo is the owner's to know. */
async function photosOf(actor: Actor, eventId: string, personId: string): Promise<string[]> {
	const { event } = await authorizeOwner(actor, "event:read", eventId);
	const photos = isUuid(personId) ? await listPhotosOf(event.id, personId) : null;
	if (!photos) throw personGone();
	return photos;
}
