/** Which parts of a photo a detector looks at that sees squares of one size, and how large. */
import type { Box } from "./faces.types.ts";
import type { Similarity } from "./similarity.ts";

interface Size {
	width: number;
	height: number;
}

/** A part of the photo in a part of the view; `toPhoto` is meant for pixels of the whole view. */
export interface Copy {
	/** In pixels of the view. */
	area: Box;
	toPhoto: Similarity;
}

/** Left grey between copies, pixels. */
const GAP = 8;
/** The first copy leaves this share of the square free at the least. */
const FREE = 0.25;
/** Each next copy is at most this much of the one before. */
const SMALLER = 0.5;
/** No copy has a shorter side below this, pixels. */
const SMALLEST = 40;

/**
 * The whole photo, and in the room that it leaves the same photo again, ever smaller: a detector
 * finds faces of some sizes better than larger ones, and this way it looks at all sizes at once.
 */
export function collage({ width, height }: Size, side: number): Copy[] {
	const isUpright = height > width;
	const [long, short] = isUpright ? [height, width] : [width, height];
	const first = Math.min(side / long, (side * (1 - FREE)) / short);
	const strip = side - short * first - GAP;
	const copies = [copyAt({ width, height }, 0, 0, first)];
	let scale = Math.min(first * SMALLER, strip / short);
	for (let along = 0; short * scale >= SMALLEST && along + long * scale <= side; ) {
		const [x, y] = isUpright ? [side - strip, along] : [along, side - strip];
		copies.push(copyAt({ width, height }, x, y, scale));
		along += long * scale + GAP;
		scale *= SMALLER;
	}
	return copies;
}

/** `scale` is pixels of the view for a pixel of the photo. */
const copyAt = ({ width, height }: Size, x: number, y: number, scale: number): Copy => ({
	area: { x, y, width: width * scale, height: height * scale },
	toPhoto: { a: 1 / scale, b: 0, x0: -x / scale, y0: -y / scale },
});

/** A tile reaches over this share of the photo's longer side … */
const REACH = 0.6;
/** … and shares at least this part of it with the next, so that a face on the border is whole in one. */
const SHARED = 0.25;

/** Squares that cover the photo in even steps, each seen larger than in the whole. */
export function tiles({ width, height }: Size, side: number): Copy[] {
	const reach = Math.max(width, height) * REACH;
	const area = { x: 0, y: 0, width: side, height: side };
	return starts(height, reach).flatMap((y0) =>
		starts(width, reach).map((x0) => ({ area, toPhoto: { a: reach / side, b: 0, x0, y0 } })),
	);
}

function starts(length: number, reach: number): number[] {
	if (length <= reach) return [(length - reach) / 2];
	const count = Math.ceil((length - reach) / (reach * (1 - SHARED))) + 1;
	return Array.from({ length: count }, (_, i) => (i * (length - reach)) / (count - 1));
}
