import { describe, expect, test } from "vitest";
import { keepBest, overlap } from "#lib/faces/boxes.ts";
import type { Box } from "#lib/faces/faces.types.ts";
import { apply } from "#lib/faces/similarity.ts";
import { collage, tiles } from "#lib/faces/views.ts";

const SIDE = 512;
const SIZES = [
	[2000, 1333],
	[1333, 2000],
	[2000, 1500],
	[250, 250],
	[2000, 2000],
	[2000, 400],
	[1, 3000],
] as const;

const ends = ({ x, y, width, height }: Box) => [
	{ x, y },
	{ x: x + width, y: y + height },
];

describe("a collage", () => {
	test.each(SIZES)("of %d × %d shows the whole photo in each copy", (width, height) => {
		const copies = collage({ width, height }, SIDE);
		for (const { area, toPhoto } of copies) {
			const [from, to] = ends(area).map((point) => apply(toPhoto, point));
			expect(from?.x).toBeCloseTo(0, 6);
			expect(from?.y).toBeCloseTo(0, 6);
			expect(to?.x).toBeCloseTo(width, 6);
			expect(to?.y).toBeCloseTo(height, 6);
		}
	});
	test.each(SIZES)("of %d × %d fits, and no copy lies on another", (width, height) => {
		const areas = collage({ width, height }, SIDE).map(({ area }) => area);
		for (const [i, area] of areas.entries()) {
			expect(Math.min(area.x, area.y)).toBeGreaterThanOrEqual(0);
			expect(area.x + area.width).toBeLessThanOrEqual(SIDE + 1e-9);
			expect(area.y + area.height).toBeLessThanOrEqual(SIDE + 1e-9);
			for (const other of areas.slice(i + 1)) expect(overlap(area, other)).toBe(0);
		}
	});
	test.each([
		[2000, 1333, 2],
		[1333, 2000, 2],
		[2000, 1500, 2],
		[250, 250, 2],
	])("of %d × %d has %d lesser copies at the least", (width, height, lesser) => {
		const widths = collage({ width, height }, SIDE).map(({ area }) => area.width);
		expect(widths.length).toBeGreaterThan(lesser - 1);
		for (const [i, narrower] of widths.slice(1).entries())
			expect(narrower).toBeLessThanOrEqual((widths[i] as number) / 2 + 1e-9);
	});
	test("a wide photo is as large as it can be", () => {
		expect(collage({ width: 2000, height: 1500 }, SIDE)[0]?.area.width).toBeCloseTo(SIDE, 9);
		expect(collage({ width: 1500, height: 2000 }, SIDE)[0]?.area.height).toBeCloseTo(SIDE, 9);
	});
});

describe("tiles", () => {
	test.each(SIZES)(
		"cover %d × %d, and what is as large as a fifth is whole in one",
		(width, height) => {
			const parts = tiles({ width, height }, SIDE).map(({ toPhoto }) => {
				const [from, to] = ends({ x: 0, y: 0, width: SIDE, height: SIDE }).map((point) =>
					apply(toPhoto, point),
				);
				return { from, to };
			});
			const size = Math.max(width, height) / 8;
			for (let x = 0; x <= width - size; x += Math.max(1, size / 5))
				for (let y = 0; y <= height - size; y += Math.max(1, size / 5))
					expect(
						parts.some(
							({ from, to }) =>
								from && to && from.x <= x && from.y <= y && to.x >= x + size && to.y >= y + size,
						),
					).toBe(true);
		},
	);
	test("four of a photo of 3 : 2", () => {
		expect(tiles({ width: 2000, height: 1333 }, SIDE)).toHaveLength(4);
	});
});

describe("boxes of one face", () => {
	const at = (x: number, score: number, width = 10) => ({
		box: { x, y: 0, width, height: 10 },
		score,
	});
	test("the surest is kept", () => {
		expect(keepBest([at(0, 0.6), at(2, 0.9), at(4, 0.7)])).toEqual([at(2, 0.9)]);
	});
	test("neighbours are both kept", () => {
		expect(keepBest([at(0, 0.6), at(8, 0.9)])).toEqual([at(8, 0.9), at(0, 0.6)]);
	});
	test("a box around another is the same face", () => {
		expect(keepBest([at(0, 0.6, 100), at(40, 0.9)])).toEqual([at(40, 0.9)]);
	});
	test("none is none", () => {
		expect(keepBest([])).toEqual([]);
	});
});
