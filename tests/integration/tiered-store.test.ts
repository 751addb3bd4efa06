/** A disk before a bucket: what is written while the bucket is away, and how it gets there. */
import { randomBytes } from "node:crypto";
import { mkdtemp, readdir, readFile, rm, utimes, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { buffer } from "node:stream/consumers";
import { afterAll, beforeEach, describe, expect, it } from "vitest";
import { reloadConfig } from "#lib/config/config.ts";
import { LocalStore } from "#lib/storage/local-store.ts";
import { moveAll, type Owners } from "#lib/storage/mover.ts";
import { Recent } from "#lib/storage/recent.ts";
import type { S3Settings } from "#lib/storage/s3-client.ts";
import { S3Store } from "#lib/storage/s3-store.ts";
import { isAway } from "#lib/storage/store-away.ts";
import { type Exclusion, TieredStore } from "#lib/storage/tiered-store.ts";
import { eventually } from "#tests/support/api.ts";
import type { FaultProxy } from "#tests/support/fault-proxy.ts";
import { makeScratch, removeScratch } from "#tests/support/scratch.ts";
import { filesOnDisk } from "#tests/support/storage.ts";
import { storageSuite } from "#tests/support/storage-suite.ts";
import { keysInBucket, makeBucket, makeBucketBehindProxy } from "#tests/support/swift.ts";

const scratch = makeScratch("tiered");
process.env.DATA_DIR = scratch;
reloadConfig();
const proxies: FaultProxy[] = [];
afterAll(async () => {
	for (const proxy of proxies) await proxy.stop();
	removeScratch(scratch);
});

/** Excludes within this process: as locks of the database do among all. */
function exclusions() {
	const held = new Set<string>();
	return async (prefix: string): Promise<Exclusion | null> => {
		if (held.has(prefix)) return null;
		held.add(prefix);
		const release = async () => void held.delete(prefix);
		return { signal: new AbortController().signal, release };
	};
}

const CACHE_BYTES = 10_000_000;
/** A bucket that is there has answered by then on a busy machine too; one that is not is waited for so long. */
const TIMEOUT_MS = 3000;

function open(
	folder: string,
	settings: S3Settings,
	{ timeoutMs = TIMEOUT_MS, probeEveryMs = 200 } = {},
): TieredStore {
	return new TieredStore({
		local: new LocalStore(join(folder, "storage")),
		recent: new Recent(join(folder, "cache"), CACHE_BYTES),
		primary: new S3Store({ ...settings, timeoutMs }),
		timeoutMs,
		probeEveryMs,
		exclude: exclusions(),
	});
}

storageSuite("a disk before S3", async () => {
	return open(await mkdtemp(join(scratch, "suite-")), await makeBucket(), { timeoutMs: 5000 });
});

let folder: string;
let proxy: FaultProxy;
let settings: S3Settings;
let store: TieredStore;
beforeEach(async () => {
	folder = await mkdtemp(join(scratch, "store-"));
	({ proxy, settings } = await makeBucketBehindProxy());
	proxies.push(proxy);
	store = open(folder, settings);
});

async function* once(text: string | Uint8Array) {
	yield Buffer.from(text);
}

const nobody: Owners = { findStaged: async () => new Set(), moved: async () => {} };
const textOf = async (key: string) => (await buffer(await store.get(key))).toString();
const onDisk = () => filesOnDisk(folder);
/** As after a while: what was sent last is not here any more. */
const forgetRecent = () => rm(join(folder, "cache"), { recursive: true });
const inBucket = () => keysInBucket(settings.bucket);
/** Moves as the mover does: again and again, until the bucket is known to be back. */
const moved = (owners: Owners = nobody) =>
	eventually(
		() => moveAll(store, owners),
		(count) => count > 0,
	);

describe("while the bucket is there", () => {
	it("keeps nothing on the disk but copies of what came last, which may be lost", async () => {
		expect((await store.put("m/1/original", once("photo"))).tier).toBe("primary");
		expect(await onDisk()).toEqual([]);
		expect(await inBucket()).toEqual(["m/1/original"]);
		await proxy.refuse();
		expect(await textOf("m/1/original")).toBe("photo");
		await proxy.mend();
		await forgetRecent();
		expect(await textOf("m/1/original")).toBe("photo");
	});

	it("keeps no more copies than it may, the newest, and none for long", async () => {
		const copies = async () => {
			const entries = await readdir(join(folder, "cache"), { recursive: true });
			return entries
				.filter((path) => path.endsWith("/original"))
				.map((path) => path.slice(-"1/original".length));
		};
		for (const n of [1, 2, 3]) {
			await store.put(`m/${n}/original`, once(randomBytes(4_000_000)));
			const [boot = ""] = await readdir(join(folder, "cache"));
			const time = new Date(Date.now() - 60_000 * (4 - n));
			await utimes(join(folder, "cache", boot, "objects/m", String(n), "original"), time, time);
		}
		await store.trimRecent();
		expect((await copies()).sort()).toEqual(["2/original", "3/original"]);
		await store.trimRecent(Date.now() + 2 * 3600_000);
		expect(await copies()).toEqual([]);
		expect(await inBucket()).toHaveLength(3);
	});
});

describe.each([
	["refuses connections", () => proxy.refuse()],
	["answers 503", async () => proxy.set({ status: 503 })],
	["says nothing", async () => proxy.set({ silent: true })],
	["answers after ten seconds", async () => proxy.set({ delayMs: 10_000 })],
	["breaks off in the middle", async () => proxy.set({ cutRequestAfter: 200_000 })],
	["gets other bytes than were sent", async () => proxy.set({ corrupt: true })],
])("while the bucket %s", (_, fault) => {
	it("keeps what comes, gives it back at once, and moves it when that is over", async () => {
		const bytes = randomBytes(1_000_000);
		await fault();
		expect((await store.put("m/1/original", once(bytes))).tier).toBe("local");
		const path = join(await mkdtemp(join(scratch, "file-")), "small");
		await writeFile(path, "small");
		expect(await store.adopt([{ key: "m/1/small.webp", path }])).toBe("local");
		expect(await store.head("m/1/original")).toMatchObject({ size: bytes.length });
		const part = await store.get("m/1/original", { start: 10, end: 19 });
		expect((await buffer(part)).equals(bytes.subarray(10, 20))).toBe(true);
		const copy = await store.checkout("m/1/original");
		expect(await store.check()).toBe("degraded");

		await proxy.mend();
		await moved();
		expect(await inBucket()).toEqual(["m/1/original", "m/1/small.webp"]);
		expect(await onDisk()).toEqual([]);
		expect((await buffer(await store.get("m/1/original"))).equals(bytes)).toBe(true);
		// What was lent before is still there.
		expect((await readFile(copy.path)).equals(bytes)).toBe(true);
		await copy.release();
		expect(await store.check()).toBe("up");
		expect((await store.put("m/2/original", once("next"))).tier).toBe("primary");
	});
});

describe("a bucket that is known to be away", () => {
	it("is not asked again for every write", async () => {
		store = open(folder, settings, { probeEveryMs: 3600_000 });
		proxy.set({ silent: true });
		await store.put("m/1/original", once("first"));
		const taken = proxy.taken();
		for (const n of [2, 3, 4])
			expect((await store.put(`m/${n}/original`, once("more"))).tier).toBe("local");
		expect(proxy.taken()).toBe(taken);
	});

	it("has its objects neither read nor removed: that is said, and nothing is lost", async () => {
		await store.put("m/1/original", once("in the bucket"));
		await forgetRecent();
		await proxy.refuse();
		await expect(store.get("m/1/original")).rejects.toSatisfy(isAway);
		await expect(store.head("m/1/original")).rejects.toSatisfy(isAway);
		await expect(store.deletePrefix("m/1/")).rejects.toSatisfy(isAway);
		await proxy.mend();
		expect(await textOf("m/1/original")).toBe("in the bucket");
	});
});

describe("moving", () => {
	beforeEach(async () => {
		await proxy.refuse();
		await store.put("m/1/original", once("old"));
		await proxy.mend();
	});

	it("leaves what nobody owns yet", async () => {
		await proxy.refuse();
		await store.put("m/2/original", once("owned"));
		await proxy.mend();
		await moved({ ...nobody, findStaged: async () => new Set(["m/1/"]) });
		expect(await inBucket()).toEqual(["m/2/original"]);
		expect(await textOf("m/1/original")).toBe("old");
	});

	it("does the same again after it was killed before the end", async () => {
		let tries = 0;
		const killed: Owners = {
			...nobody,
			moved: async () => {
				tries += 1;
				throw new Error("killed");
			},
		};
		const attempt = () => moveAll(store, killed).catch(() => 0);
		await eventually(attempt, () => tries > 0);
		expect(await inBucket()).toEqual(["m/1/original"]);
		expect(await onDisk()).toEqual(["objects/m/1/original"]);
		await moved();
		expect(await onDisk()).toEqual([]);
		expect(await textOf("m/1/original")).toBe("old");
	});

	it("keeps an object that replaces another on its way, and brings it after", async () => {
		let replaced: string | undefined;
		const replacing: Owners = {
			...nobody,
			moved: async (key) => {
				replaced ??= (await store.put(key, once("new"))).tier;
			},
		};
		await moved(replacing);
		expect(replaced).toBe("local");
		expect(await textOf("m/1/original")).toBe("new");
		await moved();
		expect(await onDisk()).toEqual([]);
		expect(await textOf("m/1/original")).toBe("new");
	});

	it("gives back what was put last, whatever there was before", async () => {
		await moved();
		await store.put("m/1/original", once("newer"));
		await proxy.refuse();
		expect((await store.put("m/1/original", once("newest"))).tier).toBe("local");
		expect(await textOf("m/1/original")).toBe("newest");
		await proxy.mend();
		await moved();
		expect(await textOf("m/1/original")).toBe("newest");
	});

	it("does not bring back what is removed meanwhile", async () => {
		const removals: unknown[] = [];
		const removing: Owners = {
			...nobody,
			moved: async () => void (await store.deletePrefix("m/1/").catch((e) => removals.push(e))),
		};
		await moved(removing);
		expect(removals).toHaveLength(1);
		expect(removals[0]).toSatisfy(isAway);
		await store.deletePrefix("m/1/");
		expect(await store.head("m/1/original")).toBeNull();
		expect(await inBucket()).toEqual([]);
	});
});
