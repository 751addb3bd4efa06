/**
 * One PostgreSQL for all tests of a run, with templates in which everything is already migrated, and
 * one prepared with the demo: a test file's own database is then a copy that takes milliseconds.
 */
import { execFileSync } from "node:child_process";
import pg from "pg";
import type { TestProject } from "vitest/node";
import { migrate } from "#lib/db/migrate.ts";
import { JOBS } from "#lib/processes/jobs.ts";
import { startPostgres } from "#lib/processes/postgres.ts";
import { installQueue } from "#lib/queue/queue.ts";
import { makeScratch, removeAbandoned, removeScratch } from "./scratch.ts";
import { shareService } from "./shared-service.ts";

declare module "vitest" {
	interface ProvidedContext {
		/** The server's address, with the database `postgres`. */
		databaseServer: string;
	}
}

async function start() {
	execFileSync(process.execPath, ["scripts/build.mjs", "--client-only"], { stdio: "inherit" });
	await removeAbandoned();
	const dataDir = makeScratch("database");
	const secrets = {
		databasePassword: "test-password-1234",
		databaseAdminPassword: "test-admin-1234",
	};
	const postgres = await startPostgres({ dataDir, secrets, durable: false });
	const stop = async () => {
		await postgres.stop();
		removeScratch(dataDir);
	};
	try {
		const url = at(postgres.url, "postgres");
		await stopVacuuming(url, secrets.databaseAdminPassword);
		await query(url, "CREATE DATABASE potret_template");
		await migrate(at(url, "potret_template"));
		await installQueue(at(url, "potret_template"), JOBS);
		await query(url, "CREATE DATABASE potret_demo TEMPLATE potret_template");
		prepareDemo(at(url, "potret_demo"));
		return { url, stop };
	} catch (error) {
		await stop();
		throw error;
	}
}

/** It runs as the superuser, and nobody else may drop a database that it is at work in. */
async function stopVacuuming(url: string, password: string): Promise<void> {
	const address = new URL(url);
	Object.assign(address, { username: "postgres", password });
	await query(address.href, "ALTER SYSTEM SET autovacuum = off", "SELECT pg_reload_conf()");
}

async function query(url: string, ...statements: string[]): Promise<void> {
	const client = new pg.Client({ connectionString: url });
	await client.connect();
	for (const statement of statements) await client.query(statement);
	await client.end();
}

/** What every server with the demo would do at its start. */
function prepareDemo(url: string): void {
	const env = { DATABASE_URL: url, DEMO: "1", AUTH_SECRET: "signs-for-the-tests-and-nothing-else" };
	execFileSync(process.execPath, ["lib/processes/prepare.ts"], {
		env: { ...env, NODE_ENV: "production" },
	});
}

function at(url: string, database: string): string {
	const address = new URL(url);
	address.pathname = `/${database}`;
	return address.href;
}

export default async function setup(project: TestProject) {
	const { service, leave } = await shareService("database", start);
	project.provide("databaseServer", service.url);
	return leave;
}
