/** What the worker does with uploads. */
import { isUuid } from "#lib/core/ids.ts";
import { tryLock } from "#lib/db/locks.ts";
import { listFiles, removeFile } from "./upload-file.ts";
import { lockName } from "./upload-lock.ts";
import * as repo from "./uploads.repo.ts";

const SWEEP_LIMIT = 1000;

/** File first: killed in between, the row is still there to be swept again. */
async function removeExpired(id: string): Promise<void> {
	// Somebody is sending to it just now, who gives it new time.
	const lock = await tryLock(lockName(id));
	if (!lock) return;
	try {
		const [still] = await repo.findExpired(new Date(), { only: id, limit: 1 });
		if (still === undefined) return;
		await removeFile(id);
		await repo.deleteUpload(id);
	} finally {
		await lock.release();
	}
}

/** Removes expired uploads, and files without a row: a row is there before its file is. */
export async function sweepUploads(): Promise<void> {
	for (const id of await repo.findExpired(new Date(), { limit: SWEEP_LIMIT }))
		await removeExpired(id);
	const files = (await listFiles()).filter(isUuid);
	for (let at = 0; at < files.length; at += SWEEP_LIMIT) {
		const some = files.slice(at, at + SWEEP_LIMIT);
		const known = await repo.findKnown(some);
		for (const id of some.filter((name) => !known.has(name))) await removeFile(id);
	}
}
