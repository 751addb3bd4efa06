/** Whose batch it is: asked before anything is told of it, or done with it. */
import { type Actor, isAdmin } from "#lib/core/actor.ts";
import { AppError } from "#lib/core/errors.ts";
import { isUuid } from "#lib/core/ids.ts";
import { authorize, type EventProof } from "#lib/events/events.service.ts";
import {
	type BatchProgress,
	findProgress,
	findSheetBatch,
	type SheetBatchRow,
} from "./sheets.repo.ts";

export const batchGone = () => new AppError("BATCH_NOT_FOUND", { message: "Batch not found" });
export const notDone = () =>
	new AppError("BATCH_NOT_DONE", { message: "This batch is still being processed" });

export const eventGone = () => new AppError("EVENT_NOT_FOUND", { message: "Event not found" });

function own<Batch extends BatchProgress>(actor: Actor, batch: Batch | null | undefined): Batch {
	if (!batch || !(isAdmin(actor) || batch.ownerId === actor.user?.id)) throw batchGone();
	return batch;
}

/** Throws `BATCH_NOT_FOUND` for what is not there, and what is another's. */
export async function getBatch(actor: Actor, batchId: string): Promise<SheetBatchRow> {
	return own(actor, isUuid(batchId) ? await findSheetBatch(batchId) : null);
}

/** The same, of its counters alone. */
export async function getCounters(actor: Actor, batchId: string): Promise<BatchProgress> {
	// In one spelling: the answers are told apart by it.
	return own(actor, isUuid(batchId) ? await findProgress(batchId.toLowerCase()) : null);
}

/**
 * The event that a batch's images go to. Throws `EVENT_NOT_FOUND` for what is not the caller's own,
 * whatever its guests may do; `INSUFFICIENT_SCOPE` for a key that adds no photos.
 */
export async function getOwnEvent(actor: Actor, eventId: string): Promise<EventProof> {
	const proof = await authorize(actor, "photo:add", eventId).catch((error) => {
		const isRefusal = error instanceof AppError && error.code !== "INSUFFICIENT_SCOPE";
		throw isRefusal ? eventGone() : error;
	});
	if (!proof.owns) throw eventGone();
	return proof;
}
