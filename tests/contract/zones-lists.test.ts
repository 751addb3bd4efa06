/** The lists of an event's files and zones: pages, types, orders and totals. */
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { Api, type Json } from "#tests/support/api.ts";
import { EventMedia, someTexts } from "#tests/support/event-media.ts";
import { aPicture } from "#tests/support/pictures.ts";
import { startServer, type TestServer } from "#tests/support/server.ts";

let server: TestServer;
let owner: Api;

beforeAll(async () => {
	server = await startServer({ worker: false });
	owner = await new Api(server.url).photographer();
});
afterAll(() => server?.stop());

describe("the lists", () => {
	let lists: EventMedia;
	let texts: { id: string; files: string[] };
	let mixed: Json;
	const idsOf = ({ body }: { body: Json }) => body.map(({ id }: Json) => id);
	const zonesOf = ({ body }: { body: Json }) => body.zones.map(({ zone_id }: Json) => zone_id);

	beforeAll(async () => {
		lists = new EventMedia(owner, await owner.createEvent());
		texts = await lists.aZone(3);
		mixed = (await lists.upload([{ name: "a.jpg", bytes: await aPicture() }, ...someTexts(1)]))
			.body;
		await owner.upload(lists.eventId, await aPicture());
	});

	it("have every file of the event, a photo of an album too, in the order they came", async () => {
		const { body } = await lists.list();
		expect(body).toHaveLength(6);
		const sent = [...texts.files, ...mixed.successful.map(({ id }: Json) => id)];
		expect(idsOf({ body }).slice(0, 5)).toEqual(sent);
		expect(body[5].batch_id).toBeNull();
	});

	it("come in pages that fit together", async () => {
		const all = idsOf(await lists.list());
		const pages = [];
		for (let skip = 0; skip < 8; skip += 2)
			pages.push(...idsOf(await lists.list(`?skip=${skip}&limit=2`)));
		expect(pages).toEqual(all);
		expect(idsOf(await lists.list("?skip=4"))).toEqual(all.slice(4));
	});

	it("may be of one type", async () => {
		const photos = await lists.list("?file_type=image/jpeg");
		expect(photos.body).toHaveLength(2);
		expect(photos.body.every(({ file_type }: Json) => file_type === "image/jpeg")).toBe(true);
		expect(idsOf(await lists.list("?file_type=text/plain&skip=1&limit=2"))).toEqual(
			texts.files.slice(1),
		);
		expect((await lists.list("?file_type=video/mp4")).body).toEqual([]);
	});

	it("group what is in zones, of one type too", async () => {
		const { body } = await lists.grouped();
		expect(body).toMatchObject({ total_zones: 2, total_files: 5 });
		expect(zonesOf({ body })).toEqual([texts.id, mixed.batch_id]);
		const photos = (await lists.grouped("?file_type=image/jpeg")).body;
		expect(photos).toMatchObject({ total_zones: 1, total_files: 1 });
		expect(photos.zones[0]).toMatchObject({ zone_id: mixed.batch_id, file_count: 1 });
		expect(photos.zones[0].media_files).toHaveLength(1);
	});

	it("group in pages, and say of how many", async () => {
		const second = await lists.grouped("?skip=1&limit=1");
		expect(zonesOf(second)).toEqual([mixed.batch_id]);
		expect(second.body).toMatchObject({ total_zones: 2, total_files: 5 });
		const past = await lists.grouped("?skip=2");
		expect(past.body).toEqual({ zones: [], total_zones: 2, total_files: 5 });
	});

	it.each(["skip=-1", "skip=x", "skip=1.5", "limit=0", "limit=1001", "limit=x", "limit=-1"])(
		"are refused for %s",
		async (query) => {
			for (const { status, body } of [
				await lists.list(`?${query}`),
				await lists.grouped(`?${query}`),
			])
				expect([status, body.code]).toEqual([400, "VALIDATION_ERROR"]);
		},
	);

	it.each(["limit=1", "limit=1000", "skip=0", "skip=9007199254740991"])(
		"are given for %s",
		async (query) => {
			expect((await lists.list(`?${query}`)).status).toBe(200);
			expect((await lists.grouped(`?${query}`)).status).toBe(200);
		},
	);
});
