/** The application's role and database in the embedded server: an owner, not a superuser. */
import pg from "pg";
import type { Secrets } from "./secrets.ts";

const NAME = "potret";

function address(port: number, user: string, password: string, database: string): string {
	return `postgresql://${user}:${encodeURIComponent(password)}@127.0.0.1:${port}/${database}`;
}

/** Where the application's own database is, on a server that runs. */
export function databaseAddress(port: number, { databasePassword }: Secrets): string {
	return address(port, NAME, databasePassword, NAME);
}

/** Makes both where they are missing, and returns the address the application connects to. */
export async function ensureDatabase(
	port: number,
	secrets: Pick<Secrets, "databasePassword" | "databaseAdminPassword">,
): Promise<string> {
	const client = new pg.Client({
		connectionString: address(port, "postgres", secrets.databaseAdminPassword, "postgres"),
	});
	await client.connect();
	try {
		const role = await client.query("SELECT 1 FROM pg_roles WHERE rolname = $1", [NAME]);
		const password = client.escapeLiteral(secrets.databasePassword);
		// CREATEDB is for the tests, which give every file a database of its own.
		const rights = `LOGIN CREATEDB NOSUPERUSER PASSWORD ${password}`;
		if (role.rowCount === 0) await client.query(`CREATE ROLE ${NAME} ${rights}`);
		const database = await client.query("SELECT 1 FROM pg_database WHERE datname = $1", [NAME]);
		if (database.rowCount === 0) await client.query(`CREATE DATABASE ${NAME} OWNER ${NAME}`);
	} finally {
		await client.end();
	}
	return address(port, NAME, secrets.databasePassword, NAME);
}
