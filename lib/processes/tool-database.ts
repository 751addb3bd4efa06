/** The database that a tool works on: the one that is named, or the embedded one, running or not. */
import { existsSync, mkdirSync } from "node:fs";
import { join } from "node:path";
import { type Config, ConfigError } from "#lib/config/config.ts";
import { isTaken, lockFolder } from "./lock.ts";
import { rememberedPort, startPostgres } from "./postgres.ts";
import { databaseAddress } from "./postgres-database.ts";
import { readSecrets } from "./secrets.ts";

export interface OpenDatabase {
	url: string;
	/** Leaves it as it was found: stops what was started for this. */
	close(): Promise<void>;
}

/** Throws `ConfigError` where there is none; none is made. */
export async function openDatabase({ databaseUrl, dataDir, port }: Config): Promise<OpenDatabase> {
	if (databaseUrl) return { url: databaseUrl, close: async () => {} };
	if (!existsSync(join(dataDir, "postgres/PG_VERSION")))
		throw new ConfigError(
			`There is no database in ${dataDir}, and DATABASE_URL is not set. Is DATA_DIR right?`,
		);
	const secrets = await readSecrets(dataDir);
	if (isTaken(dataDir))
		return { url: databaseAddress(rememberedPort(dataDir), secrets), close: async () => {} };
	return openAlone({ databaseUrl, dataDir, port });
}

type Place = Pick<Config, "databaseUrl" | "dataDir" | "port">;

/**
 * The same for a tool that must have the data folder to itself; the embedded one is made where there is
 * none. Throws `ConfigError` where Potret runs on it.
 */
export async function openAlone({ databaseUrl, dataDir, port }: Place): Promise<OpenDatabase> {
	mkdirSync(dataDir, { recursive: true, mode: 0o700 });
	// Whoever starts Potret meanwhile is told to wait, instead of having it stopped underneath.
	const unlock = await lockFolder(dataDir, port);
	if (databaseUrl) return { url: databaseUrl, close: async () => unlock() };
	try {
		const postgres = await startPostgres({ dataDir, secrets: await readSecrets(dataDir) });
		const close = async () => {
			await postgres.stop();
			unlock();
		};
		return { url: postgres.url, close };
	} catch (error) {
		unlock();
		throw error;
	}
}
