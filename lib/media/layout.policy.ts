/** A gallery's order, and its photos in segments: pure functions. */
import { createHash } from "node:crypto";
import { AppError } from "#lib/core/errors.ts";
import { isUuid } from "#lib/core/ids.ts";
import { aspectOf } from "#lib/core/photo-rows.ts";
import { cutSegments, rowOptions, segmentHeight } from "#lib/core/photo-segments.ts";
import type { PhotoSegment } from "./layout.schema.ts";
import type { PhotoOrder } from "./media.schema.ts";

/** What decides about a photo's place, and whether it looks as before. */
export interface Shot {
	id: string;
	shotAt: Date;
	changedMs: bigint;
	state: string;
	width: number | null;
	height: number | null;
}

/** A place between two photos: after this one, in a gallery's order. */
export interface Place {
	id: string;
	/** Null where the order is by arrival alone. */
	shotAt: Date | null;
}

/** Milliseconds, before 1970 below zero: of the years 1653 to 2286, and photos are taken from 1826 to 2200. */
const MOMENT = /^-?\d{1,13}$/;

/** Throws `VALIDATION_ERROR` for what `cursorOf` did not make for the same order. */
export function readCursor(cursor: string, order: PhotoOrder): Place {
	const [first = "", second] = cursor.split("_", 2);
	const byArrival = order === "arrived";
	const id = byArrival ? cursor : (second ?? "");
	const shotAt = byArrival ? null : new Date(MOMENT.test(first) ? Number(first) : Number.NaN);
	if (!isUuid(id) || Number.isNaN(shotAt?.getTime()))
		throw new AppError("VALIDATION_ERROR", { message: "This cursor is not one of ours" });
	return { id, shotAt };
}

export function cursorOf({ id, shotAt }: Pick<Shot, "id" | "shotAt">, order: PhotoOrder): string {
	return order === "arrived" ? id : `${shotAt.getTime()}_${id}`;
}

/** Those between two photos, both included, whichever of them comes first; null where one is not among them. */
export function shotsBetween(
	shots: readonly Shot[],
	ends: readonly [string, string],
): readonly Shot[] | null {
	const places = ends.map((end) => shots.findIndex(({ id }) => id === end.toLowerCase()));
	const [first, last] = [Math.min(...places), Math.max(...places)];
	return first === -1 ? null : shots.slice(first, last + 1);
}

/** Those after a place, which may be a photo's that is gone. */
export function shotsAfter(
	shots: readonly Shot[],
	place: Place,
	order: PhotoOrder,
): readonly Shot[] {
	const id = place.id.toLowerCase();
	const isLater = (shot: Shot) => {
		const apart = place.shotAt ? shot.shotAt.getTime() - place.shotAt.getTime() : 0;
		return apart === 0 ? shot.id > id : apart > 0;
	};
	const isEarlier = (shot: Shot) => shot.id !== id && !isLater(shot);
	const first = shots.findIndex(order === "oldest" ? isLater : isEarlier);
	return first === -1 ? [] : shots.slice(first);
}

/** Which of a gallery's photos are the first of a segment. */
export const firstOfSegments = (shots: readonly Shot[]): string[] =>
	cutSegments(shots.map(({ id }) => id)).flatMap(({ start }) => shots[start]?.id ?? []);

interface Wanted {
	order: PhotoOrder;
	/** CSS pixels. */
	width: number;
	/** Of the first of each segment, by its id. */
	times: ReadonlyMap<string, string>;
}

/** Photos in a gallery's order, in segments for a grid of this width. */
export function segmentsOf(
	shots: readonly Shot[],
	{ order, width, times }: Wanted,
): PhotoSegment[] {
	const options = rowOptions(width);
	return cutSegments(shots.map(({ id }) => id)).map(({ start, count }) => {
		const own = shots.slice(start, start + count);
		const before = shots[start - 1];
		const open = start + count === shots.length;
		return {
			cursor: before ? cursorOf(before, order) : null,
			start,
			count,
			height: segmentHeight(own.map(aspectOf), options, open),
			version: versionOf(own),
			shot_at: timeOf(own[0], times),
		};
	});
}

/** A photo that is gone since has the moment by which it stands where it did. */
const timeOf = (shot: Shot | undefined, times: Wanted["times"]) =>
	shot ? (times.get(shot.id) ?? shot.shotAt.toISOString()) : "";

/** Short: it only has to differ from the one before it. */
function versionOf(shots: readonly Shot[]): string {
	const hash = createHash("sha256");
	for (const { id, changedMs } of shots) hash.update(`${id}${changedMs}`);
	return hash.digest("base64url").slice(0, 10);
}
