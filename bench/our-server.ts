/** The whole product for benchmarks: supervisor, PostgreSQL, web and worker, in a folder of its own. */
import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { readFileSync } from "node:fs";
import { createServer } from "node:net";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";

export type Headers = Record<string, string>;

export interface OurServer {
	url: string;
	/** Processes of a role, and those below them. */
	processes(role: "web" | "worker"): number[];
	stop(): Promise<void>;
}

async function freePort(): Promise<string> {
	const server = createServer().listen(0);
	await once(server, "listening");
	const { port } = server.address() as { port: number };
	server.close();
	return String(port);
}

/** Processes below one, and those below them (Linux). One that has just ended has none. */
export function descendants(pid: number): number[] {
	try {
		const children = readFileSync(`/proc/${pid}/task/${pid}/children`, "utf8").trim();
		const pids = children.split(" ").filter(Boolean).map(Number);
		return pids.flatMap((child) => [child, ...descendants(child)]);
	} catch {
		return [];
	}
}

/** What a process calls itself. */
function titleOf(pid: number): string {
	try {
		return readFileSync(`/proc/${pid}/cmdline`, "utf8");
	} catch {
		return "";
	}
}

const TITLES = { web: "potret-web", worker: "potret-worker" };

function processesOf(supervisor: ChildProcess, role: "web" | "worker"): number[] {
	const below = descendants(supervisor.pid as number);
	const head = below.find((pid) => titleOf(pid).startsWith(TITLES[role]));
	return head === undefined ? [] : [head, ...descendants(head)];
}

const isHealthy = (url: string) =>
	fetch(`${url}/api/health`).then(
		({ ok }) => ok,
		() => false,
	);

export async function startPotret(dataDir: string, settings: Headers = {}): Promise<OurServer> {
	const port = await freePort();
	const child = spawn(process.execPath, [join("lib", "processes", "supervisor.ts")], {
		env: { ...process.env, PORT: port, DATA_DIR: dataDir, LOG_LEVEL: "warn", ...settings },
		stdio: ["ignore", "ignore", "inherit"],
	});
	const url = `http://127.0.0.1:${port}`;
	while (!(await isHealthy(url))) await pause(100);
	const stop = async () => {
		child.kill("SIGTERM");
		await once(child, "exit");
	};
	return { url, processes: (role) => processesOf(child, role), stop };
}

/** The demo photographer's credentials. */
export async function signIn(url: string): Promise<Headers> {
	const answer = await fetch(`${url}/api/auth/login`, {
		method: "POST",
		body: JSON.stringify({ username: "photographer", password: "photographer123" }),
	});
	return { authorization: `Bearer ${(await answer.json()).access_token}` };
}

/** Resident bytes of processes, together. */
export function residentBytes(pids: readonly number[]): number {
	const sizes = pids.map((pid) => {
		try {
			return Number(readFileSync(`/proc/${pid}/statm`, "utf8").split(" ")[1]) * 4096;
		} catch {
			return 0;
		}
	});
	return sizes.reduce((sum, size) => sum + size, 0);
}
