/** A database of one's own for a test file: a copy of the migrated template. */
import { randomBytes } from "node:crypto";
import pg from "pg";
import { inject } from "vitest";
import { eventually } from "./api.ts";

export interface TestDatabase {
	url: string;
	/** Ends every connection to it and removes it. */
	drop(): Promise<void>;
}

async function onServer(sql: string): Promise<void> {
	const client = new pg.Client({ connectionString: inject("databaseServer") });
	await client.connect();
	try {
		await client.query(sql);
	} finally {
		await client.end();
	}
}

const TEMPLATES = { migrated: "potret_template", demo: "potret_demo", empty: "template0" };

/** `demo` has its accounts and event too; `empty` has no table, for tests of the migrations. */
export async function createTestDatabase({
	template = "migrated",
}: {
	template?: keyof typeof TEMPLATES;
} = {}): Promise<TestDatabase> {
	const name = `test_${randomBytes(8).toString("hex")}`;
	await onServer(`CREATE DATABASE ${name} TEMPLATE ${TEMPLATES[template]}`);
	const address = new URL(inject("databaseServer"));
	address.pathname = `/${name}`;
	return {
		url: address.href,
		drop: () => onServer(`DROP DATABASE IF EXISTS ${name} WITH (FORCE)`),
	};
}

/** What a query finds in a database, for what no endpoint tells. */
export async function queryDatabase<Row extends pg.QueryResultRow>(
	url: string,
	sql: string,
	values: readonly unknown[] = [],
): Promise<Row[]> {
	const client = new pg.Client({ connectionString: url });
	await client.connect();
	try {
		return (await client.query<Row>(sql, [...values])).rows;
	} finally {
		await client.end();
	}
}

/** Runs `work` while what a query locks is locked by somebody else. */
export async function whileLocked<T>(
	url: string,
	lock: string,
	values: readonly unknown[],
	work: () => Promise<T>,
): Promise<T> {
	const client = new pg.Client({ connectionString: url });
	await client.connect();
	try {
		await client.query("BEGIN");
		await client.query(lock, [...values]);
		return await work();
	} finally {
		await client.end();
	}
}

const LOCKED_OUT = `SELECT 1 FROM pg_stat_activity
	WHERE datname = current_database() AND wait_event_type = 'Lock'`;

/** Does deeds that all wait for what a query locks, in their order, and lets them go at once. */
export async function queuedBehind<T>(
	url: string,
	lock: string,
	values: readonly unknown[],
	deeds: readonly (() => Promise<T>)[],
): Promise<T[]> {
	const begun: Promise<T>[] = [];
	await whileLocked(url, lock, values, async () => {
		for (const deed of deeds) {
			begun.push(deed());
			await eventually(
				() => queryDatabase(url, LOCKED_OUT),
				({ length }) => length === begun.length,
			);
		}
	});
	return Promise.all(begun);
}
