/** The numbers of a `Calibration`, from embeddings whose people are known. */
import type { Calibration } from "#lib/faces/calibration.ts";
import { type Sample, similarity } from "./faces-measures.ts";

const ROUNDS = 50;
/** Between how often and how seldom strangers are this much alike: the part that thresholds come from. */
const TAIL = { from: 1e-3, to: 1e-5 };

/** From every pair of pictures there is. */
export function calibrate(
	samples: Sample[],
): Pick<Calibration, "slope" | "offset" | "tailSlope" | "tailOffset"> {
	const [same, strangers]: [number[], number[]] = [[], []];
	for (const [i, a] of samples.entries())
		for (const b of samples.slice(i + 1))
			(a.person === b.person ? same : strangers).push(similarity(a.embedding, b.embedding));
	console.log(`calibrated on ${same.length} pairs of one person, ${strangers.length} of two`);
	return { ...logistic(same, strangers), ...tail(strangers) };
}

/** Newton's method; both kinds of pairs weigh the same in all. */
function logistic(same: number[], strangers: number[]): { slope: number; offset: number } {
	let [slope, offset] = [0, 0];
	for (let round = 0; round < ROUNDS; round++) {
		let [g0, g1, h00, h01, h11] = [0, 0, 0, 0, 0];
		for (const [values, truth] of [
			[same, 1],
			[strangers, 0],
		] as const)
			for (const value of values) {
				const chance = 1 / (1 + Math.exp(-(slope * value + offset)));
				const error = (truth - chance) / values.length;
				const weight = (chance * (1 - chance)) / values.length;
				g0 += error;
				g1 += error * value;
				h00 += weight;
				h01 += weight * value;
				h11 += weight * value * value;
			}
		const determinant = h00 * h11 - h01 * h01 + 1e-12;
		offset += (h11 * g0 - h01 * g1) / determinant;
		slope += (h00 * g1 - h01 * g0) / determinant;
	}
	return { slope, offset };
}

/** A line through the logarithm of how many strangers are still more alike. */
function tail(strangers: number[]): { tailSlope: number; tailOffset: number } {
	const sorted = Float64Array.from(strangers).sort().reverse();
	const points: [number, number][] = [];
	for (let rate = TAIL.from; rate >= TAIL.to; rate /= 1.2)
		points.push([sorted[Math.floor(rate * sorted.length)] as number, Math.log10(rate)]);
	const mean = (axis: 0 | 1) => points.reduce((sum, point) => sum + point[axis], 0) / points.length;
	const [x, y] = [mean(0), mean(1)];
	const spread = points.reduce((sum, point) => sum + (point[0] - x) ** 2, 0);
	const along = points.reduce((sum, point) => sum + (point[0] - x) * (point[1] - y), 0);
	const tailSlope = along / spread;
	return { tailSlope, tailOffset: y - tailSlope * x };
}
