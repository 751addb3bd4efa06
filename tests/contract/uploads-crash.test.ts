/** Resumable uploads over web processes that are killed, and over several at once. */
import { createHash, randomBytes } from "node:crypto";
import { readFile, stat } from "node:fs/promises";
import { basename, join } from "node:path";
import pg from "pg";
import { Upload } from "tus-js-client";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { Api, eventually } from "#tests/support/api.ts";
import { type SecondWeb, startSecondWeb } from "#tests/support/second-web.ts";
import { startServer, type TestServer } from "#tests/support/server.ts";
import { Tus } from "#tests/support/tus.ts";

const MB = 1024 * 1024;

let server: TestServer;
let owner: Tus;

beforeAll(async () => {
	server = await startServer({ worker: false });
	owner = new Tus(server.url, (await new Api(server.url).photographer()).headers);
});
afterAll(() => server?.stop());

const sha256 = (bytes: Uint8Array) => createHash("sha256").update(bytes).digest("hex");
const stored = async (path: string) =>
	sha256(await readFile(join(server.dataDir, "uploads", basename(path))));

/** Resolves once so much of a chunk is on disk: asking the server would take its place. */
async function onDisk(path: string, bytes: number): Promise<void> {
	const file = join(server.dataDir, "uploads", basename(path));
	await eventually(
		() => stat(file).catch(() => null),
		(found) => found !== null && found.size >= bytes,
	);
}

async function killAndStart(): Promise<void> {
	await server.killWeb();
	await server.startWeb();
}

describe("a web process that is killed", () => {
	it("in the middle of a chunk loses nothing that was acknowledged, five times over", async () => {
		const bytes = randomBytes(200 * MB);
		const path = await owner.create(bytes.length);
		let offset = 0;
		for (let round = 0; round < 5; round += 1) {
			const left = bytes.length - offset;
			const chunk = owner.openPatch(path, offset, { "content-length": String(left) });
			// More than what is saved on the way, and a part that is on disk unacknowledged.
			const sent = Math.min(left - 1, 33 * MB + Math.floor(Math.random() * 5 * MB));
			chunk.send(bytes.subarray(offset, offset + sent));
			const before = offset;
			const seen = await eventually(
				() => owner.offset(path),
				(at) => at >= before + 32 * MB,
			);
			await killAndStart();
			expect(await chunk.answer).toBeNull();
			offset = await owner.offset(path);
			expect(offset).toBeGreaterThanOrEqual(seen);
			expect(offset).toBeLessThanOrEqual(before + sent);
		}
		const end = await owner.patch(path, offset, bytes.subarray(offset));
		expect([end.status, end.headers["upload-offset"]]).toEqual([204, String(bytes.length)]);
		expect(await stored(path)).toBe(sha256(bytes));
	});

	it("leaves no bytes of a chunk that was never acknowledged", async () => {
		const path = await owner.create(4 * MB);
		const chunk = owner.openPatch(path, 0, { "content-length": String(4 * MB) });
		chunk.send(Buffer.alloc(3 * MB, "x"));
		await onDisk(path, MB);
		await killAndStart();
		expect(await owner.offset(path)).toBe(0);
		expect((await owner.patch(path, 0, Buffer.from("short"))).status).toBe(204);
		const file = await readFile(join(server.dataDir, "uploads", basename(path)));
		expect(String(file)).toBe("short");
	});
});

describe("a writer that falls silent", () => {
	it("is cut off soon, and what it sent is kept", async () => {
		const bytes = randomBytes(4 * MB);
		const path = await owner.create(bytes.length);
		const chunk = owner.openPatch(path, 0, { "content-length": String(bytes.length) });
		chunk.send(bytes.subarray(0, 3 * MB));
		await onDisk(path, MB);
		expect((await owner.patch(path, 0, bytes)).status).toBe(423);
		expect(await chunk.answer).toBeNull();
		const rest = () => owner.patch(path, 3 * MB, bytes.subarray(3 * MB));
		await eventually(rest, ({ status }) => status === 204);
		expect(await stored(path)).toBe(sha256(bytes));
	});
});

describe("a writer whose lock is lost", () => {
	it("acknowledges nothing more, and the next one begins where the row says", async () => {
		const bytes = randomBytes(4 * MB);
		const path = await owner.create(bytes.length);
		const chunk = owner.openPatch(path, 0, { "content-length": String(bytes.length) });
		chunk.send(bytes.subarray(0, 2 * MB));
		await onDisk(path, MB);
		const client = new pg.Client({ connectionString: server.databaseUrl });
		await client.connect();
		await client.query(`SELECT pg_terminate_backend(pid) FROM pg_stat_activity
			WHERE application_name = 'potret-locks' AND datname = current_database()`);
		await client.end();
		await eventually(
			async () => server.logs().includes('"msg":"locks"'),
			(known) => known,
		);
		chunk.send(bytes.subarray(2 * MB));
		chunk.finish();
		const stopped = await chunk.answer;
		expect([stopped?.status, stopped?.body.error]).toEqual([503, "UNAVAILABLE"]);
		expect(await owner.offset(path)).toBe(0);
		expect((await owner.patch(path, 0, bytes)).status).toBe(204);
		expect(await stored(path)).toBe(sha256(bytes));
	});
});

