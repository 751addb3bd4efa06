/** What is counted of the demo photographer's files, and what is there. */
import { db } from "#lib/db/client.ts";

interface Amount {
	files: number;
	bytes: number;
}

export async function countedOf(userId: string): Promise<Amount> {
	const { _sum } = await db().usageChange.aggregate({
		where: { userId },
		_sum: { bytes: true, files: true },
	});
	return { files: _sum.files ?? 0, bytes: Number(_sum.bytes ?? 0) };
}

/** By the rows themselves: what is not deleted, and has bytes. */
export async function keptBy(ownerId: string): Promise<Amount> {
	const { _sum, _count } = await db().media.aggregate({
		where: {
			...{ ownerId, deletedAt: null, sha256: { not: "" } },
			OR: [{ errorCode: null }, { errorCode: { not: "LOST" } }],
		},
		_sum: { byteSize: true },
		_count: true,
	});
	return { files: _count, bytes: Number(_sum.byteSize ?? 0) };
}

/** Null: no limit. */
export async function limit(
	id: string,
	quotas: { bytes?: number | null; files?: number | null },
): Promise<void> {
	const { bytes = null, files = null } = quotas;
	const storageQuotaBytes = bytes === null ? null : BigInt(bytes);
	await db().user.update({ where: { id }, data: { storageQuotaBytes, fileQuota: files } });
}
