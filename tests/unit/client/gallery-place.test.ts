import { describe, expect, it } from "vitest";
import {
	isSameView,
	readGalleryView,
	readOpenPhoto,
	viewOf,
	withGalleryView,
	withOpenPhoto,
} from "#lib/client/gallery-address.ts";
import { galleryPath } from "#lib/client/gallery-path.ts";
import {
	anchorAt,
	heightOf,
	nextPlace,
	photoAt,
	photosBetween,
	placeOf,
	placeSegments,
	rowOf,
	segmentKey,
	segmentsBetween,
	segmentsWith,
	standsAsBefore,
} from "#lib/client/gallery-place.ts";
import { aspectOf } from "#lib/core/photo-rows.ts";
import { rowOptions, segmentHeight } from "#lib/core/photo-segments.ts";
import type { PhotoLayout } from "#lib/media/layout.schema.ts";
import type { Photo } from "#lib/media/media.schema.ts";

const WIDTH = 1000;
const COUNT = 40;

const aPhoto = (id: string, place: number) =>
	({ id, width: [1500, 1000, 2000][place % 3], height: 1000 }) as unknown as Photo;

const somePhotos = (segment: string, count = COUNT) =>
	Array.from({ length: count }, (_, place) => aPhoto(`${segment}${place}`, place));

/** Segments named by letters, each of `COUNT` photos, as the server lays them out. */
function aGallery(names: string, photosOf: Record<string, Photo[]> = {}) {
	let start = 0;
	const contents = [...names].map((name) => photosOf[name] ?? somePhotos(name));
	const segments = contents.map((photos, at) => {
		const open = at === contents.length - 1;
		const segment = {
			cursor: at === 0 ? null : (contents[at - 1]?.at(-1)?.id ?? null),
			...{ start, count: photos.length, version: `${names[at]}${photos.length}` },
			height: segmentHeight(photos.map(aspectOf), rowOptions(WIDTH), open),
			shot_at: `2026-05-09T${String(8 + at).padStart(2, "0")}:00:00`,
		};
		start += photos.length;
		return segment;
	});
	const layout: PhotoLayout = {
		...{ total: start, processing: 0, width: WIDTH, gap: 4, segments, photo_index: null },
	};
	const load = (which: string) =>
		new Map(
			segments.flatMap((segment, at) =>
				which.includes(names[at] ?? "") ? [[segmentKey(segment), contents[at] ?? []] as const] : [],
			),
		);
	return { layout, load };
}

describe("the places of segments", () => {
	const { layout, load } = aGallery("abcde");

	it("are known without photos, and the same with them", () => {
		const empty = placeSegments(layout, WIDTH, load(""));
		const full = placeSegments(layout, WIDTH, load("abcde"));
		const tops = (placement: typeof empty) => placement.segments.map(({ top }) => top);
		expect(tops(empty)).toEqual(tops(full));
		expect(empty.height).toBe(full.height);
		const last = full.segments.at(-1);
		expect(full.height).toBe((last?.top ?? 0) + (last?.height ?? 0));
	});

	it("are told about for another width, until it is laid out", () => {
		const half = placeSegments(layout, WIDTH / 2, load(""));
		expect(half.height).toBeLessThan(placeSegments(layout, WIDTH, load("")).height);
		expect(half.height).toBeGreaterThan(0);
	});

	it("lead from a height to what is there, and from photos to their segments", () => {
		const placement = placeSegments(layout, WIDTH, load("c"));
		const [, b, c] = placement.segments;
		const found = segmentsBetween(placement, (b?.top ?? 0) + 1, (c?.top ?? 0) + 1);
		expect(found.map(({ start }) => start)).toEqual([COUNT, 2 * COUNT]);
		expect(segmentsBetween(placement, -500, -1).map(({ start }) => start)).toEqual([0]);
		expect(segmentsBetween(placement, 1e7, 2e7).map(({ start }) => start)).toEqual([4 * COUNT]);
		expect(segmentsWith(layout.segments, { from: COUNT - 1, to: COUNT }).length).toBe(2);
		expect(photoAt(placement, 2 * COUNT + 3)?.id).toBe("c3");
		expect(photoAt(placement, 3)).toBeUndefined();
		expect(rowOf(placement, 3)).toBeNull();
	});
});

