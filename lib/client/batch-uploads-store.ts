/** The records of unfinished batches, and which page has which of them in hand. */
import { withDatabase } from "./batch-uploads-db.ts";
import type { BatchQueue } from "./batch-uploads-queue.ts";
import type { BatchItem } from "./batch-uploads-state.ts";
import { type FileHold, filesOf, mayRead } from "./file-holds.ts";

/** Longer than the server keeps what has arrived of an unfinished upload. */
const KEPT_MS = 7 * 24 * 3600_000;

const holds = new Map<string, readonly FileHold[] | null>();

/** The browser's hold on the files of a batch, or null. */
export function holdsOf(id: string): readonly FileHold[] | null {
	return holds.get(id) ?? null;
}

/** To be called before a batch is first saved. */
export function keepHolds(id: string, given: readonly FileHold[] | null): void {
	holds.set(id, given);
	void claim(id);
}

export function saveBatch(item: BatchItem): void {
	const record = { id: item.id, item, holds: holdsOf(item.id) };
	void withDatabase(async (database) => void (await database.put("batches", record)), undefined);
}

export function deleteBatch(id: string): void {
	void withDatabase((database) => database.delete("batches", id), undefined);
}

/**
 * Holds a batch for as long as this page is there; false where another page holds it. Browsers
 * without locks (plain http) let every page have it.
 */
function claim(id: string): Promise<boolean> {
	if (!("locks" in navigator)) return Promise.resolve(true);
	return new Promise((resolve) => {
		const keep = (lock: Lock | null) => {
			resolve(lock !== null);
			return lock === null ? undefined : new Promise<void>(() => undefined);
		};
		const asked = navigator.locks.request(`potret-batch-${id}`, { ifAvailable: true }, keep);
		void asked.catch(() => resolve(true));
	});
}

/** Gives the queue what an earlier page of this account has left unfinished, and no other page has. */
export async function restoreBatches(queue: BatchQueue, owner: string): Promise<void> {
	const records = await withDatabase((database) => database.getAll("batches"), []);
	for (const record of records) {
		if (Date.now() - record.item.addedAt > KEPT_MS) deleteBatch(record.id);
		else if (record.item.owner === owner && (await claim(record.id))) {
			holds.set(record.id, record.holds);
			queue.restore(record.item, await atHand(record.holds));
		}
	}
}

/** Its files, where they can be read without asking; else what it takes to get them. */
async function atHand(given: readonly FileHold[] | null) {
	if (!given) return "files";
	if (!(await mayRead(given))) return "permission";
	return filesOf(given).catch(() => "files" as const);
}
