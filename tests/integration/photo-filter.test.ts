/** Photos found by what is known of them. */
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { newId } from "#lib/core/ids.ts";
import { db } from "#lib/db/client.ts";
import type { Prisma } from "#lib/db/generated/client.ts";
import { findMatching, getFacets } from "#lib/media/media.service.ts";
import { openServices, type Services } from "#tests/support/services.ts";

let services: Services;
let eventId: string;
const names = new Map<string, string>();

/** Rows alone: nothing is asked of their bytes. */
async function aPhoto(fileName: string, more: Partial<Prisma.MediaUncheckedCreateInput> = {}) {
	const id = newId();
	names.set(id, fileName);
	const bytes = { contentType: "image/jpeg", byteSize: 1n, sha256: id, objectKey: `media/${id}` };
	await db().media.create({
		data: { id, eventId, fileName, ...bytes, state: "ready", album: "Official", ...more },
	});
	return id;
}

const anEvent = async () => {
	const id = newId();
	const ownerId = services.photographer.user?.id ?? "";
	await db().event.create({ data: { id, ownerId, name: "A day", date: new Date("2026-05-09") } });
	return id;
};

beforeAll(async () => {
	services = await openServices();
	eventId = await anEvent();
	const zone = { id: newId(), eventId, title: "Garden party", tags: ["evening"] };
	await db().zone.create({ data: zone });
	const at = (day: string) => ({ takenAt: new Date(`${day}T10:00:00Z`) });
	await aPhoto("IMG_0001.jpg", { uploaderName: "Sinta Dewi", ...at("2026-05-08") });
	await aPhoto("IMG_0002.jpg", { uploaderName: "Bayu", tags: ["cake"], ...at("2026-05-09") });
	await aPhoto("DSC_100%.jpg", { uploaderName: "Bayu", zoneId: zone.id, ...at("2026-05-10") });
	await aPhoto("torn.jpg", { uploaderName: "Bayu", damaged: true, ...at("2026-05-10") });
	await aPhoto("lost.jpg", { state: "failed", ...at("2026-05-11") });
	await aPhoto("gone.jpg", { uploaderName: "Sinta Dewi", deletedAt: new Date() });
});
afterAll(() => services?.close());

const found = async (filter: Parameters<typeof findMatching>[2]) => {
	const ids = await findMatching(services.photographer, eventId, filter);
	return ids?.map((id) => names.get(id)).sort();
};

describe("photos are found", () => {
	it.each([
		["img_000", ["IMG_0001.jpg", "IMG_0002.jpg"]],
		["sinta", ["IMG_0001.jpg"]],
		["bayu img", ["IMG_0002.jpg"]],
		["garden", ["DSC_100%.jpg"]],
		["evening", ["DSC_100%.jpg"]],
		["100%", ["DSC_100%.jpg"]],
		["IMG%2", []],
		["_", ["DSC_100%.jpg", "IMG_0001.jpg", "IMG_0002.jpg"]],
	])("by words: %s", async (q, expected) => {
		expect(await found({ q })).toEqual(expected);
	});

	it("by who sent them, by tag, and by zone", async () => {
		expect(await found({ uploader: "Bayu" })).toHaveLength(3);
		expect(await found({ uploader: "bay" })).toEqual([]);
		expect(await found({ tag: "cake" })).toEqual(["IMG_0002.jpg"]);
		expect(await found({ tag: "evening" })).toEqual(["DSC_100%.jpg"]);
		const zone = (await db().zone.findFirstOrThrow({ where: { title: "Garden party" } })).id;
		expect(await found({ zone })).toEqual(["DSC_100%.jpg"]);
		expect(await found({ zone: "none" })).toHaveLength(4);
	});

	it("by day, the first and the last included", async () => {
		expect(await found({ from: "2026-05-10" })).toEqual(["DSC_100%.jpg", "lost.jpg", "torn.jpg"]);
		expect(await found({ to: "2026-05-08" })).toEqual(["IMG_0001.jpg"]);
		expect(await found({ from: "2026-05-09", to: "2026-05-09" })).toEqual(["IMG_0002.jpg"]);
		expect(await found({ from: "2026-05-12", to: "2026-05-01" })).toEqual([]);
	});

	it("by whether they could be read", async () => {
		expect(await found({ damaged: true })).toEqual(["lost.jpg", "torn.jpg"]);
		expect(await found({ damaged: false })).toHaveLength(3);
		expect(await found({ damaged: true, uploader: "Bayu" })).toEqual(["torn.jpg"]);
	});

	it("all, where nothing is asked", async () => {
		expect(await found({})).toBeUndefined();
	});
});

describe("what one can choose by", () => {
	it("is counted, most first, without what was deleted", async () => {
		expect(await getFacets(services.photographer, eventId)).toEqual({
			uploaders: [
				{ name: "Bayu", count: 3 },
				{ name: "Anonymous", count: 1 },
				{ name: "Sinta Dewi", count: 1 },
			],
			tags: [
				{ tag: "cake", count: 1 },
				{ tag: "evening", count: 1 },
			],
			...{ damaged: 2, first: "2026-05-08", last: "2026-05-11" },
		});
	});

	it("is nothing in an empty event", async () => {
		expect(await getFacets(services.photographer, await anEvent())).toEqual({
			...{ uploaders: [], tags: [], damaged: 0, first: null, last: null },
		});
	});
});
