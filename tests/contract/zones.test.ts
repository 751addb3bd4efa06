/** The zones document from its first request to its last: every status and every field. */
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { Api, type Json } from "#tests/support/api.ts";
import { EventMedia, someTexts } from "#tests/support/event-media.ts";
import { aPicture } from "#tests/support/pictures.ts";
import { startServer, type TestServer } from "#tests/support/server.ts";

const ID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
const TIME = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z$/;
const FILE_URL = /^http:\/\/127\.0\.0\.1:\d+\/files\//;
let server: TestServer;
let owner: Api;
let media: EventMedia;

beforeAll(async () => {
	server = await startServer({ worker: false });
	owner = await new Api(server.url).photographer();
	media = new EventMedia(owner, await owner.createEvent());
});
afterAll(() => server?.stop());

const pictures = (...names: string[]) =>
	Promise.all(names.map(async (name) => ({ name, bytes: await aPicture() })));

const anItem = (batchId: string | null, bytes: Uint8Array) => ({
	id: expect.stringMatching(ID),
	event_id: media.eventId,
	batch_id: batchId,
	file_url: expect.stringMatching(FILE_URL),
	file_type: "image/jpeg",
	file_size: bytes.length,
	created_at: expect.stringMatching(TIME),
});

describe("the complete workflow", () => {
	let zoneId: string;
	let sent: Awaited<ReturnType<typeof pictures>>;
	let before: Json;
	const zone = async () => (await media.zone(zoneId)).body as Json;

	it("1. three files become a zone", async () => {
		sent = await pictures("photo1.jpg", "photo2.jpg", "photo3.jpg");
		const { status, body } = await media.upload(sent, {
			title: "Day 1 Photos",
			description: "Main event photos",
			tags: "birthday, celebration,2025",
		});
		expect(status).toBe(200);
		zoneId = body.batch_id;
		expect(zoneId).toMatch(ID);
		expect(body).toEqual({
			successful: sent.map(({ bytes }) => anItem(zoneId, bytes)),
			failed: [],
			total_requested: 3,
			total_successful: 3,
			total_failed: 0,
			batch_id: zoneId,
		});
	});

	it("2. the grouped list shows one zone with three files", async () => {
		const { status, body } = await media.grouped();
		expect(status).toBe(200);
		expect(body).toEqual({
			zones: [
				{
					zone_id: zoneId,
					title: "Day 1 Photos",
					description: "Main event photos",
					tags: ["birthday", "celebration", "2025"],
					media_files: sent.map(() => ({ file_url: expect.stringMatching(FILE_URL) })),
					file_count: 3,
					created_at: expect.stringMatching(TIME),
					updated_at: expect.stringMatching(TIME),
				},
			],
			total_zones: 1,
			total_files: 3,
		});
	});

	it("3. the zone shows the same, its files in the order sent", async () => {
		const { status, body } = await media.zone(zoneId);
		expect(status).toBe(200);
		expect(body).toEqual((await media.grouped()).body.zones[0]);
		const files = await Promise.all(
			body.media_files.map(async ({ file_url }: Json) =>
				Buffer.from(await (await fetch(file_url)).arrayBuffer()),
			),
		);
		expect(files.map((file, n) => file.equals(sent[n]?.bytes as Buffer))).toEqual([
			true,
			true,
			true,
		]);
		before = body;
	});

	it("4. title and description change, and nothing else", async () => {
		const patch = { title: "Day 1 - Morning Session", description: "Added description" };
		const { status, body } = await media.patch(zoneId, patch);
		expect(status).toBe(200);
		expect(body).toEqual({
			zone_id: zoneId,
			...patch,
			tags: ["birthday", "celebration", "2025"],
			file_count: 3,
			updated_at: expect.stringMatching(TIME),
		});
		expect(Date.parse(body.updated_at)).toBeGreaterThan(Date.parse(before.updated_at));
		expect(await zone()).toEqual({ ...before, ...patch, updated_at: body.updated_at });
	});

	it("5. two more files make five", async () => {
		const added = await pictures("photo4.jpg", "photo5.jpg");
		const { updated_at } = await zone();
		const { status, body } = await media.add(zoneId, added);
		expect(status).toBe(200);
		expect(body).toEqual({
			successful: added.map(({ bytes }) => anItem(zoneId, bytes)),
			failed: [],
			total_requested: 2,
			total_successful: 2,
			total_failed: 0,
			batch_id: zoneId,
		});
		const grown = await zone();
		expect(grown).toMatchObject({ file_count: 5, title: "Day 1 - Morning Session" });
		expect(Date.parse(grown.updated_at)).toBeGreaterThan(Date.parse(updated_at));
	});

	it("6. one file goes, and four stay", async () => {
		const listed = (await media.list()).body;
		expect(listed).toHaveLength(5);
		expect((await media.remove(listed[0].id)).status).toBe(204);
		expect((await zone()).file_count).toBe(4);
		expect((await fetch(listed[0].file_url)).status).toBe(200);
	});

	it("7. tags alone change", async () => {
		const tags = ["morning", "day1", "breakfast"];
		const { status, body } = await media.patch(zoneId, { tags });
		expect([status, body.tags, body.title]).toEqual([200, tags, "Day 1 - Morning Session"]);
		expect(body.file_count).toBe(4);
	});

	it("8. the zone goes with its files", async () => {
		const { status, body } = await media.removeZone(zoneId);
		expect([status, body]).toEqual([204, ""]);
		expect((await media.zone(zoneId)).status).toBe(404);
		expect((await media.list()).body).toEqual([]);
		expect((await media.grouped()).body).toEqual({ zones: [], total_zones: 0, total_files: 0 });
	});
});

