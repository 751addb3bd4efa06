/** An event's gallery by who is on the photos. */
import type { Actor } from "#lib/core/actor.ts";
import { isUuid } from "#lib/core/ids.ts";
import { authorizeOwner } from "./event-faces.service.ts";
import type { Which } from "./event-gallery.schema.ts";
import { listPhotosOf } from "./event-people.repo.ts";
import { personGone } from "./event-people.service.ts";
import { listFound } from "./face-searches.service.ts";

/**
 * The ids of the photos of a person or of a search; undefined where neither is asked for. Throws
 * `PERSON_NOT_FOUND`, `FACE_SEARCH_NOT_FOUND`, `FACE_SEARCH_OFF`, and as `authorize` does.
 */
export async function listShowing(
	actor: Actor,
	eventId: string,
	{ person, search }: Pick<Which, "person" | "search">,
): Promise<string[] | undefined> {
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
