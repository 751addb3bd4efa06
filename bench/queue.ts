/**
 * The job queue with our settings: how long from sending a job to its body, one at a time, and how
 * many empty jobs a second one worker gets through, beside plain inserts of as many rows.
 * `npm run bench -- queue`
 */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import pg from "pg";
import { z } from "zod";

const LATENCY_JOBS = 50;
const THROUGHPUT_JOBS = 5000;

const dataDir = mkdtempSync(join(tmpdir(), "potret-bench-queue-"));
process.env.DATA_DIR = dataDir;
process.env.LOG_LEVEL = "warn";

const { startPostgres } = await import("#lib/processes/postgres.ts");
const { migrate } = await import("#lib/db/migrate.ts");
const postgres = await startPostgres({
	dataDir,
	secrets: { databasePassword: "bench-password-1", databaseAdminPassword: "bench-admin-1" },
});
process.env.DATABASE_URL = postgres.url;
const { closeQueue, enqueue, installQueue } = await import("#lib/queue/queue.ts");
const { consume } = await import("#lib/queue/consumer.ts");
const { closeDb, inTransaction } = await import("#lib/db/client.ts");
const { defineJob } = await import("#lib/queue/job.ts");

const job = defineJob({
	name: "bench",
	payload: z.object({ at: z.number() }),
	retryLimit: 0,
	expireInSeconds: 60,
	batchSize: 4,
});

const median = (values: number[]) =>
	values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;

async function floor(): Promise<number> {
	const client = new pg.Client({ connectionString: postgres.url });
	await client.connect();
	await client.query("CREATE TABLE floor (id serial PRIMARY KEY, at float8)");
	const started = performance.now();
	for (let n = 0; n < THROUGHPUT_JOBS; n++)
		await client.query("INSERT INTO floor (at) VALUES ($1)", [n]);
	const seconds = (performance.now() - started) / 1000;
	await client.end();
	return THROUGHPUT_JOBS / seconds;
}

try {
	await migrate(postgres.url);
	await installQueue(postgres.url, [job]);
	const waits: number[] = [];
	let done = 0;
	const consumer = await consume([
		{
			job,
			run: async ({ at }: { at: number }) => {
				waits.push(performance.now() - at);
				done += 1;
			},
		},
	]);
	const send = (count: number) =>
		inTransaction((tx) =>
			enqueue(
				tx,
				job,
				Array.from({ length: count }, () => ({ at: performance.now() })),
			),
		);
	const until = async (count: number) => {
		while (done < count) await pause(1);
	};
	for (let n = 1; n <= LATENCY_JOBS; n++) {
		await send(1);
		await until(n);
	}
	const latency = median(waits);
	const started = performance.now();
	for (let n = 0; n < THROUGHPUT_JOBS; n += 500) await send(500);
	await until(LATENCY_JOBS + THROUGHPUT_JOBS);
	const perSecond = THROUGHPUT_JOBS / ((performance.now() - started) / 1000);
	const inserts = await floor();
	console.log(`send to body, median of ${LATENCY_JOBS}: ${latency.toFixed(1)} ms`);
	console.log(
		`jobs a second: ${perSecond.toFixed(0)}; single inserts a second: ${inserts.toFixed(0)} (×${(perSecond / inserts).toFixed(2)})`,
	);
	await consumer.stop(5000);
	await closeQueue();
	await closeDb();
} finally {
	await postgres.stop();
	rmSync(dataDir, { recursive: true, force: true });
}
process.exit(0);