describe("one file alone", () => {
	it("is answered as documented, and makes no zone", async () => {
		const [photo] = await pictures("photo.jpg");
		const fields = { title: "My Photo", tags: "event,2025" };
		const { status, body } = await media.upload([photo as never], fields);
		expect(status).toBe(200);
		const { file_url, ...item } = anItem(null, (photo as { bytes: Buffer }).bytes);
		expect(body).toEqual({
			...item,
			file_url,
			title: "My Photo",
			description: null,
			s3_key: expect.stringMatching(/^[\w./-]+$/),
			tags: ["event", "2025"],
			updated_at: body.created_at,
		});
		expect((await media.list()).body).toEqual([{ ...item, id: body.id, file_url: body.file_url }]);
		expect((await media.grouped()).body.total_zones).toBe(0);
		expect((await media.remove(body.id)).status).toBe(204);
	});

	it("may come without a word", async () => {
		const { body } = await media.upload(someTexts(1), { title: "  ", tags: " , " });
		expect(body).toMatchObject({ title: null, description: null, tags: [], batch_id: null });
	});

	it("may come under files[], and to the address without /api", async () => {
		const form = new FormData();
		form.append("files[]", new Blob(["a note"]), "note.txt");
		const { status, body } = await owner.post(`/events/${media.eventId}/media`, form);
		expect([status, body.file_type]).toEqual([200, "text/plain"]);
		const { body: listed } = await owner.get(`/events/${media.eventId}/media/?limit=1000`);
		expect(listed.map(({ id }: Json) => id)).toContain(body.id);
		const gone = await owner.delete(`/events/${media.eventId}/media/${body.id}`);
		expect(gone.status).toBe(204);
	});
});

describe("the documented errors", () => {
	const none = "00000000-0000-4000-8000-000000000000";

	it("an event id that is none", async () => {
		const nowhere = new EventMedia(owner, "invalid-uuid");
		for (const { status, body } of [
			await nowhere.removeZone(none),
			await nowhere.zone(none),
			await nowhere.patch(none, { title: "x" }),
			await nowhere.add(none, someTexts(1)),
			await nowhere.upload(someTexts(1)),
			await nowhere.list(),
			await nowhere.grouped(),
			await nowhere.remove(none),
		]) {
			expect(status).toBe(400);
			expect(body).toEqual({ detail: "Invalid event_id format", code: "VALIDATION_ERROR" });
		}
	});

	it.each(["nonexistent-uuid", none])("the zone %s", async (id) => {
		for (const { status, body } of [
			await media.removeZone(id),
			await media.zone(id),
			await media.patch(id, { title: "x" }),
			await media.patch(id, {}),
			await media.add(id, someTexts(1)),
		]) {
			expect(status).toBe(404);
			expect(body).toEqual({
				detail: `Zone ${id} not found for event ${media.eventId}`,
				code: "ZONE_NOT_FOUND",
			});
		}
	});

	it("a media that is not there, and an id that is none", async () => {
		const missing = await media.remove(none);
		expect([missing.status, missing.body.code]).toEqual([404, "MEDIA_NOT_FOUND"]);
		const malformed = await media.remove("nonsense");
		expect(malformed.status).toBe(400);
		expect(malformed.body.detail).toBe("Invalid media_id format");
	});

	it("no file", async () => {
		const { id } = await media.aZone();
		for (const { status, body } of [await media.upload([]), await media.add(id, [])])
			expect([status, body.detail]).toEqual([400, "No file was sent"]);
	});

	it("a file of another field", async () => {
		const form = new FormData();
		form.append("photos", new Blob(["x"]), "x.txt");
		const { status, body } = await owner.post(media.path, form);
		expect([status, body.code]).toEqual([400, "VALIDATION_ERROR"]);
	});

	it("JSON where a form is wanted", async () => {
		expect((await owner.post(media.path, { files: [] })).status).toBe(400);
	});
});

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

describe("the lists", () => {
	let lists: EventMedia;
	let texts: { id: string; files: string[] };
	let mixed: Json;
	const idsOf = ({ body }: { body: Json }) => body.map(({ id }: Json) => id);
	const zonesOf = ({ body }: { body: Json }) => body.zones.map(({ zone_id }: Json) => zone_id);

	beforeAll(async () => {
		lists = new EventMedia(owner, await owner.createEvent());
		texts = await lists.aZone(3);
		mixed = (await lists.upload([...(await pictures("a.jpg")), ...someTexts(1)])).body;
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
