import { join } from "node:path";
import { config } from "#lib/config/config.ts";
import { tryLock } from "#lib/db/locks.ts";
import { LocalStore } from "./local-store.ts";
import { Recent } from "./recent.ts";
import { S3Store } from "./s3-store.ts";
import type { ObjectStore } from "./storage.ts";
import { TieredStore } from "./tiered-store.ts";

const PROBE_EVERY_MS = 5000;

/** Excludes whoever moves or removes these objects; null where somebody does just now. */
export const lockObjects = (prefix: string) => tryLock(`objects:${prefix}`);

let store: LocalStore | TieredStore | undefined;

function open(): LocalStore | TieredStore {
	const { dataDir, s3 } = config();
	const local = new LocalStore(join(dataDir, "storage"));
	if (!s3) return local;
	const recent = new Recent(join(dataDir, "cache"), s3.cacheBytes);
	const patience = { timeoutMs: s3.timeoutMs, probeEveryMs: PROBE_EVERY_MS };
	return new TieredStore({
		local,
		recent,
		primary: new S3Store(s3),
		...patience,
		exclude: lockObjects,
	});
}

/** The store that this process's settings name. */
export function objectStore(): ObjectStore {
	store ??= open();
	return store;
}

/** The same where it has two tiers, else null. */
export function tieredStore(): TieredStore | null {
	store ??= open();
	return store instanceof TieredStore ? store : null;
}
