/**
 * For a detector of the operator's own: SCRFD, or RetinaFace exported alike, with five landmarks.
 * One input (1 × 3 × side × side, RGB, (value − 127.5) / 128) and for each of the strides 8, 16 and
 * 32 three outputs of as many rows: score, box (1, 4 numbers) and landmarks (10 numbers).
 */
import { keepBest } from "./boxes.ts";
import type { Candidate, Detector, FivePoints, Photo, Point } from "./faces.types.ts";
import type { Network, Outputs } from "./network.ts";
import { samplerOf } from "./sampler.ts";
import { apply, type Similarity } from "./similarity.ts";

const STRIDES = [8, 16, 32];
const SCALING = { mean: 127.5, scale: 128 };

export interface ScrfdOptions {
	/** Of the network's square input, pixels; a multiple of 32. */
	side: number;
	/** Boxes below are not faces. */
	minScore: number;
}

export class ScrfdDetector implements Detector {
	readonly #network: Network;
	readonly #options: ScrfdOptions;

	constructor(network: Network, options: ScrfdOptions) {
		this.#network = network;
		this.#options = options;
	}

	async detect(photo: Photo): Promise<Candidate[]> {
		const { side } = this.#options;
		const scale = Math.max(photo.width, photo.height) / side;
		const view = { a: scale, b: 0, x0: 0, y0: 0 };
		const draw = (_: number, bytes: Uint8Array) => samplerOf(photo).cut(view, side, bytes);
		const batches = await this.#network.runViews(1, side, draw, SCALING);
		return keepBest(batches.flatMap((outputs) => readScrfd(outputs, this.#options, view)));
	}
}

/** The candidates of one view, in the photo's pixels. Throws where the outputs are not SCRFD's. */
export function readScrfd(
	outputs: Outputs,
	{ side, minScore }: ScrfdOptions,
	view: Similarity,
): Candidate[] {
	const all = Object.values(outputs).map(({ data, dims }) => ({ data, width: dims.at(-1) ?? 0 }));
	return STRIDES.flatMap((stride) => {
		const cells = (side / stride) ** 2;
		// One or two anchors a cell: no other stride has as many rows.
		const find = (width: number) =>
			all.find((one) => one.width === width && [1, 2].includes(one.data.length / width / cells))
				?.data;
		const [scores, boxes, points] = [find(1), find(4), find(10)];
		if (!scores || !boxes || !points)
			throw new Error(`The detector has no scores, boxes and landmarks of stride ${stride}.`);
		return readStride({ scores, boxes, points }, { side, stride, minScore, view });
	});
}

interface Stride {
	scores: Float32Array;
	boxes: Float32Array;
	points: Float32Array;
}

interface Layout {
	side: number;
	stride: number;
	minScore: number;
	view: Similarity;
}

/** Distances from the middle of a cell's corner, in strides. */
function readStride({ scores, boxes, points }: Stride, layout: Layout): Candidate[] {
	const { side, stride, minScore, view } = layout;
	const columns = side / stride;
	const anchors = scores.length / columns ** 2;
	const found: Candidate[] = [];
	for (let row = 0; row < scores.length; row++) {
		const score = scores[row] as number;
		if (score < minScore) continue;
		const cell = Math.floor(row / anchors);
		const x = (cell % columns) * stride;
		const y = Math.floor(cell / columns) * stride;
		const at = (values: Float32Array, index: number) => (values[index] as number) * stride;
		const from = apply(view, { x: x - at(boxes, row * 4), y: y - at(boxes, row * 4 + 1) });
		const to = apply(view, { x: x + at(boxes, row * 4 + 2), y: y + at(boxes, row * 4 + 3) });
		const landmarks = Array.from({ length: 5 }, (_, i): Point => {
			const index = row * 10 + i * 2;
			return apply(view, { x: x + at(points, index), y: y + at(points, index + 1) });
		}) as FivePoints;
		const box = { x: from.x, y: from.y, width: to.x - from.x, height: to.y - from.y };
		found.push({ box, score, landmarks });
	}
	return found;
}
