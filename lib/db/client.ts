import { PrismaPg } from "@prisma/adapter-pg";
import { config } from "#lib/config/config.ts";
import { type Prisma, PrismaClient } from "./generated/client.ts";

/** The client, or the transaction that a use case is in: repos take either. */
export type Db = PrismaClient | Prisma.TransactionClient;
export type Tx = Prisma.TransactionClient;

let client: PrismaClient | undefined;

/** Where the database is: the setting, which the supervisor fills in for the embedded one. */
export function databaseUrl(): string {
	const url = config().databaseUrl;
	if (!url) throw new Error("DATABASE_URL is not set. `npm start` runs a database of its own.");
	return url;
}

/** This process's client, made at the first call. */
export function db(): PrismaClient {
	client ??= new PrismaClient({
		adapter: new PrismaPg({ connectionString: databaseUrl(), max: config().databasePool }),
		// In full, its errors quote what they were given, and the log is no place for a password.
		errorFormat: "minimal",
	});
	return client;
}

/** Runs `work` in one transaction: all of it is kept, or none. */
export function inTransaction<T>(work: (tx: Tx) => Promise<T>): Promise<T> {
	return db().$transaction(work, { maxWait: 10_000, timeout: 30_000 });
}

export async function closeDb(): Promise<void> {
	await client?.$disconnect();
	client = undefined;
}
