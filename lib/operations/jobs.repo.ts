import { db } from "#lib/db/client.ts";
import { Prisma } from "#lib/db/generated/client.ts";

export interface Depth {
	name: string;
	waiting: number;
	scheduled: number;
	running: number;
	failed: number;
	oldest: Date | null;
}

/** How many jobs there are of each name; names without any are there too. */
export function countJobs(): Promise<Depth[]> {
	return db().$queryRaw<Depth[]>`
		SELECT q.name, count(j.id) FILTER (WHERE open AND start_after <= now())::int AS waiting,
			count(j.id) FILTER (WHERE open AND start_after > now())::int AS scheduled,
			count(j.id) FILTER (WHERE j.state = 'active')::int AS running,
			count(j.id) FILTER (WHERE j.state = 'failed')::int AS failed,
			min(start_after) FILTER (WHERE open AND start_after <= now()) AS oldest
		FROM pgboss.queue q
		LEFT JOIN (SELECT *, state IN ('created', 'retry') AS open FROM pgboss.job
			WHERE state IN ('created', 'retry', 'active', 'failed')) j ON j.name = q.name
		WHERE q.name NOT LIKE '\\_\\_pgboss%' GROUP BY q.name ORDER BY q.name`;
}

export interface FailedJob {
	id: string;
	name: string;
	reason: string | null;
	payload: Record<string, unknown> | null;
	tries: number;
	createdAt: Date;
	failedAt: Date;
}

const failed = (name: string | undefined) =>
	Prisma.sql`state = 'failed' AND name NOT LIKE '\\_\\_pgboss%'
		${name === undefined ? Prisma.empty : Prisma.sql`AND name = ${name}`}`;

/** The last that failed come first. */
export function listFailed({
	name,
	limit,
	offset,
}: {
	name?: string | undefined;
	limit: number;
	offset: number;
}): Promise<FailedJob[]> {
	return db().$queryRaw<FailedJob[]>`
		SELECT id::text, name, coalesce(output->>'message', output->'value'->>'message') AS reason,
			data AS payload, retry_count + 1 AS tries, created_on AS "createdAt", completed_on AS "failedAt"
		FROM pgboss.job WHERE ${failed(name)}
		ORDER BY completed_on DESC, id DESC LIMIT ${limit} OFFSET ${offset}`;
}

export async function countFailed(name: string | undefined): Promise<number> {
	const [row] = await db().$queryRaw<{ count: number }[]>`
		SELECT count(*)::int AS count FROM pgboss.job WHERE ${failed(name)}`;
	return row?.count ?? 0;
}

export async function listFailedIds(name: string): Promise<string[]> {
	const rows = await db().$queryRaw<{ id: string }[]>`
		SELECT id::text FROM pgboss.job WHERE ${failed(name)} ORDER BY id`;
	return rows.map(({ id }) => id);
}

export async function findJob(id: string): Promise<{ name: string; state: string } | null> {
	const [row] = await db().$queryRaw<{ name: string; state: string }[]>`
		SELECT name, state::text FROM pgboss.job
		WHERE id = ${id}::uuid AND name NOT LIKE '\\_\\_pgboss%'`;
	return row ?? null;
}
