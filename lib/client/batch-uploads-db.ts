/**
 * What a reload must not lose, in IndexedDB: unfinished batches with the browser's hold on their
 * files, and where on the server their bytes are. Where there is no database (private windows), an
 * upload works all the same, and ends with its page.
 */
import { type DBSchema, type IDBPDatabase, openDB } from "idb";
import type { PreviousUpload } from "tus-js-client";
import type { BatchItem } from "./batch-uploads-state.ts";
import type { FileHold } from "./file-holds.ts";

export interface BatchRecord {
	id: string;
	item: BatchItem;
	/** Null where the browser gives none. */
	holds: readonly FileHold[] | null;
}

export interface StoredUpload extends PreviousUpload {
	fingerprint: string;
}

interface Shape extends DBSchema {
	batches: { key: string; value: BatchRecord };
	uploads: { key: string; value: StoredUpload; indexes: { fingerprint: string } };
}

let opened: Promise<IDBPDatabase<Shape>> | undefined;

function open(): Promise<IDBPDatabase<Shape>> {
	opened ??= openDB<Shape>("potret-batches", 1, {
		upgrade: (database) => {
			database.createObjectStore("batches", { keyPath: "id" });
			const uploads = database.createObjectStore("uploads", { keyPath: "urlStorageKey" });
			uploads.createIndex("fingerprint", "fingerprint");
		},
	});
	return opened;
}

/** What `work` gives, or `otherwise` where the browser keeps nothing. Never rejects. */
export async function withDatabase<T>(
	work: (database: IDBPDatabase<Shape>) => Promise<T>,
	otherwise: T,
): Promise<T> {
	try {
		return await work(await open());
	} catch {
		return otherwise;
	}
}
