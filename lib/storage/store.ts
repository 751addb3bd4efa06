import { join } from "node:path";
import { config } from "#lib/config/config.ts";
import { tryLock } from "#lib/db/locks.ts";
import { LocalStore } from "./local-store.ts";
import { S3Store } from "./s3-store.ts";
import type { ObjectStore } from "./storage.ts";
import { TieredStore } from "./tiered-store.ts";

let store: LocalStore | TieredStore | undefined;

function open(): LocalStore | TieredStore {
	const { dataDir, s3 } = config();
	const local = new LocalStore(join(dataDir, "storage"));
	if (!s3) return local;
	const exclude = (prefix: string) => tryLock(`objects:${prefix}`);
	return new TieredStore({ local, primary: new S3Store(s3), timeoutMs: s3.timeoutMs, exclude });
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
