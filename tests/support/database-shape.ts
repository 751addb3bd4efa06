/** The same shape as `prisma-schema.ts`, read from a database's catalogue. */
import pg from "pg";
import type { SchemaShape, TableShape } from "./prisma-schema.ts";

const COLUMNS = `SELECT c.relname AS table, format('%s %s%s%s', a.attname, format_type(a.atttypid, a.atttypmod),
		CASE WHEN a.attnotnull THEN ' not null' END, CASE WHEN a.atthasdef THEN ' default' END) AS line
	FROM pg_attribute a JOIN pg_class c ON c.oid = a.attrelid
	WHERE c.relkind = 'r' AND c.relnamespace = 'public'::regnamespace AND a.attnum > 0 AND NOT a.attisdropped`;

/** Partial indexes and those over expressions are left out: Prisma has no words for them. */
const INDEXES = `SELECT c.relname AS table, i.indisprimary AS primary, i.indisunique AS unique,
		(SELECT string_agg(a.attname || CASE WHEN i.indoption[k.at - 1] & 1 = 1 THEN ' desc' ELSE '' END, ', ' ORDER BY k.at)
			FROM unnest(i.indkey) WITH ORDINALITY k(num, at)
			JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum = k.num) AS columns
	FROM pg_index i JOIN pg_class c ON c.oid = i.indrelid
	WHERE c.relnamespace = 'public'::regnamespace AND i.indpred IS NULL AND i.indexprs IS NULL`;

const FOREIGN_KEYS = `SELECT c.relname AS table, format('%s -> %s(%s) on delete %s',
		(SELECT string_agg(attname, ', ' ORDER BY at) FROM unnest(f.conkey) WITH ORDINALITY k(num, at)
			JOIN pg_attribute ON attrelid = f.conrelid AND attnum = num), t.relname,
		(SELECT string_agg(attname, ', ' ORDER BY at) FROM unnest(f.confkey) WITH ORDINALITY k(num, at)
			JOIN pg_attribute ON attrelid = f.confrelid AND attnum = num),
		CASE f.confdeltype WHEN 'c' THEN 'cascade' WHEN 'r' THEN 'restrict' WHEN 'n' THEN 'set null' ELSE 'no action' END) AS line
	FROM pg_constraint f JOIN pg_class c ON c.oid = f.conrelid JOIN pg_class t ON t.oid = f.confrelid
	WHERE f.contype = 'f' AND c.relnamespace = 'public'::regnamespace`;

const ENUMS = `SELECT t.typname AS name, array_agg(e.enumlabel::text ORDER BY e.enumsortorder) AS values
	FROM pg_enum e JOIN pg_type t ON t.oid = e.enumtypid
	WHERE t.typnamespace = 'public'::regnamespace GROUP BY t.typname`;

export async function readDatabaseShape(url: string): Promise<SchemaShape> {
	const client = new pg.Client({ connectionString: url });
	await client.connect();
	try {
		const tables: Record<string, TableShape> = {};
		const at = (name: string) => {
			tables[name] ??= { columns: [], primaryKey: [], indexes: [], foreignKeys: [] };
			return tables[name];
		};
		for (const row of (await client.query(COLUMNS)).rows) at(row.table).columns.push(row.line);
		for (const row of (await client.query(FOREIGN_KEYS)).rows)
			at(row.table).foreignKeys.push(row.line);
		for (const row of (await client.query(INDEXES)).rows) {
			if (row.primary) at(row.table).primaryKey = row.columns.split(", ");
			else at(row.table).indexes.push(`${row.unique ? "unique" : "index"} ${row.columns}`);
		}
		for (const table of Object.values(tables))
			for (const list of [table.columns, table.indexes, table.foreignKeys]) list.sort();
		delete tables._prisma_migrations;
		const enums = (await client.query(ENUMS)).rows.map((row) => [row.name, row.values]);
		return { tables, enums: Object.fromEntries(enums) };
	} finally {
		await client.end();
	}
}

/** Foreign keys without an index that begins with their columns: a delete there reads the table. */
export function unindexedForeignKeys(shape: SchemaShape): string[] {
	return Object.entries(shape.tables).flatMap(([name, table]) => {
		const starts = [
			table.primaryKey.join(", "),
			...table.indexes.map((one) => one.replace(/^\w+ /, "")),
		];
		return table.foreignKeys
			.map((key) => key.split(" -> ")[0] ?? "")
			.filter((columns) => !starts.some((start) => `${start},`.startsWith(`${columns},`)))
			.map((columns) => `${name}(${columns})`);
	});
}
