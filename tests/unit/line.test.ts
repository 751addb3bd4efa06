import { describe, expect, it } from "vitest";
import { line, lines } from "#lib/core/line.ts";

const CASES: [title: string, given: string, line: string, lines: string][] = [
	["ordinary text", "Ayu & Bagas", "Ayu & Bagas", "Ayu & Bagas"],
	["markup, as text", "<b>x</b>", "<b>x</b>", "<b>x</b>"],
	["spaces around it", " \t x \r\n", "x", "x"],
	["breaks of every kind", "a\r\nb\nc\rd", "abcd", "a\nb\nc\nd"],
	["what turns it around", "a\u202eb\u2066c\u200fd", "abcd", "abcd"],
	["separators that break scripts", "a\u2028b\u2029c", "abc", "abc"],
	["controls", "a\u0000b\u001b[31mc\u0085", "ab[31mc", "ab[31mc"],
	["decomposed letters", "Zoe\u0308", "Zoë", "Zoë"],
	["emoji that are joined", "👩‍❤️‍👨", "👩‍❤️‍👨", "👩‍❤️‍👨"],
	["nothing that can be seen", "\u202e\r\n", "", ""],
];

describe("a text that people type", () => {
	it.each(CASES)("has %s", (_, given, one, several) => {
		expect(line.parse(given)).toBe(one);
		expect(lines.parse(given)).toBe(several);
	});

	it("is measured as it is kept", () => {
		expect(line.min(1).safeParse("\u202e").success).toBe(false);
		expect(line.max(3).safeParse("a\u202eb\u202ec").success).toBe(true);
	});
});
