/** The batches document: `/api/batches/…`, by its three strategies. */
import { create } from "qrcode";
import sharp from "sharp";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { Api, aForm, eventually, type FileOf, type Json } from "#tests/support/api.ts";
import { aPicture } from "#tests/support/pictures.ts";
import { startServer, type TestServer } from "#tests/support/server.ts";
import { storedFiles, uploadedFiles } from "#tests/support/storage.ts";
import { aZip } from "#tests/support/zip-writer.ts";

interface ZipMember {
	name: string;
	bytes: Buffer;
}

const TASK = "14900113";
const MB = 1024 * 1024;
let server: TestServer;
let owner: Api;
let other: Api;
let admin: Api;

beforeAll(async () => {
	server = await startServer({ env: { REGISTRATION: "1", MAX_REQUEST_MB_SHEETS: "8" } });
	const anyone = new Api(server.url);
	owner = await anyone.photographer();
	admin = await anyone.admin();
	other = await anyone.register("another");
});
afterAll(() => server?.stop());

/** A page with a code on it, as a scanner sees it. */
async function aSheetWithCode(text: string): Promise<Buffer> {
	const { modules } = create(text, { errorCorrectionLevel: "M" });
	const side = modules.size + 8;
	const data = Buffer.alloc(side * side, 255);
	for (let row = 0; row < modules.size; row++)
		for (let column = 0; column < modules.size; column++)
			if (modules.get(row, column)) data[(row + 4) * side + column + 4] = 0;
	const code = await sharp(data, { raw: { width: side, height: side, channels: 1 } })
		.resize(320, 320, { kernel: "nearest" })
		.png()
		.toBuffer();
	const page = { width: 1240, height: 1754, channels: 3 as const, background: "#fff" };
	return sharp({ create: page })
		.composite([{ input: code, left: 800, top: 100 }])
		.jpeg()
		.toBuffer();
}

const members = async (count: number): Promise<ZipMember[]> =>
	Promise.all(
		Array.from({ length: count }, async (_, n) => ({
			name: `scans/page${n + 1}.jpg`,
			bytes: await aPicture({ width: 300, height: 400 }),
		})),
	);
const zipOf = (files: ZipMember[], name = "batch.zip"): FileOf => ({
	field: "file",
	name,
	bytes: aZip(files),
});
const send = (fields: Record<string, string>, files: FileOf[], api = owner) =>
	api.post("/api/batches/upload", aForm(fields, files));
const settled = (id: string, api = owner) =>
	eventually(
		async () => (await api.get(`/api/batches/${id}/progress`)).body as Json,
		({ status }) => status === "completed" || status === "failed",
	);
const statusOf = async (id: string, query = "", api = owner) =>
	(await api.get(`/api/batches/${id}/status${query}`)).body as Json;

