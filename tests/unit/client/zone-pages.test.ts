import { describe, expect, it } from "vitest";
import { documentKind, endingOf } from "#lib/client/document-kind.ts";
import { eventViewPath, readEventView } from "#lib/client/event-view.ts";
import { inParts } from "#lib/client/in-parts.ts";
import {
	allFiles,
	allZones,
	findZones,
	sorted,
	stalePages,
	tagsWith,
	titleFrom,
	withPage,
	withZone,
	type ZonePages,
} from "#lib/client/zone-pages.ts";
import type { ZoneFile, ZonePage, ZoneView } from "#lib/zones/zone-pages.schema.ts";

const aFile = (id: string, rest: Partial<ZoneFile> = {}) =>
	({ id, status: "ready", kind: "image", ...rest }) as ZoneFile;
const aZone = (id: string, rest: Partial<ZoneView> = {}) =>
	({ id, title: id, tags: [], files: [], ...rest }) as unknown as ZoneView;
const aPage = (...zones: ZoneView[]) => ({ zones, total: 9 }) as unknown as ZonePage;
const pages = (...list: ZonePage[]): ZonePages => ({
	pages: list,
	pageParams: list.map((_, n) => (n === 0 ? null : `${n}`)),
});
const developing = [aFile("f", { status: "processing" })];

describe("pages of zones", () => {
	it("are one list", () => {
		const data = pages(aPage(aZone("c"), aZone("b")), aPage(aZone("a")));
		expect(allZones(data).map(({ id }) => id)).toEqual(["c", "b", "a"]);
		expect(allZones(undefined)).toEqual([]);
	});

	it("are looked at again where something is developing: the first always, two more at most", () => {
		const still = aPage(aZone("x"));
		const waiting = aPage(aZone("y", { files: developing }));
		expect(stalePages(pages(still, still))).toEqual([0]);
		expect(stalePages(pages(still, waiting, still, waiting, waiting))).toEqual([0, 1, 3]);
	});

	it("are replaced one by one, unless other zones are on one", () => {
		const data = pages(aPage(aZone("c"), aZone("b")), aPage(aZone("a")));
		const fresh = aPage(aZone("a", { title: "A" }));
		expect(withPage(data, 1, fresh)?.pages).toEqual([data.pages[0], fresh]);
		expect(withPage(data, 0, aPage(aZone("d"), aZone("c")))).toBeNull();
		expect(withPage(data, 2, fresh)).toBeNull();
	});

	it("take in what is said of one zone", () => {
		const data = pages(aPage(aZone("b")), aPage(aZone("a")));
		const said = withZone(data, "a", { title: "Vows", tags: ["x"] });
		expect(allZones(said)).toEqual([aZone("b"), aZone("a", { title: "Vows", tags: ["x"] })]);
	});
});

it("a file that two pages have is there once, as the later knows it", () => {
	const page = (...files: ZoneFile[]) => ({ files, next_cursor: null, total: 3 });
	const late = aFile("b", { filename: "late" });
	const data = { pages: [page(aFile("c"), aFile("b")), page(late, aFile("a"))], pageParams: [] };
	expect(allFiles(data)).toEqual([aFile("c"), late, aFile("a")]);
});

it("films are pictures, everything else that is none is a document", () => {
	const files = [aFile("a"), aFile("b", { kind: "file" }), aFile("c", { kind: "video" })];
	const { pictures, documents } = sorted(files);
	expect(pictures.map(({ id }) => id)).toEqual(["a", "c"]);
	expect(documents.map(({ id }) => id)).toEqual(["b"]);
});

describe("what is typed", () => {
	it("is a title of 256 characters at most, whatever they are", () => {
		expect(titleFrom("  Vows ")).toBe("Vows");
		expect(titleFrom("😀".repeat(256))).not.toBeNull();
		expect(titleFrom("x".repeat(257))).toBeNull();
		expect(titleFrom(" ")).toBe("");
	});

	it("are tags with commas between them, each once", () => {
		expect(tagsWith(["a"], " b, a ,,c")).toEqual(["a", "b", "c"]);
		expect(tagsWith([], "x".repeat(65))).toBeNull();
		const fifty = Array.from({ length: 50 }, (_, n) => `${n}`);
		expect(tagsWith(fifty, "1")).toEqual(fifty);
		expect(tagsWith(fifty, "one more")).toBeNull();
	});

	it("finds zones by title or tag", () => {
		const zones = [
			aZone("Vows"),
			aZone("Dinner", { tags: ["Night"] }),
			aZone("x", { title: null }),
		];
		expect(findZones(zones, " VOW").map(({ id }) => id)).toEqual(["Vows"]);
		expect(findZones(zones, "night").map(({ id }) => id)).toEqual(["Dinner"]);
		expect(findZones(zones, "")).toHaveLength(3);
	});
});

it("documents are told apart by their type and called by their ending", () => {
	const kinds = [
		["application/pdf", "text"],
		["application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", "table"],
		["text/csv", "table"],
		["application/zip", "archive"],
		["audio/mpeg", "sound"],
		["image/svg+xml", "picture"],
		["application/octet-stream", "other"],
	];
	for (const [content_type = "", kind] of kinds) expect(documentKind({ content_type })).toBe(kind);
	expect(["a.pdf", "a.tar.gz", "a", ".bashrc", "a.verylong"].map(endingOf)).toEqual([
		...["PDF", "GZ", "", "", ""],
	]);
});

it("a list is sent in parts", () => {
	expect(inParts([1, 2, 3, 4, 5], 2)).toEqual([[1, 2], [3, 4], [5]]);
	expect(inParts([])).toEqual([]);
});

it("the view of an event is in its address", () => {
	expect(readEventView("zones")).toBe("zones");
	expect(readEventView("Tamu")).toBe("Tamu");
	expect(readEventView(["zones"])).toBe("Official");
	expect(readEventView(undefined)).toBe("Official");
	expect(eventViewPath("e", "Official")).toBe("/events/e");
	expect(eventViewPath("e", "zones")).toBe("/events/e?view=zones");
});
