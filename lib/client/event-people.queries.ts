import { infiniteQueryOptions, type QueryClient, queryOptions } from "@tanstack/react-query";
import { callApi } from "./api.ts";
import type { EventFaces, EventPeoplePage, EventPersonDetail } from "./face-types.ts";

const PEOPLE_A_PAGE = 60;
const FACES_A_PAGE = 60;

export const eventPeopleKeys = {
	event: (eventId: string) => ["event-people", eventId] as const,
	faces: (eventId: string) => ["event-people", eventId, "faces"] as const,
	list: (eventId: string) => ["event-people", eventId, "list"] as const,
	person: (eventId: string, personId: string) =>
		["event-people", eventId, "person", personId] as const,
};

/** How looking for faces stands, with how often in a row the answer was the same. */
export type FacesSeen = EventFaces & { unchanged: number };

/** Whether faces are looked for in an event's photos, and how far that is. */
export const eventFacesQuery = (client: QueryClient, eventId: string) =>
	queryOptions({
		queryKey: eventPeopleKeys.faces(eventId),
		queryFn: async ({ signal }): Promise<FacesSeen> => {
			const now = await callApi<EventFaces>("GET", `/api/events/${eventId}/faces`, { signal });
			const before = client.getQueryData<FacesSeen>(eventPeopleKeys.faces(eventId));
			return { ...now, unchanged: before && isSame(before, now) ? before.unchanged + 1 : 0 };
		},
		staleTime: 0,
	});

const isSame = (before: EventFaces, now: EventFaces) =>
	(Object.keys(now) as (keyof EventFaces)[]).every((name) => before[name] === now[name]);

/** The people on an event's photos, those on the most first. */
export const eventPeopleQuery = (eventId: string) =>
	infiniteQueryOptions({
		queryKey: eventPeopleKeys.list(eventId),
		queryFn: ({ pageParam: cursor, signal }) => {
			const query = new URLSearchParams({ limit: String(PEOPLE_A_PAGE) });
			if (cursor) query.set("cursor", cursor);
			const path = `/api/events/${eventId}/people?${query}`;
			return callApi<EventPeoplePage>("GET", path, { signal });
		},
		initialPageParam: null as string | null,
		getNextPageParam: (page) => page.next_cursor,
	});

/** One of them with the faces that were taken for theirs, page by page. */
export const eventPersonQuery = (eventId: string, personId: string) =>
	infiniteQueryOptions({
		queryKey: eventPeopleKeys.person(eventId, personId),
		queryFn: ({ pageParam: cursor, signal }) => {
			const query = new URLSearchParams({ limit: String(FACES_A_PAGE) });
			if (cursor) query.set("cursor", cursor);
			const path = `/api/events/${eventId}/people/${personId}?${query}`;
			return callApi<EventPersonDetail>("GET", path, { signal });
		},
		initialPageParam: null as string | null,
		getNextPageParam: (page) => page.next_cursor,
	});