describe("an anchor", () => {
	const before = aGallery("abcde");
	const placement = placeSegments(before.layout, WIDTH, before.load("bcd"));
	const y = (placement.segments[2]?.top ?? 0) + 700;

	it("is a photo, and is found at its height", () => {
		const anchor = anchorAt(placement, y);
		expect(anchor?.id).toMatch(/^c/);
		expect(anchor && heightOf(placement, anchor)).toEqual({ y, found: true });
	});

	it("stays with its photo when others come before it", () => {
		const after = aGallery("nabcde", { n: somePhotos("n", 33) });
		const moved = placeSegments(after.layout, WIDTH, after.load("bcd"));
		const anchor = anchorAt(placement, y);
		const found = anchor && heightOf(moved, anchor);
		const grown = (moved.segments[1]?.top ?? 0) - (placement.segments[0]?.top ?? 0);
		expect(found).toEqual({ y: y + grown, found: true });
	});

	it("is its place while its photos are on their way, or once it is gone", () => {
		const anchor = anchorAt(placement, y);
		const away = placeSegments(before.layout, WIDTH, before.load(""));
		const about = anchor && heightOf(away, anchor);
		expect(about?.found).toBe(false);
		expect(Math.abs((about?.y ?? 0) - y)).toBeLessThan(600);
		const gone = anchor && heightOf(placement, { ...anchor, id: "gone" });
		expect(gone).toEqual({ y, found: true });
	});

	it("is not asked for where nothing has moved: photos come and go, but not their place", () => {
		const away = placeSegments(before.layout, WIDTH, before.load(""));
		expect(standsAsBefore(placement, away, y)).toBe(true);
		expect(standsAsBefore(away, placement, y)).toBe(true);
		const after = aGallery("nabcde", { n: somePhotos("n", 33) });
		expect(standsAsBefore(placement, placeSegments(after.layout, WIDTH, new Map()), y)).toBe(false);
		const narrow = placeSegments(before.layout, WIDTH / 2, new Map());
		expect(standsAsBefore(placement, narrow, y)).toBe(false);
		expect(standsAsBefore(placeSegments(aGallery("").layout, WIDTH, new Map()), away, y)).toBe(
			false,
		);
	});

	it("is the segment's where no photo is known there, and none in an empty gallery", () => {
		const anchor = anchorAt(placement, 10);
		expect(anchor).toEqual({ id: null, index: 0, offset: 10 });
		expect(anchor && heightOf(placement, anchor)).toEqual({ y: 10, found: false });
		const empty = placeSegments(aGallery("").layout, WIDTH, new Map());
		expect(anchorAt(empty, 0)).toBeNull();
		expect(empty.height).toBe(0);
	});
});

describe("arrow keys", () => {
	const { layout, load } = aGallery("ab");
	const placement = placeSegments(layout, WIDTH, load("ab"));
	const last = 2 * COUNT - 1;

	it("go by photo, and to the ends", () => {
		expect(nextPlace(placement, 5, "ArrowRight")).toBe(6);
		expect(nextPlace(placement, 5, "ArrowLeft")).toBe(4);
		expect(nextPlace(placement, 5, "Home")).toBe(0);
		expect(nextPlace(placement, 5, "End")).toBe(last);
		expect(nextPlace(placement, 0, "ArrowLeft")).toBeNull();
		expect(nextPlace(placement, last, "ArrowRight")).toBeNull();
		expect(nextPlace(placement, 5, "a")).toBeNull();
	});

	it("go to the nearest photo of the next row, also across segments", () => {
		let place: number | null = 0;
		let row = 0;
		while (place !== null && row < 100) {
			const from = rowOf(placement, place);
			const below: number | null = nextPlace(placement, place, "ArrowDown");
			if (below === null) break;
			expect(rowOf(placement, below)?.start).toBe((from?.start ?? 0) + (from?.widths.length ?? 0));
			expect(rowOf(placement, nextPlace(placement, below, "ArrowUp") ?? -1)?.start).toBe(
				from?.start,
			);
			place = below;
			row++;
		}
		const rows = placement.segments.flatMap(({ content }) => content?.rows ?? []);
		expect(row).toBe(rows.length - 1);
	});
});

