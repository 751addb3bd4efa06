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
	const batch = await tx.batch.update({ where: { id }, data: { [counter]: { increment: 1 } } });
	if (batch.processed + batch.failed !== batch.total) return null;
	return tx.batch.update({ where: { id }, data: { completedAt: new Date() } });
}
