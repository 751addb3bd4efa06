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
