import { describe, expect, it } from "vitest";
import { folderOf, gather, gatherDropped, isLitter } from "#lib/client/dropped-files.ts";

const aFile = (name: string, type = "") => new File(["x"], name, { type });

/** What browsers hand over for a dropped folder: a reader that gives a hundred entries at a time. */
function aFolder(path: string, children: FileSystemEntry[]): FileSystemEntry {
	return {
		isFile: false,
		isDirectory: true,
		fullPath: path,
		createReader: () => {
			let at = 0;
			return {
				readEntries: (done: (entries: FileSystemEntry[]) => void) => {
					done(children.slice(at, at + 100));
					at += 100;
				},
			};
		},
	} as unknown as FileSystemEntry;
}
function anEntry(path: string, fails = false): FileSystemEntry {
	return {
		isFile: true,
		isDirectory: false,
		fullPath: path,
		file: (done: (file: File) => void, failed: (error: Error) => void) =>
			fails ? failed(new Error("gone")) : done(aFile(path.split("/").at(-1) ?? "")),
	} as unknown as FileSystemEntry;
}
const dropOf = (entries: FileSystemEntry[]) =>
	({
		items: entries.map((entry) => ({
			kind: "file",
			webkitGetAsEntry: () => entry,
			getAsFile: () => null,
		})),
	}) as unknown as DataTransfer;

describe("what is dropped", () => {
	it("is walked into every folder, past the first hundred", async () => {
		const many = Array.from({ length: 250 }, (_, index) => anEntry(`/day/a/IMG_${index}.JPG`));
		const found = await gatherDropped(
			dropOf([aFolder("/day", [aFolder("/day/a", many)])]),
			"photos",
		);
		expect(found.files).toHaveLength(250);
		expect(found.files[0]?.name).toBe("day/a/IMG_0.JPG");
		expect(found.files[2]?.name).toBe("day/a/IMG_2.JPG");
	});
	it("is only photos; the rest is counted, and litter is not even that", async () => {
		const found = await gatherDropped(
			dropOf([
				aFolder("/x", [
					anEntry("/x/a.heic"),
					anEntry("/x/notes.txt"),
					anEntry("/x/.DS_Store"),
					anEntry("/x/Thumbs.db"),
					anEntry("/x/._a.heic"),
					aFolder("/x/__MACOSX", [anEntry("/x/__MACOSX/a.jpg")]),
				]),
			]),
			"photos",
		);
		expect(found.files.map((photo) => photo.name)).toEqual(["x/a.heic"]);
		expect(found.skipped).toBe(1);
	});
	it("may hold a file that can no longer be read", async () => {
		const found = await gatherDropped(
			dropOf([anEntry("/a.jpg", true), anEntry("/b.jpg")]),
			"photos",
		);
		expect(found.files.map((photo) => photo.name)).toEqual(["b.jpg"]);
	});
});

it("takes photos without an extension by their type, and no drawings", async () => {
	const found = await gather(
		[
			{ file: aFile("image", "image/jpeg"), path: "image" },
			{ file: aFile("logo.svg", "image/svg+xml"), path: "logo.svg" },
		],
		"photos",
	);
	expect(found.files.map((photo) => photo.name)).toEqual(["image"]);
	expect(found.skipped).toBe(1);
});

describe("where any file is taken", () => {
	const from = (...paths: string[]) =>
		gather(
			paths.map((path) => ({ file: aFile(path, ""), path })),
			"any",
		);

	it("all but litter is, in the order of the names", async () => {
		const found = await from("b.pdf", "a10.mp4", "a9.jpg", ".DS_Store");
		expect(found.files.map(({ name }) => name)).toEqual(["a9.jpg", "a10.mp4", "b.pdf"]);
		expect(found.skipped).toBe(0);
	});

	it("a folder is known that all of them came in", async () => {
		expect(folderOf(await from("Dance/a.jpg", "Dance/late/b.jpg"))).toBe("Dance");
		expect(folderOf(await from("Dance/a.jpg", "b.jpg"))).toBeNull();
		expect(folderOf(await from("Dance/a.jpg", "Vows/b.jpg"))).toBeNull();
		expect(folderOf(await from("a.jpg"))).toBeNull();
		expect(folderOf(await from())).toBeNull();
	});
});

it("knows litter by its path", () => {
	expect(isLitter(".hidden")).toBe(true);
	expect(isLitter("a/.git/x.jpg")).toBe(true);
	expect(isLitter("a/my.photo.jpg")).toBe(false);
});
