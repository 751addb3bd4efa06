import { infiniteQueryOptions, type QueryClient, queryOptions } from "@tanstack/react-query";
import type { FilePage, ZonePage, ZoneView } from "#lib/zones/zone-pages.schema.ts";
import { callApi } from "./api.ts";
import { stalePages, withPage, type ZonePages } from "./zone-pages.ts";

/** Zones a page, and files of each of them. */
export const ZONES_A_PAGE = 20;
export const FIRST_FILES = 12;
const FILES_A_PAGE = 100;
const NAMES_A_PAGE = 100;

export const zoneKeys = {
	event: (eventId: string) => ["zones", eventId] as const,
	list: (eventId: string) => ["zones", eventId, "list"] as const,
	live: (eventId: string) => ["zones", eventId, "live"] as const,
	names: (eventId: string) => ["zones", eventId, "names"] as const,
	files: (eventId: string, zoneId: string) => ["zones", eventId, "files", zoneId] as const,
	loose: (eventId: string) => ["zones", eventId, "loose"] as const,
};

const fetchZones = (
	eventId: string,
	query: { cursor: string | null; limit: number; files: number },
	signal: AbortSignal,
) => {
	const { cursor, limit, files } = query;
	const asked = new URLSearchParams({ limit: String(limit), files: String(files) });
	if (cursor) asked.set("cursor", cursor);
	return callApi<ZonePage>("GET", `/api/events/${eventId}/zones?${asked}`, { signal });
};

const aPage = (cursor: unknown) => ({
	...{ limit: ZONES_A_PAGE, files: FIRST_FILES },
	cursor: typeof cursor === "string" ? cursor : null,
});

export const zonesQuery = (eventId: string) =>
	infiniteQueryOptions({
		queryKey: zoneKeys.list(eventId),
		queryFn: ({ pageParam, signal }) => fetchZones(eventId, aPage(pageParam), signal),
		initialPageParam: null as string | null,
		getNextPageParam: (page) => page.next_cursor,
	});

/** Brings the pages of `zonesQuery` that may have changed up to date each time it runs. */
export const liveZonesQuery = (client: QueryClient, eventId: string) =>
	queryOptions({
		queryKey: zoneKeys.live(eventId),
		queryFn: async ({ signal }) => {
			const { queryKey } = zonesQuery(eventId);
			const before = client.getQueryData<ZonePages>(queryKey);
			let after = before ?? null;
			for (const index of before ? stalePages(before) : []) {
				const fresh = await fetchZones(eventId, aPage(before?.pageParams[index]), signal);
				after = after && withPage(after, index, fresh);
			}
			if (!after) await client.invalidateQueries({ queryKey });
			// Something may have been changed or loaded meanwhile: then this is not written over it.
			else if (client.getQueryData(queryKey) === before) client.setQueryData(queryKey, after);
			return null;
		},
		staleTime: 0,
	});

const fetchFiles = (
	eventId: string,
	zoneId: string,
	query: { cursor: string | null; limit: number },
	signal: AbortSignal,
) => {
	const asked = new URLSearchParams({ limit: String(query.limit) });
	if (query.cursor) asked.set("cursor", query.cursor);
	const path = `/api/events/${eventId}/zones/${zoneId}/files?${asked}`;
	return callApi<FilePage>("GET", path, { signal });
};

/** All files of a zone, page by page; of those in none for "none". */
export const zoneFilesQuery = (eventId: string, zoneId: string) =>
	infiniteQueryOptions({
		queryKey: zoneKeys.files(eventId, zoneId),
		queryFn: ({ pageParam: cursor, signal }) =>
			fetchFiles(eventId, zoneId, { cursor, limit: FILES_A_PAGE }, signal),
		initialPageParam: null as string | null,
		getNextPageParam: (page) => page.next_cursor,
	});

/** The newest files in no zone. */
export const looseFilesQuery = (eventId: string) =>
	queryOptions({
		queryKey: zoneKeys.loose(eventId),
		queryFn: ({ signal }) =>
			fetchFiles(eventId, "none", { cursor: null, limit: FIRST_FILES }, signal),
	});

/** Every zone of the event without its files, to choose one from. */
export const zoneNamesQuery = (eventId: string) =>
	queryOptions({
		queryKey: zoneKeys.names(eventId),
		queryFn: async ({ signal }) => {
			const zones: ZoneView[] = [];
			for (let cursor: string | null = null; ; ) {
				const query = { cursor, limit: NAMES_A_PAGE, files: 0 };
				const page: ZonePage = await fetchZones(eventId, query, signal);
				zones.push(...page.zones);
				cursor = page.next_cursor;
				if (cursor === null) return zones;
			}
		},
		staleTime: 0,
	});
