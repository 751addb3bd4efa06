/** The image batch document: `/upload`, `/batch/{id}`, `/batch/{id}/images`, and the same under `/api`. */
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { Api, aForm, eventually, type Json } from "#tests/support/api.ts";
import { aHugePng } from "#tests/support/hostile-files.ts";
import { aJpegOf, aPicture } from "#tests/support/pictures.ts";
import { startServer, type TestServer } from "#tests/support/server.ts";
import { uploadedFiles } from "#tests/support/storage.ts";

const MB = 1024 * 1024;
const TIME = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/;
let server: TestServer;
let anyone: Api;

beforeAll(async () => {
	server = await startServer({ env: { MAX_FILES_BATCH: "12" } });
	anyone = new Api(server.url);
});
afterAll(() => server?.stop());

const files = async (count: number, field = "files[]") =>
	Promise.all(
		Array.from({ length: count }, async (_, n) => ({
			field,
			name: `photo${n + 1}.${n % 2 ? "png" : "jpg"}`,
			bytes: await aPicture({ format: n % 2 ? "png" : "jpeg" }),
		})),
	);
const send = async (count: number, api = anyone) =>
	(await api.post("/upload", aForm({}, await files(count)))).body as Json;
const settled = (path: string, api = anyone) =>
	eventually(
		async () => (await api.get(path)).body as Json,
		({ status }) => status === "completed" || status === "failed",
	);

describe("a batch of images", () => {
	it.each(["", "/api"])("goes through as documented at %s/upload", async (base) => {
		const form = aForm({}, await files(5));
		const created = await anyone.post(`${base}/upload`, form);
		expect(created.status).toBe(201);
		expect(created.body).toEqual({
			batch_id: expect.stringMatching(/^[0-9a-f-]{36}$/),
			status: "created",
			total_images: 5,
			created_at: expect.stringMatching(TIME),
		});
		const path = `${base}/batch/${created.body.batch_id}`;
		expect(await settled(path)).toEqual({
			batch_id: created.body.batch_id,
			status: "completed",
			created_at: created.body.created_at,
			completed_at: expect.stringMatching(TIME),
			total_images: 5,
			processed_images: 5,
			progress: 100,
		});
		const { status, body } = await anyone.get(`${path}/images`);
		expect(status).toBe(200);
		expect(body).toEqual({
			batch_id: created.body.batch_id,
			images: [1, 2, 3, 4, 5].map((n) => ({
				id: expect.stringMatching(/^[0-9a-f-]{36}$/),
				original_name: `photo${n}.${n % 2 ? "jpg" : "png"}`,
				status: "processed",
				error: null,
				created_at: expect.stringMatching(TIME),
				processed_at: expect.stringMatching(TIME),
			})),
		});
	});

	it("is created before any image is worked on, and its progress only grows", async () => {
		await server.killWorker();
		const { batch_id } = await send(6);
		const read = async () => (await anyone.get(`/batch/${batch_id}`)).body as Json;
		expect(await read()).toMatchObject({ status: "created", progress: 0, completed_at: null });
		const images = (await anyone.get(`/batch/${batch_id}/images`)).body.images as Json[];
		expect(images.every(({ status, processed_at }) => status === "pending" && !processed_at)).toBe(
			true,
		);
		await server.startWorker();
		const seen: number[] = [];
		await eventually(read, ({ status, progress }) => {
			seen.push(progress);
			return status === "completed";
		});
		expect(seen).toEqual(seen.toSorted((a, b) => a - b));
	});

	it("with a broken image is completed, and says which", async () => {
		const [good] = await files(1);
		const broken = (await aPicture({ format: "png" })).subarray(0, 45);
		const both = [
			good as NonNullable<typeof good>,
			{ field: "files", name: "b.png", bytes: broken },
		];
		const { body } = await anyone.post("/upload", aForm({}, both));
		expect(await settled(`/batch/${body.batch_id}`)).toMatchObject({
			status: "completed",
			processed_images: 2,
			progress: 100,
		});
		const images = (await anyone.get(`/batch/${body.batch_id}/images`)).body.images as Json[];
		expect(images.map(({ status }) => status)).toEqual(["processed", "failed"]);
		expect(images[1].error).toMatch(/broken/);
	});

	it("of broken images alone has failed", async () => {
		const broken = (await aPicture({ format: "png" })).subarray(0, 45);
		const form = aForm({}, [{ field: "files[]", name: "b.png", bytes: broken }]);
		const { body } = await anyone.post("/upload", form);
		expect((await settled(`/batch/${body.batch_id}`)).status).toBe("failed");
	});

	it("is made once for one Idempotency-Key", async () => {
		const form = async () => aForm({}, await files(1));
		const again = anyone.with({ "idempotency-key": "the-same" });
		const same = await form();
		const first = await again.post("/upload", same);
		const second = await again.post("/upload", same);
		expect([first.status, second.status]).toEqual([201, 201]);
		expect(second.body).toEqual(first.body);
		expect((await again.post("/upload", await form())).status).toBe(422);
	});
});

