import { describe, expect, test } from "vitest";
import { assign } from "#lib/faces/assignment.ts";
import { confidenceOf, DLIB_CALIBRATION, thresholdFor } from "#lib/faces/calibration.ts";
import { matchPhoto } from "#lib/faces/matching.ts";
import { numbers } from "./numbers.ts";

/** The largest sum that any assignment reaches, by trying them all. */
function bestSum(worth: number[][], row = 0, taken = new Set<number>()): number {
	if (row === worth.length) return 0;
	let best = bestSum(worth, row + 1, taken);
	for (const [column, value] of (worth[row] ?? []).entries())
		if (!taken.has(column) && value > 0)
			best = Math.max(best, value + bestSum(worth, row + 1, new Set([...taken, column])));
	return best;
}

describe("the assignment", () => {
	test.each(Array.from({ length: 40 }, (_, seed) => seed))("is the best of all, %d", (seed) => {
		const next = numbers(seed);
		const [rows, columns] = [1 + Math.floor(next() * 6), 1 + Math.floor(next() * 6)];
		const worth = Array.from({ length: rows }, () =>
			Array.from({ length: columns }, () => next() - 0.4),
		);
		const chosen = assign(worth);
		const made = chosen.filter((column) => column >= 0);
		expect(new Set(made).size).toBe(made.length);
		const sum = chosen.reduce((total, column, row) => total + (worth[row]?.[column] ?? 0), 0);
		expect(sum).toBeCloseTo(bestSum(worth), 9);
		for (const [row, column] of chosen.entries())
			if (column >= 0) expect(worth[row]?.[column]).toBeGreaterThan(0);
	});
	test("nobody to give, nobody to get", () => {
		expect(assign([])).toEqual([]);
		expect(assign([[], []])).toEqual([-1, -1]);
		expect(assign([[0, -1]])).toEqual([-1]);
	});
});

describe("how sure a likeness is", () => {
	const chance = (similarity: number, enrolled = 1) =>
		confidenceOf(DLIB_CALIBRATION, similarity, enrolled);
	test("rises with the likeness, from nothing to certainty", () => {
		const steps = Array.from({ length: 21 }, (_, i) => chance(0.7 + i * 0.015));
		for (const [i, value] of steps.slice(1).entries()) expect(value).toBeGreaterThan(steps[i] ?? 1);
		expect(chance(0)).toBeLessThan(1e-6);
		expect(chance(1)).toBeGreaterThan(0.99);
	});
	test("falls with the number of people", () => {
		const [alone, among] = [chance(0.93), chance(0.93, 1000)];
		expect(among).toBeLessThan(alone);
		const odds = (value: number) => value / (1 - value);
		expect(odds(alone) / odds(among)).toBeCloseTo(1000, 3);
	});
	test("the threshold rises with the number of people, and stays below sameness", () => {
		const thresholds = [0, 1, 10, 100, 1000, 1e6].map((n) => thresholdFor(DLIB_CALIBRATION, n));
		expect(thresholds[0]).toBe(thresholds[1]);
		for (const [i, value] of thresholds.slice(2).entries())
			expect(value).toBeGreaterThan(thresholds[i + 1] ?? 1);
		expect(thresholds.at(-1)).toBeLessThan(1);
	});
});

describe("who is on a photo", () => {
	const options = { calibration: DLIB_CALIBRATION, enrolled: 10 };
	const limit = thresholdFor(DLIB_CALIBRATION, 10);
	const { margin } = DLIB_CALIBRATION;
	const ranked = (...all: [string, number][]) =>
		all.map(([personId, similarity]) => ({ personId, similarity }));
	const names = (...faces: ReturnType<typeof ranked>[]) =>
		matchPhoto(faces, options).map(({ person }) => person?.personId ?? null);

	test("one who is alike enough", () => {
		expect(names(ranked(["ayu", limit + 0.001], ["budi", limit - 0.1]))).toEqual(["ayu"]);
	});
	test("nobody who is not", () => {
		expect(names(ranked(["ayu", limit - 0.001]))).toEqual([null]);
		expect(names(ranked())).toEqual([null]);
		expect(names()).toEqual([]);
	});
	test("nobody where two are about equally alike", () => {
		const first = limit + 2 * margin;
		expect(names(ranked(["ayu", first], ["budi", first - margin / 2]))).toEqual([null]);
		expect(names(ranked(["ayu", first], ["budi", first - margin * 1.01]))).toEqual(["ayu"]);
	});
	test("one person is on it once: the surer face has the name", () => {
		const [sure, less] = [limit + 0.05, limit + 0.02];
		expect(names(ranked(["ayu", less]), ranked(["ayu", sure]))).toEqual([null, "ayu"]);
	});
	test("two who compete are given out as fits best together", () => {
		const one = ranked(["ayu", limit + 0.05], ["budi", limit + 0.045]);
		const two = ranked(["ayu", limit + 0.04], ["budi", limit + 0.001]);
		// Each on its own would be Ayu; together the second can hardly be anybody else.
		expect(names(one, two)).toEqual(["budi", "ayu"]);
	});
	test("suggestions are given, sure or not, with how sure they are", () => {
		const [match] = matchPhoto([ranked(["ayu", limit - 0.02], ["budi", limit - 0.05])], options);
		expect(match?.person).toBeNull();
		expect(match?.suggestions.map(({ personId }) => personId)).toEqual(["ayu", "budi"]);
		const [first = 0, second = 0] = match?.suggestions.map(({ confidence }) => confidence) ?? [];
		expect(first).toBeGreaterThan(second);
	});
});
