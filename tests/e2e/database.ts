/** The database behind the pages, for what no page can bring about. */
import { rememberedPort } from "#lib/processes/postgres.ts";
import { databaseAddress } from "#lib/processes/postgres-database.ts";
import { readSecrets } from "#lib/processes/secrets.ts";
import { queryDatabase } from "#tests/support/database.ts";

/** Runs one statement in it. */
export async function query(sql: string, values: readonly unknown[] = []): Promise<void> {
	const dataDir = process.env.E2E_DATA_DIR ?? "";
	const address = databaseAddress(rememberedPort(dataDir), await readSecrets(dataDir));
	await queryDatabase(address, sql, values);
}
