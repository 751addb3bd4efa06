/** Numbers that look random and are the same in every run. */

/** 0 to 1, one after the other (mulberry32). */
export function numbers(seed: number): () => number {
	let state = seed;
	return () => {
		state = (state + 0x6d2b79f5) | 0;
		let mixed = Math.imul(state ^ (state >>> 15), state | 1);
		mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
		return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
	};
}

/** A direction: an embedding of unit length. */
export function direction(next: () => number, length = 128): Float32Array {
	const vector = Float32Array.from({ length }, () => next() + next() + next() - 1.5);
	const norm = Math.hypot(...vector);
	return vector.map((value) => value / norm);
}
