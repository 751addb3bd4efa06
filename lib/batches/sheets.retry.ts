/** Every sheet that failed is tried again. */
import type { Actor } from "#lib/core/actor.ts";
import { AppError } from "#lib/core/errors.ts";
import { inTransaction, type Tx } from "#lib/db/client.ts";
import { keepEvent } from "#lib/events/events.service.ts";
import { renderAgain } from "#lib/media/media.service.ts";
import { enqueue } from "#lib/queue/queue.ts";
import { findRoom, hasRoom, quotaExceeded } from "#lib/usage/usage.service.ts";
import { batchGone, getBatch, notDone } from "./sheets.access.ts";
import { ingestArchive } from "./sheets.jobs.ts";
import { isRunning } from "./sheets.policy.ts";
import { lockedBatch } from "./sheets.repo.ts";
import * as repo from "./sheets.retry.repo.ts";

/**
 * Counters go back with the sheets, and the batch is processed until they are done. Throws
 * `BATCH_NOT_FOUND`, `BATCH_NOT_DONE` and, where nothing failed that can be tried, `NOTHING_TO_RETRY`, or
 * `QUOTA_EXCEEDED` where there is no room for what was lost.
 */
export async function retryBatch(actor: Actor, batchId: string) {
	const { id, eventId, ownerId } = await getBatch(actor, batchId);
	const room = await findRoom(ownerId);
	const isFull = room !== null && !hasRoom(room, 0);
	const retried = await inTransaction(async (tx) => {
		// What was lost would come into the event, and that is gone.
		const mayComeIn = eventId === null || (await keepEvent(tx, eventId));
		return retry(tx, id, { mayComeIn, isFull });
	});
	return { batch_id: id, retried };
}

async function retry(
	tx: Tx,
	id: string,
	{ mayComeIn, isFull }: { mayComeIn: boolean; isFull: boolean },
): Promise<number> {
	const batch = await lockedBatch(tx, id);
	if (!batch) throw batchGone();
	if (isRunning(batch)) throw notDone();
	const failed = await renderAgain(tx, await repo.listFailed(tx, id));
	const wanted = mayComeIn ? await repo.countLostSheets(tx, id) : 0;
	const lost = wanted > 0 && !isFull ? await repo.removeLostSheets(tx, id) : 0;
	const unread = batch.errorCode === "QR_NOT_FOUND" ? await repo.findFirstSheet(tx, id) : [];
	const processed = await renderAgain(tx, unread);
	if (failed + lost + processed === 0 && wanted > 0) throw quotaExceeded();
	if (failed + lost + processed === 0)
		throw new AppError("NOTHING_TO_RETRY", { message: "Nothing in this batch can be tried again" });
	await repo.reopenBatch(tx, id, { processed, failed: failed + lost });
	if (lost > 0) await enqueue(tx, ingestArchive, [{ batchId: id }]);
	return failed + lost + processed;
}
