/** What is said of a zone: title, description and tags, as they may be and as they may not. */
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { Api } from "#tests/support/api.ts";
import { EventMedia, someTexts } from "#tests/support/event-media.ts";
import { startServer, type TestServer } from "#tests/support/server.ts";

let server: TestServer;
let owner: Api;
let media: EventMedia;

beforeAll(async () => {
	server = await startServer({ worker: false });
	owner = await new Api(server.url).photographer();
	media = new EventMedia(owner, await owner.createEvent());
});
afterAll(() => server?.stop());

describe("what is said of a zone", () => {
	it.each([
		["a title of 256 characters", { title: "é".repeat(256) }, 200],
		["a title of 257", { title: "é".repeat(257) }, 400],
		["a title of 256 that JavaScript counts twice", { title: "🌸".repeat(256) }, 200],
		[
			"50 tags of 64 characters",
			{ tags: Array.from({ length: 50 }, (_, n) => `${n}`.padEnd(64, "x")) },
			200,
		],
		["51 tags", { tags: Array.from({ length: 51 }, (_, n) => `${n}`) }, 400],
		["a tag of 65 characters", { tags: ["x".repeat(65)] }, 400],
		["an empty tag", { tags: [" "] }, 400],
		["tags in one text", { tags: "a,b" }, 400],
		["tags that are no text", { tags: [1] }, 400],
		["no tags", { tags: [] }, 200],
		["a title that is no text", { title: 7 }, 400],
		["no title", { title: null }, 200],
		["an unknown field", { name: "x" }, 400],
		["an unknown field beside a known", { title: "x", zone_id: "y" }, 400],
		["a list", [], 400],
		["nothing", {}, 422],
	])("may or may not become %s", async (_, patch, status) => {
		const { id } = await media.aZone(2, { title: "Before", tags: "before" });
		const zone = (await media.zone(id)).body;
		const reply = await media.patch(id, patch);
		expect(reply.status).toBe(status);
		if (status === 200) expect(reply.body).toMatchObject(patch as object);
		else {
			expect(reply.body).toEqual({ detail: expect.any(String), code: expect.any(String) });
			expect((await media.zone(id)).body).toEqual(zone);
		}
	});

	it.each([
		["a title of 257 characters", { title: "x".repeat(257) }],
		["51 tags", { tags: Array.from({ length: 51 }, (_, n) => n).join(",") }],
		["a tag of 65 characters", { tags: `a,${"x".repeat(65)}` }],
	])("is refused with its files for %s", async (_, fields) => {
		const count = (await media.list("?limit=1000")).body.length;
		for (const files of [someTexts(1), someTexts(2)])
			expect((await media.upload(files, fields as never)).status).toBe(400);
		expect((await media.list("?limit=1000")).body).toHaveLength(count);
	});

	it("has each tag once", async () => {
		const { id } = await media.aZone(2, { tags: "a,b,a , b" });
		expect((await media.zone(id)).body.tags).toEqual(["a", "b"]);
	});
});
