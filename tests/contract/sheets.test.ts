/** Sending batches: `POST /api/batches/upload`, by the document's three strategies. */
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { Api, eventually, type FileOf, type Json } from "#tests/support/api.ts";
import { aPicture } from "#tests/support/pictures.ts";
import { startServer, type TestServer } from "#tests/support/server.ts";
import {
	aSheetWithCode,
	imagesOf,
	noPage,
	sendSheets,
	settledBatch,
	somePages,
	statusOfBatch,
	TASK,
	type ZipMember,
	zipOf,
} from "#tests/support/sheets.ts";
import { storedFiles, uploadedFiles } from "#tests/support/storage.ts";
import { aZip } from "#tests/support/zip-writer.ts";

const MB = 1024 * 1024;
let server: TestServer;
let owner: Api;

beforeAll(async () => {
	server = await startServer({ env: { MAX_REQUEST_MB_SHEETS: "8" } });
	owner = await new Api(server.url).photographer();
});
afterAll(() => server?.stop());

const send = (fields: Record<string, string>, files: FileOf[]) => sendSheets(owner, fields, files);
const settled = (id: string) => settledBatch(owner, id);
const statusOf = (id: string, query = "") => statusOfBatch(owner, id, query);

describe("a ZIP with a QR code", () => {
	it("is taken apart in natural order, and its first sheet names the task", async () => {
		const pages = await somePages(11);
		const first = pages[0] as ZipMember;
		first.bytes = await aSheetWithCode(TASK);
		// The archive's own order is another.
		const extras = [
			{ name: "scans/", bytes: Buffer.alloc(0) },
			{ name: "__MACOSX/scans/._page1.jpg", bytes: Buffer.from("mac") },
			{ name: "scans/.DS_Store", bytes: Buffer.from("mac") },
			{ name: "readme.txt", bytes: Buffer.from("hello") },
		];
		const archive = zipOf([...pages.toReversed(), ...extras]);
		const { status, body } = await send({ has_qr: "true" }, [archive]);
		expect(status).toBe(202);
		expect(body).toEqual({
			batch_id: expect.stringMatching(/^[0-9a-f-]{36}$/),
			status: "uploaded",
			message: expect.stringMatching(/^Batch uploaded successfully/),
			total_size: archive.bytes.length,
		});
		expect(await settled(body.batch_id)).toEqual({
			batch_uuid: body.batch_id,
			status: "completed",
			sheet_count: 11,
			processed_count: 11,
			failed_count: 0,
			progress_percentage: 100,
			created_at: expect.any(String),
			completed_at: expect.any(String),
		});
		const detail = await statusOf(body.batch_id);
		expect(detail).toMatchObject({
			...{ strategy: "zip_qr", task_id: TASK, file_name: "batch.zip", skipped_count: 4 },
			...{ total_size: archive.bytes.length, error: null, owner: { username: "photographer" } },
		});
		expect(detail.sheets.map(({ name }: Json) => name)).toEqual(
			pages.map(({ name }) => name.replace("scans/", "")),
		);
		expect(detail.sheets[0]).toMatchObject({
			...{ status: "processed", qr: [TASK], width: 1240, height: 1754, position: 0 },
			renditions: { small: { url: expect.stringMatching(/^http/) } },
		});
		const paged = await statusOf(body.batch_id, "?limit=3&offset=9");
		expect(paged.sheets.map(({ position }: Json) => position)).toEqual([9, 10]);
	});

	it.each([
		["no code", async () => aPicture({ width: 600, height: 800 })],
		["a code of 7 digits", () => aSheetWithCode("1490011")],
		["a code that is no number", () => aSheetWithCode("https://example.org")],
	])("with %s on its first sheet fails with that reason, and stays readable", async (_, make) => {
		const pages = await somePages(3);
		(pages[0] as ZipMember).bytes = await make();
		const { body } = await send({ has_qr: "true" }, [zipOf(pages)]);
		expect((await settled(body.batch_id)).status).toBe("failed");
		const sheets = () => statusOf(body.batch_id);
		const detail = await eventually(sheets, ({ processed_count }) => processed_count === 3);
		expect(detail).toMatchObject({ status: "failed", task_id: null });
		expect(detail.error).toMatchObject({
			code: "QR_NOT_FOUND",
			message: expect.stringMatching(/QR/),
		});
	});
});

