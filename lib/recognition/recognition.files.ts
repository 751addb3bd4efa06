/** The log of a recognition as files of the object store: what the database says, written down. */
import { tryLock } from "#lib/db/locks.ts";
import { recognitionKey } from "#lib/storage/object-keys.ts";
import { objectStore } from "#lib/storage/store.ts";
import { recognitionCsv } from "./recognition.export.ts";
import type { RecognitionFile } from "./recognition.schema.ts";
import { toFile } from "./recognition.view.ts";
import * as repo from "./recognition-logs.repo.ts";

/** A batch with its entries, read after it: of what was done by then, the faces are there. */
export async function readLog(batch: repo.LoggedBatch) {
	const rows = await repo.listEntries(batch.id);
	return { file: toFile(batch, rows), rows };
}

async function put(batchId: string, format: "json" | "csv", text: string): Promise<void> {
	await objectStore().put(
		recognitionKey(batchId, format),
		(async function* () {
			yield Buffer.from(text);
		})(),
	);
}

async function writeBoth(file: RecognitionFile, withCsv: boolean): Promise<void> {
	const { batch_id: id } = file;
	await put(id, "json", `${JSON.stringify(file, null, 2)}\n`);
	if (withCsv || (await objectStore().head(recognitionKey(id, "csv"))))
		await put(id, "csv", recognitionCsv(file));
}

/**
 * Writes the log of a batch that is done as it is now; the CSV where it is asked for, or was before.
 * False where somebody else writes it just now.
 */
export async function writeFiles(batchId: string, { csv }: { csv: boolean }): Promise<boolean> {
	const lock = await tryLock(`recognition-log:${batchId}`);
	if (!lock) return false;
	try {
		const batch = await repo.findLogged(batchId);
		const written = batch && (await readLog(batch)).file;
		if (written?.status === "completed") await writeBoth(written, csv);
		// Deleted meanwhile: its own job may have been here before.
		if (!(await repo.findBatch(batchId))) await removeFiles(batchId);
		return true;
	} finally {
		await lock.release();
	}
}

export async function removeFiles(batchId: string): Promise<void> {
	await objectStore().delete(recognitionKey(batchId, "json"));
	await objectStore().delete(recognitionKey(batchId, "csv"));
}
