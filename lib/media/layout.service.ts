/** Where every photo of a gallery stands, known before any of them is fetched. */
import type { z } from "zod";
import type { Actor } from "#lib/core/actor.ts";
import { isUuid } from "#lib/core/ids.ts";
import { rowOptions } from "#lib/core/photo-segments.ts";
import { authorize } from "#lib/events/events.service.ts";
import * as galleries from "./gallery.repo.ts";
import { type Shot, segmentsOf } from "./layout.policy.ts";
import type { layoutQuery, PhotoLayout } from "./media.schema.ts";

type Layout = Omit<PhotoLayout, "photo_index">;

/** A gallery as it was at its version; what was made of it since, by width. */
interface Known {
	version: string;
	shots: Promise<Shot[]>;
	layouts: Map<number, Layout>;
}

/** Some 3 MB each, of ten thousand photos. May be lost: it is read again. */
const MOST_KNOWN = 16;
const MOST_WIDTHS = 32;
const known = new Map<string, Known>();

function forgetOldest<Value>(map: Map<unknown, Value>, most: number): void {
	for (const key of map.keys()) if (map.size > most) map.delete(key);
}

/** The photos of a gallery in order. Who asks while they are being read waits for the same answer. */
async function recall(gallery: galleries.Gallery, set: galleries.OrderedSet): Promise<Known> {
	const { eventId, viewer } = gallery;
	const key = JSON.stringify([eventId, viewer.owns, viewer.passId, set]);
	const version = await galleries.galleryVersion(gallery, set);
	const found = known.get(key);
	known.delete(key);
	const current =
		found?.version === version
			? found
			: { version, shots: galleries.listLaidOut(gallery, set), layouts: new Map() };
	known.set(key, current);
	// What could not be read is nothing to remember.
	current.shots.catch(() => known.delete(key));
	forgetOldest(known, MOST_KNOWN);
	return current;
}

/** Most guests see the same, and share what is known of it: all but those of whom something waits. */
async function sharedBy(gallery: galleries.Gallery): Promise<galleries.Gallery> {
	const { eventId, viewer } = gallery;
	if (viewer.owns || !viewer.passId || (await galleries.hasWaiting(eventId, viewer.passId)))
		return gallery;
	return { eventId, viewer: { ...viewer, passId: null } };
}

function layOut(shots: readonly Shot[], set: galleries.OrderedSet, width: number): Layout {
	const waiting = shots.filter(({ state }) => state === "stored" || state === "processing");
	return {
		total: shots.length,
		processing: waiting.length,
		width,
		gap: rowOptions(width).gap,
		segments: segmentsOf(shots, { order: set.order, width }),
	};
}

/**
 * The layout of an event's gallery; of those of the ids `among` where these are given. Throws as
 * `listPhotos` does.
 */
export async function getLayout(
	actor: Actor,
	eventId: string,
	query: z.infer<typeof layoutQuery>,
	among?: readonly string[],
): Promise<PhotoLayout> {
	const { event, owns, passId } = await authorize(actor, "gallery:view", eventId);
	const { album, waiting, order, width, photo } = query;
	const set = { album, waiting, order };
	const gallery = await sharedBy({ eventId: event.id, viewer: { owns, passId } });
	const { shots: reading, layouts } = await recall(gallery, set);
	const chosen = among && new Set(among);
	const shots = chosen ? (await reading).filter(({ id }) => chosen.has(id)) : await reading;
	const layout = (chosen ? undefined : layouts.get(width)) ?? layOut(shots, set, width);
	if (!chosen) {
		layouts.set(width, layout);
		forgetOldest(layouts, MOST_WIDTHS);
	}
	const at = photo && isUuid(photo) ? shots.findIndex(({ id }) => id === photo.toLowerCase()) : -1;
	return { ...layout, photo_index: at === -1 ? null : at };
}
