/** How well a face can be recognised: large enough, sharp enough, turned to the camera. */
import type { FivePoints, Photo } from "./faces.types.ts";
import { samplerOf } from "./sampler.ts";
import { apply, centre, fitSimilarity } from "./similarity.ts";

/** A small upright view of eyes, nose and mouth. */
const SIDE = 64;
const FRONTAL: FivePoints = [
	{ x: 18, y: 20 },
	{ x: 46, y: 20 },
	{ x: 32, y: 34 },
	{ x: 20, y: 46 },
	{ x: 44, y: 46 },
];
/** Pixels between the eyes from which more make no difference. */
const FULL_SIZE = 40;
/** Variance of the Laplacian in the small view from which it is sharp. */
const FULL_SHARPNESS = 150;

/** 0 to 1; the weakest of the three counts most. */
export function qualityOf(photo: Photo, landmarks: FivePoints): number {
	const [left, right] = landmarks;
	const size = Math.min(1, Math.hypot(right.x - left.x, right.y - left.y) / FULL_SIZE);
	return size * sharpness(photo, landmarks) * frontality(landmarks);
}

/** How near the middle the nose is, seen along the line of the eyes. */
export function frontality(landmarks: FivePoints): number {
	const upright = fitSimilarity(landmarks, FRONTAL);
	const [left, right, nose] = landmarks.map((point) => apply(upright, point)) as FivePoints;
	const middle = centre([left, right]).x;
	const half = Math.max(1, (right.x - left.x) / 2);
	return Math.max(0, 1 - Math.abs(nose.x - middle) / half);
}

function sharpness(photo: Photo, landmarks: FivePoints): number {
	const view = new Uint8Array(SIDE * SIDE * 3);
	samplerOf(photo).cut(fitSimilarity(FRONTAL, landmarks), SIDE, view);
	const green = (x: number, y: number) => view[(y * SIDE + x) * 3 + 1] as number;
	let [sum, squares, count] = [0, 0, 0];
	for (let y = 1; y < SIDE - 1; y++)
		for (let x = 1; x < SIDE - 1; x++) {
			const around = green(x - 1, y) + green(x + 1, y) + green(x, y - 1) + green(x, y + 1);
			const edge = around - 4 * green(x, y);
			sum += edge;
			squares += edge * edge;
			count++;
		}
	const variance = squares / count - (sum / count) ** 2;
	return Math.min(1, Math.sqrt(variance / FULL_SHARPNESS));
}
