/**
 * Where the photos of a gallery stand, down a page of one width: segments below one another, as the
 * server laid them out or, where their photos are there, as these are packed.
 */
import { aspectOf, heightOfRows, type PhotoRow } from "#lib/core/photo-rows.ts";
import { packSegment, rowOptions } from "#lib/core/photo-segments.ts";
import type { PhotoLayout, PhotoSegment } from "#lib/media/layout.schema.ts";
import type { Photo } from "#lib/media/media.schema.ts";
import type { Ends } from "./choosing.ts";

export interface PlacedSegment extends PhotoSegment {
	/** CSS pixels below the grid's upper edge. */
	top: number;
	/** Its photos and their rows; null until they were fetched. */
	content: { photos: readonly Photo[]; rows: PhotoRow[] } | null;
}

export interface Placement {
	width: number;
	total: number;
	height: number;
	segments: PlacedSegment[];
}

/** Photos of segments that were fetched, by `segmentKey`. */
export type Loaded = ReadonlyMap<string, readonly Photo[]>;

export const segmentKey = ({ cursor, count, version }: PhotoSegment) =>
	`${cursor} ${count} ${version}`;

/** A layout for another width tells about how tall segments will be, until the right one is there. */
export function placeSegments(layout: PhotoLayout, width: number, loaded: Loaded): Placement {
	const { gap, targetHeight } = rowOptions(width);
	const other = rowOptions(layout.width).targetHeight;
	const scale =
		layout.width === width ? 1 : (layout.width * targetHeight ** 2) / (width * other ** 2);
	let top = 0;
	const segments = layout.segments.map((segment, place) => {
		const photos = loaded.get(segmentKey(segment));
		const content = photos && {
			photos,
			rows: packed(photos, width, place === layout.segments.length - 1),
		};
		const height = content ? heightOfRows(content.rows) : Math.round(segment.height * scale);
		const placed = { ...segment, top, height, content: content ?? null };
		top += height + gap;
		return placed;
	});
	return { width, total: layout.total, height: Math.max(0, top - gap), segments };
}

const known = new WeakMap<readonly Photo[], { width: number; open: boolean; rows: PhotoRow[] }>();

/** Packed once: what is asked for again and again is the same photos at the same width. */
function packed(photos: readonly Photo[], width: number, open: boolean): PhotoRow[] {
	const found = known.get(photos);
	if (found?.width === width && found.open === open) return found.rows;
	const rows = packSegment(photos.map(aspectOf), rowOptions(width), open);
	known.set(photos, { width, open, rows });
	return rows;
}

/** The last of `items` that begins at or before `value`; the first where none does. */
function lastUpTo<Item>(items: readonly Item[], value: number, begin: (item: Item) => number) {
	let low = 0;
	let high = items.length - 1;
	while (low < high) {
		const middle = Math.ceil((low + high) / 2);
		const item = items[middle];
		if (item !== undefined && begin(item) <= value) low = middle;
		else high = middle - 1;
	}
	return low;
}

/** Segments between two heights. */
export function segmentsBetween({ segments }: Placement, from: number, to: number) {
	const first = lastUpTo(segments, from, ({ top }) => top);
	const last = lastUpTo(segments, to, ({ top }) => top);
	return segments.slice(first, last + 1);
}

/** The segments of a layout that hold photos of these places. */
export function segmentsWith<Segment extends PhotoSegment>(
	segments: readonly Segment[],
	{ from, to }: { from: number; to: number },
): Segment[] {
	return segments.filter(({ start, count }) => start <= to && start + count > from);
}

export function segmentOf<Segment extends PhotoSegment>(
	segments: readonly Segment[],
	index: number,
): Segment | undefined {
	return segments[lastUpTo(segments, index, ({ start }) => start)];
}

/** The segment at a height, or the nearest one; undefined where there is none. */
export const segmentAt = ({ segments }: Placement, y: number): PlacedSegment | undefined =>
	segments[lastUpTo(segments, y, ({ top }) => top)];

/** Its row at a height of the page, or the nearest one; undefined where it was not fetched. */
export const rowAt = ({ top: upper, content }: PlacedSegment, y: number): PhotoRow | undefined =>
	content?.rows[lastUpTo(content.rows, y - upper, ({ top }) => top)];

/** The photo at a place, from 0; undefined until it was fetched. */
export function photoAt({ segments }: Placement, index: number): Photo | undefined {
	const segment = segmentOf(segments, index);
	return segment?.content?.photos[index - segment.start];
}

