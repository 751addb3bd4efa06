import { describe, expect, it } from "vitest";
import {
	allPhotos,
	countProcessing,
	type FetchPage,
	type PhotoPages,
	pagesToRefresh,
	refreshPages,
	withFreshHead,
	withoutPhoto,
} from "#lib/client/photo-pages.ts";
import type { Photo, PhotoList } from "#lib/media/media.schema.ts";

const aPhoto = (id: number, status: Photo["status"] = "ready") =>
	({ id: String(id), status }) as unknown as Photo;

/** A server with these photos, newest (highest) first, cursors being ids. */
function aServer(photos: Photo[]) {
	const asked: { cursor: string | null; limit: number }[] = [];
	const fetchPage: FetchPage = async (cursor, limit) => {
		asked.push({ cursor, limit });
		const sorted = photos.toSorted((a, b) => Number(b.id) - Number(a.id));
		const rest = cursor ? sorted.filter((photo) => Number(photo.id) < Number(cursor)) : sorted;
		const page = rest.slice(0, limit);
		return {
			photos: page,
			next_cursor: rest.length > limit ? (page.at(-1)?.id ?? null) : null,
			total: photos.length,
		};
	};
	return { fetchPage, asked };
}

const range = (from: number, to: number) =>
	Array.from({ length: from - to + 1 }, (_, index) => from - index);
const aPage = (ids: number[], next: number | null, total = 0): PhotoList => ({
	photos: ids.map((id) => aPhoto(id)),
	next_cursor: next === null ? null : String(next),
	total,
});
const ids = (data: PhotoPages) => allPhotos(data).map((photo) => Number(photo.id));

/** Every page begins where the one before it ends: asking by its parameter gives its photos again. */
function expectChain(data: PhotoPages) {
	const found = ids(data);
	expect(found).toEqual(found.toSorted((a, b) => b - a));
	expect(new Set(found).size).toBe(found.length);
	data.pageParams.forEach((param, index) => {
		if (index > 0) expect(param).toBe(data.pages[index - 1]?.photos.at(-1)?.id);
	});
}

describe("a fresh head", () => {
	it("pushes older photos on to the next page, with none missing and none twice", () => {
		const old = {
			pages: [aPage(range(200, 101), 101), aPage(range(100, 1), null)],
			pageParams: [null, "101"],
		};
		const next = withFreshHead(old, aPage(range(203, 104), 104));
		expect(ids(next)).toEqual(range(203, 1));
		expectChain(next);
	});
	it("keeps the pages as they are when nothing is new", () => {
		const old = {
			pages: [aPage(range(200, 101), 101), aPage(range(100, 1), null)],
			pageParams: [null, "101"],
		};
		const next = withFreshHead(old, aPage(range(200, 101), 101));
		expect(next.pages).toHaveLength(2);
		expectChain(next);
	});
	it("makes a page of its own when the second is full", () => {
		const old = {
			pages: [aPage(range(300, 201), 201), aPage(range(200, 1), null)],
			pageParams: [null, "201"],
		};
		const next = withFreshHead(old, aPage(range(350, 251), 251));
		expect(next.pages.map((page) => page.photos.length)).toEqual([100, 50, 200]);
		expect(ids(next)).toEqual(range(350, 1));
		expectChain(next);
	});
	it("starts again when there may be a gap", () => {
		const old = { pages: [aPage(range(100, 1), null)], pageParams: [null] };
		const next = withFreshHead(old, aPage(range(900, 801), 801));
		expect(ids(next)).toEqual(range(900, 801));
		expect(next.pages[0]?.next_cursor).toBe("801");
	});
	it("is all there is when nothing follows it", () => {
		const old = { pages: [aPage([3, 2, 1], null)], pageParams: [null] };
		expect(ids(withFreshHead(old, aPage([4, 2], null)))).toEqual([4, 2]);
		expect(ids(withFreshHead(old, aPage([], null)))).toEqual([]);
	});
	it("copes with a head that reaches into the second page, after deletions in the first", () => {
		const old = { pages: [aPage([9, 8, 7], 7), aPage([6, 5, 4], null)], pageParams: [null, "7"] };
		const next = withFreshHead(old, aPage([9, 7, 6], 6));
		expect(ids(next)).toEqual([9, 7, 6, 5, 4]);
		expectChain(next);
	});
});

describe("refreshing", () => {
	it("asks for the first page and for the oldest ones that are still developing", async () => {
		const status = (id: number) => (id <= 350 && id > 100 ? "processing" : "ready");
		const old: PhotoPages = {
			pages: [400, 300, 200, 100].map((top) => ({
				photos: range(top, top - 99).map((id) => aPhoto(id, status(id))),
				next_cursor: top === 100 ? null : String(top - 99),
				total: 400,
			})),
			pageParams: [null, "301", "201", "101"],
		};
		expect(pagesToRefresh(old)).toEqual([1, 2]);
		const server = aServer(range(400, 1).map((id) => aPhoto(id)));
		const next = await refreshPages(old, server.fetchPage);
		expect(server.asked.map((request) => request.cursor)).toEqual([null, "301", "201"]);
		expect(countProcessing(next)).toBe(0);
		expect(ids(next)).toEqual(range(400, 1));
		expectChain(next);
	});
	it("takes in what arrives between every two looks and ends complete", async () => {
		const photos = range(250, 1).map((id) => aPhoto(id));
		let data: PhotoPages = {
			pages: [aPage(range(250, 151), 151), aPage(range(150, 51), 51), aPage(range(50, 1), null)],
			pageParams: [null, "151", "51"],
		};
		for (let id = 251; id <= 600; id += 7) {
			for (let more = id; more < id + 7; more++) photos.push(aPhoto(more));
			data = await refreshPages(data, aServer(photos).fetchPage);
			expectChain(data);
		}
		expect(ids(data)).toHaveLength(photos.length);
		expect(data.pages.every((page) => page.photos.length <= 200)).toBe(true);
	});
});

it("takes a deleted photo out and counts it off", () => {
	const data = { pages: [aPage([3, 2], 2, 3), aPage([1], null, 3)], pageParams: [null, "2"] };
	const next = withoutPhoto(data, "1");
	expect(ids(next)).toEqual([3, 2]);
	expect(next.pages[0]?.total).toBe(2);
	expect(withoutPhoto(data, "77").pages[0]?.total).toBe(3);
});
