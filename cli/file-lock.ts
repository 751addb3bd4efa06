/** One process at a time, among those of this user that name the same file. */
import { closeSync, mkdirSync, openSync, rmSync, statSync } from "node:fs";
import { dirname } from "node:path";
import { setTimeout as pause } from "node:timers/promises";

/** Longer than any holder takes: one that is older was left by a process that was killed. */
const STALE_MS = 30_000;
const POLL_MS = 100;

function take(path: string): boolean {
	try {
		closeSync(openSync(path, "wx", 0o600));
		return true;
	} catch (error) {
		if ((error as { code?: string }).code !== "EEXIST") throw error;
		return false;
	}
}

function removeStale(path: string): void {
	const age = Date.now() - (statSync(path, { throwIfNoEntry: false })?.mtimeMs ?? Date.now());
	if (age > STALE_MS) rmSync(path, { force: true });
}

export async function whileLocked<T>(
	path: string,
	signal: AbortSignal,
	work: () => Promise<T>,
): Promise<T> {
	mkdirSync(dirname(path), { recursive: true, mode: 0o700 });
	while (!take(path)) {
		removeStale(path);
		await pause(POLL_MS, undefined, { signal });
	}
	try {
		return await work();
	} finally {
		rmSync(path, { force: true });
	}
}
