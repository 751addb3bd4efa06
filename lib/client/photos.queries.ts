import { infiniteQueryOptions, type QueryClient, queryOptions } from "@tanstack/react-query";
import type { AlbumName } from "#lib/events/events.schema.ts";
import type { PhotoList } from "#lib/media/media.schema.ts";
import { callApi } from "./api.ts";
import { type FetchPage, PAGE_SIZE, type PhotoPages, refreshPages } from "./photo-pages.ts";

/** "all" is every album. */
export type AlbumChoice = AlbumName | "all";

export const photoKeys = {
	event: (eventId: string) => ["photos", eventId] as const,
	lists: (eventId: string) => ["photos", eventId, "list"] as const,
	list: (eventId: string, album: AlbumChoice) => ["photos", eventId, "list", album] as const,
	live: (eventId: string, album: AlbumChoice) => ["photos", eventId, "live", album] as const,
};

const fetcher =
	(eventId: string, album: AlbumChoice, signal: AbortSignal): FetchPage =>
	(cursor, limit) => {
		const query = new URLSearchParams({ limit: String(limit) });
		if (album !== "all") query.set("album", album);
		if (cursor) query.set("cursor", cursor);
		return callApi<PhotoList>("GET", `/api/events/${eventId}/photos?${query}`, { signal });
	};

export const photosQuery = (eventId: string, album: AlbumChoice) =>
	infiniteQueryOptions({
		queryKey: photoKeys.list(eventId, album),
		queryFn: ({ pageParam, signal }) => fetcher(eventId, album, signal)(pageParam, PAGE_SIZE),
		initialPageParam: null as string | null,
		getNextPageParam: (page) => page.next_cursor,
		// Kept up to date by `livePhotosQuery`, which does not ask for every page again.
		staleTime: Number.POSITIVE_INFINITY,
	});

/** Brings the loaded pages of `photosQuery` up to date each time it runs. */
export const livePhotosQuery = (client: QueryClient, eventId: string, album: AlbumChoice) =>
	queryOptions({
		queryKey: photoKeys.live(eventId, album),
		queryFn: async ({ signal }) => {
			const { queryKey } = photosQuery(eventId, album);
			const before = client.getQueryData<PhotoPages>(queryKey);
			if (!before) return null;
			const after = await refreshPages(before, fetcher(eventId, album, signal));
			// Another page may have been loaded meanwhile: then this one is not written over it.
			if (client.getQueryData(queryKey) === before)
				client.setQueryData<PhotoPages>(queryKey, after);
			return null;
		},
		staleTime: 0,
	});