describe("two web processes", () => {
	let second: SecondWeb;
	let there: Tus;
	beforeAll(async () => {
		second = await startSecondWeb(server);
		there = new Tus(second.url, owner.headers);
	});
	afterAll(() => second?.kill());

	it("take the chunks of one upload in turns", async () => {
		const bytes = randomBytes(3 * MB);
		const path = await owner.create(bytes.length);
		for (let n = 0; n < 6; n += 1) {
			const at = (n * MB) / 2;
			const web = n % 2 ? there : owner;
			expect(await web.offset(path)).toBe(at);
			expect((await web.patch(path, at, bytes.subarray(at, at + MB / 2))).status).toBe(204);
		}
		expect(await stored(path)).toBe(sha256(bytes));
	});

	it("let one of many writers through, and turn the others away at once", async () => {
		const bytes = randomBytes(MB);
		const path = await owner.create(bytes.length);
		const replies = await Promise.all(
			Array.from({ length: 10 }, (_, n) => (n % 2 ? there : owner).patch(path, 0, bytes)),
		);
		const statuses = replies.map(({ status }) => status);
		expect(statuses.filter((status) => status === 204)).toHaveLength(1);
		for (const status of statuses) expect([204, 409, 423]).toContain(status);
		expect(await stored(path)).toBe(sha256(bytes));
	});

	it("keep each other out while one writes, which ends with its death", async () => {
		const bytes = randomBytes(2 * MB);
		const path = await owner.create(bytes.length);
		const chunk = there.openPatch(path, 0, { "content-length": String(bytes.length) });
		chunk.send(bytes.subarray(0, MB + 1));
		await onDisk(path, MB);
		for (const web of [owner, there]) {
			const refused = await web.patch(path, 0, bytes);
			expect([refused.status, refused.body.error]).toEqual([423, "UPLOAD_LOCKED"]);
			expect((await web.delete(path)).status).toBe(423);
		}
		await second.kill();
		await eventually(
			() => owner.patch(path, 0, bytes),
			({ status }) => status === 204,
		);
		expect(await stored(path)).toBe(sha256(bytes));
	});
});

describe("tus-js-client", () => {
	const options = () => ({
		endpoint: `${server.url}/api/uploads`,
		headers: owner.headers,
		metadata: { filename: "sheets.zip", filetype: "application/zip", purpose: "batch" },
		retryDelays: [100, 200, 400, 800, 1600, 3200, 6400, 12_800, 25_600],
	});

	/** Sends a file to its end and gives its path. */
	function upload(bytes: Buffer, more: object, onProgress = (_: Upload, _sent: number) => {}) {
		return new Promise<string>((resolve, reject) => {
			const sending = new Upload(bytes, {
				...options(),
				...more,
				onProgress: (sent) => onProgress(sending, sent),
				onError: reject,
				onSuccess: () => resolve(new URL(sending.url ?? "").pathname),
			});
			sending.start();
		});
	}

	for (const [how, more] of Object.entries({
		"in one chunk": {},
		"in chunks": { chunkSize: 700_001 },
		"with the first chunk at creation": { chunkSize: MB, uploadDataDuringCreation: true },
		"with POST for everything": { chunkSize: MB, overridePatchMethod: true },
	}))
		it(`sends a file ${how}`, async () => {
			const bytes = randomBytes(5 * MB + 1);
			expect(await stored(await upload(bytes, more))).toBe(sha256(bytes));
		});

	it("finishes by itself when the server is killed and comes back", async () => {
		const bytes = randomBytes(40 * MB);
		let killed: Promise<void> | undefined;
		const path = await upload(bytes, { chunkSize: 4 * MB }, (_, sent) => {
			if (sent > 10 * MB) killed ??= killAndStart();
		});
		await killed;
		expect(killed).toBeDefined();
		expect(await stored(path)).toBe(sha256(bytes));
	});

	it("goes on in another session, and takes an upload back", async () => {
		const bytes = randomBytes(8 * MB);
		const url = await new Promise<string>((resolve, reject) => {
			const sending = new Upload(bytes, {
				...{ ...options(), chunkSize: MB, onError: reject },
				onChunkComplete: () => void sending.abort().then(() => resolve(sending.url ?? "")),
			});
			sending.start();
		});
		expect(await owner.offset(new URL(url).pathname)).toBeGreaterThanOrEqual(MB);
		const path = await upload(bytes, { uploadUrl: url });
		expect(await stored(path)).toBe(sha256(bytes));
		await Upload.terminate(url, options());
		expect((await owner.head(path)).status).toBe(404);
	});
});
