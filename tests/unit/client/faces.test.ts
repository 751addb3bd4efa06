import { describe, expect, it } from "vitest";
import { errorFrom } from "#lib/client/api.ts";
import { momentOf } from "#lib/client/batch-moment.ts";
import { albumOf, eventPersonPath, eventViewPath, readEventView } from "#lib/client/event-view.ts";
import { cropOf, placeOf } from "#lib/client/face-crop.ts";
import type { EventPerson, FacePicture, Person } from "#lib/client/face-types.ts";
import { readSearch, withSearch } from "#lib/client/found-me.ts";
import { mergeTarget, namesOf } from "#lib/client/merge-choice.ts";
import { personChoices } from "#lib/client/person-choices.ts";
import { nameFrom } from "#lib/client/person-name.ts";
import { facesPollMs, isLooking, recognitionPollMs } from "#lib/client/polling.ts";

const aPicture = (fields: Partial<FacePicture> = {}): FacePicture => ({
	...{ url: "/p.webp", x: 0.4, y: 0.4, width: 0.1, height: 0.2 },
	...{ image_width: 1000, image_height: 500 },
	...fields,
});

const aPerson = (id: string, name: string): Person => ({
	...{ id, name, samples: 1, picture: null, created_at: "2026-11-20T10:00:00.000Z" },
});

const someone = (id: string, name: string | null, photos: number): EventPerson => ({
	...{ id, name, photos, faces: photos, picture: aPicture() },
});

describe("a face cut out of its photo", () => {
	it("is in the middle of the frame with room around it", () => {
		// 100 by 100 pixels with 1.7 times as much to be seen: 170 of 1000 and of 500.
		expect(cropOf(aPicture())).toEqual({
			width: "588.235%",
			height: "294.118%",
			left: "-214.706%",
			top: "-97.059%",
		});
	});
	it("never leaves a bare edge: at the photo's border it is off the middle", () => {
		const { left, top } = cropOf(aPicture({ x: 0, y: 0 }));
		expect([left, top]).toEqual(["0%", "0%"]);
		const corner = cropOf(aPicture({ x: 0.9, y: 0.8 }));
		expect(Number.parseFloat(corner.left)).toBeCloseTo(100 - Number.parseFloat(corner.width), 1);
		expect(Number.parseFloat(corner.top)).toBeCloseTo(100 - Number.parseFloat(corner.height), 1);
	});
	it("that fills its photo shows the photo's shorter side whole", () => {
		expect(cropOf(aPicture({ x: 0.1, y: 0, width: 0.8, height: 1 }))).toMatchObject({
			width: "200%",
			height: "100%",
			top: "0%",
		});
	});
	it("has its box in percent", () => {
		expect(placeOf({ x: 0.25, y: 0.5, width: 0.1, height: 1 / 3 })).toEqual({
			left: "25%",
			top: "50%",
			width: "10%",
			height: "33.333%",
		});
	});
});

describe("looking again at faces", () => {
	const batch = (status: "processing" | "completed", total_photos = 3) => ({
		status,
		total_photos,
	});
	it("happens while photos are being recognised", () => {
		expect(recognitionPollMs(batch("processing"), { failing: false })).toBe(1000);
		expect(recognitionPollMs(batch("processing", 100), { failing: false })).toBe(2000);
		expect(recognitionPollMs(batch("processing"), { failing: true })).toBe(10_000);
		expect(recognitionPollMs(batch("completed"), { failing: false })).toBe(false);
		expect(recognitionPollMs(undefined, { failing: false })).toBe(false);
	});
	const faces = { enabled: true, photos: 10, looked: 10, unchanged: 0 };
	it("happens while an event's photos are looked at, and until the people stay the same", () => {
		expect(facesPollMs({ ...faces, looked: 9, unchanged: 50 }, { failing: false })).toBe(2000);
		expect(facesPollMs(faces, { failing: false })).toBe(3000);
		expect(facesPollMs({ ...faces, unchanged: 3 }, { failing: false })).toBe(false);
		expect(facesPollMs({ ...faces, unchanged: 3, looked: 1 }, { failing: true })).toBe(10_000);
		expect(facesPollMs({ ...faces, enabled: false, looked: 0 }, { failing: false })).toBe(false);
		expect(facesPollMs(undefined, { failing: false })).toBe(false);
	});
	it("is over where nobody looks", () => {
		expect(isLooking({ enabled: false, photos: 10, looked: 0 })).toBe(false);
		expect(isLooking({ enabled: true, photos: 10, looked: 9 })).toBe(true);
		expect(isLooking({ enabled: true, photos: 0, looked: 0 })).toBe(false);
	});
});

