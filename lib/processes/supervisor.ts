/**
 * `npm start`: the database where none is named, then migration and preparation, then web and
 * worker, kept alive until told to stop. Stopping goes the other way round.
 */
import { type ChildProcess, spawn } from "node:child_process";
import { mkdirSync } from "node:fs";
import { resolve } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { type Config, ConfigError, readConfig } from "#lib/config/config.ts";
import { migrate } from "#lib/db/migrate.ts";
import { greeting } from "./greeting.ts";
import { lockFolder } from "./lock.ts";
import { checkPort } from "./port.ts";
import { type Postgres, startPostgres } from "./postgres.ts";
import { ChildRole, nextDelay } from "./role.ts";
import { readSecrets, type Secrets } from "./secrets.ts";

/** npm and the terminal both pass Ctrl-C on: a second signal means "at once" only after this long. */
const SAME_SIGNAL_MS = 1000;
/** What a child may take beyond its own draining before it is ended. */
const PATIENCE_MS = 5000;

const say = (line: string) => console.log(line);

process.chdir(resolve(import.meta.dirname, "../.."));

class Supervisor {
	readonly #config: Config;
	#postgres: Promise<Postgres> | undefined;
	#databaseDelay = 0;
	#preparing: ChildProcess | undefined;
	#roles: ChildRole[] = [];
	#unlock: (() => void) | undefined;
	#stopping: Promise<void> | undefined;

	constructor(config: Config) {
		this.#config = config;
	}

	async start(): Promise<void> {
		const { dataDir, port, host, demo } = this.#config;
		mkdirSync(dataDir, { recursive: true, mode: 0o700 });
		this.#unlock = await lockFolder(dataDir, port);
		await checkPort(port, host);
		const env = await this.#environment();
		await this.#migrate(env.DATABASE_URL ?? "");
		// From here on everything that is written is for this user alone; photos, above all.
		process.umask(0o077);
		await this.#prepare(env);
		if (this.#stopping) return;
		const ready = await this.#startRoles(env);
		const url = this.#config.publicUrl ?? `http://localhost:${ready.port ?? port}`;
		if (!this.#stopping) say(greeting({ url, demo, dataDir }));
	}

	/** The children's environment: the settings as they were given, and what was found out here. */
	async #environment(): Promise<NodeJS.ProcessEnv> {
		const { dataDir, databaseUrl, authSecret, demo } = this.#config;
		const env: NodeJS.ProcessEnv = { ...process.env, DATA_DIR: dataDir, DEMO: demo ? "1" : "0" };
		if (databaseUrl) {
			if (!authSecret)
				throw new ConfigError(
					"AUTH_SECRET is not set. With DATABASE_URL, set it yourself, the same for every process: openssl rand -base64 48",
				);
			return { ...env, DATABASE_URL: databaseUrl, AUTH_SECRET: authSecret };
		}
		const secrets = await readSecrets(dataDir);
		const postgres = await this.#startDatabase(secrets);
		return {
			...env,
			DATABASE_URL: postgres.url,
			AUTH_SECRET: authSecret ?? secrets.authSecret,
		};
	}

	async #startDatabase(secrets: Secrets): Promise<Postgres> {
		const began = Date.now();
		this.#postgres = startPostgres({ dataDir: this.#config.dataDir, secrets });
		const postgres = await this.#postgres;
		for (const notice of postgres.notices) say(`  ${notice}`);
		void postgres.ended.then(() => this.#databaseEnded(secrets, postgres.url, Date.now() - began));
		return postgres;
	}

	/** Web and worker wait for it meanwhile; it comes back with everything that was committed. */
	async #databaseEnded(secrets: Secrets, url: string, livedMs: number): Promise<void> {
		if (this.#stopping) return;
		this.#databaseDelay = nextDelay(this.#databaseDelay, livedMs);
		console.error(`PostgreSQL ended; it starts again in ${this.#databaseDelay / 1000} s.`);
		await sleep(this.#databaseDelay);
		if (this.#stopping) return;
		try {
			const again = await this.#startDatabase(secrets);
			if (again.url !== url) throw new Error("Another program took PostgreSQL's port meanwhile.");
		} catch (error) {
			explain(error);
			process.exitCode = 1;
			await this.stop();
		}
	}

	async #migrate(url: string): Promise<void> {
		try {
			const applied = await migrate(url);
			if (applied.length > 0) say(`  Database brought up to date (${applied.length} migrations).`);
		} catch (error) {
			const { code } = error as NodeJS.ErrnoException;
			if (!code) throw error;
			const { host, pathname } = new URL(url);
			throw new ConfigError(`The database ${host}${pathname} cannot be used: ${code}. ${error}`);
		}
	}

	/** Seeds the demo, refuses unsafe settings, prints the set-up link: in a process of its own. */
	#prepare(env: NodeJS.ProcessEnv): Promise<void> {
		const child = spawn(process.execPath, ["lib/processes/prepare.ts"], {
			env: { ...env, POTRET_ROLE: "prepare" },
			stdio: ["ignore", "inherit", "inherit"],
		});
		this.#preparing = child;
		return new Promise((resolve, reject) => {
			child.once("error", reject);
			child.once("exit", (code) => {
				if (code === 0) resolve();
				else reject(new ConfigError("The preparation failed; what is wrong is written above."));
			});
		});
	}

	async #startRoles(env: NodeJS.ProcessEnv) {
		const role = (name: string) =>
			new ChildRole({
				name: `${name} process`,
				file: `lib/processes/${name}.ts`,
				env: { ...env, POTRET_ROLE: name },
				killAfterMs: this.#config.drainMs + PATIENCE_MS,
				report: (line) => console.error(line),
			});
		const web = role("web");
		const worker = role("worker");
		this.#roles = [web, worker];
		const [ready] = await Promise.all([web.start(), worker.start()]);
		return ready;
	}

	/** Web and worker finish what they began, side by side; the database goes last. */
	stop(): Promise<void> {
		this.#stopping ??= (async () => {
			this.#preparing?.kill();
			await Promise.all(this.#roles.map((role) => role.stop()));
			// One that is still starting is waited for: nothing may be left running.
			const postgres = await this.#postgres?.catch(() => undefined);
			await postgres?.stop();
			this.#unlock?.();
			process.exit();
		})();
		return this.#stopping;
	}

	kill(): void {
		// `stop` is waiting for exactly these to end, and goes on to the database.
		for (const role of this.#roles) role.kill();
	}
}

function listen(supervisor: Supervisor): void {
	let first = 0;
	const told = () => {
		if (first === 0) {
			first = Date.now();
			say("\n  Stopping: finishing what was begun. Once more to stop at once.");
			void supervisor.stop();
		} else if (Date.now() - first > SAME_SIGNAL_MS) supervisor.kill();
	};
	for (const signal of ["SIGTERM", "SIGINT", "SIGHUP"] as const) process.on(signal, told);
	process.on("disconnect", told);
	// The terminal may be gone before we are: a line that nobody reads is no reason to fall.
	for (const stream of [process.stdout, process.stderr]) stream.on("error", () => {});
}

function explain(error: unknown): void {
	console.error(error instanceof ConfigError ? `\n${error.message}\n` : error);
}

async function main(): Promise<void> {
	process.title = "potret";
	let supervisor: Supervisor | undefined;
	try {
		const config = readConfig(process.env);
		if (process.argv.includes("--check-settings")) return;
		supervisor = new Supervisor(config);
		listen(supervisor);
		await supervisor.start();
	} catch (error) {
		explain(error);
		process.exitCode = 1;
		await supervisor?.stop();
	}
}

await main();
