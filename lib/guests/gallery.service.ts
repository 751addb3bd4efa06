import type { z } from "zod";
import type { Actor } from "#lib/core/actor.ts";
import type { PhotoFilter, PhotoIds, PhotoLayout, PhotoList } from "#lib/media/media.schema.ts";
import { findMatching, getLayout, listIds, listPhotos } from "#lib/media/media.service.ts";
import {
	getGalleryLayout,
	listGallery,
	listGalleryIds,
} from "#lib/people/event-gallery.service.ts";
import { listFavourites, type Whose } from "./favourites.service.ts";
import type { guestGalleryQuery, guestIdsQuery, guestLayoutQuery } from "./gallery.schema.ts";

type Query = z.infer<typeof guestGalleryQuery>;
type LayoutQuery = z.infer<typeof guestLayoutQuery>;
type IdsQuery = z.infer<typeof guestIdsQuery>;

function whoseOf({ favourites, list, guest }: Query | LayoutQuery | IdsQuery): Whose | null {
	if (list !== undefined) return { listId: list };
	if (guest !== undefined) return { guestId: guest };
	if (favourites === undefined) return null;
	return favourites === "mine" ? { own: true } : { all: true };
}

const chosen = async (actor: Actor, eventId: string, whose: Whose, filter: PhotoFilter) =>
	findMatching(actor, eventId, filter, await listFavourites(actor, eventId, whose));

/** A page of an event's photos, or of favourites. Throws `LIST_NOT_FOUND`, and what `listGallery` does. */
export async function listGuestGallery(
	actor: Actor,
	eventId: string,
	query: Query,
): Promise<PhotoList> {
	const whose = whoseOf(query);
	if (!whose) return listGallery(actor, eventId, query);
	return listPhotos(actor, eventId, query, await chosen(actor, eventId, whose, query));
}

/** Where these stand in a grid. Throws as `listGuestGallery` does. */
export async function getGuestLayout(
	actor: Actor,
	eventId: string,
	query: LayoutQuery,
): Promise<PhotoLayout> {
	const whose = whoseOf(query);
	if (!whose) return getGalleryLayout(actor, eventId, query);
	return getLayout(actor, eventId, query, await chosen(actor, eventId, whose, query));
}

/** Which these are. Throws as `listGuestGallery` does, and `PHOTO_NOT_FOUND` where a range ends elsewhere. */
export async function listGuestIds(
	actor: Actor,
	eventId: string,
	query: IdsQuery,
): Promise<PhotoIds> {
	const whose = whoseOf(query);
	if (!whose) return listGalleryIds(actor, eventId, query);
	return listIds(actor, eventId, query, await chosen(actor, eventId, whose, query));
}
