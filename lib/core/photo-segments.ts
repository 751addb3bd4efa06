/**
 * A gallery in segments: runs of neighbours small enough to fetch and show by themselves. Each is made of
 * whole rows, so that how tall it is, is known without those before it.
 */
import { fullRow, heightOfRows, lastRow, type PhotoRow, type RowOptions } from "./photo-rows.ts";

export interface Cut {
	/** Index of its first photo. */
	start: number;
	count: number;
}

const LEAST = 32;
export const MOST_IN_SEGMENT = 100;
/** One id of so many may begin a segment. */
const ONE_OF = 32;
const PHONE = 640;

/** The rows of a grid so many CSS pixels wide. */
export function rowOptions(width: number): RowOptions {
	return { width, gap: width < PHONE ? 2 : 4, targetHeight: width < PHONE ? 150 : 250 };
}

/** Its last digits are random (UUIDv7). */
const beginsSegment = (id: string) => Number.parseInt(id.slice(-4), 16) % ONE_OF === 0;

/**
 * Where a gallery is cut. The photos themselves decide, not their places: one more or one less moves the
 * cuts close to it, and no others.
 */
export function cutSegments(ids: readonly string[]): Cut[] {
	const cuts: Cut[] = [];
	let start = 0;
	for (let index = 1; index <= ids.length; index++) {
		const count = index - start;
		const ends = count >= LEAST && beginsSegment(ids[index] ?? "");
		if (!ends && count < MOST_IN_SEGMENT && index < ids.length) continue;
		cuts.push({ start, count });
		start = index;
	}
	return cuts;
}

/** How far a row is from the height wanted; a row twice as tall is as far as one half as tall. */
const farness = (height: number, wanted: number) => Math.log(height / wanted) ** 2;

/**
 * The rows of one segment, `start` counted within it: those, of all there could be, whose heights are
 * closest to the one wanted. Every row is full; at the end of the gallery (`open`) the last need not be.
 */
export function packSegment(
	aspects: readonly number[],
	options: RowOptions,
	open: boolean,
): PhotoRow[] {
	const starts = bestStarts(aspects, options, open);
	const rows: PhotoRow[] = [];
	starts.forEach((start, place) => {
		const end = starts[place + 1] ?? aspects.length;
		const pack = open && end === aspects.length ? lastRow : fullRow;
		rows.push(pack(aspects.slice(start, end), start, options, rows.at(-1)));
	});
	return rows;
}

/** CSS pixels, without a gap below. */
export function segmentHeight(aspects: readonly number[], options: RowOptions, open: boolean) {
	return heightOfRows(packSegment(aspects, options, open));
}

/** Where each row begins, by the least sum of farness (as TeX breaks a paragraph). */
function bestStarts(aspects: readonly number[], options: RowOptions, open: boolean): number[] {
	const { width, gap, targetHeight } = options;
	const cost = [0];
	const from = [0];
	for (let end = 1; end <= aspects.length; end++) {
		let sum = 0;
		cost[end] = Number.POSITIVE_INFINITY;
		for (let start = end - 1; start >= 0; start--) {
			sum += aspects[start] ?? 1;
			const height = (width - gap * (end - start - 1)) / sum;
			if (height < targetHeight / 3 && start < end - 1) break;
			const free = open && end === aspects.length && height >= targetHeight;
			const whole = (cost[start] ?? 0) + (free ? 0 : farness(Math.max(1, height), targetHeight));
			if (whole >= (cost[end] ?? 0)) continue;
			cost[end] = whole;
			from[end] = start;
		}
	}
	const starts: number[] = [];
	for (let end = aspects.length; end > 0; end = from[end] ?? 0) starts.unshift(from[end] ?? 0);
	return starts;
}
