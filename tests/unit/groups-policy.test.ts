import { describe, expect, it } from "vitest";
import { codeOf, correct, type Said, UNSAID } from "#lib/batches/groups.policy.ts";
import { sheetCorrection } from "#lib/batches/sheets.schema.ts";

describe("the code of a card", () => {
	it.each([
		[["A-17"], "A-17"],
		[["https://example.org", "14900113"], "14900113"],
		[["second", "first"], "second"],
		[["  Ana & Budi \r\n"], "Ana & Budi"],
		[["\u202e71-A"], "71-A"],
		[["=cmd()"], "=cmd()"],
		[["\u0007", "\t", "B-2"], "B-2"],
		[["\u0007"], "QR"],
		[["x".repeat(64)], "x".repeat(64)],
		[["x".repeat(65)], `${"x".repeat(63)}…`],
		[["🌸".repeat(65)], `${"🌸".repeat(63)}…`],
	])("of %j is %s", (codes, code) => {
		expect(codeOf(codes)).toBe(code);
	});
});

describe("a correction", () => {
	const photo = (said: Partial<Said> = {}) => ({
		...{ position: 5, qr: [], said: { ...UNSAID, ...said } },
	});
	const card = (said: Partial<Said> = {}) => ({
		...{ position: 5, qr: ["A-1"], said: { ...UNSAID, ...said } },
	});

	it.each([
		["a missed card", photo(), { card: true, code: "B" }, { card: true, code: "B" }],
		[
			"a missed card that was moved",
			photo({ movedTo: 2 }),
			{ card: true, code: "B" },
			{ card: true, code: "B" },
		],
		["a code", card(), { code: "B" }, { code: "B" }],
		[
			"a code of a missed card",
			photo({ card: true, code: "B" }),
			{ code: "C" },
			{ card: true, code: "C" },
		],
		["a code as it was read", card({ code: "B" }), { code: "A-1" }, {}],
		["no card", card(), { card: false }, { card: false }],
		["no card, with a code typed in before", card({ code: "B" }), { card: false }, { card: false }],
		["no card, which it was not", photo({ movedTo: 2 }), { card: false }, { movedTo: 2 }],
		["no card, though a person had said so", photo({ card: true, code: "B" }), { card: false }, {}],
		["a card after all", card({ card: false }), { card: true, code: "A-1" }, {}],
		["back to its order", photo({ movedTo: 2 }), { group_id: null }, {}],
		["a card stays in its own", card({ code: "B" }), { group_id: null }, { code: "B" }],
	])("%s", (_, sheet, correction, said) => {
		expect(correct(sheet, correction, null)).toEqual({ ...UNSAID, ...said });
	});

	it("moves a photo to another group, and one that was said to be no card", () => {
		const move = { group_id: "019a0000-0000-7000-8000-000000000000" };
		expect(correct(photo(), move, 9)).toEqual({ ...UNSAID, movedTo: 9 });
		expect(correct(card({ card: false }), move, 9)).toEqual({ ...UNSAID, card: false, movedTo: 9 });
	});

	it.each([
		["nothing", photo(), {}, null],
		["a code on what is no card", photo(), { code: "B" }, null],
		["a code on what is said to be none", card({ card: false }), { code: "B" }, null],
		["a card into another group", card(), { group_id: "019a0000-0000-7000-8000-000000000000" }, 2],
	])("of %s is refused", (_, sheet, correction, target) => {
		expect(() => correct(sheet, correction, target)).toThrow(
			expect.objectContaining({ code: "INVALID_CORRECTION" }),
		);
	});
});

describe("what a correction may say", () => {
	it.each([
		{ card: true, code: "x".repeat(64) },
		{ code: "Meja 7 – Ana" },
		{ code: "🌸".repeat(64) },
		{ card: false },
		{ group_id: null },
		{ group_id: "019a0000-0000-7000-8000-000000000000" },
	])("%j", (said) => {
		expect(sheetCorrection.safeParse(said).success).toBe(true);
	});

	it("a code without the space around it", () => {
		expect(sheetCorrection.parse({ code: "  A-1 " })).toEqual({ code: "A-1" });
	});

	it.each([
		...[{ card: true }, { card: false, code: "A" }, { card: null }, { card: "true" }],
		...[{ code: "" }, { code: "  " }, { code: "x".repeat(65) }, { code: "a\nb" }, { code: 7 }],
		...[{ code: "\u202eA" }, { group_id: "A" }, { group_id: null, code: "A" }],
		...[{ group_id: null, card: false }, { position: 3 }, { card: false, note: "x" }],
		...[null, [], "card", 1],
	])("not %j", (said) => {
		expect(sheetCorrection.safeParse(said).success).toBe(false);
	});
});
