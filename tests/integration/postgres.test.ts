/** The embedded PostgreSQL, started and ended in every way that a machine knows. */
import { spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { chmodSync, existsSync, mkdirSync, readdirSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import pg from "pg";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { type Postgres, startPostgres } from "#lib/processes/postgres.ts";
import { clearOrphan, isAlive, readPostmaster } from "#lib/processes/postmaster.ts";
import { aPort } from "#tests/support/ports.ts";
import { makeScratch, removeScratch } from "#tests/support/scratch.ts";

const secrets = {
	databasePassword: "test-password-1234",
	databaseAdminPassword: "test-admin-1234",
};

let dataDir: string;
let running: Postgres | undefined;

beforeEach(() => {
	dataDir = makeScratch("postgres");
});

afterEach(async () => {
	await running?.stop();
	running = undefined;
	const cluster = join(dataDir, "postgres");
	if (existsSync(cluster)) await clearOrphan(cluster);
	removeScratch(dataDir);
});

async function start(): Promise<Postgres> {
	running = await startPostgres({ dataDir, secrets });
	return running;
}

async function query(url: string, sql: string): Promise<Record<string, unknown>[]> {
	const client = new pg.Client({ connectionString: url });
	// A server that is killed ends its connections with an error of their own.
	client.on("error", () => {});
	await client.connect();
	try {
		return (await client.query(sql)).rows;
	} finally {
		await client.end().catch(() => {});
	}
}

async function writeAndKill(): Promise<void> {
	const { url, pid, ended } = await start();
	await query(url, "CREATE TABLE kept (n int)");
	await query(url, "INSERT INTO kept SELECT generate_series(1, 1000)");
	process.kill(pid, "SIGKILL");
	await ended;
	running = undefined;
}

describe("the first start", () => {
	it("makes a cluster that is UTF-8, safe, for this machine only, and owned by no superuser", async () => {
		const { url } = await start();
		const [row] = await query(
			url,
			`SELECT current_setting('server_encoding') AS encoding, current_setting('fsync') AS fsync,
				current_setting('synchronous_commit') AS commit, current_setting('listen_addresses') AS listen,
				current_setting('is_superuser') AS super,
				current_setting('server_version_num')::int / 10000 AS major`,
		);
		expect(row).toEqual({
			...{ encoding: "UTF8", fsync: "on", commit: "on", listen: "127.0.0.1" },
			...{ super: "off", major: 18 },
		});
	});

	it("lets nobody in with another password", async () => {
		const { url } = await start();
		const wrong = new URL(url);
		wrong.password = "guessed";
		await expect(query(wrong.href, "SELECT 1")).rejects.toThrow("password authentication failed");
	});
});

describe("the next start", () => {
	it("finds the data and the port again after a stop", async () => {
		// As if from an earlier start: one that nobody else is given while the server is away.
		writeFileSync(join(dataDir, "postgres.port"), `${await aPort()}\n`);
		const first = await start();
		await query(first.url, "CREATE TABLE kept AS SELECT 1 AS n");
		await first.stop();
		expect(isAlive(first.pid)).toBe(false);
		const second = await start();
		expect(second.url).toBe(first.url);
		expect(await query(second.url, "SELECT n FROM kept")).toEqual([{ n: 1 }]);
	});

	it("takes another port when somebody took the remembered one", async () => {
		writeFileSync(join(dataDir, "postgres.port"), `${await aPort()}\n`);
		const first = await start();
		await first.stop();
		const { createServer } = await import("node:net");
		const thief = createServer().listen(Number(new URL(first.url).port), "127.0.0.1");
		await once(thief, "listening");
		const second = await start();
		thief.close();
		expect(new URL(second.url).port).not.toBe(new URL(first.url).port);
	});

	it("has everything that was committed before a kill -9, with its stale file cleared", async () => {
		await writeAndKill();
		expect(readPostmaster(join(dataDir, "postgres"))).not.toBeNull();
		const { url } = await start();
		expect(await query(url, "SELECT count(*)::int AS n FROM kept")).toEqual([{ n: 1000 }]);
	});

	it("is not fooled by a stale file with the number of a process that lives", async () => {
		await writeAndKill();
		const stranger = spawn("sleep", ["60"]);
		const file = join(dataDir, "postgres/postmaster.pid");
		writeFileSync(file, `${stranger.pid}\n${dataDir}/postgres\n0\n5432\n\n127.0.0.1\n0 0\nready\n`);
		const { url } = await start();
		expect(await query(url, "SELECT count(*)::int AS n FROM kept")).toEqual([{ n: 1000 }]);
		expect(isAlive(stranger.pid ?? 0)).toBe(true);
		stranger.kill();
	});

	it("stops a server that an earlier start left running", async () => {
		const orphan = await start();
		await query(orphan.url, "CREATE TABLE kept AS SELECT 1 AS n");
		const next = await start();
		expect(isAlive(orphan.pid)).toBe(false);
		expect(next.notices.join()).toContain("left behind");
		expect(await query(next.url, "SELECT n FROM kept")).toEqual([{ n: 1 }]);
	});

	it("makes the cluster anew after a start that was cut off, and deletes nothing", async () => {
		mkdirSync(join(dataDir, "postgres.init"));
		mkdirSync(join(dataDir, "postgres/base"), { recursive: true });
		writeFileSync(join(dataDir, "postgres/PG_VERSION"), "18\n");
		const { url } = await start();
		expect(await query(url, "SELECT 1 AS n")).toEqual([{ n: 1 }]);
		const aside = readdirSync(dataDir).filter((name) => name.startsWith("postgres.incomplete-"));
		expect(aside).toHaveLength(1);
	});

	it("says so when the data is of another version", async () => {
		const { stop } = await start();
		await stop();
		running = undefined;
		writeFileSync(join(dataDir, "postgres/PG_VERSION"), "15\n");
		await expect(start()).rejects.toThrow("is of PostgreSQL 15");
		writeFileSync(join(dataDir, "postgres/PG_VERSION"), "18\n");
	});
});

describe.runIf(process.getuid?.() === 0)("as root", () => {
	it("runs the server as another user, to whom the data belongs", async () => {
		const { pid } = await start();
		expect(statSync(join(dataDir, "postgres")).uid).not.toBe(0);
		expect(statSync(`/proc/${pid}`).uid).not.toBe(0);
	});

	it("works where only root may enter", async () => {
		const closed = join(dataDir, "closed");
		mkdirSync(closed, { mode: 0o700 });
		chmodSync(dataDir, 0o700);
		const postgres = await startPostgres({ dataDir: join(closed, "data"), secrets });
		try {
			expect(await query(postgres.url, "SELECT 1 AS n")).toEqual([{ n: 1 }]);
			expect(statSync(closed).mode & 0o777).toBe(0o700);
		} finally {
			await postgres.stop();
		}
	});

	// `nobody`, whom every system has; but a checkout in /root is closed to it.
	const nobody = { uid: 65534, gid: 65534 };
	const mayEnter =
		spawnSync("/bin/sh", ["-c", 'cd "$1"', "sh", process.cwd()], nobody).status === 0;

	it.runIf(mayEnter)("works for a plain user as well", async () => {
		const home = join(dataDir, "home");
		mkdirSync(home, { mode: 0o777 });
		chmodSync(home, 0o777);
		const script = `
			const { startPostgres } = await import("#lib/processes/postgres.ts");
			const secrets = ${JSON.stringify(secrets)};
			const postgres = await startPostgres({ dataDir: process.argv[1], secrets });
			await postgres.stop();
			console.log("uid", process.getuid());`;
		const words = ["--input-type=module-typescript", "-e", script, join(home, "data")];
		const child = spawn(process.execPath, words, nobody);
		let output = "";
		for (const stream of [child.stdout, child.stderr])
			stream.on("data", (chunk) => {
				output += chunk;
			});
		const [code] = await once(child, "close");
		expect(output).toBe("uid 65534\n");
		expect(code).toBe(0);
	});
});
