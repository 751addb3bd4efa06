/** `npm start`: what a newcomer sees, and what may happen to it. */

import { once } from "node:events";
import { existsSync, readFileSync, statSync } from "node:fs";
import { createServer } from "node:net";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { createTestDatabase } from "#tests/support/database.ts";
import { aPort } from "#tests/support/ports.ts";
import { makeScratch, removeScratch } from "#tests/support/scratch.ts";
import {
	killNamed,
	processesOf,
	processNamed,
	type Start,
	start,
} from "#tests/support/supervisor.ts";

const POLL = { timeout: 60_000, interval: 100 };
/** Each starts a whole installation, some twice. */
const PATIENT = { timeout: 300_000 };
const SECRET = "0123456789-abcdefghijklmnopqrstuvwxyz";

let scratch: string;
let dataDir: string;
let port: number;
const started: Start[] = [];

beforeEach(async () => {
	scratch = makeScratch("start");
	dataDir = join(scratch, "data");
	port = await aPort();
});

afterEach(async () => {
	for (const one of started.splice(0)) {
		one.process.kill("SIGTERM");
		await one.ended;
	}
	for (const pid of processesOf(dataDir)) process.kill(pid, "SIGKILL");
	removeScratch(scratch);
});

function run(env: Record<string, string> = {}): Start {
	const one = start({ DATA_DIR: dataDir, PORT: String(port), ...env });
	started.push(one);
	return one;
}

async function isHealthy(): Promise<boolean> {
	const answer = await fetch(`http://127.0.0.1:${port}/api/health`).catch(() => null);
	return answer?.status === 200;
}

describe("npm start", PATIENT, () => {
	it("says where it is and how to sign in, keeps its secrets, and ends without a trace", async () => {
		const first = run();
		await first.says(new RegExp(`running at http://localhost:${port}\\n`));
		for (const words of ["admin / admin123", "photographer / photographer123", "code asa"])
			expect(first.output()).toContain(words);
		expect(await isHealthy()).toBe(true);
		const file = join(dataDir, "secrets.json");
		expect(statSync(file).mode & 0o777).toBe(0o600);
		const secrets = readFileSync(file, "utf8");
		first.process.kill("SIGTERM");
		expect(await first.ended).toBe(0);
		expect(processesOf(dataDir)).toEqual([]);
		expect(existsSync(join(dataDir, "supervisor.lock"))).toBe(false);
		expect(existsSync(join(dataDir, "postgres/postmaster.pid"))).toBe(false);

		const second = run();
		await second.says(/running at/);
		expect(second.output()).not.toMatch(/Installing|Building|brought up to date/);
		expect(readFileSync(file, "utf8")).toBe(secrets);
	});

	it("brings web and worker back after a kill -9", async () => {
		await run().says(/running at/);
		for (const title of [/^potret-web$/, /^potret-worker$/]) {
			const pid = killNamed(dataDir, title);
			await expect.poll(() => processNamed(dataDir, title) ?? pid, POLL).not.toBe(pid);
		}
		await expect.poll(isHealthy, POLL).toBe(true);
	});

	it("brings PostgreSQL back after a kill -9, and web and worker find it again", async () => {
		const one = run();
		await one.says(/running at/);
		const pid = killNamed(dataDir, /postgres -D /);
		await one.says(/PostgreSQL ended; it starts again/);
		await expect.poll(() => processNamed(dataDir, /postgres -D /) ?? pid, POLL).not.toBe(pid);
		await expect.poll(isHealthy, POLL).toBe(true);
		expect(one.output()).not.toContain("process ended");
	});

	it("copes with a supervisor that was killed: its children end, its PostgreSQL is taken over", async () => {
		await run().says(/running at/);
		const web = processNamed(dataDir, /^potret-web$/);
		const postgres = processNamed(dataDir, /postgres -D /);
		killNamed(dataDir, /^potret$/);
		await expect.poll(() => processNamed(dataDir, /^potret-(web|worker)$/), POLL).toBeUndefined();
		expect(web).toBeDefined();
		expect(processNamed(dataDir, /postgres -D /)).toBe(postgres);
		const next = run();
		await next.says(/running at/);
		expect(next.output()).toContain("Stopped a PostgreSQL that an earlier start left behind");
		expect(await isHealthy()).toBe(true);
	});

	it("refuses a second one on the same data, and says who is there", async () => {
		await run().says(/running at/);
		const pid = processNamed(dataDir, /^potret$/);
		const second = run({ PORT: String(await aPort()) });
		expect(await second.ended).toBe(1);
		expect(second.output()).toContain(`already running on ${dataDir} (process ${pid}`);
		expect(await isHealthy()).toBe(true);
		const third = run();
		expect(await third.ended).toBe(1);
		expect(third.output()).toContain(`Port ${port} is taken by Potret itself (process ${pid}`);
	});

	it("says what to do about a busy port, before anything else", async () => {
		const other = createServer().listen(port, "127.0.0.1");
		await once(other, "listening");
		const refused = run();
		expect(await refused.ended).toBe(1);
		expect(refused.output()).toContain(`Port ${port} is taken by another program.`);
		expect(refused.output()).toContain(`PORT=${port + 1} npm start`);
		expect(existsSync(dataDir)).toBe(false);
		other.close();
	});
});

describe("with other settings", PATIENT, () => {
	it("names a wrong one and stops", async () => {
		const refused = run({ DEMO: "maybe" });
		expect(await refused.ended).toBe(1);
		expect(refused.output()).toContain("DEMO: must be 0 or 1");
		expect(refused.output()).not.toContain("    at ");
	});

	it("makes no accounts without the demo, but prints a link for the first one", async () => {
		const one = run({ DEMO: "0" });
		await one.says(/running at/);
		expect(one.output()).toMatch(new RegExp(`http://localhost:${port}/setup\\?token=\\S+`));
		expect(one.output()).not.toContain("admin123");
	});

	it("uses a database of one's own, with a secret of one's own, and starts no PostgreSQL", async () => {
		const database = await createTestDatabase({ template: "empty" });
		const without = run({ DATABASE_URL: database.url });
		expect(await without.ended).toBe(1);
		expect(without.output()).toContain("AUTH_SECRET is not set");
		const one = run({ DATABASE_URL: database.url, AUTH_SECRET: SECRET });
		await one.says(/running at/);
		expect(one.output()).toContain("/setup?token=");
		expect(existsSync(join(dataDir, "postgres"))).toBe(false);
		one.process.kill("SIGINT");
		expect(await one.ended).toBe(0);
		await database.drop();
	});

	it("says so when that database cannot be reached", async () => {
		const url = `postgresql://u:hidden-word@127.0.0.1:${await aPort()}/potret`;
		const refused = run({ DATABASE_URL: url, AUTH_SECRET: SECRET });
		expect(await refused.ended).toBe(1);
		expect(refused.output()).toContain("cannot be used: ECONNREFUSED");
		expect(refused.output()).not.toContain("hidden-word");
	});
});
