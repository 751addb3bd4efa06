import { cp, mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import pg from "pg";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { migrate } from "#lib/db/migrate.ts";
import { createTestDatabase, type TestDatabase } from "#tests/support/database.ts";
import { makeScratch, removeScratch } from "#tests/support/scratch.ts";

let database: TestDatabase;
let folder: string;

beforeEach(async () => {
	database = await createTestDatabase({ template: "empty" });
	folder = makeScratch("migrations");
});

afterEach(async () => {
	await database.drop();
	removeScratch(folder);
});

async function aMigration(name: string, sql: string): Promise<void> {
	await mkdir(join(folder, name), { recursive: true });
	await writeFile(join(folder, name, "migration.sql"), sql);
}

async function query<T extends pg.QueryResultRow>(sql: string): Promise<T[]> {
	const client = new pg.Client({ connectionString: database.url });
	await client.connect();
	try {
		return (await client.query<T>(sql)).rows;
	} finally {
		await client.end();
	}
}

describe("migrate", () => {
	it("applies what is new in the order of the names, and nothing the second time", async () => {
		await aMigration("2_second", "ALTER TABLE things ADD COLUMN name text");
		await aMigration("1_first", "CREATE TABLE things (id int)");
		expect(await migrate(database.url, { folder })).toEqual(["1_first", "2_second"]);
		expect(await migrate(database.url, { folder })).toEqual([]);
		await aMigration("3_third", "ALTER TABLE things ADD COLUMN size int");
		expect(await migrate(database.url, { folder })).toEqual(["3_third"]);
	});

	it("applies each file once when several processes start at the same time", async () => {
		await cp("prisma/migrations", folder, { recursive: true });
		const runs = await Promise.all([1, 2, 3, 4].map(() => migrate(database.url, { folder })));
		expect(runs.filter((applied) => applied.length > 0)).toHaveLength(1);
		const rows = await query("SELECT migration_name FROM _prisma_migrations");
		expect(rows).toHaveLength(runs.flat().length);
	});

	it("refuses a file that was changed after it had been applied", async () => {
		await aMigration("1_first", "CREATE TABLE things (id int)");
		await migrate(database.url, { folder });
		await aMigration("1_first", "CREATE TABLE things (id bigint)");
		await expect(migrate(database.url, { folder })).rejects.toThrow(
			"Migration 1_first was changed after it had been applied.",
		);
	});

	it("rolls a failing file back whole, keeps the ones before it, and goes on once it is mended", async () => {
		await aMigration("1_first", "CREATE TABLE things (id int)");
		await aMigration("2_second", "CREATE TABLE half (id int); SELECT no_such_function()");
		await expect(migrate(database.url, { folder })).rejects.toThrow("Migration 2_second failed");
		const tables = await query<{ tablename: string }>(
			"SELECT tablename FROM pg_tables WHERE schemaname = 'public' ORDER BY 1",
		);
		expect(tables.map((row) => row.tablename)).toEqual(["_prisma_migrations", "things"]);
		await aMigration("2_second", "CREATE TABLE half (id int)");
		expect(await migrate(database.url, { folder })).toEqual(["2_second"]);
	});
});
