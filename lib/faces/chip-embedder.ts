/** Faces → embeddings: each is turned upright into a chip, and its mirror image has a say too. */
import type { Embedder, FivePoints, Photo, Point } from "./faces.types.ts";
import type { Network, Scaling } from "./network.ts";
import { mirror, samplerOf } from "./sampler.ts";
import { fitSimilarity } from "./similarity.ts";

/** How an embedder wants its faces. */
export interface ChipForm {
	/** Of the square chip, pixels. */
	side: number;
	/** Where the five landmarks belong in it. */
	landmarks: FivePoints;
	/** What it is given instead of bytes. */
	scaling?: Scaling;
	/** Numbers in an embedding. */
	length: number;
}

const points = (...values: [number, number][]): FivePoints =>
	values.map(([x, y]): Point => ({ x, y })) as FivePoints;

/** dlib's: the mean of the landmarks it was trained with, and a quarter of the face around them. */
export const DLIB_CHIP: ChipForm = {
	side: 150,
	landmarks: points([47.6, 46.6], [100.5, 46.6], [74, 76.6], [50.4, 103], [97.6, 103]),
	length: 128,
};

/** ArcFace's and its relatives', as InsightFace aligns for them. */
export const ARCFACE_CHIP: ChipForm = {
	side: 112,
	landmarks: points([38.29, 51.7], [73.53, 51.5], [56.03, 71.74], [41.55, 92.37], [70.73, 92.2]),
	scaling: { mean: 127.5, scale: 127.5 },
	length: 512,
};

export class ChipEmbedder implements Embedder {
	readonly #network: Network;
	readonly #form: ChipForm;

	constructor(network: Network, form: ChipForm) {
		this.#network = network;
		this.#form = form;
	}

	get length(): number {
		return this.#form.length;
	}

	async embed(photo: Photo, faces: readonly { landmarks: FivePoints }[]): Promise<Float32Array[]> {
		const { side, landmarks, length, scaling } = this.#form;
		const sampler = samplerOf(photo);
		const draw = (view: number, bytes: Uint8Array) => {
			const face = faces[view >> 1] as { landmarks: FivePoints };
			sampler.cut(fitSimilarity(landmarks, face.landmarks), side, bytes);
			if (view % 2 === 1) mirror(bytes, side);
		};
		const batches = await this.#network.runViews(faces.length * 2, side, draw, scaling);
		const numbers = batches.flatMap((outputs) => [...(Object.values(outputs)[0]?.data ?? [])]);
		return faces.map((_, face) => {
			const [own, mirrored] = [face * 2 * length, (face * 2 + 1) * length];
			return toUnit(
				Float32Array.from(
					{ length },
					(_, i) => (numbers[own + i] as number) + (numbers[mirrored + i] as number),
				),
			);
		});
	}
}

function toUnit(vector: Float32Array): Float32Array {
	const length = Math.hypot(...vector);
	return length > 0 ? vector.map((value) => value / length) : vector;
}
