/** The S3 adapter on a real server: the contract, and what only a network can do to it. */
import { randomBytes } from "node:crypto";
import { mkdtemp, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { buffer } from "node:stream/consumers";
import { CreateMultipartUploadCommand } from "@aws-sdk/client-s3";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { reloadConfig } from "#lib/config/config.ts";
import type { S3Settings } from "#lib/storage/s3-client.ts";
import { S3Store } from "#lib/storage/s3-store.ts";
import { isAway } from "#lib/storage/store-away.ts";
import type { FaultProxy } from "#tests/support/fault-proxy.ts";
import { makeScratch, removeScratch } from "#tests/support/scratch.ts";
import { storageSuite } from "#tests/support/storage-suite.ts";
import {
	keysInBucket,
	makeBucket,
	makeBucketBehindProxy,
	putInBucket,
	swiftClient,
} from "#tests/support/swift.ts";

const scratch = makeScratch("s3");
process.env.DATA_DIR = scratch;
reloadConfig();
afterAll(() => removeScratch(scratch));

storageSuite("S3", async () => new S3Store(await makeBucket()));
storageSuite(
	"S3, with others in the bucket",
	async () => new S3Store({ ...(await neighbours()), prefix: "photos/2026/" }),
);

async function neighbours(): Promise<S3Settings> {
	const settings = await makeBucket();
	await putInBucket(settings.bucket, "photos/other", "not ours");
	return settings;
}

async function* once(bytes: Uint8Array) {
	yield bytes;
}

async function aFile(bytes: Uint8Array): Promise<string> {
	const path = join(await mkdtemp(join(scratch, "file-")), "file");
	await writeFile(path, bytes);
	return path;
}

describe("S3", () => {
	it("leaves alone what is in the bucket beside its prefix", async () => {
		const settings = await neighbours();
		const store = new S3Store({ ...settings, prefix: "photos/2026/" });
		await store.put("m/1/original", once(Buffer.from("ours")));
		expect(await keysInBucket(settings.bucket)).toEqual([
			"photos/2026/m/1/original",
			"photos/other",
		]);
		await store.deletePrefix("m/1/");
		expect(await keysInBucket(settings.bucket)).toEqual(["photos/other"]);
	});

	it("removes and lists more than a page of objects", async () => {
		const store = new S3Store(await makeBucket());
		const keys = Array.from({ length: 260 }, (_, n) => `m/1/${n}`);
		for (let at = 0; at < keys.length; at += 20)
			await Promise.all(
				keys.slice(at, at + 20).map((key) => store.put(key, once(Buffer.from(key)))),
			);
		let listed = 0;
		for await (const _ of store.list("m/")) listed += 1;
		expect(listed).toBe(260);
		await store.deletePrefix("m/1/");
		for await (const { key } of store.list("m/")) expect.unreachable(key);
	});

	it("sweeps uploads in parts that were never completed, and no others", async () => {
		const settings = await makeBucket();
		const store = new S3Store(settings);
		const begin = new CreateMultipartUploadCommand({ Bucket: settings.bucket, Key: "left" });
		await swiftClient().send(begin);
		expect(await store.sweepTemporary(new Date(Date.now() - 60_000))).toBe(0);
		expect(await store.countTemporary(new Date(Date.now() - 60_000))).toBe(0);
		expect(await store.countTemporary(new Date(Date.now() + 60_000))).toBe(1);
		expect(await store.sweepTemporary(new Date(Date.now() + 60_000))).toBe(1);
		expect(await store.sweepTemporary(new Date(Date.now() + 60_000))).toBe(0);
	});

	it("takes a file of several parts over, and lends it again", async () => {
		const store = new S3Store(await makeBucket());
		const bytes = randomBytes(70 * 1024 * 1024);
		const path = await aFile(bytes);
		await store.adopt([{ key: "archive", path }]);
		const copy = await store.checkout("archive");
		expect((await readFile(copy.path)).equals(bytes)).toBe(true);
		await copy.release();
		await expect(readFile(copy.path)).rejects.toThrow("ENOENT");
	});

	it.each([
		["a wrong secret", { credentials: { accessKeyId: "test:tester", secretAccessKey: "wrong" } }],
		["a bucket that is not there", { bucket: "nobody-made-this" }],
	])("is refused with %s", async (_, wrong) => {
		const store = new S3Store({ ...(await makeBucket()), ...wrong });
		const refused = { code: "UNAVAILABLE", refused: true };
		await expect(store.check()).rejects.toMatchObject(refused);
		await expect(store.put("a", once(Buffer.from("x")))).rejects.toMatchObject(refused);
	});
});

describe("S3 over a bad line", () => {
	let proxy: FaultProxy;
	let settings: S3Settings;
	let store: S3Store;
	beforeAll(async () => {
		({ proxy, settings } = await makeBucketBehindProxy());
		store = new S3Store({ ...settings, timeoutMs: 1000 });
	});
	afterAll(() => proxy.stop());

	const bytes = randomBytes(3_000_000);
	const send = async (key: string, signal = new AbortController().signal) => {
		const { createHash } = await import("node:crypto");
		const sha256 = createHash("sha256").update(bytes).digest("hex");
		return store.send(key, { path: await aFile(bytes), size: bytes.length, sha256 }, signal);
	};
	const isIn = async (key: string) => (await keysInBucket(settings.bucket)).includes(key);

	it("reads through answers that are cut off again and again", async () => {
		await proxy.mend();
		await store.put("cut", once(bytes));
		proxy.set({ cutAnswerAfter: 700_000 });
		expect((await buffer(await store.get("cut"))).equals(bytes)).toBe(true);
		const range = { start: 5, end: 2_500_000 };
		const part = await buffer(await store.get("cut", range));
		expect(part.equals(bytes.subarray(5, 2_500_001))).toBe(true);
	});

	it("gives an answer up that brings nothing", async () => {
		await proxy.mend();
		// More than the buffers on the way can hold.
		await store.put("held", once(randomBytes(40 * 1024 * 1024)));
		const body = await store.get("held");
		await proxy.refuse();
		await expect(buffer(body)).rejects.toSatisfy(isAway);
	});

	it.each([
		["refuses", async () => proxy.refuse()],
		["answers 503", async () => proxy.set({ status: 503 })],
		["says nothing", async () => proxy.set({ silent: true })],
		["answers late", async () => proxy.set({ delayMs: 5000 })],
		["breaks requests off", async () => proxy.set({ cutRequestAfter: 300 })],
	])("says that the store is away when it %s, and keeps nothing half", async (name, fault) => {
		const key = name.replaceAll(" ", "-");
		await proxy.mend();
		await fault();
		await expect(send(key, AbortSignal.timeout(1000))).rejects.toSatisfy(isAway);
		await expect(store.head(key)).rejects.toMatchObject({ code: "UNAVAILABLE", refused: false });
		await proxy.mend();
		await send(key);
		expect(await isIn(key)).toBe(true);
	});

	it("has nothing of a file that changed on the way", async () => {
		await proxy.mend();
		proxy.set({ corrupt: true });
		await expect(send("flipped")).rejects.toSatisfy(isAway);
		await proxy.mend();
		expect(await isIn("flipped")).toBe(false);
	});
});
