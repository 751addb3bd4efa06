import { db, inTransaction, type Tx } from "#lib/db/client.ts";
import type { Prisma } from "#lib/db/generated/client.ts";

export type UploadRow = Omit<Prisma.UploadGetPayload<object>, "length" | "received"> & {
	length: number;
	received: number;
};

export interface NewUpload {
	id: string;
	ownerId: string;
	purpose: "batch" | "photos";
	fileName: string;
	contentType: string;
	metadata: string;
	length: number;
	expiresAt: Date;
}

/** Ten gigabytes are far below the numbers that JavaScript counts exactly. */
const toRow = (row: Prisma.UploadGetPayload<object>): UploadRow => ({
	...row,
	length: Number(row.length),
	received: Number(row.received),
});

/**
 * Inserts an upload unless `check` throws at what its owner has already. Two at once wait for each
 * other, so that they do not both take the last place.
 */
export function insertUpload(
	upload: NewUpload,
	check: (unused: { uploads: number; bytes: number }) => void,
): Promise<UploadRow> {
	return inTransaction(async (tx) => {
		await tx.$queryRaw`SELECT 1 FROM users WHERE id = ${upload.ownerId}::uuid FOR NO KEY UPDATE`;
		const { _count, _sum } = await tx.upload.aggregate({
			where: { ownerId: upload.ownerId, state: { not: "used" } },
			_count: true,
			_sum: { length: true },
		});
		check({ uploads: _count, bytes: Number(_sum.length ?? 0) });
		return toRow(await tx.upload.create({ data: { ...upload, length: BigInt(upload.length) } }));
	});
}

export async function findUpload(id: string): Promise<UploadRow | null> {
	const row = await db().upload.findUnique({ where: { id } });
	return row && toRow(row);
}

/** Notes what is durable now. False where another writer was there first, or the row is gone. */
export async function saveReceived(
	upload: UploadRow,
	from: number,
	received: number,
	expiresAt: Date,
): Promise<boolean> {
	const { count } = await db().upload.updateMany({
		where: { id: upload.id, received: BigInt(from), state: "open" },
		data: {
			received: BigInt(received),
			expiresAt,
			state: received === upload.length ? "finished" : "open",
		},
	});
	return count > 0;
}

/** From this transaction on the bytes are somebody's. False when the upload is not finished, or was used. */
export async function markUsed(tx: Tx, id: string): Promise<boolean> {
	const { count } = await tx.upload.updateMany({
		where: { id, state: "finished" },
		data: { state: "used" },
	});
	return count > 0;
}

/** False when it was gone already. Uploads that were made use of are left to their users. */
export async function deleteUpload(id: string): Promise<boolean> {
	const { count } = await db().upload.deleteMany({ where: { id, state: { not: "used" } } });
	return count > 0;
}

/** Uploads that are over, the oldest first; `only` asks about one. */
export async function findExpired(
	now: Date,
	{ limit, only }: { limit: number; only?: string },
): Promise<string[]> {
	const rows = await db().upload.findMany({
		where: {
			expiresAt: { lte: now },
			state: { not: "used" },
			...(only === undefined ? {} : { id: only }),
		},
		select: { id: true },
		orderBy: { expiresAt: "asc" },
		take: limit,
	});
	return rows.map((row) => row.id);
}

/** Which of these have a row, and need their file: what was used has its bytes elsewhere. */
export async function findKnown(ids: readonly string[]): Promise<Set<string>> {
	const rows = await db().upload.findMany({
		where: { id: { in: [...ids] }, state: { not: "used" } },
		select: { id: true },
	});
	return new Set(rows.map((row) => row.id));
}

/** Uploads that have bytes, a page of them after the id `after`. */
export async function listBegun(after: string | undefined, limit: number): Promise<UploadRow[]> {
	const rows = await db().upload.findMany({
		where: {
			...{ state: { not: "used" }, received: { gt: 0 } },
			...(after === undefined ? {} : { id: { gt: after } }),
		},
		orderBy: { id: "asc" },
		take: limit,
	});
	return rows.map(toRow);
}
