import { db, inTransaction } from "#lib/db/client.ts";
import type { Prisma } from "#lib/db/generated/client.ts";

export interface SavedAnswer {
	fingerprint: string;
	status: number;
	body: unknown;
}

/** A first request is believed to run for this long after it last said so. */
const LOCK_MS = 30_000;
/** Keys are remembered for a day. */
const KEEP_MS = 24 * 3600_000;

/**
 * Takes a key for its first request. Null: it is ours to answer. `"running"`: another request has it.
 * Else: the answer that was given.
 */
export function claimKey(id: string): Promise<SavedAnswer | "running" | null> {
	return inTransaction(async (tx) => {
		const lockedUntil = new Date(Date.now() + LOCK_MS);
		await tx.idempotencyKey.deleteMany({
			where: { id, createdAt: { lt: new Date(Date.now() - KEEP_MS) } },
		});
		const { count } = await tx.idempotencyKey.createMany({
			data: [{ id, lockedUntil }],
			skipDuplicates: true,
		});
		if (count > 0) return null;
		await tx.$queryRaw`SELECT 1 FROM idempotency_keys WHERE id = ${id} FOR UPDATE`;
		const row = await tx.idempotencyKey.findUnique({ where: { id } });
		if (row?.fingerprint && row.status !== null)
			return { fingerprint: row.fingerprint, status: row.status, body: row.body };
		if (row && row.lockedUntil > new Date()) return "running";
		await tx.idempotencyKey.upsert({
			where: { id },
			create: { id, lockedUntil },
			update: { lockedUntil },
		});
		return null;
	});
}

export async function saveAnswer(id: string, answer: SavedAnswer): Promise<void> {
	await db().idempotencyKey.update({
		where: { id },
		data: { ...answer, body: answer.body as Prisma.InputJsonValue },
	});
}

/** Says that the first request still runs, until the returned function is called. */
export function keepLocked(id: string): () => void {
	const timer = setInterval(() => {
		const lockedUntil = new Date(Date.now() + LOCK_MS);
		// Missing one is harmless: the next comes before the lock is over.
		db()
			.idempotencyKey.updateMany({ where: { id }, data: { lockedUntil } })
			.catch(() => {});
	}, LOCK_MS / 3);
	return () => clearInterval(timer);
}

/** Lets the next request with this key run anew. */
export async function releaseKey(id: string): Promise<void> {
	await db().idempotencyKey.deleteMany({ where: { id } });
}

export async function sweepKeys(now = Date.now()): Promise<void> {
	await db().idempotencyKey.deleteMany({ where: { createdAt: { lt: new Date(now - KEEP_MS) } } });
}
