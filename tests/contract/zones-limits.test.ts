/** The limits of an upload of any files, at them and one past them. */
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { Api, type Json } from "#tests/support/api.ts";
import { EventMedia, someTexts } from "#tests/support/event-media.ts";
import { startServer, type TestServer } from "#tests/support/server.ts";
import { streamUpload } from "#tests/support/stream-upload.ts";

const MB = 1024 * 1024;
let server: TestServer;
let owner: Api;
let media: EventMedia;

beforeAll(async () => {
	server = await startServer({ worker: false, env: { MAX_REQUEST_MB_ZONES: "320" } });
	owner = await new Api(server.url).photographer();
	media = new EventMedia(owner, await owner.createEvent());
});
afterAll(() => server?.stop());

const aFileOf = (size: number, name = "backup.pdf") => ({
	...{ field: "files", name, size },
	begin: Buffer.from("%PDF-1.7\n").subarray(0, size),
});

async function send(path: string, ...files: ReturnType<typeof aFileOf>[]) {
	const { status, body } = await streamUpload(server.url + path, {}, files, owner.headers);
	return { status, body: JSON.parse(body) as Json };
}

describe("a file of 100 MB", () => {
	it("is stored whole, alone and in a zone", async () => {
		const alone = await send(media.path, aFileOf(100 * MB));
		expect(alone.status).toBe(200);
		expect(alone.body).toMatchObject({ file_size: 100 * MB, file_type: "application/pdf" });
		const head = await fetch(alone.body.file_url, { method: "HEAD" });
		expect(head.headers.get("content-length")).toBe(String(100 * MB));
		const { id } = await media.aZone(2);
		const added = await send(`${media.path}/zones/${id}/files`, aFileOf(100 * MB));
		expect([added.status, added.body.total_successful]).toEqual([200, 1]);
	});
});

describe("a file of one byte more", () => {
	const tooLarge = { detail: "File exceeds 100MB limit", code: "FILE_TOO_LARGE" };

	it("is refused alone, and leaves nothing", async () => {
		const before = (await media.list()).body;
		const { id } = await media.aZone(2);
		const zone = (await media.zone(id)).body;
		for (const path of [media.path, `${media.path}/zones/${id}/files`]) {
			const { status, body } = await send(path, aFileOf(100 * MB + 1));
			expect(status).toBe(413);
			expect(body).toEqual(tooLarge);
		}
		expect((await media.zone(id)).body).toEqual(zone);
		expect((await media.list()).body).toHaveLength(before.length + 2);
	});

	it("fails by itself among others", async () => {
		const { status, body } = await send(
			media.path,
			aFileOf(10, "first.pdf"),
			aFileOf(101 * MB, "large.pdf"),
			aFileOf(20, "last.pdf"),
		);
		expect(status).toBe(200);
		expect(body.failed).toEqual([{ filename: "large.pdf", error: "File exceeds 100MB limit" }]);
		expect(body.successful.map(({ file_size }: Json) => file_size)).toEqual([10, 20]);
		expect(body).toMatchObject({ total_requested: 3, total_successful: 2, total_failed: 1 });
		expect((await media.zone(body.batch_id)).body.file_count).toBe(2);
	});

	it("is the reason for all where all are so", async () => {
		const zones = (await media.grouped()).body.total_zones;
		const { status, body } = await send(
			media.path,
			aFileOf(100 * MB + 1, "a.pdf"),
			aFileOf(100 * MB + 1, "b.pdf"),
		);
		expect([status, body.code]).toEqual([413, "FILE_TOO_LARGE"]);
		expect(body.detail).toContain("None of the 2 files");
		expect((await media.grouped()).body.total_zones).toBe(zones);
	});
});

describe("an empty file", () => {
	const empty = { name: "empty.txt", bytes: Buffer.alloc(0) };

	it("is refused alone", async () => {
		const { status, body } = await media.upload([empty]);
		expect(status).toBe(422);
		expect(body).toEqual({ detail: "The file is empty", code: "NO_FILE_STORED" });
	});

	it("fails by itself among others, and makes a zone of the rest", async () => {
		const { status, body } = await media.upload([empty, ...someTexts(1)]);
		expect(status).toBe(200);
		expect(body.failed).toEqual([{ filename: "empty.txt", error: "The file is empty" }]);
		expect((await media.zone(body.batch_id)).body.file_count).toBe(1);
	});

	it("is no reason of size", async () => {
		const { status, body } = await send(media.path, aFileOf(0), aFileOf(100 * MB + 1));
		expect([status, body.code]).toEqual([422, "NO_FILE_STORED"]);
	});
});

describe("a request", () => {
	it("of more than its limit is refused unread", async () => {
		const { status, body } = await send(
			media.path,
			...Array.from({ length: 4 }, () => aFileOf(81 * MB)),
		);
		expect([status, body]).toEqual([
			413,
			{ detail: "Request size must be less than 320MB", code: "REQUEST_TOO_LARGE" },
		]);
	});

	it("may bring a hundred files", async () => {
		const { status, body } = await media.upload(someTexts(100));
		expect([status, body.total_successful]).toEqual([200, 100]);
		expect((await media.zone(body.batch_id)).body.media_files).toHaveLength(100);
	});
});