describe("a ZIP with a QR code", () => {
	it("is taken apart in natural order, and its first sheet names the task", async () => {
		const pages = await members(11);
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
		const pages = await members(3);
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
		const { status, body } = await send(fields, [zipOf(await members(5))]);
		expect(status).toBe(202);
		expect(await settled(body.batch_id)).toMatchObject({ status: "completed", sheet_count: 5 });
		expect(await statusOf(body.batch_id)).toMatchObject({ strategy: "zip", task_id: TASK });
	});

	it("with bad sheets among good ones is completed, and says which in words", async () => {
		const pages = await members(4);
		(pages[1] as ZipMember).bytes = Buffer.from("text, not a page. ".repeat(300));
		(pages[2] as ZipMember).bytes = Buffer.alloc(0);
		const { body } = await send({ task_id: TASK }, [zipOf(pages)]);
		const progress = await settled(body.batch_id);
		expect(progress).toMatchObject({ status: "completed", processed_count: 2, failed_count: 2 });
		const { sheets } = await statusOf(body.batch_id);
		expect(sheets.map(({ status }: Json) => status)).toEqual([
			...["processed", "failed", "failed", "processed"],
		]);
		for (const sheet of [sheets[1], sheets[2]]) expect(sheet.error).toMatch(/[a-z]{3,} [a-z]/);
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
		const whole = aZip(await members(3));
		const cut = { field: "file", name: "cut.zip", bytes: whole.subarray(0, whole.length / 2) };
		const { status, body } = await send({ task_id: TASK }, [cut]);
		expect(status).toBe(202);
		expect((await settled(body.batch_id)).status).toBe("failed");
		expect((await statusOf(body.batch_id)).error.code).toMatch(/NOT_A_ZIP|DAMAGED/);
	});

	it("goes on after its worker was killed, without doing a sheet twice", async () => {
		const { body } = await send({ task_id: TASK }, [zipOf(await members(40))]);
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
	const images = async (count: number): Promise<FileOf[]> =>
		(await members(count)).map(({ name, bytes }) => ({
			...{ field: "files", name: name.replace("scans/", ""), bytes },
		}));

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

describe("who may do what", () => {
	let batchId: string;
	beforeAll(async () => {
		const { body } = await send({ task_id: TASK }, [zipOf(await members(2))]);
		batchId = body.batch_id;
		await settled(batchId);
	});
	const paths = () => ["progress", "status", "export"].map((p) => `/api/batches/${batchId}/${p}`);

	it("strangers are asked to sign in, in the family's form", async () => {
		const stranger = new Api(server.url);
		for (const path of [...paths(), "/api/batches", "/api/batches/stats"]) {
			const { status, body } = await stranger.get(path);
			expect([status, body]).toEqual([401, { detail: "Please sign in", code: "UNAUTHENTICATED" }]);
		}
	});

	it("another user is told of nothing; admins see all", async () => {
		for (const path of paths()) {
			const { status, body } = await other.get(path);
			expect([status, body]).toEqual([404, { detail: "Batch not found", code: "BATCH_NOT_FOUND" }]);
			expect((await admin.get(path)).status).toBe(200);
		}
		expect((await other.delete(`/api/batches/${batchId}`)).status).toBe(404);
		expect((await owner.get("/api/batches/nonsense/progress")).status).toBe(404);
	});

	it("the list is the caller's own, newest first, by page and status", async () => {
		const mine = (await owner.get("/api/batches/?limit=3&offset=0")).body as Json;
		expect(mine).toMatchObject({ limit: 3, offset: 0 });
		expect(mine.batches[0].batch_uuid).toBe(batchId);
		expect((await other.get("/api/batches")).body).toMatchObject({ total: 0, batches: [] });
		expect((await admin.get("/api/batches")).body.total).toBe(mine.total);
		const failed = (await owner.get("/api/batches?status=failed")).body as Json;
		expect(failed.total).toBeGreaterThan(0);
		expect(failed.batches.every(({ status }: Json) => status === "failed")).toBe(true);
		const counts = await Promise.all(
			["uploaded", "processing", "completed", "failed"].map(
				async (status) => (await owner.get(`/api/batches?status=${status}`)).body.total as number,
			),
		);
		expect(counts.reduce((sum, count) => sum + count)).toBe(mine.total);
		for (const query of ["?limit=0", "?offset=-1", "?status=nothing"])
			expect((await owner.get(`/api/batches${query}`)).status).toBe(400);
	});

	it("the export has a row a sheet", async () => {
		const csv = await owner.get(`/api/batches/${batchId}/export?format=csv`);
		expect(csv.headers.get("content-type")).toBe("text/csv; charset=utf-8");
		const lines = (csv.body as string).trim().split("\r\n");
		expect(lines).toHaveLength(3);
		expect(lines[1]).toMatch(/^1,page1\.jpg,processed,,\d+,300,400,,14900113,/);
		const json = await owner.get(`/api/batches/${batchId}/export?format=json`);
		expect(json.body.sheets).toHaveLength(2);
	});

	it("the figures are by day and strategy", async () => {
		const { days } = (await owner.get("/api/batches/stats")).body as Json;
		const zip = days.find(({ strategy }: Json) => strategy === "zip");
		expect(zip.sheets).toBeGreaterThan(40);
		expect(zip.median_seconds).toBeGreaterThan(0);
		expect((await other.get("/api/batches/stats")).body).toEqual({ days: [] });
	});

	it("owners may not delete, admins may: rows and files are gone", async () => {
		const refused = await owner.delete(`/api/batches/${batchId}`);
		expect([refused.status, refused.body.code]).toEqual([403, "FORBIDDEN"]);
		const { sheets } = await statusOf(batchId);
		expect((await admin.delete(`/api/batches/${batchId}`)).status).toBe(204);
		expect((await owner.get(`/api/batches/${batchId}/progress`)).status).toBe(404);
		expect((await admin.delete(`/api/batches/${batchId}`)).status).toBe(404);
		const ids = [batchId, ...sheets.map(({ id }: Json) => id)];
		const left = () => storedFiles(server.dataDir);
		await eventually(left, (files) => !files.some((file) => ids.some((id) => file.includes(id))));
	});

	it("a batch that is being processed stops when it is deleted", async () => {
		const { body } = await send({ task_id: TASK }, [zipOf(await members(30))]);
		const progress = async () =>
			(await owner.get(`/api/batches/${body.batch_id}/progress`)).body as Json;
		await eventually(progress, ({ processed_count }) => processed_count >= 2);
		const { sheets } = await statusOf(body.batch_id);
		expect((await admin.delete(`/api/batches/${body.batch_id}`)).status).toBe(204);
		const ids = [body.batch_id, ...sheets.map(({ id }: Json) => id)];
		const left = () => storedFiles(server.dataDir);
		await eventually(left, (files) => !files.some((file) => ids.some((id) => file.includes(id))));
		// The worker is well, and does the next.
		const next = await send({ task_id: TASK }, [zipOf(await members(2))]);
		expect(await settled(next.body.batch_id)).toMatchObject({ status: "completed" });
	});
});
