/** What an account may keep: set by administrators, seen by its owner, and held at every way in. */
import { Upload } from "tus-js-client";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { Api, aForm, type FileOf, type Json, type Reply } from "#tests/support/api.ts";
import { queryDatabase } from "#tests/support/database.ts";
import { aText, EventMedia } from "#tests/support/event-media.ts";
import { aJpegOf } from "#tests/support/pictures.ts";
import { photo, recognize } from "#tests/support/recognition.ts";
import { startServer, type TestServer } from "#tests/support/server.ts";
import { imagesOf, sendSheets, somePages, TASK, zipOf } from "#tests/support/sheets.ts";
import { startSlowUpload } from "#tests/support/slow-upload.ts";
import { uploadedFiles } from "#tests/support/storage.ts";
import { Tus } from "#tests/support/tus.ts";

const MB = 1024 * 1024;
const SIZE = 20_000;
const DEFAULT_FILES = 500;

let server: TestServer;
let admin: Api;
let owner: Api;
let ownerId: string;
let event: string;
let media: EventMedia;
let personId: string;

beforeAll(async () => {
	server = await startServer({
		worker: false,
		env: {
			...{ FILE_QUOTA: String(DEFAULT_FILES), RATE_WRITES_PER_MINUTE: "1000", REGISTRATION: "1" },
			UNDO_SECONDS: "60",
		},
	});
	const anyone = new Api(server.url);
	[admin, owner] = [await anyone.admin(), await anyone.photographer()];
	ownerId = (await owner.get("/api/account")).body.id;
	event = await owner.createEvent({ guest_uploads: "open", listed: true });
	media = new EventMedia(owner, event);
	personId = (await owner.post("/api/people", { name: "Sari" })).body.id;
});
afterAll(() => server?.stop());

const setQuotas = (quotas: Json, id = ownerId, by = admin) =>
	by.patch(`/api/admin/users/${id}`, quotas);
const account = async () => (await owner.get("/api/account")).body;
const sendOne = async (size = SIZE, by = owner) => by.upload(event, await aJpegOf(size));

/** Room for so many files more, or bytes. */
async function leaveRoom({ files, bytes }: { files?: number; bytes?: number }): Promise<void> {
	const now = await account();
	const { status } = await setQuotas({
		file_quota: files === undefined ? null : now.files + files,
		storage_quota_bytes: bytes === undefined ? null : now.storage_used_bytes + bytes,
	});
	expect(status).toBe(200);
}

beforeEach(() => setQuotas({ file_quota: null, storage_quota_bytes: null }));

describe("a quota", () => {
	it("is set by an administrator, and seen by them and its owner", async () => {
		const before = await account();
		expect(before).toMatchObject({ storage_limit_bytes: null, file_limit: DEFAULT_FILES });
		const set = await setQuotas({ storage_quota_bytes: 5 * MB, file_quota: 0 });
		const said = { storage_quota_bytes: 5 * MB, file_quota: 0 };
		expect([set.status, set.body]).toEqual([200, expect.objectContaining(said)]);
		const holds = { storage_limit_bytes: 5 * MB, file_limit: 0 };
		expect(await account()).toEqual({ ...before, ...holds });
		const listed = await admin.get("/api/admin/users?q=photographer");
		expect(listed.body.users[0]).toMatchObject({ ...said, ...holds, files: before.files });

		const back = await setQuotas({ file_quota: null });
		expect(back.body).toMatchObject({ storage_quota_bytes: 5 * MB, file_limit: DEFAULT_FILES });
		const { body } = await admin.get("/api/admin/audit?action=quota_changed&limit=2");
		expect(body.entries.map(({ details }: Json) => details)).toEqual([{ file_quota: null }, said]);
		expect(body.entries[0].subject).toEqual({ id: ownerId, name: "photographer" });
	});

	it("that is asked for once more is no change to note", async () => {
		const count = async () =>
			(await admin.get("/api/admin/audit?action=quota_changed&limit=200")).body.entries.length;
		await setQuotas({ file_quota: 7 });
		const noted = await count();
		expect((await setQuotas({ file_quota: 7 })).status).toBe(200);
		expect(await count()).toBe(noted);
	});

	it.each([
		["less than nothing", { storage_quota_bytes: -1 }],
		["a fraction", { file_quota: 1.5 }],
		["a text", { storage_quota_bytes: "5" }],
		["more than can be counted", { storage_quota_bytes: 2 ** 53 }],
		["more files than can be counted", { file_quota: 2_000_000_001 }],
	])("is not %s", async (_, body) => {
		const refused = await setQuotas(body);
		expect([refused.status, refused.body.error]).toEqual([400, "VALIDATION_ERROR"]);
	});

	it("is nothing that its owner sets", async () => {
		expect((await setQuotas({ file_quota: 1 }, ownerId, owner)).status).toBe(404);
		expect((await owner.patch("/api/account", { file_quota: 1 })).status).toBe(400);
	});

	it("by default is the operator's, for whoever comes", async () => {
		const name = "newcomer";
		const newcomer = await new Api(server.url).register(name);
		const nothing = { storage_used_bytes: 0, files: 0, storage_limit_bytes: null };
		expect((await newcomer.get("/api/account")).body).toMatchObject({
			...nothing,
			file_limit: DEFAULT_FILES,
		});
	});
});

