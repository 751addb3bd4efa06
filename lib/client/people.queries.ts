import { infiniteQueryOptions, keepPreviousData, queryOptions } from "@tanstack/react-query";
import { callApi } from "./api.ts";
import type { PeoplePage, PersonDetail } from "./face-types.ts";

export const PEOPLE_A_PAGE = 60;
const FOUND = 20;

export const peopleKeys = {
	all: ["people"] as const,
	lists: () => ["people", "list"] as const,
	list: (name: string) => ["people", "list", name] as const,
	found: (name: string) => ["people", "list", "found", name] as const,
	person: (personId: string) => ["people", "person", personId] as const,
};

interface Asked {
	name: string;
	limit: number;
	cursor: string | null;
	signal: AbortSignal;
}

function fetchPeople({ name, limit, cursor, signal }: Asked) {
	const query = new URLSearchParams({ limit: String(limit) });
	if (name) query.set("name", name);
	if (cursor) query.set("cursor", cursor);
	return callApi<PeoplePage>("GET", `/api/people?${query}`, { signal });
}

/** The people whose name has this in it, by name; everyone for nothing. */
export const peopleQuery = (name: string) =>
	infiniteQueryOptions({
		queryKey: peopleKeys.list(name),
		queryFn: ({ pageParam: cursor, signal }) =>
			fetchPeople({ name, limit: PEOPLE_A_PAGE, cursor, signal }),
		initialPageParam: null as string | null,
		getNextPageParam: (page) => page.next_cursor,
		placeholderData: keepPreviousData,
	});

/** The first of them, to choose one from. */
export const peopleFoundQuery = (name: string) =>
	queryOptions({
		queryKey: peopleKeys.found(name),
		queryFn: ({ signal }) => fetchPeople({ name, limit: FOUND, cursor: null, signal }),
		placeholderData: keepPreviousData,
	});

/** One person with every picture that others are compared to. */
export const personQuery = (personId: string) =>
	queryOptions({
		queryKey: peopleKeys.person(personId),
		queryFn: ({ signal }) => callApi<PersonDetail>("GET", `/api/people/${personId}`, { signal }),
	});
