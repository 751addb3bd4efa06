/** What the worker does with downloads. */
import * as repo from "./downloads.repo.ts";

/** Forgets archives whose address is over; nothing of them is stored but their lists. */
export async function sweepDownloads(now = new Date()): Promise<void> {
	await repo.deleteExpired(now);
}
