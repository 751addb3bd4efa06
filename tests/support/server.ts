/**
 * The real web and worker processes on a port and a database of their own, with the demo's accounts
 * and event. They end with the test process, whatever becomes of it: their channel to it closes.
 */
import { type ChildProcess, execFile } from "node:child_process";
import { randomBytes } from "node:crypto";
import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { promisify } from "node:util";
import { COMPILED } from "./compiled.ts";
import { createTestDatabase } from "./database.ts";
import { Role } from "./role.ts";
import { makeScratch, removeScratch } from "./scratch.ts";
import { startSpread } from "./spread.ts";
import { storageEnvironment } from "./storage.ts";

const run = promisify(execFile);

/** Of each role; requests are spread over them. */
const PROCESSES = Number(process.env.TEST_PROCESSES || 1);
/** Settings that the preparation looks at: with none of them, it was done once for all. */
const PREPARED_FOR = /^(DEMO|DATABASE_URL|S3_)/;

export interface ServerOptions {
	/** Settings beside or instead of the usual ones. */
	env?: Record<string, string>;
	/** False to leave the jobs lying. */
	worker?: boolean;
	/** True where one process is what is tested: how much it takes, what it counts, what is left in it. */
	alone?: boolean;
}

export interface TestServer {
	url: string;
	databaseUrl: string;
	dataDir: string;
	/** The settings that its processes run with. */
	env: Record<string, string | undefined>;
	/** Everything that the processes have written so far. */
	logs(): string;
	/** The first of its kind. */
	web(): ChildProcess;
	worker(): ChildProcess;
	/** SIGKILL to all of the kind, and resolves when they are gone. */
	killWeb(): Promise<void>;
	killWorker(): Promise<void>;
	/** Starts again after a kill, at the same address; with other settings, if there are any. */
	startWeb(other?: Record<string, string>): Promise<void>;
	startWorker(): Promise<void>;
	/** Ends the processes as a supervisor would and removes database and files. */
	stop(): Promise<void>;
}

function environment(databaseUrl: string, dataDir: string, extra: Record<string, string>) {
	const { PATH, HOME, LANG, TZ } = process.env;
	return {
		...{ PATH, HOME, LANG, TZ, NODE_ENV: "production" as const, ...COMPILED },
		...{ HOST: "127.0.0.1", DEMO: "1", DATABASE_URL: databaseUrl, DATA_DIR: dataDir },
		// What is deleted is gone at once, so that tests can look.
		UNDO_SECONDS: "0",
		...{ DATABASE_POOL: "5", AUTH_SECRET: randomBytes(48).toString("base64") },
		...extra,
	};
}

/** Before the processes start; with the usual settings, the database is a copy of one that is prepared. */
async function prepare(settings: Record<string, string>) {
	const own = Object.keys(settings).some((name) => PREPARED_FOR.test(name));
	const database = await createTestDatabase({ template: own ? "migrated" : "demo" });
	const finish = async (env: NodeJS.ProcessEnv) => {
		if (!own) return "";
		const { stdout, stderr } = await run(process.execPath, ["lib/processes/prepare.ts"], { env });
		return stdout + stderr;
	};
	return { database, finish };
}

export async function startServer(options: ServerOptions = {}): Promise<TestServer> {
	await run(process.execPath, ["scripts/build.mjs"]).catch((error) => {
		throw new Error(`The build failed:\n${error.stdout}\n${error.stderr}`);
	});
	const scratch = makeScratch("server");
	const dataDir = join(scratch, "data");
	mkdirSync(dataDir);
	const settings = { ...(await storageEnvironment(dataDir)), ...options.env };
	const { database, finish } = await prepare(settings);
	const env = environment(database.url, dataDir, settings);
	let written = "";
	const write = (text: string) => {
		written += text;
	};
	const processes = options.alone ? 1 : PROCESSES;
	const web = new Role("web", env, processes, write);
	const worker = new Role("worker", env, processes, write);
	const front = processes > 1 ? await startSpread(() => web.ports) : undefined;
	const stop = async () => {
		await Promise.all([web.end("SIGTERM"), worker.end("SIGTERM")]);
		await front?.stop();
		await database.drop();
		removeScratch(scratch);
	};
	try {
		write(await finish(env));
		await Promise.all([web.start(), options.worker === false ? undefined : worker.start()]);
		return {
			url: `http://127.0.0.1:${front?.port ?? web.ports[0]}`,
			databaseUrl: database.url,
			dataDir,
			env,
			logs: () => written,
			web: () => web.child,
			worker: () => worker.child,
			killWeb: () => web.end("SIGKILL"),
			killWorker: () => worker.end("SIGKILL"),
			startWeb: (other) => web.start(other),
			startWorker: () => worker.start(),
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
