/** One process at a time, among those of this machine that name the same file. */
import { linkSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";
import { setTimeout as pause } from "node:timers/promises";

const POLL_MS = 100;

/** The file is there at once with its holder's number in it, or not at all. */
function take(path: string): boolean {
	mkdirSync(dirname(path), { recursive: true, mode: 0o700 });
	const own = `${path}.${process.pid}`;
	writeFileSync(own, String(process.pid), { mode: 0o600 });
	try {
		linkSync(own, path);
		return true;
	} catch (error) {
		if ((error as { code?: string }).code !== "EEXIST") throw error;
		return false;
	} finally {
		rmSync(own, { force: true });
	}
}

/** The number of the process that has it; null where none has any more. */
function holderOf(path: string): number | null {
	try {
		return Number(readFileSync(path, "utf8"));
	} catch (error) {
		if ((error as { code?: string }).code !== "ENOENT") throw error;
		return null;
	}
}

function isAlive(pid: number): boolean {
	try {
		process.kill(pid, 0);
		return true;
	} catch (error) {
		// Another user's process is one too.
		return (error as { code?: string }).code === "EPERM";
	}
}

/** Gives what frees it, or null while somebody else has it. One that was killed has it no more. */
export function tryLock(path: string): (() => void) | null {
	if (!take(path)) {
		const holder = holderOf(path);
		if (holder !== null && isAlive(holder)) return null;
		// What was freed in between is not removed: the next may have it by now.
		if (holder !== null) rmSync(path, { force: true });
		if (!take(path)) return null;
	}
	return () => rmSync(path, { force: true });
}

/** Runs `work` when its turn has come. */
export async function whileLocked<T>(
	path: string,
	signal: AbortSignal,
	work: () => Promise<T>,
): Promise<T> {
	let free = tryLock(path);
	for (; !free; free = tryLock(path)) await pause(POLL_MS, undefined, { signal });
	try {
		return await work();
	} finally {
		free();
	}
}
