import type { Tx } from "#lib/db/client.ts";
import { enqueue } from "#lib/queue/queue.ts";
import * as repo from "./media.changes.repo.ts";
import { renderMedia } from "./media.jobs.ts";

/**
 * Has settled media rendered once more, from the start. Returns how many: not those that were deleted
 * or never had bytes. Who counts them has locked what it counts in.
 */
export async function renderAgain(tx: Tx, mediaIds: readonly string[]): Promise<number> {
	const restarted = await repo.restart(tx, mediaIds);
	const payloads = restarted.map((mediaId) => ({ mediaId }));
	await enqueue(tx, renderMedia, payloads);
	return restarted.length;
}

/** Puts media into an event that is held, or takes them out of theirs. */
export function moveMedia(
	tx: Tx,
	mediaIds: readonly string[],
	eventId: string | null,
): Promise<void> {
	return repo.setEvent(tx, mediaIds, eventId);
}