describe("a ZIP without a QR code", () => {
	it("has its task id from the form", async () => {
		const fields = { has_qr: "false", task_id: TASK };
		const { status, body } = await send(fields, [zipOf(await somePages(5))]);
		expect(status).toBe(202);
		expect(await settled(body.batch_id)).toMatchObject({ status: "completed", sheet_count: 5 });
		expect(await statusOf(body.batch_id)).toMatchObject({ strategy: "zip", task_id: TASK });
	});

	it("with bad sheets among good ones is completed, and says which in words", async () => {
		const pages = await somePages(4);
		(pages[1] as ZipMember).bytes = noPage();
		(pages[2] as ZipMember).bytes = Buffer.alloc(0);
		const { body } = await send({ task_id: TASK }, [zipOf(pages)]);
		const progress = await settled(body.batch_id);
		expect(progress).toMatchObject({ status: "completed", processed_count: 2, failed_count: 2 });
		const { sheets } = await statusOf(body.batch_id);
		expect(sheets.map(({ status }: Json) => status)).toEqual([
			...["processed", "failed", "failed", "processed"],
		]);
		for (const sheet of [sheets[1], sheets[2]]) expect(sheet.error).toMatch(/[a-z]{3,} [a-z]/);
		expect(sheets.map(({ error_code }: Json) => error_code)).toEqual([
			...[null, "INVALID_IMAGE", "INVALID_IMAGE", null],
		]);
	});

	it.each([
		["not an image in it", async () => [{ name: "a.txt", bytes: Buffer.from("x") }], "EMPTY"],
		[
			"a name that leads out of it",
			async () => [{ name: "../../etc/a.jpg", bytes: await aPicture() }],
			"UNSAFE_NAME",
		],
	] as const)("with %s fails clearly, and leaves nothing outside", async (_, make, code) => {
		const { body } = await send({ task_id: TASK }, [zipOf([...(await make())])]);
		expect((await settled(body.batch_id)).status).toBe("failed");
		const { error, sheets } = await statusOf(body.batch_id);
		expect(error.code).toBe(code);
		expect(sheets).toEqual([]);
		const files = await storedFiles(server.dataDir);
		expect(files.filter((file) => !/^objects\/(batches|media)\//.test(file))).toEqual([]);
	});

	it("that was cut off fails clearly", async () => {
		const whole = aZip(await somePages(3));
		const cut = { field: "file", name: "cut.zip", bytes: whole.subarray(0, whole.length / 2) };
		const { status, body } = await send({ task_id: TASK }, [cut]);
		expect(status).toBe(202);
		expect((await settled(body.batch_id)).status).toBe("failed");
		expect((await statusOf(body.batch_id)).error.code).toMatch(/NOT_A_ZIP|DAMAGED/);
	});

	it("goes on after its worker was killed, without doing a sheet twice", async () => {
		const { body } = await send({ task_id: TASK }, [zipOf(await somePages(40))]);
		const progress = async () =>
			(await owner.get(`/api/batches/${body.batch_id}/progress`)).body as Json;
		await eventually(progress, ({ processed_count }) => processed_count >= 3);
		await server.killWorker();
		await server.startWorker();
		const done = await settled(body.batch_id);
		expect(done).toMatchObject({ status: "completed", sheet_count: 40, processed_count: 40 });
		const { sheets } = await statusOf(body.batch_id);
		expect(sheets.map(({ position }: Json) => position)).toEqual(
			Array.from({ length: 40 }, (_, n) => n),
		);
	});
});

describe("direct images", () => {
	const images = async (count: number) => imagesOf(await somePages(count));

	it("are sheets in the order sent", async () => {
		const { status, body } = await send({ task_id: TASK }, await images(20));
		expect(status).toBe(202);
		expect(await settled(body.batch_id)).toMatchObject({ status: "completed", sheet_count: 20 });
		const { sheets, strategy } = await statusOf(body.batch_id);
		expect(strategy).toBe("images");
		expect(sheets.map(({ name }: Json) => name)).toEqual(
			Array.from({ length: 20 }, (_, n) => `page${n + 1}.jpg`),
		);
	});

	it.each([
		["no task id", {}, 400, /task_id is required/],
		["7 digits", { task_id: "1490011" }, 400, /exactly 8 digits/],
		["9 digits", { task_id: "149001133" }, 400, /exactly 8 digits/],
		["letters", { task_id: "1490011a" }, 400, /exactly 8 digits/],
		["has_qr alone", { has_qr: "true" }, 400, /task_id is required/],
		["has_qr that is none", { has_qr: "perhaps", task_id: TASK }, 400, /has_qr/],
	])("with %s are refused, and nothing stays", async (_, fields, status, message) => {
		const before = await uploadedFiles(server.dataDir);
		const reply = await send(fields as Record<string, string>, await images(2));
		expect(reply.status).toBe(status);
		expect(reply.body).toEqual({
			detail: expect.stringMatching(message),
			code: "VALIDATION_ERROR",
		});
		expect(await uploadedFiles(server.dataDir)).toEqual(before);
	});

	it("and anything else under their name are refused", async () => {
		const text = { field: "files", name: "a.jpg", bytes: Buffer.from("no page ".repeat(900)) };
		const reply = await send({ task_id: TASK }, [...(await images(1)), text]);
		expect([reply.status, reply.body.code]).toEqual([400, "UNSUPPORTED_FORMAT"]);
	});

	it("a file that is no ZIP is refused at once", async () => {
		const text = { field: "file", name: "a.zip", bytes: Buffer.from("no archive ".repeat(900)) };
		const reply = await send({ task_id: TASK }, [text]);
		expect([reply.status, reply.body.code]).toEqual([400, "UNSUPPORTED_FORMAT"]);
	});

	it("nothing at all is refused", async () => {
		const reply = await send({ task_id: TASK }, []);
		expect([reply.status, reply.body.code]).toEqual([400, "VALIDATION_ERROR"]);
	});

	it("more than one request takes is refused, with the other way", async () => {
		const bytes = Buffer.concat([Buffer.from("PK\x03\x04", "latin1"), Buffer.alloc(10 * MB)]);
		const reply = await send({ task_id: TASK }, [{ field: "file", name: "a.zip", bytes }]);
		expect([reply.status, reply.body.code]).toEqual([413, "USE_RESUMABLE_UPLOAD"]);
	});
});
