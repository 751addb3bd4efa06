import { queryOptions } from "@tanstack/react-query";
import type { EventFavourites, OwnFavourites, SharedList } from "#lib/guests/favourites.schema.ts";
import { callApi } from "./api.ts";

export const favouriteKeys = {
	mine: (eventId: string) => ["favourites", eventId, "mine"] as const,
	list: (eventId: string, listId: string) => ["favourites", eventId, "list", listId] as const,
	event: (eventId: string) => ["favourites", eventId, "all"] as const,
};

/** A guest's own. */
export const ownFavouritesQuery = (eventId: string) =>
	queryOptions({
		queryKey: favouriteKeys.mine(eventId),
		queryFn: ({ signal }) =>
			callApi<OwnFavourites>("GET", `/api/events/${eventId}/favourites/mine`, { signal }),
	});

/** Those that another guest shows by a link. */
export const sharedListQuery = (eventId: string, listId: string) =>
	queryOptions({
		queryKey: favouriteKeys.list(eventId, listId),
		queryFn: ({ signal }) =>
			callApi<SharedList>("GET", `/api/events/${eventId}/favourites/lists/${listId}`, { signal }),
	});

/** What the guests of an event like, for its photographer. */
export const eventFavouritesQuery = (eventId: string) =>
	queryOptions({
		queryKey: favouriteKeys.event(eventId),
		queryFn: ({ signal }) =>
			callApi<EventFavourites>("GET", `/api/events/${eventId}/favourites`, { signal }),
	});

/** The list with one more photo first, or without it. */
export function withFavourite(
	list: OwnFavourites,
	photoId: string,
	isFavourite: boolean,
): OwnFavourites {
	const others = list.photo_ids.filter((id) => id !== photoId);
	return { ...list, photo_ids: isFavourite ? [photoId, ...others] : others };
}

const LIST_ID = /^[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}$/;

/** The shared list that a page's address names; null where it names none. */
export function readList(list: string | string[] | undefined): string | null {
	return typeof list === "string" && LIST_ID.test(list) ? list : null;
}

export const listLink = (origin: string, eventId: string, listId: string) =>
	`${origin}/event/${eventId}?list=${listId}`;
