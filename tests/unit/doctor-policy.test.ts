/** What is wrong with a row and its objects, and how it is said. */
import { describe, expect, it } from "vitest";
import {
	compareBatch,
	compareMedia,
	compareOrphan,
	type FoundObject,
	type MediaFacts,
	seemsForeign,
} from "#lib/doctor/doctor.policy.ts";
import { found, left, repaired } from "#lib/doctor/findings.ts";
import { jsonReport, type Report, textReport } from "#lib/doctor/report.ts";

const OLD = new Date("2026-01-01");
const GRACE = new Date("2026-06-01");
const NEW = new Date("2026-06-02");
const NOW = { before: GRACE, waitingSince: GRACE, tiered: false };

const FOLDER = "media/ab/1/";
const object = (name: string, given: Partial<FoundObject> = {}): FoundObject => {
	return { key: FOLDER + name, size: 10, modifiedAt: OLD, tier: "primary", ...given };
};
const whole = [object("original"), object("small.webp"), object("stripped.json")];

const media = (given: Partial<MediaFacts> = {}): MediaFacts => ({
	...{ id: "1", batchId: null, kind: "image", fileName: "a.jpg", state: "ready", errorCode: null },
	...{ byteSize: 10, sha256: "aa", tier: "primary", originalKey: `${FOLDER}original` },
	...{ recipeKey: `${FOLDER}stripped.json`, updatedAt: NEW, deletedAt: null },
	renditions: [{ key: `${FOLDER}small.webp`, bytes: 10 }],
	...given,
});

const kindsOf = (
	row: MediaFacts,
	objects: readonly FoundObject[],
	{ sum, ...now }: { sum?: string; tiered?: boolean } = {},
) => compareMedia(row, objects, sum ?? null, { ...NOW, ...now }).map(({ kind }) => kind);

describe("a media and its objects", () => {
	it.each<[string, MediaFacts, FoundObject[], string[]]>([
		["is whole", media(), whole, []],
		["lacks a picture", media(), whole.slice(0, 1), ["pictures"]],
		["lacks its original", media(), whole.slice(1), ["original"]],
		["lacks everything", media(), [], ["lost"]],
		["lacks everything, and it is known", media({ state: "failed", errorCode: "LOST" }), [], []],
		["never had bytes", media({ sha256: "", renditions: [], recipeKey: null }), [], []],
		["needs no recipe", media({ recipeKey: null }), whole.slice(0, 2), []],
		["was put back", media({ state: "failed", errorCode: "LOST" }), whole, ["returned"]],
		["is of another size", media({ byteSize: 11 }), whole, ["size"]],
		["is of another size, without pictures", media({ byteSize: 11 }), whole.slice(0, 1), ["size"]],
		["is elsewhere than its row says", media({ tier: "local" }), whole, ["tier"]],
		["waits in vain", media({ state: "stored", updatedAt: OLD }), whole.slice(0, 1), ["waiting"]],
		["waits", media({ state: "stored" }), whole.slice(0, 1), []],
		["has failed", media({ state: "failed", updatedAt: OLD }), whole.slice(0, 1), []],
		["has something old beside it", media(), [...whole, object("x.jpg")], ["leftover"]],
		["has something new", media(), [...whole, object("x.jpg", { modifiedAt: NEW })], []],
		[
			"has something old, and no original",
			media(),
			[...whole.slice(1), object("x.jpg")],
			["original"],
		],
		["has something old, and no more", media({ renditions: [] }), [object("x.jpg")], ["lost"]],
		["is worked on", media({ state: "processing" }), [...whole, object("x.jpg")], []],
		["was deleted long ago", media({ deletedAt: OLD }), whole, ["deleted"]],
		["was deleted just now", media({ deletedAt: NEW }), whole, []],
		["was deleted with all it had", media({ deletedAt: OLD }), [], []],
	])("that %s", (_, row, objects, kinds) => {
		expect(kindsOf(row, objects)).toEqual(kinds);
	});

	it("of whose pictures one is cut off", () => {
		const objects = [
			object("original"),
			object("small.webp", { size: 9 }),
			object("stripped.json"),
		];
		const [problem] = compareMedia(media(), objects, null, NOW);
		expect(problem).toMatchObject({
			kind: "pictures",
			detail: "of another size: small.webp (of 2)",
		});
	});

	it("with another hash than its row", () => {
		expect(kindsOf(media(), whole, { sum: "aa" })).toEqual([]);
		expect(kindsOf(media(), whole, { sum: "bb" })).toEqual(["checksum"]);
	});

	it("is never called lost while another disk may have it", () => {
		expect(kindsOf(media({ tier: "local" }), [], { tiered: true })).toEqual(["elsewhere"]);
		expect(kindsOf(media({ tier: "local" }), [], { tiered: false })).toEqual(["lost"]);
		expect(kindsOf(media(), [], { tiered: true })).toEqual(["lost"]);
	});
});

