import { describe, expect, it } from "vitest";
import {
	isRunning,
	percentageOf,
	qrModeOf,
	sheetStatusOf,
	strategyOf,
	taskIdIn,
} from "#lib/batches/sheets.policy.ts";
import { toCsv } from "#lib/core/csv.ts";

const now = new Date();
const batch = (change: Partial<Parameters<typeof sheetStatusOf>[0]>) => ({
	...{ total: 51, processed: 0, failed: 0, startedAt: null, completedAt: null, errorCode: null },
	...change,
});

describe("a batch of sheets", () => {
	it.each([
		[{}, "uploaded", 0],
		[{ startedAt: now, processed: 10 }, "processing", 19.61],
		[{ total: 300_000, startedAt: now, processed: 299_999 }, "processing", 99.99],
		[{ startedAt: now, processed: 50, failed: 1, completedAt: now }, "completed", 100],
		[{ startedAt: now, failed: 51, completedAt: now }, "failed", 100],
		[{ startedAt: now, processed: 3, errorCode: "QR_NOT_FOUND", completedAt: now }, "failed", 5.88],
		[{ total: 0, errorCode: "NOT_A_ZIP", completedAt: now }, "failed", 0],
	] as const)("%j is %s at %d %%", (change, status, percentage) => {
		expect(sheetStatusOf(batch(change))).toBe(status);
		expect(percentageOf(batch(change))).toBe(percentage);
	});
});

describe("sheets are still to come", () => {
	it.each([
		[{}, true],
		[{ startedAt: now, processed: 10 }, true],
		[{ startedAt: now, processed: 51, completedAt: now }, false],
		[{ total: 0, errorCode: "NOT_A_ZIP", completedAt: now }, false],
		// The first sheet has no code, and the others come all the same.
		[{ processed: 10, errorCode: "QR_NOT_FOUND", completedAt: now }, true],
		[{ processed: 51, errorCode: "QR_NOT_FOUND", completedAt: now }, false],
		[{ processed: 10, errorCode: "EVENT_DELETED", completedAt: now }, false],
	] as const)("to %j: %s", (change, running) => {
		expect(isRunning(batch(change))).toBe(running);
	});
});

describe("codes are looked for", () => {
	it.each([
		[{ split: false, strategy: "zip_qr" }, 0, "expected"],
		[{ split: false, strategy: "zip_qr" }, 1, undefined],
		[{ split: false, strategy: "zip" }, 0, undefined],
		[{ split: true, strategy: "zip_qr" }, 0, "look"],
		[{ split: true, strategy: "images" }, 7, "look"],
	] as const)("in %j, sheet %d: %s", (of, position, mode) => {
		expect(qrModeOf(of, position)).toBe(mode);
	});
});

describe("the strategy of a form", () => {
	const form = (change: object) => ({
		...{ archives: 0, images: 0, hasQr: undefined, taskId: undefined, split: false },
		...change,
	});
	it.each([
		[{ archives: 1, hasQr: true }, "zip_qr"],
		[{ archives: 1, hasQr: false, taskId: "14900113" }, "zip"],
		[{ archives: 1, taskId: "14900113" }, "zip"],
		[{ images: 3, taskId: "14900113" }, "images"],
		[{ archives: 1, split: true }, "zip_qr"],
		[{ archives: 1, split: true, hasQr: true, taskId: "14900113" }, "zip_qr"],
		[{ images: 3, split: true }, "images"],
	] as const)("%j is %s", (change, strategy) => {
		expect(strategyOf(form(change))).toBe(strategy);
	});

	it.each([
		{},
		{ archives: 1 },
		{ archives: 1, hasQr: false },
		{ images: 3 },
		{ images: 3, hasQr: true },
		{ archives: 1, images: 1, taskId: "14900113" },
		{ archives: 2, taskId: "14900113" },
		{ split: true },
		{ archives: 1, images: 1, split: true },
	])("%j is refused", (change) => {
		expect(() => strategyOf(form(change))).toThrow(/file|task_id|ZIP/);
	});
});

describe("the task id among codes", () => {
	it.each([
		[["14900113"], "14900113"],
		[["https://example.org", " 14900113 "], "14900113"],
		[["1490011"], null],
		[["149001133"], null],
		[["1490011a"], null],
		[[], null],
	])("of %j is %s", (codes, taskId) => {
		expect(taskIdIn(codes)).toBe(taskId);
	});
});

describe("CSV", () => {
	it("quotes what needs it, and takes the sting out of formulas", () => {
		const csv = toCsv(
			["a", "b"],
			[
				["=1+1", 'say "hi", twice'],
				[-3, null],
				["@x", "line\nbreak"],
			],
		);
		expect(csv).toBe('a,b\r\n\'=1+1,"say ""hi"", twice"\r\n-3,\r\n\'@x,"line\nbreak"\r\n');
	});

	it.each([
		["=cmd()", "'=cmd()"],
		["+1", "'+1"],
		["-1", "'-1"],
		["@SUM(1)", "'@SUM(1)"],
		["  =1", "'  =1"],
		["\t=1", "'\t=1"],
		["＝1", "'＝1"],
		["＠x", "'＠x"],
		// A new cell, where the comma is for decimals.
		["a;=1", "a;'=1"],
		["a; -1;b", "a;' -1;b"],
		["a=1", "a=1"],
		["a-b@c", "a-b@c"],
		["a;b", "a;b"],
	])("writes %j as %j", (given, written) => {
		expect(toCsv(["a"], [[given]])).toBe(`a\r\n${written}\r\n`);
	});
});
