import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { listLink, readList, withFavourite } from "#lib/client/favourites.queries.ts";
import { shrunkSize } from "#lib/client/shrink-photo.ts";

const LIST = "7c0f3a52-9b1e-4c1d-8f5e-2d6a90b1c3e4";

describe("a list of favourites", () => {
	const list = { photo_ids: ["a", "b"], name: "Ayu", list_id: null };

	it("has what was liked last first, and once", () => {
		expect(withFavourite(list, "c", true).photo_ids).toEqual(["c", "a", "b"]);
		expect(withFavourite(list, "b", true).photo_ids).toEqual(["b", "a"]);
	});

	it("loses what is liked no more, and nothing else", () => {
		expect(withFavourite(list, "a", false)).toEqual({ ...list, photo_ids: ["b"] });
		expect(withFavourite(list, "c", false)).toEqual(list);
	});

	it("is named by an address that it is read from again", () => {
		const link = new URL(listLink("http://photos.example", "an-event", LIST));
		expect(readList(link.searchParams.get("list") ?? undefined)).toBe(LIST);
		for (const other of [undefined, "", "x", [LIST], `${LIST}0`, LIST.toUpperCase()])
			expect(readList(other)).toBeNull();
	});
});

describe("a photo that is made smaller", () => {
	it("keeps its shape within the limit, and is never made larger", () => {
		const side = fc.integer({ min: 1, max: 20_000 });
		fc.assert(
			fc.property(side, side, (width, height) => {
				const size = shrunkSize({ width, height });
				if (size === null) return Math.max(width, height) <= 2560;
				const scale = 2560 / Math.max(width, height);
				return (
					Math.max(size.width, size.height) === 2560 &&
					Math.abs(size.width - width * scale) <= 1 &&
					Math.abs(size.height - height * scale) <= 1
				);
			}),
		);
	});
});
