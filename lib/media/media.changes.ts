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

/** Sends the jobs of media that wait once more: the queue has lost them. */
export async function sendAgain(tx: Tx, mediaIds: readonly string[]): Promise<void> {
	await repo.touch(tx, mediaIds);
	const payloads = mediaIds.map((mediaId) => ({ mediaId }));
	await enqueue(tx, renderMedia, payloads);
}

/** Nothing is left of its bytes: it has failed, with `LOST`. Who counts it has locked that. */
export function loseMedia(tx: Tx, mediaId: string): Promise<void> {
	return repo.lose(tx, mediaId);
}

/** The bytes of one that was lost are there again. Who renders it again does so after this. */
export function recoverMedia(tx: Tx, mediaId: string): Promise<void> {
	return repo.recover(tx, mediaId);
}

/** Puts media into an event that is held, or takes them out of theirs. */
export function moveMedia(
	tx: Tx,
	mediaIds: readonly string[],
	eventId: string | null,
): Promise<void> {
	return repo.setEvent(tx, mediaIds, eventId);
}
