/** How an entry of a recognition ends, whoever ends it. */
import type { Tx } from "#lib/db/client.ts";
import { failureReason } from "#lib/media/media.service.ts";
import { writeLog } from "#lib/people/people.jobs.ts";
import { enqueue } from "#lib/queue/queue.ts";
import * as repo from "./recognition.repo.ts";

/** Ends the entry of a photo, whose batch is locked; with the last of them the log is written. */
export async function endEntry(
	tx: Tx,
	mediaId: string,
	outcome: { error: string | null; ms: number },
): Promise<void> {
	const batchId = await repo.endEntry(tx, mediaId, outcome);
	if (batchId !== null) await enqueue(tx, writeLog, [{ batchId }]);
}

interface Settled {
	id: string;
	eventId: string | null;
	faceState: "wanted" | "found" | "failed" | null;
}

const isNone = ({ eventId, faceState }: Settled) => eventId !== null || faceState === null;

/** Locks the batch that `settled` counts in, before the media; a deletion does the same first. */
export async function hold(tx: Tx, media: Settled): Promise<void> {
	if (!isNone(media)) await repo.lockBatchOf(tx, media.id);
}

/** A photo could not be shown: it is not looked at either. Does nothing for one that was looked at. */
export async function settled(tx: Tx, media: Settled, outcome: "ready" | "failed"): Promise<void> {
	if (outcome === "ready" || isNone(media)) return;
	const code = await repo.readFailure(tx, media.id);
	await endEntry(tx, media.id, { error: failureReason(code ?? ""), ms: 0 });
}
