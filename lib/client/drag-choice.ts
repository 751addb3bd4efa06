/** What a pointer that is dragged over a gallery is over, and how fast the page follows it: pure functions. */
import { rowOptions } from "#lib/core/photo-segments.ts";
import { type Placement, rowAt, segmentAt } from "./gallery-place.ts";

/**
 * The place of the photo at a point, CSS pixels from the grid's upper left corner, or of the nearest one;
 * about, where its segment was not fetched. Null in an empty gallery.
 */
export function placeAt(placement: Placement, x: number, y: number): number | null {
	const segment = segmentAt(placement, y);
	if (!segment) return null;
	const row = rowAt(segment, y);
	if (!row) {
		const share = (y - segment.top) / Math.max(1, segment.height);
		const within = Math.floor(Math.min(1, Math.max(0, share)) * segment.count);
		return segment.start + Math.min(segment.count - 1, within);
	}
	const { gap } = rowOptions(placement.width);
	let right = 0;
	const at = row.widths.findIndex((width) => {
		right += width + gap;
		return x < right;
	});
	return segment.start + row.start + (at === -1 ? row.widths.length - 1 : at);
}

/** Of the window's height, at each end, where the page begins to move. */
const EDGE_PX = 96;
/** CSS pixels a second, at the very edge and beyond it. */
const FASTEST = 1800;

/** How fast the page moves for a pointer at this height of the window; upwards is less than 0. */
export function edgeSpeed(y: number, height: number): number {
	const edge = Math.min(EDGE_PX, height / 4);
	const above = Math.min(1, Math.max(0, edge - y) / edge);
	const below = Math.min(1, Math.max(0, y - (height - edge)) / edge);
	// Slow to begin with, so that one row more can be hit.
	return (below ** 2 - above ** 2) * FASTEST;
}
