/** An event's gallery by who is on the photos. */
import type { z } from "zod";
import type { Actor } from "#lib/core/actor.ts";
import { isUuid } from "#lib/core/ids.ts";
import type { PhotoList } from "#lib/media/media.schema.ts";
import { listPhotos } from "#lib/media/media.service.ts";
import { authorizeOwner } from "./event-faces.service.ts";
import type { galleryQuery } from "./event-gallery.schema.ts";
import { listPhotosOf } from "./event-people.repo.ts";
import { personGone } from "./event-people.service.ts";
import { listFound } from "./face-searches.service.ts";

/** Newest first. Throws `PERSON_NOT_FOUND`, `FACE_SEARCH_NOT_FOUND`, `FACE_SEARCH_OFF` besides. */
export async function listGallery(
	actor: Actor,
	eventId: string,
	{ person, search, ...page }: z.infer<typeof galleryQuery>,
): Promise<PhotoList> {
	if (search !== undefined)
		return listPhotos(actor, eventId, page, await listFound(actor, eventId, search));
	if (person !== undefined)
		return listPhotos(actor, eventId, page, await photosOf(actor, eventId, person));
	return listPhotos(actor, eventId, page);
}

/** Who is on a photo is the owner's to know. */
async function photosOf(actor: Actor, eventId: string, personId: string): Promise<string[]> {
	const { event } = await authorizeOwner(actor, "event:read", eventId);
	const photos = isUuid(personId) ? await listPhotosOf(event.id, personId) : null;
	if (!photos) throw personGone();
	return photos;
}
