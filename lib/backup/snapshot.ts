/**
 * The database at one moment, read while it goes on being written to: everything is asked in one
 * REPEATABLE READ transaction. Tables go through COPY, in text, so that another version of PostgreSQL
 * can take them; there is no pg_dump among the embedded binaries.
 */
import { createHash } from "node:crypto";
import { createWriteStream } from "node:fs";
import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { Transform } from "node:stream";
import { pipeline } from "node:stream/promises";
import { createGzip } from "node:zlib";
import pg from "pg";
import { to as copyTo } from "pg-copy-streams";
import { LOST } from "#lib/media/media.policy.ts";
import { PENDING_JOBS } from "#lib/queue/queue.ts";
import { archiveKey, recipeKeyOf } from "#lib/storage/object-keys.ts";
import type { TableDump } from "./manifest.ts";
import { inOrder, type Table } from "./table-order.ts";

const TABLES = `SELECT c.relname AS name, array_agg(a.attname::text ORDER BY a.attnum) AS columns,
	ARRAY(SELECT p.relname::text FROM pg_constraint f JOIN pg_class p ON p.oid = f.confrelid
		WHERE f.conrelid = c.oid AND f.contype = 'f' AND f.confrelid <> c.oid) AS parents
	FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid
	WHERE c.relnamespace = current_schema()::regnamespace AND c.relkind = 'r'
		AND c.relname <> '_prisma_migrations'
		AND a.attnum > 0 AND NOT a.attisdropped AND a.attgenerated = ''
	GROUP BY c.oid, c.relname`;

/** Keys that must be there in the folder of those two digits. A bucket's own are looked after elsewhere. */
const OBJECTS = `SELECT object_key AS key, strippable AND state = 'ready' AS recipe,
		ARRAY(SELECT object_key FROM renditions WHERE media_id = media.id AND NOT $2) AS renditions
	FROM media WHERE right(id::text, 2) = $1 AND deleted_at IS NULL AND sha256 <> ''
		AND error_code IS DISTINCT FROM '${LOST}' AND (storage_tier = 'local' OR NOT $2)`;

const ARCHIVES = `SELECT id::text FROM batches
	WHERE right(id::text, 2) = $1 AND strategy IN ('zip', 'zip_qr') AND NOT $2`;

/** Whose folders are somebody's, whatever is in them. */
const OWNERS = `SELECT id::text FROM media WHERE right(id::text, 2) = $1
	UNION SELECT id::text FROM batches WHERE right(id::text, 2) = $1
	UNION SELECT split_part(prefix, '/', 3) FROM pending_objects WHERE split_part(prefix, '/', 2) = $1`;

const UPLOADS = `SELECT id::text, received::float8 AS bytes FROM uploads
	WHERE state <> 'used' AND received > 0`;

interface ObjectRow {
	key: string;
	recipe: boolean;
	renditions: string[];
}

export class Snapshot {
	readonly #client: pg.Client;

	private constructor(client: pg.Client) {
		this.#client = client;
	}

	static async open(url: string): Promise<Snapshot> {
		const client = new pg.Client({ connectionString: url, application_name: "potret-backup" });
		// A connection that is cut is told by the query that is running on it.
		client.on("error", () => {});
		await client.connect();
		await client.query("SET statement_timeout = 0; SET idle_in_transaction_session_timeout = 0");
		await client.query("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY");
		return new Snapshot(client);
	}

	async close(): Promise<void> {
		await this.#client.end();
	}

	async #rows<Row extends pg.QueryResultRow>(sql: string, values: unknown[] = []): Promise<Row[]> {
		return (await this.#client.query<Row>(sql, values)).rows;
	}

	async migrations(): Promise<string[]> {
		const rows = await this.#rows<{ name: string }>(
			`SELECT migration_name AS name FROM _prisma_migrations
			 WHERE finished_at IS NOT NULL AND rolled_back_at IS NULL ORDER BY migration_name`,
		);
		return rows.map(({ name }) => name);
	}

	/** Writes every table into a new folder, and the jobs that nobody has done yet. */
	async dump(folder: string): Promise<{ tables: TableDump[]; jobs: number }> {
		await mkdir(folder);
		const tables: TableDump[] = [];
		for (const table of inOrder(await this.#rows<Table>(TABLES)))
			tables.push(await this.#dumpTable(table, folder));
		const jobs = await this.#rows<{ name: string; data: unknown }>(PENDING_JOBS);
		await writeFile(join(folder, "jobs.json"), JSON.stringify(jobs), { flush: true });
		return { tables, jobs: jobs.length };
	}

	async #dumpTable({ name, columns }: Table, folder: string): Promise<TableDump> {
		const listed = columns.map((column) => pg.escapeIdentifier(column)).join(", ");
		const copy = copyTo(`COPY ${pg.escapeIdentifier(name)} (${listed}) TO STDOUT`);
		const hash = createHash("sha256");
		const counted = new Transform({
			transform(chunk, _, done) {
				hash.update(chunk);
				done(null, chunk);
			},
		});
		const file = createWriteStream(join(folder, `${name}.copy.gz`), { flush: true });
		await pipeline(this.#client.query(copy), createGzip({ level: 1 }), counted, file);
		return { name, columns, rows: copy.rowCount, sha256: hash.digest("hex") };
	}

	/** Keys of objects that the rows of one of the 256 folders name. */
	async objectsIn(folder: string, inBucket: boolean): Promise<string[]> {
		const media = await this.#rows<ObjectRow>(OBJECTS, [folder, inBucket]);
		const archives = await this.#rows<{ id: string }>(ARCHIVES, [folder, inBucket]);
		const keys = media.flatMap(({ key, recipe, renditions }) => {
			return [key, ...renditions, ...(recipe && !inBucket ? [recipeKeyOf(key)] : [])];
		});
		return [...keys, ...archives.map(({ id }) => archiveKey(id))];
	}

	/** Ids of media, batches and beginnings whose objects may be in one of the 256 folders. */
	async ownersIn(folder: string): Promise<Set<string>> {
		const rows = await this.#rows<{ id: string }>(OWNERS, [folder]);
		return new Set(rows.map(({ id }) => id));
	}

	/** Unfinished uploads, with the bytes that were acknowledged. */
	uploads(): Promise<{ id: string; bytes: number }[]> {
		return this.#rows(UPLOADS);
	}
}
