/** Where every photo of a gallery stands, known before any of them is fetched. */
import type { z } from "zod";
import type { Actor } from "#lib/core/actor.ts";
import { isUuid } from "#lib/core/ids.ts";
import { rowOptions } from "#lib/core/photo-segments.ts";
import { clockTime } from "#lib/core/wall-time.ts";
import { authorize } from "#lib/events/events.service.ts";
import type { PhotoExif } from "#lib/imaging/imaging.types.ts";
import * as galleries from "./gallery.repo.ts";
import {
	cursorOf,
	firstOfSegments,
	readCursor,
	type Shot,
	segmentsOf,
	shotsAfter,
	shotsBetween,
} from "./layout.policy.ts";
import type { layoutQuery, PhotoIds, PhotoLayout, photoIdsQuery } from "./layout.schema.ts";
import { photoNotFound } from "./media.policy.ts";

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

/** The photos of a gallery in order, of the ids `among` where these are given, with what is known of all. */
async function shotsOf(
	actor: Actor,
	eventId: string,
	set: galleries.OrderedSet,
	among: readonly string[] | undefined,
) {
	const { event, owns, passId } = await authorize(actor, "gallery:view", eventId);
	const { shots: reading, layouts } = await recall(
		await sharedBy({ eventId: event.id, viewer: { owns, passId } }),
		set,
	);
	const shots = await reading;
	const chosen = among && new Set(among);
	return { shots: chosen ? shots.filter(({ id }) => chosen.has(id)) : shots, layouts };
}

/** As the clocks showed it where the photos were taken; else when they came. */
async function timesOf(ids: readonly string[]): Promise<Map<string, string>> {
	const rows = await galleries.listTimes(ids);
	return new Map(
		rows.map(({ id, takenAt, createdAt, exif }) => {
			const zone = (exif as PhotoExif | null)?.takenAtZone;
			return [id, takenAt ? clockTime(takenAt, zone) : createdAt.toISOString()];
		}),
	);
}

async function layOut(
	shots: readonly Shot[],
	set: galleries.OrderedSet,
	width: number,
): Promise<Layout> {
	const times = await timesOf(firstOfSegments(shots));
	const waiting = shots.filter(({ state }) => state === "stored" || state === "processing");
	return {
		total: shots.length,
		processing: waiting.length,
		width,
		gap: rowOptions(width).gap,
		segments: segmentsOf(shots, { order: set.order, width, times }),
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
	const { album, waiting, order, width, photo } = query;
	const set = { album, waiting, order };
	const { shots, layouts } = await shotsOf(actor, eventId, set, among);
	const layout = (among ? undefined : layouts.get(width)) ?? (await layOut(shots, set, width));
	if (!among) {
		layouts.set(width, layout);
		forgetOldest(layouts, MOST_WIDTHS);
	}
	const at = photo && isUuid(photo) ? shots.findIndex(({ id }) => id === photo.toLowerCase()) : -1;
	return { ...layout, photo_index: at === -1 ? null : at };
}

/**
 * The ids of an event's photos in the gallery's order, page by page: of all, or between two of them.
 * Throws `PHOTO_NOT_FOUND` where one of the two is not among them, and as `listPhotos` does.
 */
export async function listIds(
	actor: Actor,
	eventId: string,
	query: z.infer<typeof photoIdsQuery>,
	among?: readonly string[],
): Promise<PhotoIds> {
	const { album, waiting, order, between, cursor, limit } = query;
	const place = cursor === undefined ? undefined : readCursor(cursor, order);
	const { shots } = await shotsOf(actor, eventId, { album, waiting, order }, among);
	const asked = between ? shotsBetween(shots, between) : shots;
	if (!asked) throw photoNotFound();
	const left = place ? shotsAfter(asked, place, order) : asked;
	const page = left.slice(0, limit);
	const last = page.at(-1);
	return {
		photo_ids: page.map(({ id }) => id),
		next_cursor: last && left.length > limit ? cursorOf(last, order) : null,
		total: asked.length,
	};
}
