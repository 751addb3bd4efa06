/**
 * The embedded PostgreSQL: a real server from npm, on a port of this machine that nobody else can
 * reach, started and stopped with the supervisor.
 */
import { type ChildProcess, spawn } from "node:child_process";
import {
	chmodSync,
	closeSync,
	existsSync,
	mkdirSync,
	openSync,
	readFileSync,
	rmSync,
	statSync,
	writeFileSync,
} from "node:fs";
import { createServer } from "node:net";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { type Account, findAccount } from "./postgres-account.ts";
import { binFolder, prepareCluster } from "./postgres-cluster.ts";
import { ensureDatabase } from "./postgres-database.ts";
import { clearOrphan, endProcess, readPostmaster } from "./postmaster.ts";
import type { Secrets } from "./secrets.ts";

export interface Postgres {
	/** Of the application's own database and role. */
	url: string;
	pid: number;
	/** Sentences for the person at the terminal. */
	notices: string[];
	/** Resolves when the server has ended, asked or not. */
	ended: Promise<void>;
	/** Fast shutdown: open transactions are rolled back, everything committed is on the disk. */
	stop(): Promise<void>;
}

export interface PostgresOptions {
	dataDir: string;
	secrets: Pick<Secrets, "databasePassword" | "databaseAdminPassword">;
	/** False for databases that are thrown away: nothing waits for the disk. */
	durable?: boolean;
}

const MAX_LOG = 10 * 1024 * 1024;
const ATTEMPTS = 6;
/** Replaying the log after a crash takes as long as it takes; this is for a server that hangs. */
const START_MS = 300_000;

function canListen(port: number): Promise<number> {
	return new Promise((resolve) => {
		const probe = createServer();
		probe.once("error", () => resolve(0));
		probe.listen({ port, host: "127.0.0.1", exclusive: true }, () => {
			const address = probe.address();
			probe.close(() => resolve(typeof address === "object" && address ? address.port : 0));
		});
	});
}

/** The port that the server of a data folder was started on last; 0 where there was none. */
export function rememberedPort(dataDir: string): number {
	const file = join(dataDir, "postgres.port");
	return existsSync(file) ? Number(readFileSync(file, "utf8")) : 0;
}

/** The port of the last time where it is still free, so that tools keep their connection settings. */
async function choosePort(dataDir: string, fresh: boolean): Promise<number> {
	const remembered = fresh ? 0 : rememberedPort(dataDir);
	const port = (remembered > 0 && (await canListen(remembered))) || (await canListen(0));
	if (port !== remembered) writeFileSync(join(dataDir, "postgres.port"), `${port}\n`);
	return port;
}

function settings(port: number, durable: boolean): string[] {
	const values = {
		port,
		listen_addresses: "127.0.0.1",
		unix_socket_directories: "",
		// One that need not be durable serves the tests, many servers at a time.
		max_connections: durable ? 100 : 400,
		shared_buffers: "256MB",
		work_mem: "8MB",
		maintenance_work_mem: "128MB",
		max_wal_size: "2GB",
		random_page_cost: 1.1,
		timezone: "UTC",
		log_timezone: "UTC",
		fsync: durable ? "on" : "off",
		synchronous_commit: durable ? "on" : "off",
		full_page_writes: durable ? "on" : "off",
	};
	return Object.entries(values).flatMap(([name, value]) => ["-c", `${name}=${value}`]);
}

function launch(account: Account, cluster: string, log: string, args: string[]): ChildProcess {
	if (existsSync(log) && statSync(log).size > MAX_LOG) rmSync(log);
	const output = openSync(log, "a", 0o600);
	const words = [...account.prefix, join(account.bin, "postgres"), "-D", cluster, ...args];
	const [command = "", ...rest] = words;
	const owner = account.prefix.length > 0 ? {} : { uid: account.uid, gid: account.gid };
	// Its own session: Ctrl-C at the terminal must reach it last, after web and worker are done.
	const child = spawn(command, rest, {
		...owner,
		cwd: "/",
		detached: true,
		stdio: ["ignore", output, output],
		env: { NODE_ENV: "production", PATH: process.env.PATH, LC_ALL: "C", TZ: "UTC" },
	});
	closeSync(output);
	return child;
}

function tail(log: string): string {
	return existsSync(log)
		? readFileSync(log, "utf8").trimEnd().split("\n").slice(-8).join("\n")
		: "";
}

/** Resolves true when the server accepts connections, false when it ended first. */
async function becomesReady(child: ChildProcess, cluster: string): Promise<boolean> {
	const until = Date.now() + START_MS;
	while (Date.now() < until) {
		const over = child.pid === undefined || child.exitCode !== null || child.signalCode !== null;
		if (over) return false;
		const found = readPostmaster(cluster);
		if (found?.pid === child.pid && found?.status === "ready") return true;
		await sleep(30);
	}
	child.kill("SIGQUIT");
	return false;
}

async function startServer(account: Account, cluster: string, options: PostgresOptions) {
	const log = join(options.dataDir, "postgres.log");
	for (let attempt = 1; ; attempt++) {
		const port = await choosePort(options.dataDir, attempt > 2);
		const child = launch(account, cluster, log, settings(port, options.durable ?? true));
		const ended = new Promise<void>((resolve) => {
			child.once("exit", () => resolve());
			child.once("error", () => resolve());
		});
		if (await becomesReady(child, cluster)) return { child, ended, port };
		// A port taken since we looked, or the last processes of a killed server still letting go.
		const passing = /could not bind|shared memory block|could not create any TCP/.test(tail(log));
		if (!passing || attempt === ATTEMPTS)
			throw new Error(`PostgreSQL did not start. The end of ${log}:\n${tail(log)}`);
		await sleep(500);
	}
}

/** Starts the server of a data folder, making it first where there is none. */
export async function startPostgres(options: PostgresOptions): Promise<Postgres> {
	const { dataDir, secrets } = options;
	mkdirSync(dataDir, { recursive: true });
	if (process.getuid?.() === 0) chmodSync(dataDir, 0o711);
	const account = findAccount(await binFolder(), dataDir);
	const cluster = prepareCluster(account, secrets.databaseAdminPassword);
	const orphan = await clearOrphan(cluster);
	const { child, ended, port } = await startServer(account, cluster, options);
	const pid = child.pid ?? 0;
	const stop = async () => {
		if (!(await endProcess(pid, "SIGINT", 30_000))) await endProcess(pid, "SIGQUIT", 10_000);
		await ended;
	};
	try {
		const url = await ensureDatabase(port, secrets);
		const notices = account.notice ? [account.notice] : [];
		if (orphan === "stopped")
			notices.push("Stopped a PostgreSQL that an earlier start left behind.");
		return { url, pid, notices, ended, stop };
	} catch (error) {
		await stop();
		throw error;
	}
}
