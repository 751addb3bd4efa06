/** A gallery's order, and its photos in segments: pure functions. */
import { createHash } from "node:crypto";
import { AppError } from "#lib/core/errors.ts";
import { isUuid } from "#lib/core/ids.ts";
import { aspectOf } from "#lib/core/photo-rows.ts";
import { cutSegments, rowOptions, segmentHeight } from "#lib/core/photo-segments.ts";
import type { PhotoOrder, PhotoSegment } from "./media.schema.ts";

/** What decides about a photo's place, and whether it looks as before. */
export interface Shot {
	id: string;
	shotAt: Date;
	updatedAt: Date;
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

const MOMENT = /^\d{1,15}$/;

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

/** Photos in a gallery's order, in segments for a grid of this width. */
export function segmentsOf(
	shots: readonly Shot[],
	{ order, width }: { order: PhotoOrder; width: number },
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
		};
	});
}

/** Short: it only has to differ from the one before it. */
function versionOf(shots: readonly Shot[]): string {
	const hash = createHash("sha256");
	for (const { id, updatedAt } of shots) hash.update(`${id}${updatedAt.getTime()}`);
	return hash.digest("base64url").slice(0, 10);
}