describe("who is full", () => {
	const files = async (field: string, count = 1): Promise<FileOf[]> =>
		Promise.all(
			Array.from({ length: count }, async (_, n) => {
				return { field, name: `${n}.jpg`, bytes: await aJpegOf(SIZE) };
			}),
		);
	const task = { task_id: TASK };
	const ways: [way: string, send: () => Promise<Reply>, code: string][] = [
		["a photo", () => sendOne(), "error"],
		["a batch of photos", async () => owner.uploadBatch(event, await files("", 3)), "error"],
		["a batch of images", async () => imageBatch(await files("files", 2)), "error"],
		["an archive", async () => sendSheets(owner, task, [zipOf(await somePages(2))]), "code"],
		["sheets", async () => sendSheets(owner, task, imagesOf(await somePages(2))), "code"],
		["a file", () => media.upload([aText()]), "code"],
		["files", () => media.upload([aText(), aText()]), "code"],
		["a recognition", async () => recognize(owner, [photo("a.jpg", await aJpegOf(SIZE))]), "code"],
		["a picture of a person", async () => picture(await files("file")), "error"],
	];
	const imageBatch = (given: FileOf[]) => owner.post("/api/upload", aForm({}, given));
	const picture = (given: FileOf[]) =>
		owner.post(`/api/people/${personId}/photos`, aForm({}, given));

	it.each(ways)("sends %s in vain, for good, and nothing is left of it", async (_, send, code) => {
		await leaveRoom({ files: 0 });
		const [stored, before] = [await uploadedFiles(server.dataDir), await account()];
		const { status, headers, body } = await send();
		expect([status, body[code]]).toEqual([413, "QUOTA_EXCEEDED"]);
		expect(headers.get("retry-after")).toBeNull();
		expect(JSON.stringify(body)).toContain("no room left");
		expect(await uploadedFiles(server.dataDir)).toEqual(stored);
		expect(await account()).toEqual(before);
		expect(await queryDatabase(server.databaseUrl, "SELECT * FROM pending_objects")).toEqual([]);
	});

	it("adds nothing to a zone", async () => {
		const zone = await media.aZone();
		await leaveRoom({ bytes: 0 });
		const before = await account();
		const { status, body } = await media.add(zone.id, [aText()]);
		expect([status, body.code]).toEqual([413, "QUOTA_EXCEEDED"]);
		expect(await account()).toEqual(before);
	});

	it("is told so before the body has come", async () => {
		await leaveRoom({ bytes: MB });
		for (const [path, declared] of [
			[`/api/events/${event}/photos`, 4 * MB],
			["/api/upload", 4 * MB],
			["/api/batches/upload", 4 * MB],
		] as const) {
			const sending = startSlowUpload(server.url + path, { headers: owner.headers, declared });
			const answer = await sending.answer;
			sending.abort();
			expect([path, answer?.status]).toEqual([path, 413]);
			expect(answer?.body).toContain("QUOTA_EXCEEDED");
		}
	});

	it("is told of a photo that was kept before what it was told then", async () => {
		const key = { "idempotency-key": "the last that fits" };
		const bytes = await aJpegOf(SIZE);
		await leaveRoom({ files: 1 });
		const first = await owner.with(key).upload(event, bytes);
		const again = await owner.with(key).upload(event, bytes);
		expect([first.status, again.status]).toEqual([201, 201]);
		expect(again.body).toEqual(first.body);
		expect((await sendOne()).status).toBe(413);
	});

	it("has room again for what was deleted", async () => {
		await leaveRoom({ bytes: SIZE });
		const { body } = await sendOne();
		expect((await sendOne()).status).toBe(413);
		expect((await owner.delete(`/api/events/${event}/photos/${body.id}`)).status).toBe(204);
		expect((await sendOne()).status).toBe(201);
	});
});