/** The place of a photo that was fetched, from 0; -1 where it is not among these. */
export function placeOf({ segments }: Placement, id: string): number {
	for (const { content, start } of segments) {
		const at = content?.photos.findIndex((photo) => photo.id === id) ?? -1;
		if (at !== -1) return start + at;
	}
	return -1;
}

/**
 * The photos between two of them, both included, whichever comes first; null where one of the two, or
 * some between them, were not fetched.
 */
export function photosBetween(placement: Placement, ends: Ends): Photo[] | null {
	const places = ends.map((end) => placeOf(placement, end));
	const [from, to] = [Math.min(...places), Math.max(...places)];
	if (from === -1) return null;
	const within = segmentsWith(placement.segments, { from, to });
	if (within.some(({ content }) => !content)) return null;
	const before = within[0]?.start ?? 0;
	const photos = within.flatMap(({ content }) => content?.photos ?? []);
	return photos.slice(from - before, to - before + 1);
}

/** The row that holds the photo of a place, with its height on the page. */
export function rowOf({ segments }: Placement, index: number) {
	const segment = segmentOf(segments, index);
	const rows = segment?.content?.rows;
	if (!segment || !rows) return null;
	const row = rows[lastUpTo(rows, index - segment.start, ({ start }) => start)];
	return row ? { ...row, start: segment.start + row.start, top: segment.top + row.top } : null;
}

/** Where a reader is: by a photo, so that it can be found again however many come before it. */
export interface Anchor {
	/** Null while its segment was not fetched. */
	id: string | null;
	/** Its place, which others may take. */
	index: number;
	/** From the photo's upper edge to the upper edge of what is in view; of the segment's, where `id` is null. */
	offset: number;
}

/** What is at a height. */
export function anchorAt(placement: Placement, y: number): Anchor | null {
	const segment = segmentAt(placement, y);
	if (!segment) return null;
	if (!segment.content) return { id: null, index: segment.start, offset: y - segment.top };
	const row = rowAt(segment, y);
	if (!row) return null;
	return {
		id: segment.content.photos[row.start]?.id ?? null,
		index: segment.start + row.start,
		offset: y - segment.top - row.top,
	};
}

/** Whether the same photos stand at a height as before, fetched or not: then nobody has to follow them. */
export function standsAsBefore(before: Placement, after: Placement, y: number): boolean {
	const [old, now] = [segmentAt(before, y), segmentAt(after, y)];
	if (!old || !now) return false;
	return segmentKey(old) === segmentKey(now) && old.top === now.top && old.height === now.height;
}

/** The height of an anchor; `found` once its photo is where it is looked for. */
export function heightOf(placement: Placement, { id, index, offset }: Anchor) {
	const near = segmentOf(placement.segments, Math.min(index, placement.total - 1));
	const at = id === null ? -1 : placeOf(placement, id);
	const own = at === -1 ? null : rowOf(placement, at);
	if (own) return { y: own.top + offset, found: true };
	if (!near) return { y: 0, found: false };
	if (id === null) return { y: near.top + offset, found: near.content !== null };
	// Its photo is gone: its place is what is left.
	const row = near.content ? rowOf(placement, Math.min(index, placement.total - 1)) : null;
	const share = Math.max(0, (index - near.start) / near.count);
	return { y: (row?.top ?? near.top + share * near.height) + offset, found: row !== null };
}

/** Where an arrow key leads from the photo of a place; null where there is nothing in that direction. */
export function nextPlace(placement: Placement, index: number, key: string): number | null {
	const last = placement.total - 1;
	if (key === "Home") return 0;
	if (key === "End") return last;
	if (key === "ArrowLeft") return index > 0 ? index - 1 : null;
	if (key === "ArrowRight") return index < last ? index + 1 : null;
	const row = rowOf(placement, index);
	if (!row || (key !== "ArrowUp" && key !== "ArrowDown")) return null;
	const beside = key === "ArrowUp" ? row.start - 1 : row.start + row.widths.length;
	if (beside < 0 || beside > last) return null;
	const target = rowOf(placement, beside);
	if (!target) return beside;
	const { gap } = rowOptions(placement.width);
	const middle = middles(row.widths, gap)[index - row.start] ?? 0;
	const distances = middles(target.widths, gap).map((each) => Math.abs(each - middle));
	return target.start + distances.indexOf(Math.min(...distances));
}

function middles(widths: readonly number[], gap: number): number[] {
	let left = 0;
	return widths.map((width) => {
		const middle = left + width / 2;
		left += width + gap;
		return middle;
	});
}
