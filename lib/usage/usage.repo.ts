import { type Db, db, type Tx } from "#lib/db/client.ts";
import type { Amount, Limits } from "./usage.policy.ts";

/** What an account keeps, and the quotas that an administrator has given it. */
export interface Kept {
	used: Amount;
	quotas: Limits;
}

/** Those of these users that there are. */
export async function listKept(client: Db, userIds: readonly string[]): Promise<Map<string, Kept>> {
	const rows = await client.$queryRaw<
		(Amount & { id: string; bytesQuota: number | null; filesQuota: number | null })[]
	>`
		SELECT users.id, storage_quota_bytes::float8 AS "bytesQuota", file_quota AS "filesQuota", used.*
		FROM users CROSS JOIN LATERAL (
			SELECT coalesce(sum(bytes), 0)::float8 AS bytes, coalesce(sum(files), 0)::int AS files
			FROM usage_changes WHERE user_id = users.id
		) used
		WHERE users.id = ANY(${[...userIds]}::uuid[])`;
	return new Map(
		rows.map(({ id, bytes, files, bytesQuota, filesQuota }) => {
			return [id, { used: { bytes, files }, quotas: { bytes: bytesQuota, files: filesQuota } }];
		}),
	);
}

/**
 * The quotas of a user. Where there is one, or `always`, nobody else who asks this adds to what they keep
 * until the transaction ends.
 */
export async function lockQuotas(
	tx: Tx,
	userId: string,
	{ always }: { always: boolean },
): Promise<Limits> {
	const [quotas] = await tx.$queryRaw<Limits[]>`
		SELECT storage_quota_bytes::float8 AS bytes, file_quota AS files,
			CASE WHEN ${always} OR storage_quota_bytes IS NOT NULL OR file_quota IS NOT NULL
				THEN (SELECT 1 FROM pg_advisory_xact_lock(hashtextextended(users.id::text, 0))) END AS locked
		FROM users WHERE id = ${userId}::uuid`;
	return { bytes: quotas?.bytes ?? null, files: quotas?.files ?? null };
}

/**
 * Adds up the changes of those who have several. Whoever reads meanwhile sees them before or after; of
 * two who add up at once, each has its own.
 */
export function addUp(): Promise<number> {
	return db().$executeRaw`
		WITH several AS (
			SELECT id FROM usage_changes WHERE user_id IN (
				SELECT user_id FROM usage_changes GROUP BY user_id HAVING count(*) > 1)
			FOR UPDATE SKIP LOCKED
		), gone AS (
			DELETE FROM usage_changes WHERE id IN (SELECT id FROM several)
			RETURNING user_id, bytes, files
		)
		INSERT INTO usage_changes (user_id, bytes, files)
		SELECT user_id, sum(bytes), sum(files) FROM gone GROUP BY user_id`;
}

export interface Miscount {
	userId: string;
	username: string;
	counted: Amount;
	there: Amount;
}

/** Users of whom another amount is counted than their media are: of one moment. */
export async function listMiscounts(): Promise<Miscount[]> {
	const rows = await db().$queryRaw<
		{ id: string; username: string; bytes: number; files: number; b: number; f: number }[]
	>`
		SELECT id, username, counted.bytes::float8 AS bytes, counted.files::int AS files,
			there.bytes::float8 AS b, there.files::int AS f
		FROM users CROSS JOIN LATERAL (
			SELECT coalesce(sum(bytes), 0) AS bytes, coalesce(sum(files), 0) AS files
			FROM usage_changes WHERE user_id = users.id
		) counted CROSS JOIN LATERAL (
			SELECT coalesce(sum(byte_size), 0) AS bytes, count(*) AS files
			FROM media WHERE owner_id = users.id AND takes_room(media)
		) there
		WHERE (counted.bytes, counted.files) IS DISTINCT FROM (there.bytes, there.files)
		ORDER BY username`;
	return rows.map(({ id, username, bytes, files, b, f }) => {
		return { userId: id, username, counted: { bytes, files }, there: { bytes: b, files: f } };
	});
}

/** Adds what is missing. One statement sees one moment: what comes and goes meanwhile counts itself. */
export async function recount(userId: string): Promise<void> {
	await db().$executeRaw`
		INSERT INTO usage_changes (user_id, bytes, files)
		SELECT ${userId}::uuid, sum(bytes), sum(files) FROM (
			SELECT byte_size AS bytes, 1 AS files FROM media
			WHERE owner_id = ${userId}::uuid AND takes_room(media)
			UNION ALL
			SELECT -bytes, -files FROM usage_changes WHERE user_id = ${userId}::uuid
		) difference
		HAVING count(*) > 0`;
}
