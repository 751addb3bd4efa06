import { queryOptions } from "@tanstack/react-query";
import type { EventFull, EventListItem, EventPublic } from "#lib/events/events.schema.ts";
import type { EventStatistics } from "#lib/guests/statistics.schema.ts";
import type { ZonesShown } from "#lib/zones/zone-pages.schema.ts";
import { callApi } from "./api.ts";
import { eventsPollMs } from "./polling.ts";

export const eventKeys = {
	all: ["events"] as const,
	list: () => ["events", "list"] as const,
	detail: (eventId: string) => ["events", "detail", eventId] as const,
	shownZones: (eventId: string) => [...eventKeys.detail(eventId), "zones"] as const,
};

async function fetchOwnEvents({ signal }: { signal: AbortSignal }): Promise<EventListItem[]> {
	const path = "/api/events?owned=true";
	return (await callApi<{ events: EventListItem[] }>("GET", path, { signal })).events;
}

/** The signed-in reader's own events. */
export const eventListQuery = () =>
	queryOptions({
		queryKey: eventKeys.list(),
		queryFn: fetchOwnEvents,
		refetchInterval: (query) => eventsPollMs(query.state.data),
	});

/**
 * The same for what stands around every page. Apart from the list: a query that is there before its page
 * keeps what the server has sent with the page from being rendered, there and in the browser.
 */
export const knownEventsQuery = () =>
	queryOptions({ queryKey: [...eventKeys.list(), "known"] as const, queryFn: fetchOwnEvents });

/** One event with its settings, as its photographer sees it. */
export const eventQuery = (eventId: string) =>
	queryOptions({
		queryKey: eventKeys.detail(eventId),
		queryFn: ({ signal }) => callApi<EventFull>("GET", `/api/events/${eventId}`, { signal }),
	});

/** The same as a guest may know it. */
export const guestEventQuery = (eventId: string) =>
	queryOptions({
		queryKey: eventKeys.detail(eventId),
		queryFn: ({ signal }) => callApi<EventPublic>("GET", `/api/events/${eventId}`, { signal }),
	});

/** The parts of an event's gallery. As old as the event's counts: what changes these, changes them. */
export const shownZonesQuery = (eventId: string) =>
	queryOptions({
		queryKey: eventKeys.shownZones(eventId),
		queryFn: ({ signal }) =>
			callApi<ZonesShown>("GET", `/api/events/${eventId}/photos/zones`, { signal }),
	});

/** What became of an event, for its owner. */
export const eventFiguresQuery = (eventId: string) =>
	queryOptions({
		queryKey: [...eventKeys.detail(eventId), "figures"] as const,
		queryFn: ({ signal }) =>
			callApi<EventStatistics>("GET", `/api/events/${eventId}/statistics`, { signal }),
	});
