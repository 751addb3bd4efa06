/**
 * What a reload must not lose, in IndexedDB: the queue's items, the browser's hold on their files,
 * and for guests the files themselves. `public/sw-outbox.js` reads and writes the same.
 */
import { type DBSchema, type IDBPDatabase, openDB } from "idb";
import type { FileHold } from "./file-holds.ts";
import type { AlbumTarget, UploadItem } from "./upload-state.ts";

/** A zone that is made by the first file to arrive, as far as it was known when the item was saved. */
export interface StoredNewZone {
	ref: string;
	title: string | null;
	id: string | null;
}

export interface StoredItem extends Omit<UploadItem, "target"> {
	target: AlbumTarget | { eventId: string; zone: string | null | StoredNewZone };
}

/** What was added at once. */
export interface StoredSource {
	id: string;
	/** The account that sends; `guest` for whoever has none. */
	owner: string;
	addedAt: number;
	holds: readonly FileHold[] | null;
}

interface Shape extends DBSchema {
	items: { key: string; value: StoredItem; indexes: { source: string } };
	sources: { key: string; value: StoredSource; indexes: { owner: string } };
	bytes: { key: string; value: Blob };
}

export type UploadsDatabase = IDBPDatabase<Shape>;

let opened: Promise<UploadsDatabase> | undefined;

function open(): Promise<UploadsDatabase> {
	opened ??= openDB<Shape>("potret-uploads", 1, {
		upgrade: (database) => {
			database.createObjectStore("items", { keyPath: "id" }).createIndex("source", "source");
			database.createObjectStore("sources", { keyPath: "id" }).createIndex("owner", "owner");
			database.createObjectStore("bytes");
		},
	});
	return opened;
}

/** What `work` gives, or `otherwise` where the browser keeps nothing. Never rejects. */
export async function withUploads<T>(
	work: (database: UploadsDatabase) => Promise<T>,
	otherwise: T,
): Promise<T> {
	try {
		return await work(await open());
	} catch {
		return otherwise;
	}
}
