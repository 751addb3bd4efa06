import { describe, expect, it } from "vitest";
import { newId } from "#lib/core/ids.ts";
import { cursorAfter, readSince } from "#lib/media/arrived.policy.ts";

const now = new Date("2026-05-09T19:30:00.000Z");
const SURELY = "2026-05-09T19:29:50.000Z";
const [first, last] = [newId(), newId()];
const readyAt = (settledAt: string) => [
	{ id: first, settledAt: new Date("2026-05-09T10:00:00Z") },
	{ id: last, settledAt: new Date(settledAt) },
];

describe("where an answer of what has arrived ends", () => {
	it("is at its last photo, where it holds no more", () => {
		const cursor = cursorAfter(readyAt("2026-05-09T19:29:49.5Z"), { full: true, now });
		expect(cursor).toBe(`2026-05-09T19:29:49.500Z_${last}`);
		expect(readSince(cursor)).toEqual({ at: new Date("2026-05-09T19:29:49.500Z"), id: last });
		expect(cursorAfter(readyAt(SURELY), { full: true, now })).toBe(`${SURELY}_${last}`);
	});

	it("is never where photos may still come that say an earlier moment", () => {
		const late = readyAt("2026-05-09T19:29:50.001Z");
		expect(cursorAfter(late, { full: true, now })).toBe(SURELY);
	});

	it("is at what is sure, where it holds all there is", () => {
		expect(cursorAfter(readyAt("2026-05-09T11:00:00Z"), { full: false, now })).toBe(SURELY);
		expect(cursorAfter([], { full: false, now })).toBe(SURELY);
		expect(readSince(SURELY)).toEqual({ at: new Date(SURELY), id: null });
	});
});
