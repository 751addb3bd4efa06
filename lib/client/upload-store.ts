/** Writes what the queue tells it, many at a time: two thousand files must not be two thousand transactions. */

import { NewZone } from "./new-zone.ts";
import {
	type StoredItem,
	type StoredSource,
	type UploadsDatabase,
	withUploads,
} from "./upload-db.ts";
import type { UploadItem, UploadTarget } from "./upload-state.ts";

const WRITE_AFTER_MS = 100;
/** Copying an item for the database is the page's work: no more at once than a frame allows. */
const MOST_AT_ONCE = 100;

/** Null: nobody's concern any more. */
const dirty = new Map<string, UploadItem | null>();
let writing = false;
const waiting: (() => void)[] = [];

/** Resolves once everything that was told so far is written. Never rejects. */
export function allWritten(): Promise<void> {
	if (!writing) return Promise.resolve();
	return new Promise((resolve) => waiting.push(resolve));
}

export function saveItem(item: UploadItem): void {
	note(item.id, item);
}

export function forgetItem(id: string): void {
	note(id, null);
}

function note(id: string, item: UploadItem | null): void {
	dirty.set(id, item);
	if (writing) return;
	writing = true;
	setTimeout(() => void write(), WRITE_AFTER_MS);
}

async function write(): Promise<void> {
	const some = [...dirty].slice(0, MOST_AT_ONCE);
	for (const [id] of some) dirty.delete(id);
	await withUploads((database) => writeSome(database, some), undefined);
	writing = dirty.size > 0;
	if (writing) setTimeout(() => void write());
	else for (const resolve of waiting.splice(0)) resolve();
}

async function writeSome(
	database: UploadsDatabase,
	some: readonly [string, UploadItem | null][],
): Promise<void> {
	const transaction = database.transaction(["items", "bytes"], "readwrite");
	const items = transaction.objectStore("items");
	const bytes = transaction.objectStore("bytes");
	for (const [id, item] of some) {
		if (item) void items.put(toStored(item));
		else void items.delete(id);
		if (!item || item.status === "done") void bytes.delete(id);
	}
	await transaction.done;
}

function toStored(item: UploadItem): StoredItem {
	const { target } = item;
	if ("album" in target || !(target.zone instanceof NewZone)) return item as StoredItem;
	const { ref, title, madeId: id } = target.zone;
	return { ...item, target: { eventId: target.eventId, zone: { ref, title, id } } };
}

/** Items as they were saved; those of one new zone have one again. */
export function fromStored(stored: readonly StoredItem[]): UploadItem[] {
	const zones = new Map<string, NewZone>();
	for (const { target } of stored) {
		if ("album" in target || target.zone === null || typeof target.zone === "string") continue;
		const { ref, title, id } = target.zone;
		zones.set(ref, new NewZone(title, ref, id ?? zones.get(ref)?.madeId ?? null));
	}
	const targetOf = ({ target }: StoredItem): UploadTarget => {
		if ("album" in target) return target;
		const { eventId, zone } = target;
		if (zone === null || typeof zone === "string") return { eventId, zone };
		return { eventId, zone: zones.get(zone.ref) ?? null };
	};
	return stored.map((item) => ({ ...item, target: targetOf(item) }));
}

export function saveSource(source: StoredSource): Promise<boolean> {
	return withUploads(async (database) => {
		await database.put("sources", source);
		return true;
	}, false);
}

/** What an account has left, with its items. */
export async function readSources(owner: string): Promise<StoredSource[]> {
	return withUploads((database) => database.getAllFromIndex("sources", "owner", owner), []);
}

export async function readItems(source: string): Promise<StoredItem[]> {
	return withUploads((database) => database.getAllFromIndex("items", "source", source), []);
}

/** The kept files of these items, by their ids. */
export async function readBytes(ids: readonly string[]): Promise<Map<string, Blob>> {
	const found = new Map<string, Blob>();
	await withUploads(async (database) => {
		for (const id of ids) {
			const blob = await database.get("bytes", id);
			if (blob) found.set(id, blob);
		}
	}, undefined);
	return found;
}

/** Room that is left free for everything else. */
const SPARE_BYTES = 100 * 1024 ** 2;

/** Keeps a file itself; false where there is no room for it, or the browser keeps nothing. */
export async function saveBytes(id: string, file: Blob): Promise<boolean> {
	const { quota = 0, usage = 0 } = (await navigator.storage?.estimate?.()) ?? {};
	if (quota - usage < file.size + SPARE_BYTES) return false;
	return withUploads(async (database) => {
		await database.put("bytes", file, id);
		return true;
	}, false);
}

export async function deleteSource(id: string): Promise<void> {
	const items = await readItems(id);
	for (const item of items) forgetItem(item.id);
	await withUploads((database) => database.delete("sources", id), undefined);
}
