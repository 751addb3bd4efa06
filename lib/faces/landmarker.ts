/** Five landmarks of each face, from a network that finds 68 in a square of 112 × 112 pixels. */
import type { Box, FivePoints, Photo, Point } from "./faces.types.ts";
import type { Network } from "./network.ts";
import { mirror, samplerOf } from "./sampler.ts";
import { apply, centre, fitSimilarity, type Similarity } from "./similarity.ts";

const SIDE = 112;
const POINTS = 68;

/** Heads are looked at as they are, then, where that shows no face, as if held to either side. */
const TILTS = [0, Math.PI / 6, -Math.PI / 6];

/** Where the five lie on the average in the view of a detected box, as shares of its side. */
const USUAL = [
	{ x: 0.321, y: 0.344 },
	{ x: 0.676, y: 0.344 },
	{ x: 0.499, y: 0.556 },
	{ x: 0.357, y: 0.735 },
	{ x: 0.641, y: 0.735 },
].map(({ x, y }) => ({ x: x * SIDE, y: y * SIDE }));

export class Landmarker {
	readonly #network: Network;

	constructor(network: Network) {
		this.#network = network;
	}

	/** The landmarks of each box, in the photo's pixels; null where there is no face in it. */
	async find(photo: Photo, boxes: readonly Box[]): Promise<(FivePoints | null)[]> {
		const found: (FivePoints | null)[] = boxes.map(() => null);
		for (const tilt of TILTS) {
			const open = [...boxes.entries()].filter(([place]) => !found[place]);
			const points = await this.#lookTwice(
				photo,
				open.map(([, box]) => boxView(box, tilt)),
			);
			for (const [i, [place, box]] of open.entries()) {
				const landmarks = points[i] as FivePoints;
				if (isFace(box, landmarks)) found[place] = landmarks;
			}
		}
		return found;
	}

	/** Then into a view turned upright and centred by what was found in the first, and its mirror image. */
	async #lookTwice(photo: Photo, views: readonly Similarity[]): Promise<FivePoints[]> {
		const first = await this.#look(photo, views, false);
		const upright = first.map((points) => fitSimilarity(USUAL, points));
		const second = await this.#look(photo, upright, false);
		const mirrored = await this.#look(photo, upright, true);
		return second.map((points, face) => between(points, mirrored[face] as FivePoints));
	}

	async #look(
		photo: Photo,
		views: readonly Similarity[],
		isMirrored: boolean,
	): Promise<FivePoints[]> {
		const sampler = samplerOf(photo);
		const batches = await this.#network.runViews(views.length, SIDE, (view, bytes) => {
			sampler.cut(views[view] as Similarity, SIDE, bytes);
			if (isMirrored) mirror(bytes, SIDE);
		});
		const numbers = batches.flatMap(({ points }) => [...(points?.data ?? [])]);
		return views.map((view, face) => {
			const at = (point: number): Point => {
				const index = (face * POINTS + point) * 2;
				const [x, y] = [(numbers[index] ?? 0) * SIDE, (numbers[index + 1] ?? 0) * SIDE];
				return apply(view, { x: isMirrored ? SIDE - x : x, y });
			};
			const [left, right, nose, mouth, corner] = five(at);
			return isMirrored ? [right, left, nose, corner, mouth] : [left, right, nose, mouth, corner];
		});
	}
}

const between = (a: FivePoints, b: FivePoints) =>
	a.map((point, i) => centre([point, b[i] as Point])) as FivePoints;

/** The square around a box, its sides turned. */
function boxView({ x, y, width, height }: Box, tilt: number): Similarity {
	const scale = Math.max(width, height) / SIDE;
	const [a, b] = [scale * Math.cos(tilt), scale * Math.sin(tilt)];
	const half = SIDE / 2;
	return {
		a,
		b,
		x0: x + width / 2 - a * half + b * half,
		y0: y + height / 2 - b * half - a * half,
	};
}

/** From between the eyes to the mouth, as a share of the box: less or more is nothing like a face. */
const FACE_HEIGHT = { min: 0.15, max: 0.7 };

/** Whether landmarks make a face of the box they were looked for in. Where there is none, they shrink. */
function isFace(box: Box, [left, right, nose, mouth, corner]: FivePoints): boolean {
	const [eyes, lips] = [centre([left, right]), centre([mouth, corner])];
	const height = Math.hypot(lips.x - eyes.x, lips.y - eyes.y) / Math.max(box.width, box.height);
	const middle = centre([eyes, nose, lips]);
	const isInside =
		Math.abs(middle.x - box.x - box.width / 2) < box.width / 2 &&
		Math.abs(middle.y - box.y - box.height / 2) < box.height / 2;
	return isInside && height > FACE_HEIGHT.min && height < FACE_HEIGHT.max;
}

/** Of 68: 36 to 41 are one eye, 42 to 47 the other, 30 is the nose's tip, 48 and 54 the mouth's corners. */
function five(at: (point: number) => Point): FivePoints {
	const eye = (first: number) => centre(Array.from({ length: 6 }, (_, i) => at(first + i)));
	return [eye(36), eye(42), at(30), at(48), at(54)];
}
