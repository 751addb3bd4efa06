/** One supervisor a data folder: a file with its number, believed only while that process lives. */
import { execFileSync } from "node:child_process";
import { readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { ConfigError } from "#lib/config/config.ts";
import { isAlive } from "./postmaster.ts";

interface Holder {
	pid: number;
	/** When that process started: numbers are used again. */
	since: string;
	port: number;
}

/** A value that two processes with the same number do not share. */
function startOf(pid: number): string {
	try {
		if (process.platform === "linux") {
			const stat = readFileSync(`/proc/${pid}/stat`, "utf8");
			// Field 22, counted after the name in brackets, which may hold spaces itself.
			return stat.slice(stat.lastIndexOf(")") + 2).split(" ")[19] ?? "";
		}
		return execFileSync("ps", ["-o", "lstart=", "-p", String(pid)], { encoding: "utf8" }).trim();
	} catch {
		return "";
	}
}

function read(file: string): Holder | null {
	try {
		return JSON.parse(readFileSync(file, "utf8"));
	} catch {
		return null;
	}
}

function lives(holder: Holder | null): boolean {
	return holder !== null && isAlive(holder.pid) && startOf(holder.pid) === holder.since;
}

/** Of two starts that find the same stale file, one moves it; the other finds nothing to move. */
function takeAway(file: string): void {
	const stale = `${file}.${process.pid}`;
	try {
		renameSync(file, stale);
		rmSync(stale);
	} catch (error) {
		if ((error as NodeJS.ErrnoException).code !== "ENOENT") throw error;
	}
}

/** Whether a supervisor, or another who took the folder, runs on it. */
export function isTaken(dataDir: string): boolean {
	return lives(read(join(dataDir, "supervisor.lock")));
}

/** Takes the folder, or throws a `ConfigError` that names who has it. Returns how to give it back. */
export async function lockFolder(dataDir: string, port: number): Promise<() => void> {
	const file = join(dataDir, "supervisor.lock");
	const own: Holder = { pid: process.pid, since: startOf(process.pid), port };
	for (;;) {
		try {
			writeFileSync(file, JSON.stringify(own), { flag: "wx" });
		} catch (error) {
			if ((error as NodeJS.ErrnoException).code !== "EEXIST") throw error;
			const holder = read(file);
			if (lives(holder))
				throw new ConfigError(
					`Potret is already running on ${dataDir} (process ${holder?.pid}, port ${holder?.port}). Stop it first, or choose another folder: DATA_DIR=./other PORT=3001 npm start`,
				);
			takeAway(file);
			continue;
		}
		// Another start that found the same stale file may have moved ours away just now.
		await sleep(50);
		if (read(file)?.pid === process.pid) return () => rmSync(file, { force: true });
	}
}