describe("who can be chosen by name", () => {
	const known = [aPerson("1", "Ani Wijaya"), aPerson("2", "Budi"), aPerson("3", "Wijayanti")];
	const rules = { except: null, mayBeNew: false };
	it("is who the typed text is in, whatever its case, but for the one asked about", () => {
		const ids = (typed: string, except: string | null = null) =>
			personChoices(known, typed, { ...rules, except }).map(({ id }) => id);
		expect(ids("")).toEqual(["1", "2", "3"]);
		expect(ids("wiJaya")).toEqual(["1", "3"]);
		expect(ids("wijaya", "1")).toEqual(["3"]);
	});
	it("is nobody of an answer to what was typed before", () => {
		expect(personChoices(known, "Citra", rules)).toEqual([]);
	});
	it("is, last of all, somebody new of that name, once it is known who is there", () => {
		const choices = personChoices(known, "Wijaya", { ...rules, mayBeNew: true });
		expect(choices.at(-1)).toEqual({ id: "new", name: "Wijaya", person: null });
		expect(choices).toHaveLength(3);
		expect(personChoices([], "", { ...rules, mayBeNew: true })).toEqual([]);
	});
	it("has a name of 1 to 120 characters", () => {
		expect(nameFrom("  Ani ")).toBe("Ani");
		expect(nameFrom("  ")).toBeNull();
		expect(nameFrom("a".repeat(120))).not.toBeNull();
		expect(nameFrom("a".repeat(121))).toBeNull();
		expect(nameFrom("😀".repeat(120))).not.toBeNull();
	});
});

describe("people who are the same", () => {
	it("become the one with a name, of several the one on the most photos", () => {
		const [a, b, c] = [someone("a", null, 90), someone("b", "Ani", 3), someone("c", "Budi", 5)];
		expect(mergeTarget([a, b, c])?.id).toBe("c");
		expect(mergeTarget([a, b])?.id).toBe("b");
		expect(mergeTarget([a, someone("d", null, 91)])?.id).toBe("d");
		expect(mergeTarget([])).toBeNull();
	});
	it("are asked about only where their names differ", () => {
		expect(
			namesOf([someone("a", "Ani", 1), someone("b", null, 1), someone("c", "Ani", 2)]),
		).toEqual(["Ani"]);
	});
});

describe("a guest's search in the address", () => {
	const id = "16073628-2359-4df7-a505-f8a2a6139cf3";
	it("is read if it is one, and nothing else is", () => {
		expect(readSearch(id)).toBe(id);
		for (const other of [undefined, "", "x", `${id}1`, [id, id]])
			expect(readSearch(other)).toBeNull();
	});
	it("comes and goes beside what else is there", () => {
		const page = "https://photos.example/event/1?view=x#top";
		expect(withSearch(page, id)).toBe(`https://photos.example/event/1?view=x&search=${id}#top`);
		expect(withSearch(withSearch(page, id), null)).toBe(page);
	});
});

describe("the address of an event's page", () => {
	it("names the people, and one of them", () => {
		expect(readEventView("people")).toBe("people");
		expect(eventViewPath("e", "people")).toBe("/events/e?view=people");
		expect(eventPersonPath("e", "p")).toBe("/events/e?view=people&person=p");
	});
	it("says which album photos are added to", () => {
		expect(albumOf("Tamu")).toBe("Tamu");
		expect(albumOf("people")).toBe("Official");
	});
});

describe("what recognition answers", () => {
	it("says when by its id", () => {
		expect(momentOf("20261120_143022_1234")).toBe("2026-11-20T14:30:22.000Z");
	});
	it("is refused with a sentence under `error` and a code beside it", () => {
		const text = '{"success": false, "error": "Batch not found", "code": "BATCH_NOT_FOUND"}';
		expect(errorFrom(404, text)).toMatchObject({
			code: "BATCH_NOT_FOUND",
			message: "Batch not found",
		});
	});
});
