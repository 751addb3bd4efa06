import { db, type Tx } from "#lib/db/client.ts";

export type BatchRow = NonNullable<Awaited<ReturnType<typeof findBatch>>>;

export function insertBatch(tx: Tx, batch: { id: string; ownerId: string | null; total: number }) {
	return tx.batch.create({ data: batch });
}

export function findBatch(id: string) {
	return db().batch.findUnique({ where: { id } });
}

/** Its images in the order sent. */
export function listImages(batchId: string) {
	return db().media.findMany({
		where: { batchId, deletedAt: null },
		select: {
			id: true,
			fileName: true,
			state: true,
			errorCode: true,
			createdAt: true,
			settledAt: true,
		},
		orderBy: { position: "asc" },
	});
}

/** Counts one image more, and completes the batch with the last; returns it then. */
export async function countImage(
	tx: Tx,
	id: string,
	counter: "processed" | "failed",
): Promise<BatchRow | null> {
	const one = { processed: Number(counter === "processed"), failed: Number(counter === "failed") };
	const last = await tx.$queryRaw<unknown[]>`
		WITH counted AS (
			UPDATE batches SET processed = processed + ${one.processed}, failed = failed + ${one.failed},
				completed_at = CASE WHEN processed + failed + 1 = total THEN now() ELSE completed_at END
			WHERE id = ${id}::uuid RETURNING processed + failed = total AS last
		)
		SELECT 1 FROM counted WHERE last`;
	return last.length > 0 ? tx.batch.findUnique({ where: { id } }) : null;
}
