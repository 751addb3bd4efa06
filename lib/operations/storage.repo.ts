import { db } from "#lib/db/client.ts";

export interface Amount {
	files: number;
	bytes: number;
}

export interface StateFigure extends Amount {
	state: "stored" | "processing" | "ready" | "failed";
	/** Of these, what lies on a machine's disk. */
	localFiles: number;
	localBytes: number;
}

/** Originals that are there, by state: one pass over all of them. */
export function countStates(): Promise<StateFigure[]> {
	return db().$queryRaw<StateFigure[]>`
		SELECT state::text, count(*)::int AS files, sum(byte_size)::float8 AS bytes,
			count(*) FILTER (WHERE storage_tier = 'local')::int AS "localFiles",
			coalesce(sum(byte_size) FILTER (WHERE storage_tier = 'local'), 0)::float8 AS "localBytes"
		FROM media WHERE deleted_at IS NULL AND sha256 <> '' AND error_code IS DISTINCT FROM 'LOST'
		GROUP BY state ORDER BY state`;
}

const NONE: Amount = { files: 0, bytes: 0 };

/** What was made of originals that are there. */
export async function countRenditions(): Promise<Amount> {
	const [row] = await db().$queryRaw<Amount[]>`
		SELECT count(*)::int AS files, coalesce(sum(bytes), 0)::float8 AS bytes
		FROM renditions JOIN media ON media.id = media_id WHERE deleted_at IS NULL`;
	return row ?? NONE;
}

/** What batches were sent as. */
export async function countArchives(): Promise<Amount> {
	const [row] = await db().$queryRaw<Amount[]>`
		SELECT count(*)::int AS files, coalesce(sum(total_size), 0)::float8 AS bytes
		FROM batches WHERE strategy IN ('zip', 'zip_qr')`;
	return row ?? NONE;
}

export interface Keeper {
	id: string;
	username: string;
}

/** Who keeps something, the most first; `total` of how many. */
export async function listKeepers(limit: number): Promise<{ users: Keeper[]; total: number }> {
	const rows = await db().$queryRaw<(Keeper & { total: number })[]>`
		SELECT users.id, username, count(*) OVER ()::int AS total
		FROM users JOIN usage_changes ON user_id = users.id
		GROUP BY users.id, username HAVING sum(files) > 0
		ORDER BY sum(bytes) DESC, username LIMIT ${limit}`;
	return {
		users: rows.map(({ id, username }) => ({ id, username })),
		total: rows[0]?.total ?? 0,
	};
}

export async function readDatabaseSize(): Promise<number> {
	const [row] = await db().$queryRaw<{ bytes: number }[]>`
		SELECT pg_database_size(current_database())::float8 AS bytes`;
	return row?.bytes ?? 0;
}
