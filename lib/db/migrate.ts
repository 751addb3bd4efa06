/**
 * Applies `prisma/migrations` in the order of their names: one advisory lock for the whole run, one
 * transaction a file, and a row in `_prisma_migrations` with the same checksum that Prisma writes,
 * so that `prisma migrate deploy` agrees with what it finds.
 */
import { createHash } from "node:crypto";
import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import pg from "pg";
import { newId } from "#lib/core/ids.ts";

/** Any number will do, as long as every Potret process asks for the same one. */
const LOCK = 7_068_711;

const TABLE = `CREATE TABLE IF NOT EXISTS _prisma_migrations (
	id varchar(36) PRIMARY KEY,
	checksum varchar(64) NOT NULL,
	finished_at timestamptz,
	migration_name varchar(255) NOT NULL,
	logs text,
	rolled_back_at timestamptz,
	started_at timestamptz NOT NULL DEFAULT now(),
	applied_steps_count integer NOT NULL DEFAULT 0
)`;

interface Migration {
	name: string;
	sql: string;
	checksum: string;
}

const FOLDER = "prisma/migrations";

/** Of all migrations there are, in their order. */
export async function migrationNames(folder = FOLDER): Promise<string[]> {
	const entries = await readdir(folder, { withFileTypes: true });
	const names = entries.filter((entry) => entry.isDirectory()).map((entry) => entry.name);
	return names.sort();
}

async function readMigrations(folder: string): Promise<Migration[]> {
	return Promise.all(
		(await migrationNames(folder)).map(async (name) => {
			const sql = await readFile(join(folder, name, "migration.sql"), "utf8");
			return { name, sql, checksum: createHash("sha256").update(sql).digest("hex") };
		}),
	);
}

async function apply(client: pg.Client, migration: Migration): Promise<void> {
	await client.query("BEGIN");
	try {
		await client.query(migration.sql);
		await client.query(
			`INSERT INTO _prisma_migrations (id, checksum, migration_name, finished_at, applied_steps_count)
			 VALUES ($1, $2, $3, now(), 1)`,
			[newId(), migration.checksum, migration.name],
		);
		await client.query("COMMIT");
	} catch (error) {
		await client.query("ROLLBACK");
		throw new Error(`Migration ${migration.name} failed; the database is as it was before it.`, {
			cause: error,
		});
	}
}

export interface MigrateOptions {
	folder?: string;
	/** Names of those that are applied; else all of them. */
	only?: ReadonlySet<string>;
}

/**
 * Brings a database up to date and returns the names of what was applied now.
 * Throws when an applied migration was changed afterwards, or when one fails (that one is rolled back).
 */
export async function migrate(
	databaseUrl: string,
	{ folder = FOLDER, only }: MigrateOptions = {},
): Promise<string[]> {
	const all = await readMigrations(folder);
	const migrations = only ? all.filter(({ name }) => only.has(name)) : all;
	const client = new pg.Client({ connectionString: databaseUrl });
	await client.connect();
	try {
		await client.query("SELECT pg_advisory_lock($1)", [LOCK]);
		await client.query(TABLE);
		const { rows } = await client.query<{ migration_name: string; checksum: string }>(
			"SELECT migration_name, checksum FROM _prisma_migrations WHERE finished_at IS NOT NULL AND rolled_back_at IS NULL",
		);
		const known = new Map(rows.map((row) => [row.migration_name, row.checksum]));
		const applied: string[] = [];
		for (const migration of migrations) {
			const checksum = known.get(migration.name);
			if (checksum === undefined) {
				await apply(client, migration);
				applied.push(migration.name);
			} else if (checksum !== migration.checksum) {
				throw new Error(`Migration ${migration.name} was changed after it had been applied.`);
			}
		}
		return applied;
	} finally {
		await client.end();
	}
}