describe("what has no row", () => {
	it("is an orphan once all of it is old", () => {
		const young = object("small.webp", { modifiedAt: NEW });
		expect(compareOrphan(FOLDER, whole, NOW)).toMatchObject([{ detail: "3 objects, 30 bytes" }]);
		expect(compareOrphan(FOLDER, [...whole, young], NOW)).toEqual([]);
		expect(compareOrphan(FOLDER, [object("original", { modifiedAt: GRACE })], NOW)).toEqual([]);
	});
});

describe("a batch", () => {
	const key = "batches/ab/1/archive.zip";
	const batch = { id: "1", fileName: "a.zip", size: 10, archiveKey: key };
	it.each([
		["with its archive", batch, [object("", { key })], []],
		["without", batch, [], ["archive"]],
		["with a part of it", batch, [object("", { key, size: 9 })], ["archive-size"]],
		["that came as images", { ...batch, archiveKey: null }, [], []],
	])("%s", (_, row, objects, kinds) => {
		expect(compareBatch(row, objects).map(({ kind }) => kind)).toEqual(kinds);
	});
});

describe("a database and a store", () => {
	it.each([
		[{ there: 0, missing: 0, strangers: false }, false],
		[{ there: 0, missing: 0, strangers: true }, true],
		[{ there: 10, missing: 10, strangers: false }, false],
		[{ there: 9, missing: 10, strangers: false }, true],
		[{ there: 0, missing: 1, strangers: false }, true],
	])("%o: foreign %s", (sample, foreign) => expect(seemsForeign(sample)).toBe(foreign));
});

describe("a report", () => {
	const options = { repair: true, checksums: false, graceMs: 3600_000 };
	const seen = { media: 1200, batches: 1, objects: 3 };
	const problem = { kind: "size" as const, key: "k", name: "a.jpg", detail: "it has 1 of 2 bytes" };

	function written(make: typeof textReport, work: (report: Report) => void) {
		let text = "";
		const report = make({ ...options, seen }, (some) => {
			text += some;
		});
		report.begin();
		work(report);
		return { text, code: report.code() };
	}

	it("says of each what it is and what became of it, and of how many it is", () => {
		const { text, code } = written(textReport, (report) => {
			report.add(left(problem, "flagged"));
			report.add(repaired({ ...problem, name: null }, "deleted"));
			report.end(null);
		});
		expect(text).toContain("Wrong size: k (a.jpg): it has 1 of 2 bytes → flagged\n");
		expect(text).toContain("Wrong size: k: it has 1 of 2 bytes → deleted\n");
		expect(text).toContain("1,200 files and 1 batch in the database, 3 objects in the store");
		expect(text).toContain("Of 2 problems, 1 repaired, 1 left.");
		expect(code).toBe(1);
	});

	it.each([
		["nothing", [], null, 0],
		["what was found", [found(problem)], null, 1],
		["what was left", [left(problem, "")], null, 1],
		["what was repaired", [repaired(problem, "")], null, 0],
		["what broke off", [repaired(problem, "")], "away", 2],
	])("of %s is JSON with a code", (_, findings, error, expected) => {
		const { text, code } = written(jsonReport, (report) => {
			for (const finding of findings) report.add(finding);
			report.end(error);
		});
		expect(JSON.parse(text)).toMatchObject({ findings, error, grace_hours: 1 });
		expect(code).toBe(expected);
	});
});
