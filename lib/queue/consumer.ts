/** The taking side of the queue: jobs, and the bodies that do them. */
import { hostname } from "node:os";
import { PgBoss } from "pg-boss";
import { withContext } from "#lib/core/context.ts";
import { log } from "#lib/core/log.ts";
import { databaseUrl } from "#lib/db/client.ts";
import { type AnyJob, WORKER_NAME, watch } from "./queue.ts";
import { reasonOf } from "./reason.ts";

export interface Consumer {
	/** Waits for what is running, at most `timeoutMs`; the rest is free for others. */
	stop(timeoutMs: number): Promise<void>;
}

/** A run that ended: how long it took, in milliseconds, and whether it did what it was for. */
export type Done = (job: string, ms: number, outcome: "completed" | "failed") => void;

export interface JobBody {
	job: AnyJob;
	// biome-ignore lint/suspicious/noExplicitAny: bodies of every payload stand in one list
	run: (payload: any) => Promise<void>;
}

/** Runs one job, in the words in which pg-boss wants to know how it went. */
async function perform(
	{ job, run }: JobBody,
	{ id, data }: { id: string; data: object },
	onDone: Done,
) {
	const started = performance.now();
	const end = (outcome: "completed" | "failed") => {
		const ms = Math.round(performance.now() - started);
		onDone(job.name, ms, outcome);
		return ms;
	};
	try {
		await run(job.payload.parse(data));
		log.info({ ms: end("completed") }, "job");
		return { id, status: "completed" as const };
	} catch (error) {
		log.error({ err: error, data, ms: end("failed") }, "a job failed");
		return { id, status: "failed" as const, output: { message: reasonOf(error) } };
	}
}

/** Takes jobs and runs their bodies until it is stopped. Woken by NOTIFY, else by polling. */
export async function consume(
	bodies: readonly JobBody[],
	{ onDone = () => {} }: { onDone?: Done } = {},
): Promise<Consumer> {
	const boss = watch(
		new PgBoss({
			connectionString: databaseUrl(),
			application_name: `${WORKER_NAME}:${hostname()}:${process.pid}`,
			max: 4,
			migrate: false,
			useListenNotify: true,
			superviseIntervalSeconds: 5,
			monitorIntervalSeconds: 5,
		}),
	);
	await boss.start();
	for (const { job, run } of bodies) {
		const options = {
			batchSize: job.batchSize,
			// Two takers: while one waits for the slowest of its batch, the other has the next.
			localConcurrency: 2,
			perJobResults: true,
			burstWhenBatchFull: job.batchSize > 1,
			// Nobody is woken for one that waits for its time.
			pollingIntervalSeconds: job.delaySeconds ?? 2,
			notifyPollingIntervalSeconds: job.delaySeconds ?? 5,
		} as const;
		await boss.work<object>(job.name, options, (jobs) =>
			Promise.all(
				jobs.map(({ id, data }) => {
					const { requestId } = data as { requestId?: string };
					const context = { requestId, job: job.name, jobId: id };
					return withContext(context, () => perform({ job, run }, { id, data }, onDone));
				}),
			),
		);
	}
	return {
		stop: async (timeoutMs) => {
			await boss.stop({ graceful: true, timeout: timeoutMs });
		},
	};
}
