import { log } from "#lib/core/log.ts";
import { VERSION } from "#lib/core/version.ts";
import { db } from "#lib/db/client.ts";
import { checkQueue, countWorkers } from "#lib/queue/queue.ts";
import { objectStore } from "#lib/storage/store.ts";
import type { Health, Part } from "./health.schema.ts";

const PATIENCE_MS = 5000;

const STORE_AWAY =
	"The object store cannot be used just now. Uploads are kept on this server's disk and moved when it is back.";

/** What `work` says of a part; one that does not answer in time is down. */
async function probe<T>(name: string, work: () => Promise<T>): Promise<T | "down"> {
	let timer: NodeJS.Timeout | undefined;
	const late = new Promise<never>((_, reject) => {
		timer = setTimeout(() => reject(new Error("no answer in time")), PATIENCE_MS);
	});
	try {
		return await Promise.race([work(), late]);
	} catch (error) {
		log.warn({ err: error, part: name }, "health");
		return "down";
	} finally {
		clearTimeout(timer);
	}
}

/** Is up where `work` succeeds. */
function tried(name: string, work: () => Promise<unknown>): Promise<Part> {
	return probe(name, async () => {
		await work();
		return "up" as const;
	});
}

let running: Promise<Health> | undefined;

/**
 * Tries every part for real; all who ask meanwhile get the same answer, so that being asked often makes
 * nobody ill. Without a worker photos are still taken, but none gets ready; with the object store away
 * they are taken and get ready, so that is healthy, and said.
 */
export function checkHealth(): Promise<Health> {
	running ??= tryAll().finally(() => {
		running = undefined;
	});
	return running;
}

async function tryAll(): Promise<Health> {
	const [database, storage, queue, workers] = await Promise.all([
		tried("database", () => db().$queryRaw`SELECT 1`),
		probe("storage", () => objectStore().check()),
		tried("queue", checkQueue),
		tried("workers", async () => {
			if ((await countWorkers()) === 0) throw new Error("no worker is connected");
		}),
	]);
	const healthy = ![database, storage, queue, workers].includes("down");
	const status = healthy ? "healthy" : "unhealthy";
	const reason = storage === "degraded" ? { storage_reason: STORE_AWAY } : {};
	const time = new Date().toISOString();
	return { status, version: VERSION, database, storage, ...reason, queue, workers, time };
}
