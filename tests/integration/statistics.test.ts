/** What became of an event. */
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { ANONYMOUS } from "#lib/core/actor.ts";
import { newId } from "#lib/core/ids.ts";
import { db } from "#lib/db/client.ts";
import { getStatistics, noteView } from "#lib/guests/statistics.service.ts";
import { openServices, type Services } from "#tests/support/services.ts";

let services: Services;
beforeAll(async () => {
	services = await openServices();
});
afterAll(() => services?.close());

async function anEvent() {
	const id = newId();
	const ownerId = services.photographer.user?.id ?? "";
	await db().event.create({ data: { id, ownerId, name: "A day", date: new Date("2026-05-09") } });
	return id;
}

const NOTHING = {
	...{ views: 0, guests: 0, uploads: { photos: 0, bytes: 0, by_guests: 0 } },
	downloads: { archives: 0, files: 0, bytes: 0 },
	...{ favourites: { hearts: 0, photos: 0 }, days: [] },
};

describe("an event's statistics", () => {
	it("begin with nothing", async () => {
		expect(await getStatistics(services.photographer, await anEvent())).toEqual(NOTHING);
	});

	it("count views of guests, many at once too, and none of the owner's", async () => {
		const id = await anEvent();
		await Promise.all(Array.from({ length: 12 }, () => noteView(ANONYMOUS, id)));
		await noteView(services.photographer, id);
		const { views, days } = await getStatistics(services.photographer, id);
		expect([views, days.length, days[0]?.views]).toEqual([12, 1, 12]);
	});

	it("count files, whose they are, downloads and hearts, by day", async () => {
		const id = await anEvent();
		const pass = { id: newId(), eventId: id, expiresAt: new Date(Date.now() + 1e6) };
		await db().guestPass.create({ data: pass });
		const ids = [newId(), newId(), newId()];
		for (const [at, media] of ids.entries())
			await db().media.create({
				data: {
					...{
						id: media,
						eventId: id,
						fileName: "a.jpg",
						contentType: "image/jpeg",
						sha256: media,
					},
					...{
						byteSize: 1000n,
						objectKey: `media/${media}`,
						createdAt: new Date(`2026-05-0${at + 1}`),
					},
					...(at === 0 ? { guestPassId: pass.id } : {}),
					...(at === 2 ? { deletedAt: new Date() } : {}),
				},
			});
		for (const mediaId of ids)
			await db().favourite.create({ data: { guestPassId: pass.id, mediaId } });
		const download = { eventId: id, chosen: "all", size: "large", files: 2, bytes: 3_000_000_000n };
		await db().download.create({
			data: { id: newId(), ...download, createdAt: new Date("2026-05-02") },
		});
		expect(await getStatistics(services.photographer, id)).toEqual({
			...{ views: 0, guests: 1, uploads: { photos: 2, bytes: 2000, by_guests: 1 } },
			downloads: { archives: 1, files: 2, bytes: 3_000_000_000 },
			favourites: { hearts: 2, photos: 2 },
			days: [
				{ day: "2026-05-01", views: 0, uploads: 1, downloads: 0 },
				{ day: "2026-05-02", views: 0, uploads: 1, downloads: 1 },
			],
		});
	});

	it("are their owner's alone", async () => {
		const id = await anEvent();
		await expect(getStatistics(ANONYMOUS, id)).rejects.toMatchObject({ code: "UNAUTHENTICATED" });
	});
});
