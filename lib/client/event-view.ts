/** Which part of an event is in sight, as the page's address has it. */
import { ALBUMS, type AlbumName } from "#lib/events/events.schema.ts";

export type EventView = AlbumName | "zones";

const VIEWS: readonly EventView[] = [...ALBUMS, "zones"];

/** What an address asks for; the first album where it does not say. */
export function readEventView(view: string | string[] | undefined): EventView {
	return VIEWS.find((known) => known === view) ?? "Official";
}

export function eventViewPath(eventId: string, view: EventView): string {
	return view === "Official" ? `/events/${eventId}` : `/events/${eventId}?view=${view}`;
}
