import { describe, expect, it } from "vitest";
import { checkEventForm, dayOf, endOfDay } from "#lib/client/event-form.ts";
import { guestLink } from "#lib/client/guest-link.ts";
import { pickLocale } from "#lib/client/locales.ts";
import { safeNextPath } from "#lib/client/next-path.ts";
import { eventsPollMs, galleryPollMs } from "#lib/client/polling.ts";
import { qrPicture } from "#lib/client/qr.ts";
import { grown } from "#lib/client/viewable.ts";
import type { Photo } from "#lib/media/media.schema.ts";

describe("the language", () => {
	it("is the reader's choice, else the browser's best, else English", () => {
		expect(pickLocale("id", "en-US")).toBe("id");
		expect(pickLocale(undefined, "id-ID,id;q=0.9,en;q=0.8")).toBe("id");
		expect(pickLocale(undefined, "de-DE,en;q=0.4,id;q=0.6")).toBe("id");
		expect(pickLocale(undefined, "in-ID")).toBe("id");
		expect(pickLocale(undefined, "id;q=0,fr")).toBe("en");
		expect(pickLocale("xx", null)).toBe("en");
	});
});

describe("the way on after signing in", () => {
	it("stays on this site", () => {
		expect(safeNextPath("/events/1?x=2")).toBe("/events/1?x=2");
		for (const evil of [
			"//evil.example",
			"/\\evil.example",
			"https://evil.example",
			"javascript:alert(1)",
			"/\t/evil.example",
			"",
			undefined,
			["/a", "/b"],
		])
			expect(safeNextPath(evil)).toBe("/events");
	});
});

describe("looking again", () => {
	it("happens while something develops or arrives, and never when all is settled", () => {
		const settled = { processing: 0, uploading: false, awaitingFirst: false, failing: false };
		expect(galleryPollMs(settled)).toBe(false);
		expect(galleryPollMs({ ...settled, processing: 1 })).toBe(1500);
		expect(galleryPollMs({ ...settled, processing: 500 })).toBe(3000);
		expect(galleryPollMs({ ...settled, uploading: true })).toBe(2500);
		expect(galleryPollMs({ ...settled, awaitingFirst: true })).toBe(15_000);
		expect(galleryPollMs({ ...settled, processing: 1, failing: true })).toBe(10_000);
		expect(galleryPollMs({ ...settled, failing: true })).toBe(false);
		expect(eventsPollMs(undefined)).toBe(false);
		expect(eventsPollMs([{ processing_count: 0 }, {}])).toBe(false);
		expect(eventsPollMs([{ processing_count: 0 }, { processing_count: 3 }])).toBe(3000);
	});
});

describe("an event's form", () => {
	it("names what is missing", () => {
		expect(checkEventForm({ name: "", date: "", access_code: "ab" })).toEqual({
			name: "nameMissing",
			date: "dateMissing",
			access_code: "codeShort",
		});
		expect(checkEventForm({ name: "A", date: "2026-11-20", access_code: null })).toEqual({});
	});
	it("closes a gallery at the end of the day that was chosen", () => {
		const moment = endOfDay("2026-11-20");
		expect(dayOf(moment)).toBe("2026-11-20");
		expect(endOfDay("")).toBeNull();
		expect(dayOf(null)).toBe("");
	});
});

it("puts the code into the guests' link, safely", () => {
	expect(guestLink("http://a", { id: "1", access_code: "a&b c" })).toBe(
		"http://a/event/1?code=a%26b%20c",
	);
	expect(guestLink("http://a", { id: "1", access_code: null })).toBe("http://a/event/1");
});

it("draws a QR code with its quiet zone", () => {
	const { size, path } = qrPicture("http://localhost:3000/event/1");
	expect(size).toBeGreaterThan(28);
	expect(path.startsWith("M4 4h1v1h-1z")).toBe(true);
	expect(path).not.toMatch(/M[0-3] /);
});

it("lets the list that somebody pages through grow at its end only", () => {
	const aPhoto = (id: number) =>
		({ id: String(id), renditions: { large: {} } }) as unknown as Photo;
	const known = [3, 2].map(aPhoto);
	const latest = [5, 4, 3, 2, 1].map(aPhoto);
	expect(grown(known, latest).map((photo) => photo.id)).toEqual(["3", "2", "1"]);
	expect(grown(known, known)).toBe(known);
	expect(grown(known, [])).toBe(known);
});
