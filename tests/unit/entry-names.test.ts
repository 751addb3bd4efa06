import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { DistinctNames, safeName } from "#lib/core/entry-names.ts";

describe("a name in an archive", () => {
	it.each([
		["IMG_0001.JPG", "IMG_0001.JPG"],
		["Ayu & Bima – 婚礼 🎉.jpg", "Ayu & Bima – 婚礼 🎉.jpg"],
		["../../etc/passwd", "_.._etc_passwd"],
		["C:\\photos\\a.jpg", "C__photos_a.jpg"],
		["what? why* <how>|.jpg", "what_ why_ _how__.jpg"],
		["CON.jpg", "_CON.jpg"],
		["lpt1", "_lpt1"],
		["trailing. . ", "trailing"],
		["", "unnamed"],
		["...", "unnamed"],
		["a\u0000b\u202egpj.exe", "abgpj.exe"],
	])("%j is %j", (name, expected) => {
		expect(safeName(name)).toBe(expected);
	});

	it("is short enough for every file system, and keeps its ending", () => {
		const long = safeName(`${"婚".repeat(200)}.jpeg`);
		expect(Buffer.byteLength(long)).toBeLessThanOrEqual(200);
		expect(long).toMatch(/婚\.jpeg$/);
	});

	it("is given once, for systems too that know no capitals", () => {
		const names = new DistinctNames();
		const taken = ["a.jpg", "A.JPG", "a.jpg", "a (2).jpg", "a"].map((name) => names.take(name));
		expect(taken).toEqual(["a.jpg", "A (2).JPG", "a (3).jpg", "a (2) (2).jpg", "a"]);
		expect(names.take("a.jpg", "Official/")).toBe("Official/a.jpg");
	});

	it("leads out of no folder and is no other's, whatever it was", () => {
		fc.assert(
			fc.property(
				fc.array(fc.string({ unit: "binary", maxLength: 12 }), { maxLength: 8 }),
				(given) => {
					const names = new DistinctNames();
					const taken = given.map((name) => names.take(name));
					expect(new Set(taken.map((name) => name.toLowerCase())).size).toBe(given.length);
					for (const name of taken) expect(name).not.toMatch(/^\.|[/\\:*?"<>|]|[. ]$|^$/);
				},
			),
		);
	});
});
