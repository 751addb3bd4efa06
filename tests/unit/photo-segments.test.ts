import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { newId } from "#lib/core/ids.ts";
import { heightOfRows } from "#lib/core/photo-rows.ts";
import {
	cutSegments,
	MOST_IN_SEGMENT,
	packSegment,
	rowOptions,
	segmentHeight,
} from "#lib/core/photo-segments.ts";

const ids = fc.array(fc.uuid({ version: 7 }), { maxLength: 600 });
const manyIds = (count: number) => Array.from({ length: count }, newId);
const aspects = (most: number) =>
	fc.array(fc.double({ min: 0.5, max: 3, noNaN: true }), { minLength: 32, maxLength: most });
const widths = fc.integer({ min: 320, max: 3840 });

describe("cuts", () => {
	it("leave no photo out and hold none twice, at most a hundred in each", () => {
		fc.assert(
			fc.property(ids, (photos) => {
				let next = 0;
				for (const { start, count } of cutSegments(photos)) {
					expect(start).toBe(next);
					expect(count).toBeGreaterThan(0);
					expect(count).toBeLessThanOrEqual(MOST_IN_SEGMENT);
					next += count;
				}
				expect(next).toBe(photos.length);
			}),
		);
	});

	it("stay where they are, but for the nearest, when photos come or go", () => {
		const photos = manyIds(3000);
		const idsAt = (list: string[]) => cutSegments(list).map(({ start }) => list[start]);
		const before = new Set(idsAt(photos));
		for (const changed of [[newId(), ...photos], photos.toSpliced(1500, 1), photos.slice(3)]) {
			const moved = idsAt(changed).filter((id) => !before.has(id));
			expect(moved.length).toBeLessThan(8);
		}
	});

	it("are none in an empty gallery", () => {
		expect(cutSegments([])).toEqual([]);
	});
});

describe("the rows of a segment", () => {
	it("hold every photo once, in order, and fill the width to the pixel", () => {
		fc.assert(
			fc.property(aspects(MOST_IN_SEGMENT), widths, (shapes, width) => {
				const options = rowOptions(width);
				let next = 0;
				for (const row of packSegment(shapes, options, false)) {
					expect(row.start).toBe(next);
					next += row.widths.length;
					const gaps = options.gap * (row.widths.length - 1);
					expect(row.widths.reduce((sum, each) => sum + each, gaps)).toBe(width);
					expect(Math.min(...row.widths)).toBeGreaterThan(0);
				}
				expect(next).toBe(shapes.length);
			}),
		);
	});

	it("are near the height wanted", () => {
		fc.assert(
			fc.property(aspects(MOST_IN_SEGMENT), widths, (shapes, width) => {
				const options = rowOptions(width);
				for (const { height } of packSegment(shapes, options, false)) {
					expect(height).toBeGreaterThan(options.targetHeight * 0.4);
					expect(height).toBeLessThan(options.targetHeight * 2.2);
				}
			}),
		);
	});

	it("lie below one another, as tall together as they are said to be", () => {
		fc.assert(
			fc.property(aspects(60), widths, fc.boolean(), (shapes, width, open) => {
				const options = rowOptions(width);
				const rows = packSegment(shapes, options, open);
				rows.slice(1).forEach((row, index) => {
					const above = rows[index];
					expect(row.top).toBe((above?.top ?? 0) + (above?.height ?? 0) + options.gap);
				});
				expect(segmentHeight(shapes, options, open)).toBe(heightOfRows(rows));
			}),
		);
	});

	it("end at their height where the gallery ends, instead of being stretched", () => {
		const options = rowOptions(1000);
		expect(packSegment([1], options, true)).toEqual([
			{ start: 0, top: 0, height: 250, widths: [250] },
		]);
		expect(packSegment([], options, true)).toEqual([]);
	});
});
