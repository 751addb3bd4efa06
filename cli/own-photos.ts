/** Photos of one's own events, as the server has them. */
import type { z } from "zod";
import { eventAny } from "#lib/events/events.schema.ts";
import type { AlbumName } from "#lib/events/events.values.ts";
import { photo, photoList } from "#lib/media/media.schema.ts";
import type { Client } from "./client.ts";
import { usageProblem } from "./problem.ts";

/** With what its owner alone is told. */
export type OwnPhoto = z.infer<typeof photo> & { sha256: string; download_url: string };

const PAGE = 200;

/** Throws a `Problem` for an event of somebody else: of that, there are no originals to be had. */
export async function assertOwn(client: Client, eventId: string): Promise<void> {
	const event = await client.ask({ path: `/api/events/${eventId}` }, eventAny);
	if (!("owner_id" in event)) throw usageProblem(`'${event.name}' is an event of somebody else.`);
}

const isOwn = (one: z.infer<typeof photo>): one is OwnPhoto =>
	one.sha256 !== undefined && one.download_url !== null;

export interface Page {
	photos: OwnPhoto[];
	/** Of the event or the album, when the page was made. */
	total: number;
}

/** The first taken first. */
export async function* listOwnPhotos(
	client: Client,
	eventId: string,
	album: AlbumName | undefined,
): AsyncGenerator<Page> {
	let cursor: string | null = "";
	while (cursor !== null) {
		const query = new URLSearchParams({ order: "oldest", limit: String(PAGE) });
		if (album !== undefined) query.set("album", album);
		if (cursor !== "") query.set("cursor", cursor);
		const page: z.infer<typeof photoList> = await client.ask(
			{ path: `/api/events/${eventId}/photos?${query}` },
			photoList,
		);
		yield { photos: page.photos.filter(isOwn), total: page.total };
		cursor = page.next_cursor;
	}
}

/** As it is now: with an address that is valid again. */
export async function findOwnPhoto(client: Client, eventId: string, id: string): Promise<OwnPhoto> {
	const found = await client.ask({ path: `/api/events/${eventId}/photos/${id}` }, photo);
	if (!isOwn(found)) throw usageProblem("This is an event of somebody else.");
	return found;
}
