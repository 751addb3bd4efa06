import { mkdirSync, readdirSync, writeFileSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { TargetFolder } from "#cli/target-folder.ts";
import { makeScratch, removeScratch } from "#tests/support/scratch.ts";

let scratch: string;
let made = 0;
beforeAll(() => {
	scratch = makeScratch("target-folder");
});
afterAll(() => removeScratch(scratch));

const ABC = {
	size: 3,
	sha256: "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad",
};
const signal = new AbortController().signal;

function aFolder(files: Record<string, string> = {}) {
	const root = join(scratch, String(++made));
	mkdirSync(root);
	for (const [name, text] of Object.entries(files)) writeFileSync(join(root, name), text);
	return { root, target: new TargetFolder(root, signal) };
}

describe("a place", () => {
	it.each([
		["../../evil.jpg", ".._.._evil.jpg".replace(/^\.+/, "")],
		["/etc/passwd", "_etc_passwd"],
		["..\\..\\evil.jpg", "_.._evil.jpg"],
		["..", "unnamed"],
		["CON.jpg", "_CON.jpg"],
		["a:b?.jpg", "a_b_.jpg"],
		["a\u202egpj.exe", "agpj.exe"],
		["", "unnamed"],
	])("of a file called %j is in the folder", async (name, expected) => {
		const { root, target } = aFolder();
		const { path } = await target.placeOf("", name, ABC);
		expect([dirname(path), basename(path)]).toEqual([root, expected]);
	});

	it("has room in every file system's names, however long a name is", async () => {
		const { path } = await aFolder().target.placeOf("", `${"ö".repeat(400)}.jpg`, ABC);
		expect(Buffer.byteLength(basename(path))).toBeLessThanOrEqual(204);
		expect(path.endsWith(".jpg")).toBe(true);
	});

	it("is given once, whatever the case of its letters", async () => {
		const { target } = aFolder();
		const asked = ["a.jpg", "A.JPG", "a.jpg"].map((name) => target.placeOf("", name, ABC));
		const given = (await Promise.all(asked)).map(({ path }) => basename(path));
		expect(given).toEqual(["a.jpg", "A (2).JPG", "a (3).jpg"]);
	});

	it("is where the content is already, under that name or a numbered one", async () => {
		const { root, target } = aFolder({ "a.jpg": "xyz", "a (2).jpg": "abc", "b.jpg": "abc" });
		const path = join(root, "a (2).jpg");
		expect(await target.placeOf("", "a.jpg", ABC)).toEqual({ path, there: true });
		expect(await target.placeOf("", "B.jpg", ABC)).toEqual({
			...{ path: join(root, "b.jpg"), there: true },
		});
		expect(readdirSync(root)).toHaveLength(3);
	});

	it("is never that of a folder or of other content", async () => {
		const { root, target } = aFolder({ "a.jpg": "abcd" });
		mkdirSync(join(root, "b.jpg"));
		for (const name of ["a.jpg", "b.jpg"])
			expect(await target.placeOf("", name, ABC)).toEqual({
				...{ path: join(root, name.replace(".", " (2).")), there: false },
			});
	});
});
