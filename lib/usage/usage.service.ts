/** What accounts keep, and whether there is room for more. */
import { config } from "#lib/config/config.ts";
import { type Db, db, type Tx } from "#lib/db/client.ts";
import * as policy from "./usage.policy.ts";
import * as repo from "./usage.repo.ts";
import type { StorageUse } from "./usage.schema.ts";

export { type Amount, fitting, hasRoom, NO_ROOM, quotaExceeded } from "./usage.policy.ts";

function viewOf({ used, quotas }: repo.Kept): StorageUse {
	const limits = policy.limitsOf(quotas, config().quotas);
	return {
		...{ storage_used_bytes: used.bytes, files: used.files },
		...{ storage_limit_bytes: limits.bytes, file_limit: limits.files },
	};
}

const NOTHING: repo.Kept = {
	used: { bytes: 0, files: 0 },
	quotas: { bytes: null, files: null },
};

/** What each of these users keeps, and may keep. */
export async function readUse(client: Db, userIds: readonly string[]) {
	const kept = await repo.listKept(client, userIds);
	return (userId: string): StorageUse => viewOf(kept.get(userId) ?? NOTHING);
}

/** What a user may add, just now; null where there is no limit, and for what is nobody's. */
export async function findRoom(userId: string | null): Promise<policy.Amount | null> {
	if (userId === null) return null;
	const kept = (await repo.listKept(db(), [userId])).get(userId) ?? NOTHING;
	const limits = policy.limitsOf(kept.quotas, config().quotas);
	return policy.isLimited(limits) ? policy.roomOf(kept.used, limits) : null;
}

/**
 * Refuses early what cannot be kept: a file of so many bytes at the least. Throws `QUOTA_EXCEEDED`.
 * `chargeUse` has the last word.
 */
export async function assertRoom(userId: string | null, leastBytes = 0): Promise<void> {
	const room = await findRoom(userId);
	if (room && !policy.hasRoom(room, leastBytes)) throw policy.quotaExceeded();
}

/**
 * Called last in a transaction that has added media of this user: of several at once each sees those
 * before it. Throws `QUOTA_EXCEEDED` where they are too many.
 */
export async function chargeUse(tx: Tx, userId: string): Promise<void> {
	const defaults = config().quotas;
	const own = await repo.lockQuotas(tx, userId, { always: policy.isLimited(defaults) });
	const limits = policy.limitsOf(own, defaults);
	if (!policy.isLimited(limits)) return;
	// Asked after the lock is there: what those before have added is seen.
	const { used } = (await repo.listKept(tx, [userId])).get(userId) ?? NOTHING;
	const left = policy.roomOf(used, limits);
	if (left.bytes < 0 || left.files < 0) throw policy.quotaExceeded();
}

/** Adds up what was noted one by one. */
export async function addUpUse(): Promise<void> {
	await repo.addUp();
}

/** For the doctor: of whom something else is counted than is there, and that put right. */
export const listMiscounts = repo.listMiscounts;
export const recountUse = repo.recount;
