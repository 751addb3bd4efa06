import { readFileSync } from "node:fs";
import { log } from "#lib/core/log.ts";
import { db } from "#lib/db/client.ts";
import { checkQueue, countWorkers } from "#lib/queue/queue.ts";
import { objectStore } from "#lib/storage/store.ts";

type Part = "up" | "down";

export interface Health {
	status: "healthy" | "unhealthy";
	version: string;
	database: Part;
	storage: Part;
	queue: Part;
	workers: Part;
	time: string;
}

const PATIENCE_MS = 5000;

const VERSION: string = JSON.parse(readFileSync("package.json", "utf8")).version;

/** A part that does not answer in time is down. */
async function probe(name: string, work: () => Promise<unknown>): Promise<Part> {
	let timer: NodeJS.Timeout | undefined;
	const late = new Promise((_, reject) => {
		timer = setTimeout(() => reject(new Error("no answer in time")), PATIENCE_MS);
	});
	try {
		await Promise.race([work(), late]);
		return "up";
	} catch (error) {
		log.warn({ err: error, part: name }, "health");
		return "down";
	} finally {
		clearTimeout(timer);
	}
}

/** Tries every part for real. Without a worker photos are still taken, but none gets ready. */
export async function checkHealth(): Promise<Health> {
	const [database, storage, queue, workers] = await Promise.all([
		probe("database", () => db().$queryRaw`SELECT 1`),
		probe("storage", () => objectStore().check()),
		probe("queue", checkQueue),
		probe("workers", async () => {
			if ((await countWorkers()) === 0) throw new Error("no worker is connected");
		}),
	]);
	const healthy = [database, storage, queue, workers].every((part) => part === "up");
	const status = healthy ? "healthy" : "unhealthy";
	const time = new Date().toISOString();
	return { status, version: VERSION, database, storage, queue, workers, time };
}
