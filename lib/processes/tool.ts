/** What the commands beside `npm start` have in common. */
import { resolve } from "node:path";
import { closeDb } from "#lib/db/client.ts";
import { closeLocks } from "#lib/db/locks.ts";
import { closeQueue } from "#lib/queue/queue.ts";

export interface Tool {
	name: string;
	/** Answers with the exit code. `signal` is aborted when it is to stop. */
	main(signal: AbortSignal): Promise<number>;
	/** A sentence for the person at the terminal. */
	explain(error: unknown): string;
}

/** Ends every connection that a tool may have opened. */
export async function closeAll(): Promise<void> {
	await closeQueue();
	await closeLocks();
	await closeDb();
}

/** Runs one, and ends the process: with 2 where it could not do what it is for. */
export async function runTool({ name, main, explain }: Tool): Promise<never> {
	process.chdir(resolve(import.meta.dirname, "../.."));
	process.title = `potret-${name}`;
	// What this process writes is for its user alone.
	process.umask(0o077);
	const controller = new AbortController();
	const stop = () => controller.abort();
	for (const signal of ["SIGTERM", "SIGINT", "SIGHUP"] as const) process.on(signal, stop);
	process.on("disconnect", stop);
	// Whoever read along has gone.
	process.stdout.on("error", stop);
	const code = await main(controller.signal).catch((error) => {
		console.error(explain(error));
		return 2;
	});
	process.exit(code);
}
