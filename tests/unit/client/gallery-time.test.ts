import { describe, expect, it } from "vitest";
import type { PlacedSegment, Placement } from "#lib/client/gallery-place.ts";
import { marksOf, momentAt, nextShare, segmentTime, spanOf } from "#lib/client/gallery-time.ts";
import type { Photo } from "#lib/media/media.schema.ts";

const COUNT = 40;
const HEIGHT = 1000;

/** Segments as tall as each other, the first photos of which were taken then. */
function aGallery(...times: string[]): Placement {
	const segments = times.map(
		(shot_at, at): PlacedSegment => ({
			...{ cursor: null, start: at * COUNT, count: COUNT, height: HEIGHT, version: `${at}` },
			...{ shot_at, top: at * HEIGHT, content: null },
		}),
	);
	const length = segments.length;
	return { width: 800, total: length * COUNT, height: length * HEIGHT, segments };
}

const said = (when: Date | undefined) => when?.toISOString().slice(0, 16);
const ofDay = (hours: string) => `2026-05-09T${hours}:00`;

describe("the time of a segment", () => {
	it.each([
		["2026-05-09T19:51:00+07:00", "2026-05-09T19:51"],
		["2026-05-09T19:51:00", "2026-05-09T19:51"],
	])("is what the clock showed there: %s", (at, shown) => {
		expect(said(segmentTime({ shot_at: at }))).toBe(shown);
	});

	it("is by the reader's clock, where only its arrival is known", () => {
		const came = new Date(2026, 4, 9, 19, 51);
		expect(said(segmentTime({ shot_at: came.toISOString() }))).toBe("2026-05-09T19:51");
	});
});

describe("what is at a height", () => {
	const place = aGallery(ofDay("08:00"), ofDay("09:30"), ofDay("11:00"));

	it("is told from the segment, as long as its photos were not fetched", () => {
		expect(momentAt(place, 1500)).toEqual({
			...{ index: COUNT + COUNT / 2, when: segmentTime({ shot_at: ofDay("09:30") }) },
		});
		expect(momentAt(place, 3000)?.index).toBe(3 * COUNT - 1);
		expect(momentAt(place, -50)?.index).toBe(0);
	});

	it("is told by the photo itself, once it was", () => {
		const photo = { id: "a", taken_at: "2026-05-09T09:47:00Z", created_at: "" } as Photo;
		const rows = [{ start: 0, top: 0, height: HEIGHT, widths: [800] }];
		const segments = place.segments.map((segment, at) =>
			at === 1 ? { ...segment, content: { photos: [photo], rows } } : segment,
		);
		const moment = momentAt({ ...place, segments }, 1500);
		expect([moment?.index, said(moment?.when)]).toEqual([COUNT, "2026-05-09T09:47"]);
	});

	it.each([999.2, 1000, 1000.8])(
		"is the segment that begins at 1000 for who went to it and is at %d",
		(at) => {
			expect(momentAt(place, at)?.index).toBe(COUNT);
			expect(nextShare(place, at / place.height, 1)).toBe(2000 / place.height);
			expect(nextShare(place, at / place.height, -1)).toBe(0);
		},
	);

	it("is nothing in an empty gallery", () => {
		expect(momentAt(aGallery(), 0)).toBeNull();
	});
});

describe("the marks beside a gallery", () => {
	it("are the hours of a day", () => {
		const place = aGallery(ofDay("08:10"), ofDay("08:40"), ofDay("10:05"), ofDay("11:00"));
		expect(spanOf(place)).toBe("day");
		const marks = marksOf(place, "day", 0);
		expect(marks.map(({ at, when }) => [at, said(when)])).toEqual([
			...[
				[0, "2026-05-09T08:00"],
				[0.5, "2026-05-09T10:00"],
			],
			...[[0.75, "2026-05-09T11:00"]],
		]);
		expect(marksOf(place, "day", 0.6).map(({ at }) => at)).toEqual([0, 0.75]);
	});

	it("are the hours of a night, too", () => {
		const place = aGallery("2026-05-10T01:20:00", ofDay("23:10"));
		expect(spanOf(place)).toBe("days");
		expect(marksOf(place, "days", 0).map(({ when }) => said(when))).toEqual([
			...["2026-05-10T01:00", "2026-05-09T23:00"],
		]);
	});

	it("are the days of many, from whichever end", () => {
		const place = aGallery("2026-05-14T01:00:00", ofDay("23:00"), ofDay("08:00"));
		expect(spanOf(place)).toBe("year");
		const days = marksOf(place, "year", 0).map(({ when }) => said(when)?.slice(0, 10));
		expect(days).toEqual(["2026-05-14", "2026-05-09"]);
		expect(spanOf(aGallery("2024-01-01T08:00:00", ofDay("08:00")))).toBe("years");
	});
});

describe("a step by a key", () => {
	const place = aGallery(ofDay("08:00"), ofDay("09:00"), ofDay("10:00"), ofDay("11:00"));

	it("leads to the next segment or the one before, and not past the ends", () => {
		expect(nextShare(place, 0, 1)).toBe(0.25);
		expect(nextShare(place, 0.25, 1)).toBe(0.5);
		expect(nextShare(place, 0.6, -1)).toBe(0.25);
		expect(nextShare(place, 0.25, -5)).toBe(0);
		expect(nextShare(place, 0.6, 5)).toBe(0.75);
	});
});
