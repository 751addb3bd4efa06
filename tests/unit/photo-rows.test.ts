import { describe, expect, it } from "vitest";
import { aspectOf, heightOfRows, packRows } from "#lib/core/photo-rows.ts";

const options = { width: 1000, gap: 4, targetHeight: 240 };
/** Repeatable, so that a failure can be looked at. */
function manyAspects(count: number) {
	let seed = 7;
	return Array.from({ length: count }, () => {
		seed = (seed * 16807) % 2147483647;
		return 0.5 + (seed % 1000) / 600;
	});
}

describe("rows of photos", () => {
	it("fill the width to the pixel, all but the last", () => {
		for (const width of [320, 359, 390, 768, 1213, 1440]) {
			const rows = packRows(manyAspects(300), { ...options, width });
			for (const row of rows.slice(0, -1)) {
				const total = row.widths.reduce((sum, w) => sum + w, 0) + 4 * (row.widths.length - 1);
				expect(total).toBe(width);
				expect(row.widths.every((w) => w > 0)).toBe(true);
			}
		}
	});
	it("hold every photo once, in order", () => {
		const rows = packRows(manyAspects(101), options);
		let next = 0;
		for (const row of rows) {
			expect(row.start).toBe(next);
			next += row.widths.length;
		}
		expect(next).toBe(101);
	});
	it("stay near the wanted height", () => {
		for (const row of packRows(manyAspects(300), options).slice(0, -1)) {
			expect(row.height).toBeGreaterThan(150);
			expect(row.height).toBeLessThan(360);
		}
	});
	it("do not move when photos are added at the end", () => {
		const aspects = manyAspects(200);
		const before = packRows(aspects.slice(0, 120), options);
		const after = packRows(aspects, options);
		expect(after.slice(0, before.length - 1)).toEqual(before.slice(0, -1));
	});
	it("leave a short last row at its height instead of stretching it", () => {
		const [row] = packRows([1], options);
		expect(row).toEqual({ start: 0, top: 0, height: 240, widths: [240] });
	});
	it("lie below one another", () => {
		const rows = packRows(manyAspects(50), options);
		rows.slice(1).forEach((row, index) => {
			const above = rows[index];
			expect(row.top).toBe((above?.top ?? 0) + (above?.height ?? 0) + 4);
		});
		const last = rows.at(-1);
		expect(heightOfRows(rows)).toBe((last?.top ?? 0) + (last?.height ?? 0));
	});
	it("are none without photos or without room", () => {
		expect(packRows([], options)).toEqual([]);
		expect(packRows([1, 1], { ...options, width: 0 })).toEqual([]);
		expect(heightOfRows([])).toBe(0);
	});
});

it("keeps extreme shapes within bounds, and guesses what is not known", () => {
	expect(aspectOf({ width: 9000, height: 300 })).toBe(3);
	expect(aspectOf({ width: 300, height: 9000 })).toBe(0.5);
	expect(aspectOf({ width: null, height: null })).toBe(1.5);
	expect(aspectOf({ width: 300, height: 200 })).toBe(1.5);
});
