import { infiniteQueryOptions, type QueryClient, queryOptions } from "@tanstack/react-query";
import type { AlbumName } from "#lib/events/events.schema.ts";
import type { PhotoList, PhotosArrived } from "#lib/media/media.schema.ts";
import { callApi } from "./api.ts";
import { type FetchPage, PAGE_SIZE, type PhotoPages, refreshPages } from "./photo-pages.ts";

/** "all" is every album. */
export type AlbumChoice = AlbumName | "all";
/**
 * An album's photos, or those that show a person, that a guest's search for themselves found, that wait
 * for approval, or that are favourites: one's own, anybody's, a shared list's, a guest's.
 */
export type PhotoChoice =
	| AlbumChoice
	| { person: string }
	| { search: string }
	| { waiting: "true" }
	| { favourites: "mine" | "any" }
	| { list: string }
	| { guest: string };

export const photoKeys = {
	event: (eventId: string) => ["photos", eventId] as const,
	lists: (eventId: string) => ["photos", eventId, "list"] as const,
	list: (eventId: string, choice: PhotoChoice) => ["photos", eventId, "list", choice] as const,
	live: (eventId: string, choice: PhotoChoice) => ["photos", eventId, "live", choice] as const,
};

function asked(choice: PhotoChoice): Record<string, string> {
	if (typeof choice === "object") return choice;
	return choice === "all" ? {} : { album: choice };
}

const fetcher =
	(eventId: string, choice: PhotoChoice, signal: AbortSignal): FetchPage =>
	(cursor, limit) => {
		const query = new URLSearchParams({ ...asked(choice), limit: String(limit) });
		if (cursor) query.set("cursor", cursor);
		return callApi<PhotoList>("GET", `/api/events/${eventId}/photos?${query}`, { signal });
	};

export const photosQuery = (eventId: string, choice: PhotoChoice) =>
	infiniteQueryOptions({
		queryKey: photoKeys.list(eventId, choice),
		queryFn: ({ pageParam, signal }) => fetcher(eventId, choice, signal)(pageParam, PAGE_SIZE),
		initialPageParam: null as string | null,
		getNextPageParam: (page) => page.next_cursor,
		// Kept up to date by `livePhotosQuery`, which does not ask for every page again.
		staleTime: Number.POSITIVE_INFINITY,
	});

const ARRIVED_EVERY_MS = 1500;
const ARRIVED_WHILE_AWAY_MS = 5000;

/** What is new in an event, again and again; `cursor` is where the last answer ended. */
export const arrivedQuery = (eventId: string, cursor: { current: string }) =>
	queryOptions({
		queryKey: ["photos", eventId, "arrived"] as const,
		queryFn: async ({ signal }) => {
			const query = new URLSearchParams({ since: cursor.current });
			const path = `/api/events/${eventId}/photos/arrived?${query}`;
			const answer = await callApi<PhotosArrived>("GET", path, { signal });
			cursor.current = answer.cursor;
			return answer;
		},
		refetchInterval: ({ state }) =>
			state.status === "error" ? ARRIVED_WHILE_AWAY_MS : ARRIVED_EVERY_MS,
		// A screen at the venue is looked at by others than who has the page in front.
		refetchIntervalInBackground: true,
		retry: false,
		gcTime: 0,
	});

/** Brings the loaded pages of `photosQuery` up to date each time it runs. */
export const livePhotosQuery = (client: QueryClient, eventId: string, choice: PhotoChoice) =>
	queryOptions({
		queryKey: photoKeys.live(eventId, choice),
		queryFn: async ({ signal }) => {
			const { queryKey } = photosQuery(eventId, choice);
			const before = client.getQueryData<PhotoPages>(queryKey);
			if (!before) return null;
			const after = await refreshPages(before, fetcher(eventId, choice, signal));
			// Another page may have been loaded meanwhile: then this one is not written over it.
			if (client.getQueryData(queryKey) === before)
				client.setQueryData<PhotoPages>(queryKey, after);
			return null;
		},
		staleTime: 0,
	});
