/** Which part of an event is in sight, as the page's address has it. */
import { ALBUMS, type AlbumName } from "#lib/events/events.values.ts";

export type EventView = AlbumName | "approval" | "favourites" | "zones" | "people" | "figures";

const VIEWS: readonly EventView[] = [
	...ALBUMS,
	...(["approval", "favourites", "zones", "people", "figures"] as const),
];

/** What an address asks for; the first album where it does not say. */
export function readEventView(view: string | string[] | undefined): EventView {
	return VIEWS.find((known) => known === view) ?? "Official";
}

export function eventViewPath(eventId: string, view: EventView): string {
	return view === "Official" ? `/events/${eventId}` : `/events/${eventId}?view=${view}`;
}

/** A person of the event, with their photos. */
export function eventPersonPath(eventId: string, personId: string): string {
	return `${eventViewPath(eventId, "people")}&person=${personId}`;
}

/** The album that photos are added to: the one in sight, else the first. */
export function albumOf(view: EventView): AlbumName {
	return ALBUMS.find((album) => album === view) ?? "Official";
}
