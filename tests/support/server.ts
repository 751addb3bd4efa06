/**
 * The real web and worker processes on a port and a database of their own, with the demo's accounts
 * and event. They end with the test process, whatever becomes of it: their channel to it closes.
 */
import { type ChildProcess, execFile, spawn } from "node:child_process";
import { randomBytes } from "node:crypto";
import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { promisify } from "node:util";
import { isReady, type Ready } from "#lib/processes/child.ts";
import { createTestDatabase } from "./database.ts";
import { makeScratch, removeScratch } from "./scratch.ts";
import { storageEnvironment } from "./storage.ts";

const run = promisify(execFile);
const READY_MS = 60_000;

export interface ServerOptions {
	/** Settings beside or instead of the usual ones. */
	env?: Record<string, string>;
	/** False to leave the jobs lying. */
	worker?: boolean;
}

export interface TestServer {
	url: string;
	databaseUrl: string;
	dataDir: string;
	/** The settings that its processes run with. */
	env: Record<string, string | undefined>;
	/** Everything that the processes have written so far. */
	logs(): string;
	web(): ChildProcess;
	worker(): ChildProcess;
	/** SIGKILL, and resolves when the process is gone. */
	killWeb(): Promise<void>;
	killWorker(): Promise<void>;
	/** Starts again after a kill, on the same port; with other settings, if there are any. */
	startWeb(env?: Record<string, string>): Promise<void>;
	startWorker(): Promise<void>;
	/** Ends the processes as a supervisor would and removes database and files. */
	stop(): Promise<void>;
}

class Role {
	readonly #name: string;
	readonly #env: NodeJS.ProcessEnv;
	readonly #write: (text: string) => void;
	#child: ChildProcess | undefined;

	constructor(name: string, env: NodeJS.ProcessEnv, write: (text: string) => void) {
		this.#name = name;
		this.#env = env;
		this.#write = write;
	}

	get child(): ChildProcess {
		if (!this.#child) throw new Error(`The ${this.#name} process was not started.`);
		return this.#child;
	}

	start(extra: Record<string, string> = {}): Promise<Ready> {
		const child = spawn(process.execPath, [`lib/processes/${this.#name}.ts`], {
			env: { ...this.#env, POTRET_ROLE: this.#name, ...extra },
			stdio: ["ignore", "pipe", "pipe", "ipc"],
		});
		this.#child = child;
		let output = "";
		const keep = (chunk: Buffer) => {
			output = (output + chunk).slice(-8000);
			this.#write(String(chunk));
		};
		child.stdout?.on("data", keep);
		child.stderr?.on("data", keep);
		return new Promise((resolve, reject) => {
			const fail = (why: string) =>
				reject(new Error(`The ${this.#name} process ${why}:\n${output}`));
			const timer = setTimeout(() => fail("did not get ready"), READY_MS);
			child.once("exit", (code, signal) => fail(`ended (${signal ?? code})`));
			child.on("message", (message) => {
				if (isReady(message)) resolve(message);
			});
			child.once("message", () => clearTimeout(timer));
			child.once("exit", () => clearTimeout(timer));
		});
	}

	async end(signal: NodeJS.Signals): Promise<void> {
		const child = this.#child;
		if (!child || child.exitCode !== null || child.signalCode !== null) return;
		const gone = new Promise((resolve) => child.once("exit", resolve));
		child.kill(signal);
		await gone;
	}
}

function environment(databaseUrl: string, dataDir: string, extra: Record<string, string>) {
	const { PATH, HOME, LANG, TZ } = process.env;
	return {
		...{ PATH, HOME, LANG, TZ, NODE_ENV: "production" as const },
		...{ PORT: "0", HOST: "127.0.0.1", DEMO: "1", DATABASE_URL: databaseUrl, DATA_DIR: dataDir },
		...{ DATABASE_POOL: "5", AUTH_SECRET: randomBytes(48).toString("base64") },
		...extra,
	};
}

export async function startServer(options: ServerOptions = {}): Promise<TestServer> {
	await run(process.execPath, ["scripts/build.mjs"]).catch((error) => {
		throw new Error(`The build failed:\n${error.stdout}\n${error.stderr}`);
	});
	const database = await createTestDatabase();
	const scratch = makeScratch("server");
	const dataDir = join(scratch, "data");
	mkdirSync(dataDir);
	const storage = await storageEnvironment(dataDir);
	const env = environment(database.url, dataDir, { ...storage, ...options.env });
	let written = "";
	const write = (text: string) => {
		written += text;
	};
	const web = new Role("web", env, write);
	const worker = new Role("worker", env, write);
	const stop = async () => {
		await Promise.all([web.end("SIGTERM"), worker.end("SIGTERM")]);
		await database.drop();
		removeScratch(scratch);
	};
	try {
		const prepared = await run(process.execPath, ["lib/processes/prepare.ts"], { env });
		write(prepared.stdout + prepared.stderr);
		const starts = [web.start(), options.worker === false ? undefined : worker.start()];
		const ready = (await Promise.all(starts))[0];
		const port = String(ready?.port);
		return {
			url: `http://127.0.0.1:${port}`,
			databaseUrl: database.url,
			dataDir,
			env,
			logs: () => written,
			web: () => web.child,
			worker: () => worker.child,
			killWeb: () => web.end("SIGKILL"),
			killWorker: () => worker.end("SIGKILL"),
			startWeb: async (other = {}) => void (await web.start({ PORT: port, ...other })),
			startWorker: async () => void (await worker.start()),
			stop,
		};
	} catch (error) {
		await stop();
		throw error;
	}
}

/** What its processes have written of faults of their own: pino's levels of errors and worse. */
export const faultsOf = (server: TestServer): string[] =>
	server
		.logs()
		.split("\n")
		.filter((line) => /^\{"level":[56]0,/.test(line));
