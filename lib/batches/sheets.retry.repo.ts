import type { Tx } from "#lib/db/client.ts";

/** Sheets that failed; a lost one, which has no bytes, among them. */
export async function listFailed(tx: Tx, batchId: string): Promise<string[]> {
	const rows = await tx.media.findMany({
		where: { batchId, state: "failed" },
		select: { id: true },
	});
	return rows.map(({ id }) => id);
}

/** The first sheet, when it is done: by its id, if it is there. */
export async function findFirstSheet(tx: Tx, batchId: string): Promise<string[]> {
	const where = { batchId, position: 0, state: "ready" } as const;
	const first = await tx.media.findFirst({ where, select: { id: true } });
	return first ? [first.id] : [];
}

/** Sheets that never became a file. */
const lostOf = (batchId: string) => ({ batchId, state: "failed", sha256: "" }) as const;

export function countLostSheets(tx: Tx, batchId: string): Promise<number> {
	return tx.media.count({ where: lostOf(batchId) });
}

/** Takes their rows away, so that they can be unpacked again. */
export async function removeLostSheets(tx: Tx, batchId: string): Promise<number> {
	return (await tx.media.deleteMany({ where: lostOf(batchId) })).count;
}

/** Takes sheets off its counters that are to be done again. */
export async function reopenBatch(
	tx: Tx,
	id: string,
	{ processed, failed }: { processed: number; failed: number },
): Promise<void> {
	await tx.batch.update({
		where: { id },
		data: {
			...{ processed: { decrement: processed }, failed: { decrement: failed } },
			...{ startedAt: new Date(), completedAt: null, errorCode: null, errorDetail: null },
		},
	});
}

/**
 * The same for a batch of any kind that nobody asked to be tried again: one that ended with an error
 * stays as it ended.
 */
export async function uncountSheets(
	tx: Tx,
	id: string,
	{ processed, failed }: { processed: number; failed: number },
): Promise<void> {
	await tx.$executeRaw`
		UPDATE batches SET processed = processed - ${processed}, failed = failed - ${failed},
			started_at = CASE WHEN error_code IS NULL THEN now() ELSE started_at END,
			completed_at = CASE WHEN error_code IS NULL THEN NULL ELSE completed_at END
		WHERE id = ${id}::uuid`;
}

/** One that was processed has failed after all. */
export async function countAsFailed(tx: Tx, id: string): Promise<void> {
	await tx.batch.updateMany({
		where: { id },
		data: { processed: { decrement: 1 }, failed: { increment: 1 } },
	});
}
