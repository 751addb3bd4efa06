/** Similarity transforms: turn, scale, shift; never shear or mirror. */
import type { Point } from "./faces.types.ts";

/** (x, y) → (a·x − b·y + x0, b·x + a·y + y0). */
export interface Similarity {
	a: number;
	b: number;
	x0: number;
	y0: number;
}

export const apply = ({ a, b, x0, y0 }: Similarity, { x, y }: Point): Point => ({
	x: a * x - b * y + x0,
	y: b * x + a * y + y0,
});

/** How much longer a line becomes. */
export const scaleOf = ({ a, b }: Similarity): number => Math.hypot(a, b);

/** The transform that brings `from` closest to `to`, by the least squares. Two points at least. */
export function fitSimilarity(from: readonly Point[], to: readonly Point[]): Similarity {
	const [f, t] = [centre(from), centre(to)];
	let [along, across, spread] = [0, 0, 0];
	for (const [i, point] of from.entries()) {
		const other = to[i] as Point;
		const [x, y] = [point.x - f.x, point.y - f.y];
		const [u, v] = [other.x - t.x, other.y - t.y];
		along += x * u + y * v;
		across += x * v - y * u;
		spread += x * x + y * y;
	}
	if (spread === 0) throw new RangeError("The points all lie in one place.");
	const [a, b] = [along / spread, across / spread];
	return { a, b, x0: t.x - a * f.x + b * f.y, y0: t.y - b * f.x - a * f.y };
}

export function centre(points: readonly Point[]): Point {
	let [x, y] = [0, 0];
	for (const point of points) {
		x += point.x;
		y += point.y;
	}
	return { x: x / points.length, y: y / points.length };
}