describe("the address of a gallery", () => {
	const page = "https://potret.example/event/1";

	it("has an album and an order where they are chosen", () => {
		const view = { album: "Tamu", zone: null, order: "oldest" } as const;
		const address = withGalleryView(`${page}?search=2`, view);
		expect(address).toBe(`${page}?search=2&album=Tamu&order=oldest`);
		expect(readGalleryView({ album: "Tamu", order: "oldest" })).toEqual(view);
		expect(withGalleryView(address, { album: "all", zone: null, order: "newest" })).toBe(
			`${page}?search=2`,
		);
		expect(readGalleryView({ album: "Party", order: ["oldest"] })).toEqual({
			...{ album: "all", zone: null, order: "newest" },
		});
	});

	it("has a zone, of which there are photos in all albums", () => {
		const zone = "019a9b3c-7d11-7a02-8b1c-3c9e6b7d5f22";
		const view = { album: "all", zone, order: "newest" } as const;
		expect(galleryPath("1", view)).toBe(`/event/1?zone=${zone}`);
		expect(viewOf(`${page}?zone=${zone}&album=Tamu`)).toEqual(view);
		expect(isSameView(view, viewOf(`${page}/p/7?zone=${zone}`))).toBe(true);
		for (const said of ["", "nonsense", `${zone}0`, [zone, zone]])
			expect(readGalleryView({ zone: said, album: "Tamu" })).toEqual({
				...{ album: "Tamu", zone: null, order: "newest" },
			});
	});

	it("has the photo that is open", () => {
		expect(withOpenPhoto(`${page}?order=oldest`, "7")).toBe(`${page}/p/7?order=oldest`);
		expect(withOpenPhoto(`${page}/p/7`, "8")).toBe(`${page}/p/8`);
		expect(withOpenPhoto(`${page}/p/7?album=Tamu`, null)).toBe(`${page}?album=Tamu`);
		expect(readOpenPhoto(`${page}/p/7?album=Tamu`)).toBe("7");
		expect(readOpenPhoto(page)).toBeNull();
	});
});

describe("the photos between two", () => {
	const { layout, load } = aGallery("abcd");
	const ids = (loaded: string, ends: [string, string]) =>
		photosBetween(placeSegments(layout, WIDTH, load(loaded)), ends)?.map(({ id }) => id) ?? null;

	it("are in the order shown, whichever comes first", () => {
		expect(ids("abcd", ["a3", "a5"])).toEqual(["a3", "a4", "a5"]);
		expect(ids("abcd", ["a5", "a3"])).toEqual(["a3", "a4", "a5"]);
		expect(ids("abcd", ["c0", "c0"])).toEqual(["c0"]);
		const whole = ids("abcd", ["a1", "d38"]) ?? [];
		expect(whole).toHaveLength(4 * COUNT - 2);
		expect([whole[0], whole[COUNT - 1], whole.at(-1)]).toEqual(["a1", "b0", "d38"]);
	});

	it("are not known where one of the two, or some between them, were not fetched", () => {
		expect(ids("abd", ["a3", "d1"])).toBeNull();
		expect(ids("abc", ["a3", "d1"])).toBeNull();
		expect(ids("bcd", ["a3", "d1"])).toBeNull();
		expect(ids("bc", ["b3", "c1"])).toHaveLength(COUNT - 3 + 2);
	});

	it("have places", () => {
		const placement = placeSegments(layout, WIDTH, load("bd"));
		expect(["b0", "d7", "a0", "x"].map((id) => placeOf(placement, id))).toEqual([
			...[COUNT, 3 * COUNT + 7, -1, -1],
		]);
	});
});
