/** The port to the job queue: pg-boss, in the same database, so that a job is sent in a transaction. */
import { fromPrisma, PgBoss } from "pg-boss";
import { currentContext } from "#lib/core/context.ts";
import { log } from "#lib/core/log.ts";
import { databaseUrl, db, type Tx } from "#lib/db/client.ts";
import type { JobDefinition } from "./job.ts";

// biome-ignore lint/suspicious/noExplicitAny: a list of jobs holds payloads of every shape
export type AnyJob = JobDefinition<any>;

/** How a worker's connections call themselves; `countWorkers` looks for it. */
export const WORKER_NAME = "potret-worker";

/** Has what it notices by itself written to the log. */
export const watch = (boss: PgBoss) => {
	// The message alone: pg hangs the whole connection on its errors.
	boss.on("error", (error) => log.error({ reason: error.message }, "queue"));
	boss.on("warning", (warning) => log.warn({ warning }, "queue"));
	return boss;
};

/** Makes the queue's own tables and one queue a job. Safe to repeat, and for several at once. */
export async function installQueue(url: string, jobs: readonly AnyJob[]): Promise<void> {
	const boss = watch(
		new PgBoss({ connectionString: url, max: 2, supervise: false, schedule: true }),
	);
	await boss.start();
	try {
		for (const job of jobs) {
			const options = {
				retryLimit: job.retryLimit,
				retryDelay: 1,
				retryBackoff: true,
				retryDelayMax: 60,
				expireInSeconds: job.expireInSeconds,
				// The shortest that pg-boss allows: a killed worker's jobs are free again after it.
				heartbeatSeconds: 10,
				deleteAfterSeconds: 24 * 3600,
				notify: true,
			};
			await boss.createQueue(job.name, { ...options, policy: job.keyOf ? "short" : "standard" });
			await boss.updateQueue(job.name, options);
			if (job.cron) await boss.schedule(job.name, job.cron, {});
		}
	} finally {
		await boss.stop({ graceful: false });
	}
}

let sending: Promise<PgBoss> | undefined;

/** An instance that only sends: jobs go through their transactions, its one connection reads queues. */
function sender(): Promise<PgBoss> {
	sending ??= watch(
		new PgBoss({
			connectionString: databaseUrl(),
			max: 1,
			supervise: false,
			schedule: false,
			migrate: false,
		}),
	)
		.start()
		.catch((error) => {
			sending = undefined;
			throw error;
		});
	return sending;
}

/**
 * Sends jobs inside the transaction that makes them necessary: both are kept, or neither. `awaited` ones,
 * whose end somebody waits for, are taken before all others; with `after` they wait until then.
 */
export async function enqueue<T extends object>(
	tx: Tx,
	job: JobDefinition<T>,
	payloads: readonly T[],
	{ awaited = false, after }: { awaited?: boolean; after?: Date } = {},
): Promise<void> {
	if (payloads.length === 0) return;
	const boss = await sender();
	const priority = Number(awaited);
	const { requestId } = currentContext();
	const { keyOf, delaySeconds } = job;
	const startAfter = after ?? delaySeconds;
	const jobs = payloads.map((payload) => {
		const data = job.payload.parse(payload);
		return {
			...{ data: { ...data, ...(requestId && { requestId }) }, priority },
			...(keyOf ? { singletonKey: keyOf(data) } : {}),
			...(startAfter ? { startAfter } : {}),
		};
	});
	await boss.insert(job.name, jobs, { db: fromPrisma(tx) });
}

export interface PendingJob {
	name: string;
	data: object;
}

/** Jobs that nobody has done yet, those that somebody is at included. */
export const PENDING_JOBS = `SELECT name, data FROM pgboss.job
	WHERE state IN ('created', 'retry', 'active') AND name NOT LIKE '\\_\\_pgboss%' AND data IS NOT NULL
	ORDER BY created_on, id`;

const PUT_BACK_AT_ONCE = 1000;

/** Sends what waited in another queue again. What comes by itself, or is no job any more, is left out. */
export async function putBack(
	jobs: readonly AnyJob[],
	pending: readonly PendingJob[],
): Promise<void> {
	const boss = await sender();
	const byName = Map.groupBy(pending, ({ name }) => name);
	for (const { name, keyOf } of jobs.filter(({ cron }) => !cron)) {
		const inserts = (byName.get(name) ?? []).map(({ data }) => {
			return { data, ...(keyOf ? { singletonKey: keyOf(data) } : {}) };
		});
		for (let at = 0; at < inserts.length; at += PUT_BACK_AT_ONCE)
			await boss.insert(name, inserts.slice(at, at + PUT_BACK_AT_ONCE));
	}
}

/** Has jobs that were given up done once more. Returns how many: what has not failed is left alone. */
export async function retryFailed(name: string, ids: readonly string[]): Promise<number> {
	const boss = await sender();
	// Its types leave out what it answers.
	const { affected } = (await boss.retry(name, [...ids])) as { affected?: number };
	return affected ?? 0;
}

/** Ends the connection that `enqueue` keeps. */
export async function closeQueue(): Promise<void> {
	const boss = await sending;
	sending = undefined;
	await boss?.stop({ graceful: false });
}

/** How many worker processes are connected to the database now. */
export async function countWorkers(): Promise<number> {
	const rows = await db().$queryRaw<{ count: bigint }[]>`
		SELECT count(DISTINCT application_name) AS count FROM pg_stat_activity
		WHERE datname = current_database() AND application_name LIKE ${`${WORKER_NAME}:%`}`;
	return Number(rows[0]?.count ?? 0);
}

/** Throws where no job could be sent. */
export async function checkQueue(): Promise<void> {
	await db().$queryRaw`SELECT 1 FROM pgboss.queue LIMIT 1`;
}
