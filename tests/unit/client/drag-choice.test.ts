import { describe, expect, it } from "vitest";
import { edgeSpeed, placeAt } from "#lib/client/drag-choice.ts";
import { type Placement, placeSegments, rowOf, segmentKey } from "#lib/client/gallery-place.ts";
import { aspectOf } from "#lib/core/photo-rows.ts";
import { rowOptions, segmentHeight } from "#lib/core/photo-segments.ts";
import type { Photo } from "#lib/media/media.schema.ts";

const WIDTH = 1000;
const COUNT = 30;
const { gap } = rowOptions(WIDTH);

/** Two segments, of which the first was fetched. */
function aPlacement(): Placement {
	const photos = Array.from(
		{ length: COUNT },
		(_, place) => ({ id: `p${place}`, width: 900 + 300 * (place % 4), height: 1000 }) as Photo,
	);
	const height = segmentHeight(photos.map(aspectOf), rowOptions(WIDTH), false);
	const segments = [0, COUNT].map((start) => ({
		...{ cursor: start === 0 ? null : "p29", start, count: COUNT, height, version: "1" },
		shot_at: "2026-05-09T08:00:00",
	}));
	const layout = {
		total: 2 * COUNT,
		processing: 0,
		width: WIDTH,
		gap,
		segments,
		photo_index: null,
	};
	const loaded = new Map([[segmentKey(segments[0] as (typeof segments)[0]), photos]]);
	return placeSegments(layout, WIDTH, loaded);
}

describe("the photo under a pointer", () => {
	const placement = aPlacement();

	it("is the one whose tile it is over, for every photo that was fetched", () => {
		for (let index = 0; index < COUNT; index++) {
			const row = rowOf(placement, index);
			if (!row) throw new Error(`Photo ${index} has no row`);
			const widths = row.widths.slice(0, index - row.start);
			const left = widths.reduce((sum, width) => sum + width + gap, 0);
			const own = row.widths[index - row.start] ?? 0;
			const right = left + own - 1;
			for (const x of [left, left + own / 2, right])
				for (const y of [row.top, row.top + row.height / 2, row.top + row.height - 1])
					expect(placeAt(placement, x, y)).toBe(index);
		}
	});

	it("is the nearest one beside the rows, above them and below them", () => {
		const first = rowOf(placement, 0);
		const inFirst = first?.widths.length ?? 0;
		expect(placeAt(placement, -50, 10)).toBe(0);
		expect(placeAt(placement, WIDTH + 50, 10)).toBe(inFirst - 1);
		expect(placeAt(placement, 0, -500)).toBe(0);
		expect(placeAt(placement, 0, placement.height + 500)).toBe(2 * COUNT - 1);
	});

	it("is about the right one where none was fetched, and never beyond its segment", () => {
		const [, second] = placement.segments;
		if (!second) throw new Error("There are two");
		const at = (share: number) => placeAt(placement, 0, second.top + second.height * share);
		expect(at(0)).toBe(COUNT);
		expect(at(0.5)).toBe(COUNT + COUNT / 2);
		expect(at(1)).toBe(2 * COUNT - 1);
		const seen = Array.from({ length: 101 }, (_, percent) => at(percent / 100) ?? -1);
		expect(seen).toEqual(seen.toSorted((a, b) => a - b));
	});

	it("is none in an empty gallery", () => {
		const empty = { width: WIDTH, total: 0, height: 0, segments: [] };
		expect(placeAt(empty, 10, 10)).toBeNull();
	});
});

describe("the page", () => {
	it("stays while the pointer is not near its edges", () => {
		for (const y of [96, 400, 804]) expect(edgeSpeed(y, 900)).toBe(0);
	});

	it("goes faster the nearer it is, the same both ways, and no faster beyond them", () => {
		const down = [820, 850, 880, 899, 900, 2000].map((y) => edgeSpeed(y, 900));
		expect(down).toEqual(down.toSorted((a, b) => a - b));
		expect(down[0]).toBeGreaterThan(0);
		expect(down[5]).toBe(down[4]);
		for (const y of [0, 20, 50, -300]) expect(edgeSpeed(y, 900)).toBe(-edgeSpeed(900 - y, 900));
		expect(edgeSpeed(20, 900)).toBeLessThan(0);
	});

	it("of a low window has a middle all the same", () => {
		expect(edgeSpeed(100, 200)).toBe(0);
		expect(edgeSpeed(10, 200)).toBeLessThan(0);
	});
});
