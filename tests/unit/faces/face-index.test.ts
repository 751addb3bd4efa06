import { describe, expect, test } from "vitest";
import { FaceIndex, type Ranked } from "#lib/faces/face-index.ts";
import { direction, numbers } from "./numbers.ts";

interface Sample {
	personId: string;
	embedding: Float32Array;
}

/** By looking at everything, in the plainest way. */
function search(samples: Sample[], query: Float32Array, count: number): Ranked[] {
	const best = new Map<string, number>();
	for (const { personId, embedding } of samples) {
		const similarity = embedding.reduce((sum, value, i) => sum + value * (query[i] as number), 0);
		best.set(personId, Math.max(best.get(personId) ?? -1, similarity));
	}
	return [...best]
		.map(([personId, similarity]) => ({ personId, similarity }))
		.sort((a, b) => b.similarity - a.similarity)
		.slice(0, count);
}

function enrolled(samples: Sample[]): FaceIndex {
	const index = new FaceIndex(128);
	for (const { personId, embedding } of samples) index.add(personId, embedding);
	return index;
}

function expectSame(found: Ranked[], wanted: Ranked[]): void {
	expect(found.map(({ personId }) => personId)).toEqual(wanted.map(({ personId }) => personId));
	for (const [i, { similarity }] of found.entries())
		expect(similarity).toBeCloseTo(wanted[i]?.similarity ?? 2, 5);
}

/** Three thousand samples of a thousand people: more than the index has room for at first. */
function crowd(seed: number): { samples: Sample[]; next: () => number } {
	const next = numbers(seed);
	const samples = Array.from({ length: 3000 }, () => ({
		personId: `p${Math.floor(next() * 1000)}`,
		embedding: direction(next),
	}));
	return { samples, next };
}

describe("the index", () => {
	test("finds what looking at everything finds", () => {
		const { samples, next } = crowd(1);
		const index = enrolled(samples);
		expect(index.size).toBe(3000);
		for (let i = 0; i < 50; i++) {
			const query = direction(next);
			expectSame(index.search(query), search(samples, query, 3));
			expectSame(index.search(query, 10), search(samples, query, 10));
		}
	});
	test("finds everybody who is alike enough, and nobody else", () => {
		const { samples, next } = crowd(5);
		const query = direction(next);
		const wanted = search(samples, query, 1000).filter(({ similarity }) => similarity >= 0.1);
		expect(wanted.length).toBeGreaterThan(20);
		const found = enrolled(samples).above(query, 0.1);
		expectSame(
			found.toSorted((a, b) => b.similarity - a.similarity),
			wanted,
		);
	});
	test("a person is in the answer once, with the best sample", () => {
		const next = numbers(2);
		const own = direction(next);
		const index = new FaceIndex(128);
		for (let i = 0; i < 5; i++) index.add("ayu", i === 3 ? own : direction(next));
		index.add("budi", direction(next));
		const found = index.search(own);
		expect(found.map(({ personId }) => personId)).toEqual(["ayu", "budi"]);
		expect(found[0]?.similarity).toBeCloseTo(1, 6);
		expect(index.people).toBe(2);
	});
	test("an embedding of another length is refused", () => {
		const index = new FaceIndex(128);
		expect(() => index.add("ayu", new Float32Array(512))).toThrow(RangeError);
		expect(() => index.search(new Float32Array(64))).toThrow(RangeError);
		expect(() => new FaceIndex(127)).toThrow(RangeError);
	});
});
