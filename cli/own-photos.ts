/** Photos of one's own events, as the server has them. */
import { z } from "zod";
import { eventAny } from "#lib/events/events.schema.ts";
import type { AlbumName } from "#lib/events/events.values.ts";
import { photo, photoList } from "#lib/media/media.schema.ts";
import type { Client } from "./client.ts";
import { usageProblem } from "./problem.ts";

/** With what its owner is told of each. */
const ownPhoto = photo.extend({ sha256: z.string(), download_url: z.string() });
export type OwnPhoto = z.infer<typeof ownPhoto>;

const ownList = photoList.extend({ photos: z.array(ownPhoto) });

const PAGE = 200;

/** Throws a `Problem` for an event of somebody else: of that, there are no originals to be had. */
export async function assertOwn(client: Client, eventId: string): Promise<void> {
	const event = await client.ask({ path: `/api/events/${eventId}` }, eventAny);
	if (!("owner_id" in event)) throw usageProblem(`'${event.name}' is an event of somebody else.`);
}

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
		const call = { path: `/api/events/${eventId}/photos?${query}` };
		const page: z.infer<typeof ownList> = await client.ask(call, ownList);
		yield page;
		cursor = page.next_cursor;
	}
}

/** As it is now: with an address that is valid again. */
export function findOwnPhoto(client: Client, eventId: string, id: string): Promise<OwnPhoto> {
	return client.ask({ path: `/api/events/${eventId}/photos/${id}` }, ownPhoto);
}