describe("what is refused leaves nothing behind", () => {
	const refused = async (form: FormData, status: number, error: string) => {
		const before = await uploadedFiles(server.dataDir);
		const reply = await anyone.post("/upload", form);
		expect([reply.status, reply.body.error]).toEqual([status, error]);
		expect(await uploadedFiles(server.dataDir)).toEqual(before);
		return reply.body as Json;
	};

	it.each([
		["text", async () => Buffer.from("no image at all, ".repeat(300))],
		["a GIF", () => aPicture({ format: "gif" })],
		["an empty file", async () => Buffer.alloc(0)],
		["too many pixels", async () => aHugePng(30_000)],
	])("%s among good images, and it is named", async (_, make) => {
		const good = await files(2);
		const bad = { field: "files[]", name: "notes.jpg", bytes: await make() };
		const body = await refused(aForm({}, [...good, bad]), 400, "INVALID_FILE_TYPE");
		expect(body.message).toContain("notes.jpg");
	});

	it("no image", () => refused(aForm({}), 400, "VALIDATION_ERROR"));
	it("another field", async () =>
		refused(aForm({}, await files(1, "file")), 400, "VALIDATION_ERROR"));
	it("13 images where 12 are allowed", async () =>
		refused(aForm({}, await files(13)), 413, "BATCH_TOO_LARGE"));
	it("an image over its limit", async () =>
		refused(
			aForm({}, [{ field: "files[]", name: "a.jpg", bytes: await aJpegOf(50 * MB + 1) }]),
			413,
			"BATCH_TOO_LARGE",
		));
	it("12 images are allowed", async () => {
		expect((await send(12)).total_images).toBe(12);
	});
});

describe("who may see a batch", () => {
	it("nobody's: whoever has its id; somebody's: they and admins", async () => {
		const owner = await anyone.photographer();
		const { batch_id } = await send(1, owner);
		for (const path of [`/batch/${batch_id}`, `/batch/${batch_id}/images`]) {
			expect((await owner.get(path)).status).toBe(200);
			expect((await (await anyone.admin()).get(path)).status).toBe(200);
			const reply = await anyone.get(path);
			expect([reply.status, reply.body.error]).toEqual([404, "BATCH_NOT_FOUND"]);
		}
	});

	it("what is none is not found", async () => {
		for (const id of ["nonsense", "16073628-2359-4df7-a505-f8a2a6139cf3"])
			for (const rest of ["", "/images"]) {
				const { status, body } = await anyone.get(`/batch/${id}${rest}`);
				expect([status, body.error]).toEqual([404, "BATCH_NOT_FOUND"]);
			}
	});

	it("a key needs the scope", async () => {
		const owner = await anyone.photographer();
		const { body } = await owner.post("/api/keys", { name: "k", scopes: ["photos:write"] });
		const reply = await anyone
			.with({ "x-api-key": body.key })
			.post("/upload", aForm({}, await files(1)));
		expect([reply.status, reply.body.error]).toEqual([403, "INSUFFICIENT_SCOPE"]);
	});
});

describe("where anonymous batches are off", () => {
	let closed: TestServer;
	beforeAll(async () => {
		closed = await startServer({ worker: false, env: { ANONYMOUS_UPLOADS: "0" } });
	});
	afterAll(() => closed?.stop());

	it("strangers are asked to sign in, and users go on", async () => {
		const api = new Api(closed.url);
		const reply = await api.post("/upload", aForm({}, await files(1)));
		expect([reply.status, reply.body.error]).toEqual([401, "UNAUTHENTICATED"]);
		const owner = await api.photographer();
		expect((await owner.post("/upload", aForm({}, await files(1)))).status).toBe(201);
	});
});
