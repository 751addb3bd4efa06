/**
 * What `postmaster.pid` says about a cluster, and getting rid of a server that outlived its
 * supervisor. A number in a file proves nothing (numbers are used again), so a process counts as
 * ours only when its own command line names this cluster.
 */
import { execFileSync } from "node:child_process";
import { readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";

/** The server's number and its last line (`starting`, `ready`, `stopping`), or null without a file. */
export function readPostmaster(cluster: string): { pid: number; status: string } | null {
	try {
		const lines = readFileSync(join(cluster, "postmaster.pid"), "utf8").split("\n");
		return { pid: Number(lines[0]), status: lines[7]?.trim() ?? "" };
	} catch {
		return null;
	}
}

export function isAlive(pid: number): boolean {
	try {
		process.kill(pid, 0);
		return true;
	} catch (error) {
		return (error as NodeJS.ErrnoException).code === "EPERM";
	}
}

/** The words a process was started with; empty when there is no such process. */
export function commandLine(pid: number): string {
	try {
		if (process.platform === "linux")
			return readFileSync(`/proc/${pid}/cmdline`, "utf8").replaceAll("\0", " ").trim();
		return execFileSync("ps", ["-o", "args=", "-p", String(pid)], { encoding: "utf8" }).trim();
	} catch {
		return "";
	}
}

function serves(pid: number, cluster: string): boolean {
	const words = commandLine(pid);
	return words.includes("postgres") && words.includes(`-D ${cluster} `);
}

/** Asks with `signal` and waits; true when the process is gone in time. */
export async function endProcess(pid: number, signal: NodeJS.Signals, waitMs: number) {
	const until = Date.now() + waitMs;
	try {
		process.kill(pid, signal);
	} catch {
		return true;
	}
	while (Date.now() < until) {
		if (!isAlive(pid)) return true;
		await sleep(50);
	}
	return !isAlive(pid);
}

/**
 * Makes the cluster free to be started: an orphan is shut down (SIGINT: fast, with a checkpoint;
 * then SIGQUIT: immediate, recovered from the log at the next start), a stale file is removed.
 */
export async function clearOrphan(cluster: string): Promise<"none" | "stale" | "stopped"> {
	const found = readPostmaster(cluster);
	if (!found) return "none";
	const ours = found.pid > 1 && isAlive(found.pid) && serves(found.pid, cluster);
	if (ours) {
		const ended =
			(await endProcess(found.pid, "SIGINT", 30_000)) ||
			(await endProcess(found.pid, "SIGQUIT", 10_000));
		if (!ended)
			throw new Error(`A PostgreSQL of an earlier start (process ${found.pid}) does not end.`);
	}
	rmSync(join(cluster, "postmaster.pid"), { force: true });
	return ours ? "stopped" : "stale";
}
