/** A zone lives as long as it has a file, whoever takes the last one, and whatever happens at once. */
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { Api, eventually, type Json } from "#tests/support/api.ts";
import { EventMedia, someTexts } from "#tests/support/event-media.ts";
import { aPicture } from "#tests/support/pictures.ts";
import { startServer, type TestServer } from "#tests/support/server.ts";

const ROUNDS = 12;
let server: TestServer;
let owner: Api;
let eventId: string;
let media: EventMedia;

beforeAll(async () => {
	server = await startServer({ env: { RATE_WRITES_PER_MINUTE: "10000" } });
	owner = await new Api(server.url).photographer();
	eventId = await owner.createEvent();
	media = new EventMedia(owner, eventId);
});
afterAll(() => server?.stop());

const rounds = (work: () => Promise<void>) => async () => {
	for (let round = 0; round < ROUNDS; round++) await work();
};
const statusOf = async (zoneId: string) => (await media.zone(zoneId)).status;
const ofZone = async (zoneId: string): Promise<Json[]> =>
	(await media.list("?limit=1000")).body.filter(({ batch_id }: Json) => batch_id === zoneId);

describe("the last file", () => {
	it("takes its zone along", async () => {
		const { id, files } = await media.aZone(2);
		expect((await media.remove(files[0] as string)).status).toBe(204);
		expect((await media.zone(id)).body.file_count).toBe(1);
		expect((await media.remove(files[1] as string)).status).toBe(204);
		expect(await statusOf(id)).toBe(404);
		expect((await media.add(id, someTexts(1))).status).toBe(404);
		expect((await media.remove(files[1] as string)).status).toBe(404);
	});

	it("takes its zone along where it is deleted as a photo", async () => {
		const sent = await Promise.all(
			["a", "b"].map(async (name) => ({ name, bytes: await aPicture() })),
		);
		const { body } = await media.upload(sent);
		const remove = (n: number) =>
			owner.delete(`/api/events/${eventId}/photos/${body.successful[n].id}`);
		expect((await remove(0)).status).toBe(204);
		expect((await media.zone(body.batch_id)).body.file_count).toBe(1);
		expect((await remove(1)).status).toBe(204);
		expect(await statusOf(body.batch_id)).toBe(404);
	});

	it(
		"is the one of two that go at once, and its zone with it",
		rounds(async () => {
			const { id, files } = await media.aZone(2);
			const replies = await Promise.all(files.map((file) => media.remove(file)));
			expect(replies.map(({ status }) => status)).toEqual([204, 204]);
			expect(await statusOf(id)).toBe(404);
		}),
	);
});

describe("at once", () => {
	it(
		"a zone is deleted once",
		rounds(async () => {
			const { id } = await media.aZone(2);
			const replies = await Promise.all([1, 2, 3].map(() => media.removeZone(id)));
			expect(replies.map(({ status }) => status).sort()).toEqual([204, 404, 404]);
		}),
	);

	it(
		"a file is deleted once",
		rounds(async () => {
			const { files } = await media.aZone(2);
			const [file] = files as [string];
			const replies = await Promise.all([1, 2, 3].map(() => media.remove(file)));
			expect(replies.map(({ status }) => status).sort()).toEqual([204, 404, 404]);
		}),
	);

	it(
		"what is added to a zone that is deleted goes with it, or is refused",
		rounds(async () => {
			const { id } = await media.aZone(2);
			const [added, removed] = await Promise.all([
				media.add(id, someTexts(2)),
				media.removeZone(id),
			]);
			expect(removed.status).toBe(204);
			expect([200, 404]).toContain(added.status);
			expect(await statusOf(id)).toBe(404);
			expect(await ofZone(id)).toEqual([]);
		}),
	);

	it(
		"what is added as the last file goes keeps the zone, or is refused",
		rounds(async () => {
			const { id, files } = await media.aZone(2);
			await media.remove(files[0] as string);
			const [added, removed] = await Promise.all([
				media.add(id, someTexts(1)),
				media.remove(files[1] as string),
			]);
			expect(removed.status).toBe(204);
			const kept = added.status === 200;
			expect(await statusOf(id)).toBe(kept ? 200 : 404);
			expect(await ofZone(id)).toHaveLength(kept ? 1 : 0);
		}),
	);

	it("files are added to one zone by many", async () => {
		const { id } = await media.aZone(2);
		const replies = await Promise.all(Array.from({ length: 8 }, () => media.add(id, someTexts(2))));
		expect(new Set(replies.map(({ status }) => status))).toEqual(new Set([200]));
		expect((await media.zone(id)).body.file_count).toBe(18);
	});

	it(
		"changes of different fields are all kept",
		rounds(async () => {
			const { id } = await media.aZone(2);
			const patches = [{ title: "A title" }, { description: "A text" }, { tags: ["a", "tag"] }];
			const replies = await Promise.all(patches.map((patch) => media.patch(id, patch)));
			expect(replies.map(({ status }) => status)).toEqual([200, 200, 200]);
			expect((await media.zone(id)).body).toMatchObject(Object.assign({}, ...patches));
		}),
	);

	it(
		"a zone is changed while it is deleted, or not",
		rounds(async () => {
			const { id } = await media.aZone(2);
			const [patched, removed] = await Promise.all([
				media.patch(id, { title: "Late" }),
				media.removeZone(id),
			]);
			expect([200, 404]).toContain(patched.status);
			expect(removed.status).toBe(204);
			expect(await statusOf(id)).toBe(404);
		}),
	);

	it(
		"an event is deleted while files come and go",
		rounds(async () => {
			const event = await owner.createEvent();
			const its = new EventMedia(owner, event);
			const [a, b] = [await its.aZone(2), await its.aZone(2)];
			const replies = await Promise.all([
				owner.delete(`/api/events/${event}`),
				its.add(a.id, someTexts(1)),
				its.remove(a.files[0] as string),
				its.removeZone(b.id),
				its.upload(someTexts(2)),
			]);
			expect(replies[0]?.status).toBe(204);
			for (const { status } of replies.slice(1)) expect([200, 204, 404]).toContain(status);
			expect((await its.list()).status).toBe(404);
		}),
	);
});

describe("deleted files", () => {
	it("are removed from storage, each with its renditions", async () => {
		const sent = [{ name: "a.jpg", bytes: await aPicture() }, ...someTexts(1)];
		const { body } = await media.upload(sent);
		const photo = `/api/events/${eventId}/photos/${body.successful[0].id}`;
		const ready = await eventually(
			async () => (await owner.get(photo)).body as Json,
			({ status }) => status === "ready",
		);
		const urls = body.successful.map(({ file_url }: Json) => file_url);
		urls.push(ready.renditions.small.url);
		const there = () => Promise.all(urls.map(async (url: string) => (await fetch(url)).status));
		expect(await there()).toEqual([200, 200, 200]);
		expect((await media.removeZone(body.batch_id)).status).toBe(204);
		await eventually(there, (statuses) => statuses.every((status) => status === 404));
	});
});
