import { type QueryClient, queryOptions } from "@tanstack/react-query";
import type { AlbumName } from "#lib/events/events.values.ts";
import type { PhotoIds, PhotoLayout, PhotoSegment } from "#lib/media/layout.schema.ts";
import type {
	Photo,
	PhotoFacets,
	PhotoList,
	PhotoOrder,
	PhotosArrived,
} from "#lib/media/media.schema.ts";
import { callApi } from "./api.ts";
import type { Ends } from "./choosing.ts";
import { segmentKey, segmentsWith } from "./gallery-place.ts";
import type { PhotoFilterChoice } from "./photo-filter.ts";

/** "all" is every album. */
export type AlbumChoice = AlbumName | "all";
/**
 * An album's photos, all or by what is known of them, or a zone's, or those that show a person, that a guest's search for themselves found, that wait
 * for approval, or that are favourites: one's own, anybody's, a shared list's, a guest's.
 */
export type PhotoChoice =
	| AlbumChoice
	| { zone: string }
	| { person: string }
	| { search: string }
	| { waiting: "true" }
	| { favourites: "mine" | "any" }
	| ({ album: AlbumName } & PhotoFilterChoice)
	| { list: string }
	| { guest: string };

/** Which photos of an event, and in which order. */
export interface GalleryChoice {
	eventId: string;
	choice: PhotoChoice;
	order: PhotoOrder;
}

export const photoKeys = {
	event: (eventId: string) => ["photos", eventId] as const,
	layouts: (eventId: string) => ["photos", eventId, "layout"] as const,
	layoutsOf: (eventId: string, choice: PhotoChoice) =>
		[...photoKeys.layouts(eventId), choice] as const,
	layoutsOfGallery: ({ eventId, choice, order }: GalleryChoice) =>
		[...photoKeys.layoutsOf(eventId, choice), order] as const,
	segment: ({ eventId, choice, order }: GalleryChoice, segment: PhotoSegment) =>
		["photos", eventId, "segment", choice, order, segmentKey(segment)] as const,
};

/** The width that a page lays a gallery out for before it knows its own. */
export const FIRST_WIDTH = 1280;
/** Photos that have not been in view for so long are fetched again. */
const KEPT_MS = 60_000;

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

function asked({ choice, order }: GalleryChoice): URLSearchParams {
	const query = new URLSearchParams({ order });
	const which = typeof choice === "object" ? choice : { album: choice };
	for (const [name, value] of Object.entries(which)) if (value !== "all") query.set(name, value);
	return query;
}

/** Asks for a layout; with `photo`, for the place of that photo too. */
export function fetchLayout(
	gallery: GalleryChoice,
	{ width, photo, signal }: { width: number; photo?: string; signal?: AbortSignal },
): Promise<PhotoLayout> {
	const query = asked(gallery);
	query.set("width", String(width));
	if (photo) query.set("photo", photo);
	const path = `/api/events/${gallery.eventId}/photos/layout?${query}`;
	return callApi<PhotoLayout>("GET", path, signal ? { signal } : {});
}

/** The ids of a gallery's photos in its order: of all, or of two and those between them. */
export async function fetchIds(
	gallery: GalleryChoice,
	{ between, signal }: { between: Ends | null; signal?: AbortSignal },
): Promise<string[]> {
	const query = asked(gallery);
	if (between) query.set("between", between.join(","));
	const ids: string[] = [];
	for (;;) {
		const path = `/api/events/${gallery.eventId}/photos/ids?${query}`;
		const page = await callApi<PhotoIds>("GET", path, signal ? { signal } : {});
		for (const id of page.photo_ids) ids.push(id);
		if (page.next_cursor === null) return ids;
		query.set("cursor", page.next_cursor);
	}
}

/** The photos of one segment. Another version is another query: these never get old. */
export const segmentQuery = (gallery: GalleryChoice, segment: PhotoSegment) =>
	queryOptions({
		queryKey: photoKeys.segment(gallery, segment),
		queryFn: async ({ signal }): Promise<Photo[]> => {
			const query = asked(gallery);
			query.set("limit", String(segment.count));
			if (segment.cursor) query.set("cursor", segment.cursor);
			const path = `/api/events/${gallery.eventId}/photos?${query}`;
			return (await callApi<PhotoList>("GET", path, { signal })).photos;
		},
		staleTime: Number.POSITIVE_INFINITY,
		gcTime: KEPT_MS,
	});

/**
 * The layout of a gallery. A new one comes with the photos that are in sight then (`near`, by their
 * places in the old one), so that none of them is empty meanwhile.
 */
export const layoutQuery = (
	client: QueryClient,
	gallery: GalleryChoice,
	{ width, near }: { width: number; near: () => { from: number; to: number } },
) =>
	queryOptions({
		queryKey: [...photoKeys.layoutsOfGallery(gallery), width],
		queryFn: async ({ signal }): Promise<PhotoLayout> => {
			const layout = await fetchLayout(gallery, { width, signal });
			const before = latestLayout(client, gallery)?.total ?? layout.total;
			const { from, to } = near();
			const come = Math.max(0, layout.total - before);
			const insight = segmentsWith(layout.segments, { from, to: to + come });
			await Promise.allSettled(
				insight.map((segment) => client.ensureQueryData(segmentQuery(gallery, segment))),
			);
			return layout;
		},
		staleTime: 2000,
		placeholderData: latestLayout(client, gallery),
	});

/** The last layout that is known, for whatever width. */
function latestLayout(client: QueryClient, gallery: GalleryChoice): PhotoLayout | undefined {
	const queries = client.getQueryCache().findAll({ queryKey: photoKeys.layoutsOfGallery(gallery) });
	const latest = queries
		.filter(({ state }) => state.data !== undefined)
		.sort((a, b) => b.state.dataUpdatedAt - a.state.dataUpdatedAt)[0];
	return latest?.state.data as PhotoLayout | undefined;
}

/** By what an event's photos can be chosen. */
export const facetsQuery = (eventId: string) =>
	queryOptions({
		queryKey: [...photoKeys.event(eventId), "facets"] as const,
		queryFn: ({ signal }) =>
			callApi<PhotoFacets>("GET", `/api/events/${eventId}/photos/facets`, { signal }),
	});
