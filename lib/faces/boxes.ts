/** Boxes against boxes. */
import type { Box, Candidate } from "./faces.types.ts";

/** Two boxes that share more than this of the smaller one show the same face. */
const SAME_FACE = 0.5;

/** Of the smaller box, how much lies in the other. */
export function overlap(a: Box, b: Box): number {
	const width = Math.min(a.x + a.width, b.x + b.width) - Math.max(a.x, b.x);
	const height = Math.min(a.y + a.height, b.y + b.height) - Math.max(a.y, b.y);
	if (width <= 0 || height <= 0) return 0;
	return (width * height) / Math.min(a.width * a.height, b.width * b.height);
}

/** Keeps the surest box of each face. */
export function keepBest<T extends Candidate>(candidates: readonly T[]): T[] {
	const kept: T[] = [];
	for (const candidate of [...candidates].sort((a, b) => b.score - a.score))
		if (kept.every((other) => overlap(other.box, candidate.box) < SAME_FACE)) kept.push(candidate);
	return kept;
}