describe("what fits in part", () => {
	it("of several at once, as many are kept as there is room for", async () => {
		await leaveRoom({ files: 2 });
		const replies = await Promise.all(Array.from({ length: 6 }, () => sendOne()));
		const statuses = replies.map(({ status }) => status).sort();
		expect(statuses).toEqual([201, 201, 413, 413, 413, 413]);
		const { files, file_limit } = await account();
		expect(files).toBe(file_limit);
	});

	it("of a batch of photos, the others say why not", async () => {
		await leaveRoom({ files: 2 });
		const photos = await Promise.all([1, 2, 3].map(() => aJpegOf(SIZE)));
		const sent = photos.map((bytes, n) => ({ name: `${n}.jpg`, bytes }));
		const { status, body } = await owner.uploadBatch(event, sent);
		expect([status, body.summary]).toEqual([207, { total: 3, successful: 2, failed: 1 }]);
		expect(body.results[2]).toMatchObject({ fileName: "2.jpg", success: false });
		expect(body.results[2].error).toContain("no room left");
	});

	it("of files, those that fit become a zone", async () => {
		await leaveRoom({ files: 2 });
		const { status, body } = await media.upload([aText(), aText(), aText()]);
		expect([status, body.total_successful, body.total_failed]).toEqual([200, 2, 1]);
		expect(body.failed[0].error).toContain("no room left");
	});

	it("of an image batch, nothing is kept", async () => {
		await leaveRoom({ files: 1 });
		const before = await account();
		const images = await Promise.all([1, 2].map(() => aJpegOf(SIZE)));
		const parts = images.map((bytes, n) => ({ field: "files", name: `${n}.jpg`, bytes }));
		const { status, body } = await owner.post("/api/upload", aForm({}, parts));
		expect([status, body.error]).toEqual([413, "QUOTA_EXCEEDED"]);
		expect(await account()).toEqual(before);
	});
});

describe("a photo that was deleted", () => {
	it("is not brought back where another has taken its room, and is where there is room", async () => {
		const { body: photo } = await sendOne();
		await leaveRoom({ files: 0 });
		expect((await owner.delete(`/api/events/${event}/photos/${photo.id}`)).status).toBe(204);
		const { body: other } = await sendOne();
		const before = await account();
		const restore = () =>
			owner.post(`/api/events/${event}/media/restore`, { media_ids: [photo.id] });
		const { status, body } = await restore();
		expect([status, body.error]).toEqual([413, "QUOTA_EXCEEDED"]);
		expect(await account()).toEqual(before);
		expect((await owner.delete(`/api/events/${event}/photos/${other.id}`)).status).toBe(204);
		expect((await restore()).body).toEqual({ restored: [photo.id] });
		expect(await account()).toEqual(before);
	});
});

