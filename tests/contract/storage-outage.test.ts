/** The object store goes away while photos come in, and comes back: nothing is lost, and it is said. */
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { Api, eventually, type Json } from "#tests/support/api.ts";
import type { FaultProxy } from "#tests/support/fault-proxy.ts";
import { aPicture } from "#tests/support/pictures.ts";
import { startServer, type TestServer } from "#tests/support/server.ts";
import { filesOnDisk } from "#tests/support/storage.ts";
import { keysInBucket, makeBucketBehindProxy, s3Environment } from "#tests/support/swift.ts";

const AT_ONCE = 8;

let proxy: FaultProxy;
let bucket: string;
let server: TestServer;
let owner: Api;
let eventId: string;

beforeEach(async () => {
	const { settings, ...way } = await makeBucketBehindProxy();
	proxy = way.proxy;
	bucket = settings.bucket;
	server = await startServer({ env: s3Environment({ ...settings, timeoutMs: 2000 }) });
	owner = await new Api(server.url).photographer();
	eventId = await owner.createEvent();
});
afterEach(async () => {
	await server?.stop();
	await proxy?.stop();
});

const list = async (): Promise<Json[]> =>
	(await owner.get(`/api/events/${eventId}/photos?limit=200`)).body.photos;
const health = () => owner.get("/api/health");
const photos = (count: number) =>
	Promise.all(Array.from({ length: count }, () => aPicture({ width: 1200, height: 800 })));

async function download(url: string): Promise<Buffer> {
	const response = await fetch(url);
	expect(response.status).toBe(200);
	return Buffer.from(await response.arrayBuffer());
}

/** Uploads some at a time; `after` is called with how many were acknowledged. */
async function uploadAll(
	bodies: readonly Buffer[],
	after: (acknowledged: number) => Promise<void> = async () => {},
): Promise<{ reply: Json; bytes: Buffer }[]> {
	const done: { reply: Json; bytes: Buffer }[] = [];
	const queue = bodies.values();
	const send = async () => {
		for (const bytes of queue) {
			const { status, body } = await owner.upload(eventId, bytes);
			expect(status).toBe(201);
			done.push({ reply: body, bytes });
			await after(done.length);
		}
	};
	await Promise.all(Array.from({ length: AT_ONCE }, send));
	return done;
}

async function readAll(uploads: readonly { reply: Json; bytes: Buffer }[]): Promise<void> {
	const shown = new Map((await list()).map((photo) => [photo.id, photo]));
	for (const { reply, bytes } of uploads) {
		const original = await download(shown.get(reply.id)?.download_url);
		expect(original.equals(bytes)).toBe(true);
		expect((await download(shown.get(reply.id)?.url)).length).toBeGreaterThan(0);
	}
}

const isReady = (all: Json[]) => all.every(({ status }) => status === "ready");
const originalOf = (id: string) => `media/${id.slice(-2)}/${id}/original`;

/** Everything is where it belongs: in the bucket, and said to be. */
async function allMoved(uploads: readonly { reply: Json; bytes: Buffer }[]): Promise<void> {
	await eventually(
		() => filesOnDisk(server.dataDir),
		(files) => files.length === 0,
	);
	const keys = new Set(await keysInBucket(bucket));
	for (const { reply } of uploads) expect(keys).toContain(originalOf(reply.id));
	const all = await list();
	expect(all.map(({ storage_tier }) => storage_tier)).toEqual(all.map(() => "primary"));
}

describe("a store that stops in the middle of 50 uploads", () => {
	it("loses none: all are readable at once, rendered, and in the store when it is back", async () => {
		const uploads = await uploadAll(await photos(50), async (acknowledged) => {
			if (acknowledged === 20) await proxy.refuse();
		});
		expect(uploads).toHaveLength(50);
		const tiers = uploads.map(({ reply }) => reply.storage_tier);
		expect(new Set(tiers)).toEqual(new Set(["primary", "local"]));
		await readAll(uploads);
		const { status, body } = await health();
		expect([status, body.status, body.storage]).toEqual([200, "healthy", "degraded"]);
		expect(body.storage_reason).toMatch(/moved when it is back/);
		await eventually(list, isReady);
		await readAll(uploads);

		await proxy.mend();
		await allMoved(uploads);
		await readAll(uploads);
		const mended = await eventually(health, ({ body: said }) => said.storage === "up");
		expect(mended.body).not.toHaveProperty("storage_reason");
	});
});

describe.each([
	["takes ten seconds for every answer", { delayMs: 10_000 }],
	["answers 503", { status: 503 }],
	["breaks off in the middle of bodies", { cutRequestAfter: 20_000, cutAnswerAfter: 20_000 }],
	["says nothing at all", { silent: true }],
])("a store that %s", (_, faults) => {
	it("holds no upload up, and has them all when that is over", async () => {
		const before = await uploadAll(await photos(1));
		await eventually(list, isReady);
		proxy.set(faults);
		const uploads = await uploadAll(await photos(6));
		expect(uploads.map(({ reply }) => reply.storage_tier)).toEqual(uploads.map(() => "local"));
		await readAll([...before, ...uploads]);
		expect((await health()).body).toMatchObject({ status: "healthy", storage: "degraded" });
		await eventually(list, isReady);
		await proxy.mend();
		await allMoved(uploads);
		await readAll([...before, ...uploads]);
	});
});

describe("a bucket that refuses us", () => {
	it("is no bucket to start with", async () => {
		const env = { ...server.env, S3_BUCKET: "nobody-made-this" } as Record<string, string>;
		await expect(startServer({ env })).rejects.toThrow(
			/The bucket nobody-made-this cannot be used \(NoSuchBucket\)/,
		);
	});
});

describe("a store that is away", () => {
	it("does not hide what is wrong with a file, nor keep what is refused", async () => {
		await proxy.refuse();
		const { status, body } = await owner.upload(eventId, Buffer.alloc(5000, "not a picture"));
		expect([status, body.error]).toEqual([400, "UNSUPPORTED_FORMAT"]);
		expect(await filesOnDisk(server.dataDir)).toEqual([]);
	});

	it("has what was deleted meanwhile removed when it is back", async () => {
		const [kept, gone] = await uploadAll(await photos(2));
		await eventually(list, isReady);
		await proxy.refuse();
		const path = `/api/events/${eventId}/photos/${gone?.reply.id}`;
		expect((await owner.delete(path)).status).toBe(204);
		await proxy.mend();
		const left = await eventually(
			() => keysInBucket(bucket),
			(keys) => !keys.some((key) => key.includes(gone?.reply.id)),
		);
		expect(left).toContain(originalOf(kept?.reply.id));
	});

	it("is found again by processes that were killed with objects on their disk", async () => {
		await proxy.refuse();
		const uploads = await uploadAll(await photos(3));
		await server.killWeb();
		await server.killWorker();
		await proxy.mend();
		await Promise.all([server.startWeb(), server.startWorker()]);
		await allMoved(uploads);
		await eventually(list, isReady);
		await readAll(uploads);
	});
});
