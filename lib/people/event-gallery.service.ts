/** An event's gallery by who is on the photos. */
import type { z } from "zod";
import type { Actor } from "#lib/core/actor.ts";
import { isUuid } from "#lib/core/ids.ts";
import type { PhotoIds, PhotoLayout, PhotoList } from "#lib/media/media.schema.ts";
import { findMatching, getLayout, listIds, listPhotos } from "#lib/media/media.service.ts";
import { authorizeOwner } from "./event-faces.service.ts";
import type {
	galleryIdsQuery,
	galleryLayoutQuery,
	galleryQuery,
	Which,
} from "./event-gallery.schema.ts";
import { listPhotosOf } from "./event-people.repo.ts";
import { personGone } from "./event-people.service.ts";
import { listFound } from "./face-searches.service.ts";

/** Throws `PERSON_NOT_FOUND`, `FACE_SEARCH_NOT_FOUND`, `FACE_SEARCH_OFF` besides. */
export async function listGallery(
	actor: Actor,
	eventId: string,
	query: z.infer<typeof galleryQuery>,
): Promise<PhotoList> {
	return listPhotos(actor, eventId, query, await chosen(actor, eventId, query));
}

/** Throws as `listGallery` does. */
export async function getGalleryLayout(
	actor: Actor,
	eventId: string,
	query: z.infer<typeof galleryLayoutQuery>,
): Promise<PhotoLayout> {
	return getLayout(actor, eventId, query, await chosen(actor, eventId, query));
}

/** Throws as `listGallery` does. */
export async function listGalleryIds(
	actor: Actor,
	eventId: string,
	query: z.infer<typeof galleryIdsQuery>,
): Promise<PhotoIds> {
	return listIds(actor, eventId, query, await chosen(actor, eventId, query));
}

/** The photos that are meant; undefined where all are. */
async function chosen(actor: Actor, eventId: string, which: Which): Promise<string[] | undefined> {
	return findMatching(actor, eventId, which, await showing(actor, eventId, which));
}

/** The photos of a person or of a search. */
async function showing(actor: Actor, eventId: string, { person, search }: Which) {
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
