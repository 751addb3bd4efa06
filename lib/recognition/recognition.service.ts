/** Recognitions once they are there: read, listed, exported, deleted. */
import { audit } from "#lib/audit/audit.service.ts";
import { type Actor, isAdmin } from "#lib/core/actor.ts";
import { log } from "#lib/core/log.ts";
import { db, inTransaction } from "#lib/db/client.ts";
import { removeLooked } from "#lib/people/faces.service.ts";
import { holdPeople } from "#lib/people/people.service.ts";
import { enqueue } from "#lib/queue/queue.ts";
import { readLog, writeFiles } from "./recognition.files.ts";
import { removeLog } from "./recognition.jobs.ts";
import { batchGone, isBatchId, maySee, summarize } from "./recognition.policy.ts";
import * as repo from "./recognition.repo.ts";
import type {
	RecognitionFile,
	RecognitionListQuery,
	RecognitionLog,
} from "./recognition.schema.ts";
import { stateOf, toLog } from "./recognition.view.ts";
import * as logs from "./recognition-logs.repo.ts";

export { recognitionCsv } from "./recognition.export.ts";
export { noPhotos } from "./recognition.policy.ts";
export { recognize } from "./recognition.upload.ts";

/** Throws `BATCH_NOT_FOUND` for what is not there, and what is another's. */
async function getBatch<Row extends logs.BatchRow>(
	actor: Actor,
	id: string,
	find: (id: string) => Promise<Row | null>,
): Promise<Row> {
	const batch = isBatchId(id) ? await find(id) : null;
	if (!batch || !maySee(actor, batch)) throw batchGone();
	return batch;
}

const readOwn = async (actor: Actor, id: string) =>
	readLog(await getBatch(actor, id, logs.findLogged));

export async function getLog(actor: Actor, batchId: string): Promise<RecognitionLog> {
	const { file, rows } = await readOwn(actor, batchId);
	return toLog(file, rows);
}

/** The caller's own, an admin's: all; newest first. */
export async function listLogs(actor: Actor, page: RecognitionListQuery) {
	const ownerId = isAdmin(actor) ? null : (actor.user?.id ?? null);
	const [total, rows] = await Promise.all([
		logs.countBatches(ownerId),
		logs.listBatches(ownerId, page),
	]);
	const people = await logs.listRecognized(rows.map(({ id }) => id));
	const byBatch = Map.groupBy(people, ({ batchId }) => batchId);
	const batches = rows.map((row) => ({
		batch_id: row.id,
		total_photos: row.total,
		summary: summarize(row, byBatch.get(row.id) ?? []),
		created_at: row.createdAt,
		...stateOf(row),
	}));
	return { success: true, total, batches };
}

/** For a file. A CSV is kept beside the log as well; where that cannot be, it is only answered. */
export async function exportLog(
	actor: Actor,
	batchId: string,
	format: "csv" | "json",
): Promise<RecognitionFile> {
	const { file } = await readOwn(actor, batchId);
	if (format === "csv" && file.status === "completed")
		await writeFiles(batchId, { csv: true }).catch((error) =>
			log.warn({ err: error, batchId }, "an export could not be kept"),
		);
	await audit(db(), actor, "recognition_exported", batchId, { format });
	return file;
}

/** Rows, photos, faces and files, for good; what is being looked at stops. */
export async function deleteLog(actor: Actor, batchId: string) {
	const batch = await getBatch(actor, batchId, logs.findBatch);
	await inTransaction(async (tx) => {
		if (!(await repo.lockBatch(tx, batch.id))) throw batchGone();
		// Whoever is deleted just now takes the same matches away.
		await holdPeople(tx, await repo.listNamed(tx, batch.id));
		await removeLooked(tx, await repo.deleteBatch(tx, batch.id));
		await enqueue(tx, removeLog, [{ batchId: batch.id }]);
		await audit(tx, actor, "recognition_deleted", batch.id, { photos: batch.total });
	});
	return { success: true, message: `Batch ${batch.id} deleted successfully` };
}
