/** What every adapter of the object store promises. Run on each of them. */
import { createHash, randomBytes } from "node:crypto";
import { mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { buffer } from "node:stream/consumers";
import { crc32 } from "node:zlib";
import { describe, expect, it } from "vitest";
import { AppError } from "#lib/core/errors.ts";
import { newId } from "#lib/core/ids.ts";
import type { ObjectStore } from "#lib/storage/storage.ts";

async function* chunksOf(bytes: Uint8Array, size = 64 * 1024) {
	for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
}

async function keysBelow(store: ObjectStore, prefix: string): Promise<string[]> {
	const keys: string[] = [];
	for await (const { key } of store.list(prefix)) keys.push(key);
	return keys.sort();
}

export function storageSuite(name: string, open: () => Promise<ObjectStore>): void {
	describe(`object store: ${name}`, () => {
		const missing = { code: "FILE_NOT_FOUND" };

		it("gives back what it was given, with its size and hash", async () => {
			const store = await open();
			const bytes = randomBytes(3_000_001);
			const stored = await store.put("a/b/original", chunksOf(bytes));
			const sha256 = createHash("sha256").update(bytes).digest("hex");
			const sums = { sha256, crc32: crc32(bytes) };
			expect(stored).toEqual({ size: bytes.length, ...sums, tier: "primary" });
			expect((await buffer(await store.get("a/b/original"))).equals(bytes)).toBe(true);
			expect(await store.head("a/b/original")).toMatchObject({ size: bytes.length });
		});

		it("takes an empty object", async () => {
			const store = await open();
			expect((await store.put("empty", chunksOf(Buffer.alloc(0)))).size).toBe(0);
			expect((await buffer(await store.get("empty"))).length).toBe(0);
		});

		it("gives a part, both ends included", async () => {
			const store = await open();
			await store.put("digits", chunksOf(Buffer.from("0123456789")));
			const part = async (start: number, end: number) =>
				(await buffer(await store.get("digits", { start, end }))).toString();
			expect(await part(0, 0)).toBe("0");
			expect(await part(3, 6)).toBe("3456");
			expect(await part(9, 9)).toBe("9");
			expect(await part(8, 20)).toBe("89");
		});

		it("replaces an object", async () => {
			const store = await open();
			await store.put("key", chunksOf(Buffer.from("the first one, longer")));
			await store.put("key", chunksOf(Buffer.from("second")));
			expect((await buffer(await store.get("key"))).toString()).toBe("second");
		});

		it("has nothing of a write whose source failed", async () => {
			const store = await open();
			async function* failing() {
				yield randomBytes(100_000);
				throw new Error("the sender is gone");
			}
			await expect(store.put("half/original", failing())).rejects.toThrow("the sender is gone");
			expect(await store.head("half/original")).toBeNull();
			expect(await keysBelow(store, "")).toEqual([]);
			expect(await store.sweepTemporary(new Date(Date.now() + 60_000))).toBe(0);
		});

		it("takes a large object in a stream, and has nothing of one that failed late", async () => {
			const store = await open();
			const block = randomBytes(1024 * 1024);
			const hash = createHash("sha256");
			async function* large(failsAt = 0) {
				for (let n = 1; n <= 40; n++) {
					if (n === failsAt) throw new Error("the sender is gone");
					if (failsAt === 0) hash.update(block);
					yield block;
				}
			}
			const stored = await store.put("large", large());
			let sum = 0;
			for (let n = 1; n <= 40; n++) sum = crc32(block, sum);
			expect(stored).toMatchObject({ size: 40 * block.length, sha256: hash.digest("hex") });
			expect(stored.crc32).toBe(sum);
			const middle = { start: 20 * block.length - 10, end: 20 * block.length + 9 };
			const expected = Buffer.concat([block.subarray(-10), block.subarray(0, 10)]);
			expect((await buffer(await store.get("large", middle))).equals(expected)).toBe(true);
			await expect(store.put("late", large(37))).rejects.toThrow("the sender is gone");
			expect(await keysBelow(store, "")).toEqual(["large"]);
			expect(await store.sweepTemporary(new Date(Date.now() + 60_000))).toBe(0);
		});

		it("keeps the old object when the write that was to replace it failed", async () => {
			const store = await open();
			await store.put("key", chunksOf(Buffer.from("old")));
			// biome-ignore lint/correctness/useYield: it fails before it has anything
			async function* failing(): AsyncGenerator<Uint8Array> {
				throw new Error("nothing came");
			}
			await expect(store.put("key", failing())).rejects.toThrow();
			expect((await buffer(await store.get("key"))).toString()).toBe("old");
		});

		it("says what is not there", async () => {
			const store = await open();
			expect(await store.head("nowhere")).toBeNull();
			await expect(store.get("nowhere")).rejects.toMatchObject(missing);
			await expect(store.checkout("nowhere")).rejects.toBeInstanceOf(AppError);
			await store.delete("nowhere");
			await store.deletePrefix("nowhere/");
			expect(await keysBelow(store, "nowhere/")).toEqual([]);
		});

		it("lends an object as a file", async () => {
			const store = await open();
			await store.put("m/original", chunksOf(Buffer.from("picture")));
			const copy = await store.checkout("m/original");
			expect(await readFile(copy.path, "utf8")).toBe("picture");
			await copy.release();
			expect(await store.head("m/original")).not.toBeNull();
		});

		it("takes finished files over, several at once, replacing what was there", async () => {
			const store = await open();
			const folder = await mkdtemp(join(tmpdir(), "potret-finished-"));
			await store.put("m/1/small.webp", chunksOf(Buffer.from("before")));
			const files = ["m/1/small.webp", "m/1/large.jpg", "m/2/large.jpg"].map((key, n) => ({
				key,
				path: join(folder, String(n)),
			}));
			for (const { key, path } of files) await writeFile(path, `now ${key}`);
			expect(await store.adopt(files)).toBe("primary");
			for (const { key } of files)
				expect((await buffer(await store.get(key))).toString()).toBe(`now ${key}`);
			expect(await readdir(folder)).toEqual([]);
			await expect(store.adopt([{ key: "m/3", path: join(folder, "none") }])).rejects.toThrow();
			await rm(folder, { recursive: true });
		});

		it("lists and removes by prefix, and nothing beside it", async () => {
			const store = await open();
			for (const key of ["m/1/original", "m/1/small.webp", "m/12/original", "m/2/original"])
				await store.put(key, chunksOf(Buffer.from(key)));
			expect(await keysBelow(store, "m/1/")).toEqual(["m/1/original", "m/1/small.webp"]);
			expect([...(await store.listFolders("m/"))].sort()).toEqual(["1", "12", "2"]);
			expect(await store.listFolders("m/1/")).toEqual(new Set());
			expect(await store.listFolders("none/")).toEqual(new Set());
			await store.deletePrefix("m/1/");
			expect(await keysBelow(store, "")).toEqual(["m/12/original", "m/2/original"]);
			await store.delete("m/2/original");
			expect(await keysBelow(store, "m/")).toEqual(["m/12/original"]);
		});

		it("bears writes and removals of neighbours at the same time", async () => {
			const store = await open();
			const ids = Array.from({ length: 40 }, newId);
			const put = (id: string) => store.put(`media/aa/${id}/original`, chunksOf(Buffer.from(id)));
			await Promise.all(ids.slice(0, 20).map(put));
			await Promise.all([
				...ids.slice(20).map(put),
				...ids.slice(0, 20).map((id) => store.deletePrefix(`media/aa/${id}/`)),
			]);
			const expected = ids.slice(20).map((id) => `media/aa/${id}/original`);
			expect(await keysBelow(store, "media/")).toEqual(expected.sort());
		});

		it.each(["../secrets.json", "/etc/passwd", "a//b", "a/./b", "a/../b", "", "a\0b", ".hidden"])(
			"refuses the key %j",
			async (key) => {
				const store = await open();
				await expect(store.put(key, chunksOf(Buffer.from("x")))).rejects.toThrow();
				await expect(store.get(key)).rejects.toThrow();
				await expect(store.deletePrefix(key)).rejects.toThrow();
			},
		);

		it("can say that it works", async () => {
			const store = await open();
			expect(await store.check()).toBe("up");
			expect(await keysBelow(store, "")).toEqual([]);
		});
	});
}
