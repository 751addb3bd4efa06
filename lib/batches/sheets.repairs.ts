/** Media that are found broken in the store: what is done to them, their batch counts. */
import type { Tx } from "#lib/db/client.ts";
import { loseMedia, renderAgain } from "#lib/media/media.service.ts";
import { enqueue } from "#lib/queue/queue.ts";
import { countImage } from "./batches.service.ts";
import { regroupBatch } from "./sheets.jobs.ts";
import { lockBatch } from "./sheets.repo.ts";
import * as repo from "./sheets.retry.repo.ts";

export interface BrokenMedia {
	id: string;
	batchId: string | null;
	state: "stored" | "processing" | "ready" | "failed";
}

/** Locks what counts a media, if anything does: before the media itself. */
export async function holdCounters(tx: Tx, batchId: string | null): Promise<void> {
	if (batchId !== null) await lockBatch(tx, batchId);
}

/** Has one that is settled rendered once more. Its counters are held; false where it has no bytes. */
export async function renderBroken(tx: Tx, { id, batchId, state }: BrokenMedia): Promise<boolean> {
	if ((await renderAgain(tx, [id])) === 0) return false;
	if (batchId === null) return true;
	const taken = { processed: Number(state === "ready"), failed: Number(state === "failed") };
	await repo.uncountSheets(tx, batchId, taken);
	return true;
}

/** Nothing is left of its bytes: it counts as failed, whatever it counted as. Its counters are held. */
export async function loseBroken(tx: Tx, media: BrokenMedia): Promise<void> {
	const { id, batchId, state } = media;
	await loseMedia(tx, id);
	if (batchId === null || state === "failed") return;
	if (state === "ready") return repo.countAsFailed(tx, batchId);
	const done = await countImage(tx, media, "failed");
	if (done?.split && done.eventId !== null) await enqueue(tx, regroupBatch, [{ batchId: done.id }]);
}
