import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { Api, eventually, type Json } from "#tests/support/api.ts";
import { queryDatabase } from "#tests/support/database.ts";
import { aPicture } from "#tests/support/pictures.ts";
import { startServer, type TestServer } from "#tests/support/server.ts";

let server: TestServer;
let owner: Api;
let eventId: string;

beforeAll(async () => {
	server = await startServer();
	owner = await new Api(server.url).photographer();
});
afterAll(() => server?.stop());

const arrived = async (query = "") =>
	(await owner.get(`/api/events/${eventId}/photos/arrived${query}`)).body as Json;
const since = (cursor: string) => `?since=${encodeURIComponent(cursor)}`;
const idsOf = ({ photos }: Json): string[] => photos.map(({ id }: Json) => id);

async function ready(count: number): Promise<string[]> {
	const ids: string[] = [];
	for (let n = 0; n < count; n++)
		ids.push((await owner.upload(eventId, await aPicture(), `p${n}.jpg`)).body.id);
	await eventually(
		async () => (await owner.get(`/api/events/${eventId}/photos`)).body as Json,
		({ photos }) =>
			photos.filter(({ id, status }: Json) => ids.includes(id) && status === "ready").length ===
			count,
	);
	return ids;
}

describe("what has arrived", () => {
	it("is nothing in an event without photos, and says where to go on", async () => {
		eventId = await owner.createEvent();
		const { photos, cursor } = await arrived();
		expect(photos).toEqual([]);
		expect(await arrived(since(cursor))).toMatchObject({ photos: [] });
	});

	it("is what became ready since then, and can be looked at", async () => {
		eventId = await owner.createEvent();
		const before = await ready(2);
		const { cursor, ...first } = await arrived();
		expect(idsOf(first).sort()).toEqual([...before].sort());
		const after = await ready(1);
		const next = await arrived(since(cursor));
		expect(idsOf(next)).toContain(after[0]);
		expect(next.photos.at(-1)).toMatchObject({
			...{ id: after[0], status: "ready", renditions: { large: { url: expect.any(String) } } },
		});
	});

	it("leaves nothing out where more have come than one answer holds", async () => {
		eventId = await owner.createEvent();
		const all = await ready(5);
		const seen = new Set<string>();
		let cursor = new Date(0).toISOString();
		// As one answer after the other would, were these photos older than what may still be committed.
		for (let asked = 0; asked < 5; asked++) {
			const answer = await arrived(`${since(cursor)}&limit=2`);
			for (const id of idsOf(answer)) seen.add(id);
			const last = answer.photos.at(-1);
			expect(answer.photos.length).toBeLessThanOrEqual(2);
			expect(Date.parse(answer.cursor)).toBeLessThan(Date.now());
			if (!last) break;
			cursor = await settledAt(last.id);
		}
		expect([...seen].sort()).toEqual([...all].sort());
	});

	it("is not what failed, was deleted, or is of another event", async () => {
		const elsewhere = await owner.createEvent();
		eventId = elsewhere;
		const [deleted, kept] = await ready(2);
		await owner.delete(`/api/events/${eventId}/photos/${deleted}`);
		const { gone, ...now } = await arrived(since(new Date(0).toISOString()));
		expect([idsOf(now), gone]).toEqual([[kept], [deleted]]);
		eventId = await owner.createEvent();
		expect(idsOf(await arrived(since(new Date(0).toISOString())))).toEqual([]);
	});

	it.each(["?since=yesterday", "?since=", "?limit=0", "?limit=201"])(
		"refuses %s",
		async (query) => {
			const { status, body } = await owner.get(`/api/events/${eventId}/photos/arrived${query}`);
			expect([status, body.error]).toEqual([400, "VALIDATION_ERROR"]);
		},
	);
});

async function settledAt(id: string): Promise<string> {
	const [row] = await queryDatabase(
		server.databaseUrl,
		"SELECT settled_at FROM media WHERE id = $1",
		[id],
	);
	return new Date(row?.settled_at as Date).toISOString();
}
