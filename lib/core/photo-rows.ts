/** Packs photos into rows of one width: each row as tall as makes it exactly full. */

export interface PhotoRow {
	/** Index of its first photo. */
	start: number;
	top: number;
	height: number;
	widths: number[];
}

export interface RowOptions {
	width: number;
	gap: number;
	/** Rows come out near this height. */
	targetHeight: number;
}

const NARROWEST = 0.5;
const WIDEST = 3;
const UNKNOWN = 3 / 2;

/** Width by height, kept within what a row can bear: a panorama is cropped, not shown as a thread. */
export function aspectOf(photo: { width: number | null; height: number | null }): number {
	if (!photo.width || !photo.height) return UNKNOWN;
	return Math.min(WIDEST, Math.max(NARROWEST, photo.width / photo.height));
}

/** Greedy, so that more photos at the end never move those before. */
export function packRows(aspects: readonly number[], options: RowOptions): PhotoRow[] {
	const rows: PhotoRow[] = [];
	if (options.width <= 0) return rows;
	let start = 0;
	let sum = 0;
	for (let index = 0; index < aspects.length; index++) {
		const before = sum;
		sum += aspects[index] ?? UNKNOWN;
		const count = index - start + 1;
		if (heightOf(sum, count, options) > options.targetHeight) continue;
		// With this photo the row is lower than wanted, without it higher: whichever is nearer.
		const low = options.targetHeight / heightOf(sum, count, options);
		const high = heightOf(before, count - 1, options) / options.targetHeight;
		const takeIt = count === 1 || low <= high;
		const end = takeIt ? index + 1 : index;
		rows.push(fullRow(aspects.slice(start, end), start, options, rows.at(-1)));
		start = end;
		sum = takeIt ? 0 : (aspects[index] ?? UNKNOWN);
	}
	if (start < aspects.length) rows.push(lastRow(aspects.slice(start), start, options, rows.at(-1)));
	return rows;
}

/** Where the last row ends. */
export function heightOfRows(rows: readonly PhotoRow[]): number {
	const last = rows.at(-1);
	return last ? last.top + last.height : 0;
}

function heightOf(aspectSum: number, count: number, { width, gap }: RowOptions): number {
	return aspectSum === 0 ? Number.POSITIVE_INFINITY : (width - gap * (count - 1)) / aspectSum;
}

const topAfter = (row: PhotoRow | undefined, gap: number) => (row ? row.top + row.height + gap : 0);

export function fullRow(
	aspects: number[],
	start: number,
	options: RowOptions,
	previous: PhotoRow | undefined,
): PhotoRow {
	const sum = aspects.reduce((total, aspect) => total + aspect, 0);
	const height = heightOf(sum, aspects.length, options);
	const widths = aspects.map((aspect) => Math.floor(aspect * height));
	// What rounding left over goes to the last photo, so that every row ends at the same edge.
	const used = widths.reduce((total, width) => total + width, 0);
	const spare = options.width - options.gap * (aspects.length - 1) - used;
	widths[widths.length - 1] = (widths.at(-1) ?? 0) + spare;
	return { start, top: topAfter(previous, options.gap), height: Math.round(height), widths };
}

export function lastRow(
	aspects: number[],
	start: number,
	options: RowOptions,
	previous: PhotoRow | undefined,
): PhotoRow {
	const sum = aspects.reduce((total, aspect) => total + aspect, 0);
	const height = Math.min(options.targetHeight, heightOf(sum, aspects.length, options));
	return {
		start,
		top: topAfter(previous, options.gap),
		height: Math.round(height),
		widths: aspects.map((aspect) => Math.floor(aspect * height)),
	};
}
