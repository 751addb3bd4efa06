/** Media that are found broken in the store: what is done to them, their batch counts. */
import type { Tx } from "#lib/db/client.ts";
import { loseMedia, renderAgain } from "#lib/media/media.service.ts";
import * as repo from "./sheets.retry.repo.ts";
import { type Settled, settled } from "./sheets.settling.ts";

export { hold } from "./sheets.settling.ts";

export interface BrokenMedia {
	id: string;
	batchId: string | null;
	state: "stored" | "processing" | "ready" | "failed";
}

/** Has one that is settled rendered once more. Its counters are held; false where it has no bytes. */
export async function renderBroken(tx: Tx, { id, batchId, state }: BrokenMedia): Promise<boolean> {
	if ((await renderAgain(tx, [id])) === 0) return false;
	if (batchId === null) return true;
	const taken = { processed: Number(state === "ready"), failed: Number(state === "failed") };
	await repo.uncountSheets(tx, batchId, taken);
	return true;
}

/**
 * Nothing is left of its bytes: it counts as failed, whatever it counted as, and a batch that waited for it
 * goes on as after any other that failed. Its counters are held.
 */
export async function loseBroken(tx: Tx, media: BrokenMedia & Settled): Promise<void> {
	const { id, batchId, state } = media;
	await loseMedia(tx, id);
	if (batchId === null || state === "failed") return;
	if (state === "ready") await repo.countAsFailed(tx, batchId);
	else await settled(tx, media, "failed");
}
