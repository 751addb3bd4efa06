import { join } from "node:path";
import { config } from "#lib/config/config.ts";
import { LocalStore } from "./local-store.ts";
import type { ObjectStore } from "./storage.ts";

let store: ObjectStore | undefined;

/** The store that this process's settings name. */
export function objectStore(): ObjectStore {
	store ??= new LocalStore(join(config().dataDir, "storage"));
	return store;
}
