/** Figures in the words of Prometheus: of this process's requests, and of the whole installation. */
import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from "prom-client";
import { log } from "#lib/core/log.ts";
import { gather } from "#lib/db/gather.ts";
import { countWorkers } from "#lib/queue/queue.ts";
import { countJobs } from "./jobs.repo.ts";
import { countMedia, listJobFigures } from "./metrics.repo.ts";

const own = new Registry();
const all = new Registry();
collectDefaultMetrics({ register: own, prefix: "potret_" });

const requests = new Histogram({
	name: "potret_http_request_duration_seconds",
	help: "Requests that this process answered, by family, method and class of status",
	labelNames: ["family", "method", "status"] as const,
	buckets: [0.005, 0.02, 0.1, 0.5, 1, 5, 30, 120],
	registers: [own],
});
const inFlight = new Gauge({
	name: "potret_http_requests_in_flight",
	help: "Requests that this process is answering",
	labelNames: ["family"] as const,
	registers: [own],
});
const uploads = new Counter({
	name: "potret_uploads_total",
	help: "Requests with files that this process answered",
	labelNames: ["family", "status"] as const,
	registers: [own],
});
const uploadBytes = new Counter({
	name: "potret_upload_bytes_total",
	help: "Bytes of such requests that arrived here, refused ones included",
	labelNames: ["family"] as const,
	registers: [own],
});

const ALL = "of the whole installation, the same from every web process";
const gauge = <Label extends string>(name: string, help: string, labelNames: readonly Label[]) =>
	new Gauge({ name, help: `${help}, ${ALL}`, labelNames, registers: [all] });
const media = gauge("potret_media", "Files that are there", ["state", "kind"]);
const mediaBytes = gauge("potret_media_bytes", "Bytes of their originals", ["state", "kind"]);
const depth = gauge("potret_jobs", "Jobs in the queue", ["job", "state"]);
const oldest = gauge("potret_jobs_oldest_seconds", "Age of the oldest that is due", ["job"]);
const workers = gauge("potret_workers", "Worker processes that are connected", []);
const runs = new Counter({
	name: "potret_job_runs_total",
	help: `Runs of jobs that ended, ${ALL}`,
	labelNames: ["job", "outcome"] as const,
	registers: [all],
});
const seconds = new Counter({
	name: "potret_job_seconds_total",
	help: `Seconds that these took, ${ALL}`,
	labelNames: ["job", "outcome"] as const,
	registers: [all],
});
const isUp = new Gauge({
	name: "potret_database_up",
	help: "1 where the figures of the whole installation could be read",
	registers: [own],
});

export interface Observed {
	family: string;
	method: string;
	/** As of `statusClass`. */
	status: string;
	ms: number;
	/** Null where it brought no files. */
	uploadedBytes: number | null;
}

/** Called when a request comes; what it returns when it is over. */
export function observeRequest(family: string): (seen: Observed) => void {
	inFlight.inc({ family });
	return ({ method, status, ms, uploadedBytes }) => {
		inFlight.dec({ family });
		requests.observe({ family, method, status }, ms / 1000);
		if (uploadedBytes === null) return;
		uploads.inc({ family, status });
		uploadBytes.inc({ family }, uploadedBytes);
	};
}

async function readQueue(): Promise<void> {
	const now = Date.now();
	for (const { name: job, oldest: since, ...counts } of await countJobs()) {
		for (const [state, count] of Object.entries(counts)) depth.set({ job, state }, count);
		oldest.set({ job }, since ? Math.max(0, now - since.getTime()) / 1000 : 0);
	}
	for (const figure of await listJobFigures()) {
		const labels = { job: figure.name, outcome: figure.outcome };
		runs.inc(labels, figure.runs);
		seconds.inc(labels, figure.seconds);
	}
}

async function readAll(): Promise<string> {
	all.resetMetrics();
	for (const { state, kind, count, bytes } of await countMedia()) {
		media.set({ state, kind }, count);
		mediaBytes.set({ state, kind }, bytes);
	}
	await readQueue();
	workers.set(await countWorkers());
	return all.metrics();
}

const KEY = "all";
/** However many ask at once, the database is asked by one. */
const readOnce = gather<typeof KEY, string>(async () => new Map([[KEY, await readAll()]]));

/** Without a database there are the figures of this process still. */
export async function renderMetrics(): Promise<{ contentType: string; text: string }> {
	const shared = await readOnce(KEY).catch((error) => {
		log.warn({ err: error }, "figures of the installation could not be read");
		return undefined;
	});
	isUp.set(shared === undefined ? 0 : 1);
	return { contentType: own.contentType, text: `${await own.metrics()}${shared ?? ""}` };
}
