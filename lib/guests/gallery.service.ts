import type { z } from "zod";
import type { Actor } from "#lib/core/actor.ts";
import type { PhotoIds, PhotoLayout } from "#lib/media/layout.schema.ts";
import type { PhotoList } from "#lib/media/media.schema.ts";
import { findMatching, getLayout, listIds, listPhotos } from "#lib/media/media.service.ts";
import { listShowing } from "#lib/people/event-gallery.service.ts";
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

/** The photos that are meant; undefined where all are. */
async function chosen(actor: Actor, eventId: string, query: Query | LayoutQuery | IdsQuery) {
	const whose = whoseOf(query);
	const among = whose
		? await listFavourites(actor, eventId, whose)
		: await listShowing(actor, eventId, query);
	return findMatching(actor, eventId, query, among);
}

/** A page of an event's photos, or of favourites. Throws `LIST_NOT_FOUND`, and what `listShowing` does. */
export const listGuestGallery = async (
	actor: Actor,
	eventId: string,
	query: Query,
): Promise<PhotoList> => listPhotos(actor, eventId, query, await chosen(actor, eventId, query));

/** Where these stand in a grid. Throws as `listGuestGallery` does. */
export const getGuestLayout = async (
	actor: Actor,
	eventId: string,
	query: LayoutQuery,
): Promise<PhotoLayout> => getLayout(actor, eventId, query, await chosen(actor, eventId, query));

/** Which these are. Throws as `listGuestGallery` does, and `PHOTO_NOT_FOUND` where a range ends elsewhere. */
export const listGuestIds = async (
	actor: Actor,
	eventId: string,
	query: IdsQuery,
): Promise<PhotoIds> => listIds(actor, eventId, query, await chosen(actor, eventId, query));
