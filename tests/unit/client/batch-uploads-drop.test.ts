import { describe, expect, it } from "vitest";
import {
	folderOf,
	judgeDrop,
	looksLikeImage,
	looksLikeZip,
	MOST_BYTES,
	MOST_IMAGES,
} from "#lib/client/batch-uploads-drop.ts";
import { isTaskId, modesFor, toTaskId, wayFor } from "#lib/client/batch-uploads-plan.ts";
import type { FoundFile } from "#lib/client/found-file.ts";
import { aPicture } from "#tests/support/pictures.ts";
import { aZip } from "#tests/support/zip-writer.ts";

const MB = 1024 ** 2;
const bytesOf = (text: string) => Buffer.from(text, "latin1");
const found = (path: string, content: Buffer | string, type = ""): FoundFile => {
	const bytes = new Uint8Array(typeof content === "string" ? bytesOf(content) : content);
	return { path, file: new File([bytes], path.split("/").at(-1) ?? "", { type }) };
};
const jpeg = (path: string) => found(path, "\xff\xd8\xff\xe0");
const zip = (path: string) => found(path, "PK\x03\x04");
/** A file that says it is large: its bytes are not read but for the first. */
const large = (file: FoundFile, size: number): FoundFile => {
	Object.defineProperty(file.file, "size", { value: size });
	return file;
};

describe("what was dropped", () => {
	it("is archives, each a batch of its own", async () => {
		const verdict = await judgeDrop([zip("b.zip"), zip("a.ZIP"), found("x.zip/.DS_Store", "x")]);
		expect(verdict).toMatchObject({ ok: true, drop: { kind: "archives", leftOut: [] } });
		if (verdict.ok) expect(verdict.drop.files.map(({ path }) => path)).toEqual(["a.ZIP", "b.zip"]);
	});
	it("is images in their natural order, of all kinds that are taken", async () => {
		const names = ["day/10.jpg", "day/9.JPEG", "day/1.tif", "day/2.heic"];
		const heads = ["\xff\xd8\xff", "\xff\xd8\xff", "II*\0", "\0\0\0\x18ftypheic"];
		const verdict = await judgeDrop(names.map((name, at) => found(name, heads[at] ?? "")));
		expect(verdict.ok && verdict.drop.files.map(({ path }) => path)).toEqual([
			"day/1.tif",
			"day/2.heic",
			"day/9.JPEG",
			"day/10.jpg",
		]);
	});
	it("is an image by its type, where a phone gives no ending; a drawing is none", async () => {
		const verdict = await judgeDrop([
			found("image", "\xff\xd8\xff", "image/jpeg"),
			found("logo.svg", "<svg>", "image/svg+xml"),
		]);
		expect(verdict).toMatchObject({
			drop: { kind: "images", leftOut: [{ name: "logo.svg", reason: "other" }] },
		});
	});
	it("leaves out what cannot be sent, and says why of each", async () => {
		const verdict = await judgeDrop([
			jpeg("good.jpg"),
			found("letter.jpg", "Dear all"),
			found("nothing.jpg", ""),
			found("notes.txt", "notes"),
			found("old.rar", "Rar!"),
			large(jpeg("huge.tif"), 5 * 1024 * MB),
		]);
		expect(verdict.ok && verdict.drop.files.map(({ path }) => path)).toEqual(["good.jpg"]);
		expect(verdict.ok && verdict.drop.leftOut).toEqual([
			{ name: "letter.jpg", reason: "notImage" },
			{ name: "nothing.jpg", reason: "empty" },
			{ name: "huge.tif", reason: "tooLarge" },
			{ name: "old.rar", reason: "otherArchive" },
			{ name: "notes.txt", reason: "other" },
		]);
	});
	it.each([
		["nothing", []],
		["nothing", [found("day/.DS_Store", "x")]],
		["mixed", [zip("a.zip"), jpeg("a.jpg")]],
		["noneFits", [found("a.txt", "x"), found("b.rar", "x")]],
		["noneFits", [found("a.zip", "no archive")]],
		["noneFits", [found("empty.zip", "")]],
		["noneFits", [large(zip("huge.zip"), MOST_BYTES + 1)]],
		["tooMuch", [1, 2, 3, 4].map((n) => large(jpeg(`${n}.tif`), 3 * 1024 * MB))],
		["tooMany", Array.from({ length: MOST_IMAGES + 1 }, (_, n) => jpeg(`${n}.jpg`))],
	])("is refused as a whole: %s", async (problem, files) => {
		expect(await judgeDrop(files)).toMatchObject({ ok: false, problem });
	});
	it("is taken right at the limit", async () => {
		expect(await judgeDrop([large(zip("huge.zip"), MOST_BYTES)])).toMatchObject({ ok: true });
	});
	it("keeps a file that cannot be read any more: whoever sends it finds out", async () => {
		const gone = jpeg("gone.jpg");
		gone.file.slice = () => ({ arrayBuffer: () => Promise.reject(new Error("gone")) }) as never;
		expect(await judgeDrop([gone])).toMatchObject({ ok: true });
	});
});

it("knows every kind of image by its first bytes, and what is none", async () => {
	for (const format of ["jpeg", "png", "webp", "gif", "avif", "tiff"] as const)
		expect([format, looksLikeImage(await aPicture({ width: 40, height: 40, format }))]).toEqual([
			format,
			true,
		]);
	for (const head of ["", "PK\x03\x04", "RIFF\0\0\0\0WAVE", "\0\0\0\x18ftypmp42", "%PDF-1.7"])
		expect([head, looksLikeImage(bytesOf(head))]).toEqual([head, false]);
	expect(looksLikeZip(aZip([{ name: "a", bytes: Buffer.from("a") }]))).toBe(true);
	expect(looksLikeZip(aZip([]))).toBe(true);
	expect(looksLikeZip(bytesOf("PK"))).toBe(false);
});

it("knows the folder that all were dropped with", () => {
	expect(folderOf([jpeg("day/a.jpg"), jpeg("day/b/c.jpg")])).toBe("day");
	expect(folderOf([jpeg("day/a.jpg"), jpeg("night/c.jpg")])).toBeNull();
	expect(folderOf([jpeg("a.jpg")])).toBeNull();
});

describe("what is asked", () => {
	it("fits what was dropped", () => {
		expect(modesFor("archives")).toEqual(["first", "split", "task"]);
		expect(modesFor("images")).toEqual(["task", "split"]);
	});
	it("is a number of eight digits, however it was typed", () => {
		expect(toTaskId("1490 0113-9")).toBe("14900113");
		expect(["14900113", " 14900113 "].every(isTaskId)).toBe(true);
		expect(["", "1490011", "149001134", "1490011a"].some(isTaskId)).toBe(false);
	});
	it("follows the size how it travels", () => {
		expect(wayFor("archives", 1, 20 * MB)).toBe("direct");
		expect(wayFor("archives", 1, 20 * MB + 1)).toBe("chunks");
		expect(wayFor("images", 30, 90 * MB)).toBe("direct");
		expect(wayFor("images", 30, 90 * MB + 1)).toBe("packed");
		expect(wayFor("images", 501, MB)).toBe("packed");
	});
});
