import { mkdirSync, symlinkSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { findFiles, hashFile } from "#cli/files.ts";
import { makeScratch, removeScratch } from "#tests/support/scratch.ts";

let folder: string;
const isText = (name: string) => name.endsWith(".txt");
const namesIn = async (...paths: string[]) =>
	(
		await findFiles(
			paths.map((path) => join(folder, path)),
			isText,
		)
	).files.map(({ path }) => path.slice(folder.length + 1));

beforeAll(() => {
	folder = makeScratch("cli-files");
	const write = (path: string) => {
		mkdirSync(dirname(join(folder, path)), { recursive: true });
		writeFileSync(join(folder, path), path);
	};
	for (const name of ["a10.txt", "a9.txt", "deep/er/b.txt", "deep/c.png"]) write(`in/${name}`);
	for (const name of [".hidden.txt", "__MACOSX/x.txt", "Thumbs.db"]) write(`in/${name}`);
	symlinkSync(join(folder, "in/a9.txt"), join(folder, "in/deep/link.txt"));
	symlinkSync(join(folder, "in"), join(folder, "in/deep/round"));
	symlinkSync(join(folder, "nowhere"), join(folder, "in/deep/broken.txt"));
});
afterAll(() => removeScratch(folder));

describe("files", () => {
	it("are found however deep, in the order of their names, and without the system's own", async () => {
		expect(await namesIn("in")).toEqual([
			...["in/a9.txt", "in/a10.txt", "in/deep/er/b.txt", "in/deep/link.txt"],
		]);
	});

	it("of another kind are counted in folders, and taken where they are named", async () => {
		expect((await findFiles([join(folder, "in")], isText)).skipped).toBe(1);
		expect(await namesIn("in/deep/c.png")).toEqual(["in/deep/c.png"]);
	});

	it("that are named twice are there once", async () => {
		expect(await namesIn("in/deep/er", "in/deep/er/b.txt")).toEqual(["in/deep/er/b.txt"]);
	});

	it("that are not there are a mistake of who named them", async () => {
		await expect(namesIn("nowhere")).rejects.toMatchObject({ name: "Problem", exit: 2 });
	});

	it("are known by their SHA-256", async () => {
		writeFileSync(join(folder, "abc"), "abc");
		const { signal } = new AbortController();
		expect(await hashFile(join(folder, "abc"), signal)).toBe(
			"ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad",
		);
	});
});
