import { describe, expect, it } from "vitest";
import { toFileLabel } from "#lib/core/file-name.ts";

const CASES: [title: string, given: string | undefined, label: string][] = [
	["an ordinary name", "IMG_0001.JPG", "IMG_0001.JPG"],
	["a path upwards", "../../etc/passwd", "passwd"],
	["a Windows path", "C:\\fakepath\\photo.jpg", "photo.jpg"],
	["mixed separators", "a/b\\c/d.jpg", "d.jpg"],
	["a path that ends upwards", "photos/..", "unnamed"],
	["a dot", ".", "unnamed"],
	["a folder", "photos/", "unnamed"],
	["nothing", "", "unnamed"],
	["no name", undefined, "unnamed"],
	["spaces only", "  \t ", "unnamed"],
	["a line break", "a\r\nSet-Cookie: x=1.jpg", "aSet-Cookie: x=1.jpg"],
	["NUL", "a\u0000.jpg", "a.jpg"],
	["a direction override, which hides an ending", "photo\u202egpj.exe", "photogpj.exe"],
	["C1 controls", "a\u0085b\u009b.jpg", "ab.jpg"],
	["decomposed letters", "Zoe\u0308.jpg", "Zoë.jpg"],
	["emoji", "👰🏽‍♀️ und 🤵.jpg", "👰🏽‍♀️ und 🤵.jpg"],
	["a dot file", ".hidden", ".hidden"],
	["surrounding spaces", "  a b .jpg ", "a b .jpg"],
	["markup, as text", '<img src=x onerror="1">.jpg', '<img src=x onerror="1">.jpg'],
];

describe("toFileLabel", () => {
	for (const [title, given, label] of CASES)
		it(title, () => expect(toFileLabel(given)).toBe(label));

	it("keeps 255 characters, and cuts one more, with the ending", () => {
		const exact = `${"a".repeat(251)}.jpg`;
		expect(toFileLabel(exact)).toBe(exact);
		expect(toFileLabel(`a${exact}`)).toBe(exact);
		expect(toFileLabel(`${"a".repeat(300)}.jpeg`)).toBe(`${"a".repeat(250)}.jpeg`);
	});
	it("cuts between characters, never within one", () => {
		const label = toFileLabel(`${"😀".repeat(300)}.jpg`);
		expect([...label]).toHaveLength(255);
		expect(label).toBe(`${"😀".repeat(251)}.jpg`);
	});
	it("cuts a name without an ending, and an ending that is none", () => {
		expect(toFileLabel("b".repeat(300))).toBe("b".repeat(255));
		expect(toFileLabel(`${"c".repeat(300)}.${"d".repeat(20)}`)).toBe("c".repeat(255));
	});
});