describe("a guest's photo", () => {
	it("takes the room of whose event it is, and is refused without a figure", async () => {
		const guest = new Api(server.url);
		const before = await account();
		expect((await guest.upload(event, await aJpegOf(SIZE), "a.jpg", guests)).status).toBe(201);
		expect((await account()).storage_used_bytes).toBe(before.storage_used_bytes + SIZE);
		await leaveRoom({ files: 0 });
		const { status, body } = await guest.upload(event, await aJpegOf(SIZE), "b.jpg", guests);
		expect([status, body.error, body.details]).toEqual([413, "QUOTA_EXCEEDED", null]);
		expect(body.message).not.toMatch(/\d/);
	});
	const guests = { albumName: "Tamu" };

	it("is no matter of who sends it to another's event", async () => {
		const { body } = await admin.get("/api/account");
		await setQuotas({ file_quota: 0 }, body.id);
		expect((await sendOne(SIZE, admin)).status).toBe(201);
		await setQuotas({ file_quota: null }, body.id);
	});
});

describe("a resumable upload", () => {
	const tus = () => new Tus(server.url, owner.headers);

	it("is refused by its length, one byte past what is left", async () => {
		await leaveRoom({ bytes: 5 * MB });
		const { status, body } = await tus().post(5 * MB + 1);
		expect([status, body.error]).toEqual([413, "QUOTA_EXCEEDED"]);
		expect((await tus().post(5 * MB)).status).toBe(201);
	});

	it("is given up at once by tus-js-client, whatever retries it was told", async () => {
		await leaveRoom({ bytes: MB });
		let requests = 0;
		const failed = await new Promise<Error>((resolve, reject) => {
			new Upload(Buffer.alloc(2 * MB), {
				...{ endpoint: `${server.url}/api/uploads`, headers: owner.headers },
				...{ retryDelays: [0, 0, 0], metadata: { filename: "a.zip" } },
				onBeforeRequest: () => {
					requests += 1;
				},
				onError: resolve,
				onSuccess: () => reject(new Error("it was taken")),
			}).start();
		});
		expect([requests, String(failed)]).toEqual([1, expect.stringContaining("QUOTA_EXCEEDED")]);
	});

	it("that is finished stays so where there is no room for its batch, until there is", async () => {
		const { bytes } = zipOf(await somePages(3));
		const path = await tus().create(bytes.length);
		expect((await tus().patch(path, 0, bytes)).status).toBe(204);
		const form = () => aForm({ upload_id: path.split("/").at(-1) ?? "", ...task });
		const task = { task_id: TASK };
		for (const room of [{ files: 0 }, { bytes: bytes.length - 1 }]) {
			await leaveRoom(room);
			const { status, body } = await owner.post("/api/batches/upload", form());
			expect([status, body.code]).toEqual([413, "QUOTA_EXCEEDED"]);
		}
		await leaveRoom({ bytes: bytes.length });
		expect((await owner.post("/api/batches/upload", form())).status).toBe(202);
	});
});

describe("the figures of the installation", () => {
	it("say how much is kept, of what and whose, and how much room there is", async () => {
		const { status, body } = await admin.get("/api/admin/storage");
		const mine = await account();
		expect(status).toBe(200);
		const [originals] = body.kinds;
		expect(originals).toEqual({ kind: "originals", files: body.files, bytes: body.bytes });
		expect(body.states).toContainEqual({
			...{ state: "stored", files: expect.any(Number), bytes: expect.any(Number) },
		});
		const sum = (rows: Json[], field: string) =>
			rows.reduce((all: number, row: Json) => all + row[field], 0);
		expect(sum(body.states, "bytes")).toBe(body.bytes);
		expect(sum(body.users, "files")).toBe(body.files);
		expect(body.users[0]).toMatchObject({
			...{ id: ownerId, username: "photographer", storage_used_bytes: mine.storage_used_bytes },
		});
		expect(body.user_total).toBe(body.users.length);
		const { free_bytes: free, total_bytes: total } = body.disk;
		expect(free).toBeGreaterThan(0);
		expect(total).toBeGreaterThan(free);
		expect(body.database_bytes).toBeGreaterThan(MB);
	});
});
