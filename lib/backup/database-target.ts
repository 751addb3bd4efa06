/** The database that a backup is put back into. */
import { createReadStream } from "node:fs";
import { join } from "node:path";
import { pipeline } from "node:stream/promises";
import { createGunzip } from "node:zlib";
import pg from "pg";
import { from as copyFrom } from "pg-copy-streams";
import { migrate, migrationNames } from "#lib/db/migrate.ts";
import { CannotBackUp } from "./cannot.ts";
import type { Manifest, TableDump } from "./manifest.ts";

const OTHERS = `SELECT count(*)::int AS count FROM pg_stat_activity
	WHERE datname = current_database() AND pid <> pg_backend_pid() AND backend_type = 'client backend'`;

/** Tables and types of ours: a schema itself may belong to somebody else. */
const CONTENTS = `SELECT 'TABLE ' || oid::regclass AS what FROM pg_class
		WHERE relnamespace = current_schema()::regnamespace AND relkind IN ('r', 'p')
	UNION ALL SELECT 'TYPE ' || oid::regtype FROM pg_type
		WHERE typnamespace = current_schema()::regnamespace AND typtype = 'e'`;

const QUEUE = "SELECT 1 FROM pg_namespace WHERE nspname = 'pgboss'";

export class Target {
	readonly #url: string;
	readonly #client: pg.Client;

	private constructor(url: string, client: pg.Client) {
		this.#url = url;
		this.#client = client;
	}

	static async open(url: string): Promise<Target> {
		const client = new pg.Client({ connectionString: url, application_name: "potret-restore" });
		client.on("error", () => {});
		await client.connect();
		return new Target(url, client);
	}

	async close(): Promise<void> {
		await this.#client.end();
	}

	async #contents(): Promise<string[]> {
		return (await this.#client.query<{ what: string }>(CONTENTS)).rows.map(({ what }) => what);
	}

	/** Throws `CannotBackUp` where the backup cannot, or must not, be put in here. */
	async assertUsable(manifest: Manifest, { replace }: { replace: boolean }): Promise<void> {
		const known = new Set(await migrationNames());
		if (manifest.migrations.some((name) => !known.has(name)))
			throw new CannotBackUp(
				`The backup is of a newer version (${manifest.version}). Put it back with that one.`,
			);
		const { rows } = await this.#client.query<{ count: number }>(OTHERS);
		if (rows[0]?.count !== 0)
			throw new CannotBackUp(
				"Somebody is connected to the database. Stop Potret everywhere first.",
			);
		const { rowCount } = await this.#client.query(QUEUE);
		const isEmpty = rowCount === 0 && (await this.#contents()).length === 0;
		if (!isEmpty && !replace)
			throw new CannotBackUp(
				"The database is not empty. Nothing was changed. To delete what it has and put the backup in its place: --replace",
			);
	}

	/** Deletes everything in it. */
	async empty(): Promise<void> {
		await this.#client.query("DROP SCHEMA IF EXISTS pgboss CASCADE");
		for (const what of await this.#contents())
			await this.#client.query(`DROP ${what.replace(" ", " IF EXISTS ")} CASCADE`);
	}

	/** The tables as they were when the backup was made; then what has changed about them since. */
	async fill(folder: string, { migrations, tables }: Manifest): Promise<void> {
		await migrate(this.#url, { only: new Set(migrations) });
		await this.#client.query("BEGIN");
		for (const table of tables) await this.#copy(join(folder, `${table.name}.copy.gz`), table);
		await this.#client.query("COMMIT");
		await migrate(this.#url);
		await this.#client.query("ANALYZE");
	}

	async #copy(file: string, { name, columns, rows }: TableDump): Promise<void> {
		const listed = columns.map((column) => pg.escapeIdentifier(column)).join(", ");
		const table = pg.escapeIdentifier(name);
		// What a trigger once wrote is in the backup as well, in a table of its own.
		await this.#client.query(`ALTER TABLE ${table} DISABLE TRIGGER USER`);
		const copy = copyFrom(`COPY ${table} (${listed}) FROM STDIN`);
		await pipeline(createReadStream(file), createGunzip(), this.#client.query(copy));
		if (copy.rowCount !== rows)
			throw new Error(`${copy.rowCount} of ${rows} rows of ${name} arrived`);
		await this.#client.query(`ALTER TABLE ${table} ENABLE TRIGGER USER`);
	}
}
