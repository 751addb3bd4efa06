/** Two descriptions of one database: the SQL that makes it, and the schema that the client is made from. */

import pg from "pg";
import { beforeAll, describe, expect, it } from "vitest";
import { createTestDatabase } from "#tests/support/database.ts";
import { readDatabaseShape, unindexedForeignKeys } from "#tests/support/database-shape.ts";
import { readPrismaSchema, type SchemaShape } from "#tests/support/prisma-schema.ts";

describe("the migrated database", () => {
	const schema = readPrismaSchema();
	let database: SchemaShape;

	beforeAll(async () => {
		const { url, drop } = await createTestDatabase();
		database = await readDatabaseShape(url);
		await drop();
	});

	it("has the tables and enums of schema.prisma, and no others", () => {
		expect(Object.keys(database.tables).length).toBeGreaterThan(8);
		expect(Object.keys(database.tables).toSorted()).toEqual(Object.keys(schema.tables).toSorted());
		expect(database.enums).toEqual(schema.enums);
	});

	for (const [name, table] of Object.entries(schema.tables))
		it(`agrees about ${name}: columns, types, keys and indexes`, () => {
			expect(database.tables[name]).toEqual(table);
		});

	const changes = {
		"a column": "ALTER TABLE media ADD COLUMN extra text",
		"a type": "ALTER TABLE media ALTER COLUMN width TYPE bigint",
		"whether it may be empty": "ALTER TABLE media ALTER COLUMN file_name DROP NOT NULL",
		"a default": "ALTER TABLE media ALTER COLUMN attempts DROP DEFAULT",
		"an index": "DROP INDEX media_owner_id_idx",
		"a foreign key": "ALTER TABLE media DROP CONSTRAINT media_event_id_fkey",
	};
	for (const [what, sql] of Object.entries(changes))
		it(`would be caught with another idea of ${what}`, async () => {
			const { url, drop } = await createTestDatabase();
			const client = new pg.Client({ connectionString: url });
			await client.connect();
			await client.query(sql);
			await client.end();
			expect((await readDatabaseShape(url)).tables.media).not.toEqual(schema.tables.media);
			await drop();
		});

	it("has an index for every foreign key", () => {
		expect(unindexedForeignKeys(database)).toEqual([]);
	});
});
