/** What follows for a batch where one of its media is ready or has failed, whoever makes it so. */
import type { Tx } from "#lib/db/client.ts";
import { moveMedia } from "#lib/media/media.service.ts";
import { enqueue } from "#lib/queue/queue.ts";
import { countImage } from "./batches.service.ts";
import { batchCompleted, regroupBatch } from "./sheets.jobs.ts";
import * as repo from "./sheets.repo.ts";
import { readTaskId } from "./sheets.service.ts";

/** Locks the batch whose counters `settled` changes, before the media; a deletion does the same first. */
export async function hold(tx: Tx, { batchId }: { batchId: string | null }): Promise<void> {
	if (batchId !== null) await repo.lockBatch(tx, batchId);
}

export interface Settled {
	id: string;
	batchId: string | null;
	eventId: string | null;
	qrMode: string | null;
}

/** A media is ready or has failed, in the transaction that makes it so. With its last one a batch ends. */
export async function settled(tx: Tx, media: Settled, outcome: "ready" | "failed"): Promise<void> {
	await readTaskId(tx, media);
	await takeCardOut(tx, media);
	const done = await countImage(tx, media, outcome);
	if (!done) return;
	await enqueue(tx, batchCompleted, [{ batchId: done.id }]);
	if (done.split && done.eventId !== null) await enqueue(tx, regroupBatch, [{ batchId: done.id }]);
}

/**
 * A picture of a code is nothing for an event's guests; the batch has it. One that is in a zone by now waits
 * for the regrouping, which locks that before any media.
 */
async function takeCardOut(tx: Tx, { id, eventId, qrMode }: Settled): Promise<void> {
	if (eventId === null || qrMode !== "look") return;
	const { codes, zoneId } = await repo.readSheet(tx, id);
	if (codes.length > 0 && zoneId === null) await moveMedia(tx, [id], null);
}
