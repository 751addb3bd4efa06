import sharp from "sharp";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { Api, eventually, type Json } from "#tests/support/api.ts";
import { startServer, type TestServer } from "#tests/support/server.ts";

let server: TestServer;
let owner: Api;
let eventId: string;
const similar = () => `/api/events/${eventId}/photos/similar`;

/** Blots of grey, elsewhere for each seed. */
async function aScene(seed: number): Promise<Buffer> {
	const pixels = Buffer.from(
		Array.from({ length: 12 * 8 }, (_, n) => ((n + 1) * (seed * 7919 + 31)) % 256),
	);
	return sharp(pixels, { raw: { width: 12, height: 8, channels: 1 } })
		.resize(900, 600, { kernel: "cubic" })
		.jpeg()
		.toBuffer();
}

beforeAll(async () => {
	server = await startServer();
	owner = await new Api(server.url).photographer();
	eventId = await owner.createEvent({ guest_uploads: "open" });
});
afterAll(() => server?.stop());

describe("near-identical shots", () => {
	it("are grouped for their owner, whatever was done to them", async () => {
		const scene = await aScene(3);
		const again = await sharp(scene)
			.modulate({ brightness: 1.05 })
			.jpeg({ quality: 60 })
			.toBuffer();
		const smaller = await sharp(scene).resize(600).webp().toBuffer();
		const ids: string[] = [];
		for (const bytes of [scene, await aScene(4), again, await aScene(5), smaller])
			ids.push((await owner.upload(eventId, bytes)).body.id);
		const list = async () => (await owner.get(`/api/events/${eventId}/photos`)).body as Json;
		await eventually(list, ({ photos }) => photos.every((p: Json) => p.status === "ready"));
		const { status, body } = await owner.get(similar());
		expect(status).toBe(200);
		expect(body.groups).toHaveLength(1);
		expect(body.groups[0].photo_ids.sort()).toEqual([ids[0], ids[2], ids[4]].sort());
	});

	it("are none of a stranger's or another photographer's business", async () => {
		expect((await new Api(server.url).get(similar())).status).toBe(401);
		const admin = await new Api(server.url).admin();
		const theirs = await admin.createEvent({ access_code: "melati" });
		const reply = await owner.get(`/api/events/${theirs}/photos/similar`);
		expect([reply.status, reply.body.error]).toEqual([404, "EVENT_NOT_FOUND"]);
		const guest = new Api(server.url).with({ "x-access-code": "melati" });
		expect((await guest.get(`/api/events/${theirs}/photos/similar`)).status).toBe(401);
	});

	it("are none of another photographer's business in an open event either", async () => {
		const admin = await new Api(server.url).admin();
		const open = await admin.createEvent();
		expect((await owner.get(`/api/events/${open}/photos/similar`)).status).toBe(404);
	});

	it("give no way to try out access codes", async () => {
		const admin = await new Api(server.url).admin();
		const theirs = await admin.createEvent({ access_code: "mawar" });
		const answers = ["wrong", "mawar"].map(async (code) => {
			const guess = owner.with({ "x-access-code": code });
			const { status, body } = await guess.get(`/api/events/${theirs}/photos/similar`);
			return [status, body.error];
		});
		for (const answer of await Promise.all(answers))
			expect(answer).toEqual([404, "EVENT_NOT_FOUND"]);
	});

	it("are none in an empty event", async () => {
		const empty = await owner.createEvent();
		expect((await owner.get(`/api/events/${empty}/photos/similar`)).body).toEqual({ groups: [] });
	});
});
