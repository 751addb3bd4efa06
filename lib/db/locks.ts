/**
 * Locks across processes: advisory locks of PostgreSQL, all of one process on one connection of
 * their own. A process that is killed loses the connection, and with it, at once, its locks.
 */
import { createHash } from "node:crypto";
import pg from "pg";
import { AppError } from "#lib/core/errors.ts";
import { log } from "#lib/core/log.ts";
import { databaseUrl } from "./client.ts";

export interface Lock {
	/** Aborted when the connection is lost: from then on another process may have the lock. */
	signal: AbortSignal;
	release(): Promise<void>;
}

/** A machine that vanished without a word: its connection is given up after half a minute. */
const KEEPALIVE = `SET tcp_keepalives_idle = 15; SET tcp_keepalives_interval = 5;
	SET tcp_keepalives_count = 3`;

/** PostgreSQL lets one session take a lock twice, so what this process holds is known here. */
const held = new Map<string, AbortController>();
let connecting: Promise<pg.Client> | undefined;

const gone = () =>
	new AppError("UNAVAILABLE", {
		message: "This is not possible just now. Please try again in a moment",
	});

async function open(): Promise<pg.Client> {
	const client = new pg.Client({
		connectionString: databaseUrl(),
		application_name: "potret-locks",
		keepAlive: true,
	});
	const lost = () => {
		connecting = undefined;
		for (const controller of held.values()) controller.abort(gone());
	};
	client.on("error", (error) => {
		log.warn({ reason: error.message }, "locks");
		lost();
	});
	client.on("end", lost);
	await client.connect();
	await client.query(KEEPALIVE);
	return client;
}

function connection(): Promise<pg.Client> {
	connecting ??= open().catch((error) => {
		connecting = undefined;
		throw error;
	});
	return connecting;
}

/** 64 bits of a name; two names that share them exclude each other, which does no harm. */
function numberOf(name: string): string {
	return createHash("sha256").update(name).digest().readBigInt64BE().toString();
}

/** The lock of that name, or null at once where somebody has it. */
export async function tryLock(name: string): Promise<Lock | null> {
	if (held.has(name)) return null;
	const controller = new AbortController();
	held.set(name, controller);
	const key = numberOf(name);
	try {
		const client = await connection();
		const { rows } = await client.query("SELECT pg_try_advisory_lock($1::bigint) AS got", [key]);
		if (!rows[0].got) {
			held.delete(name);
			return null;
		}
		const release = async () => {
			// Where the connection is gone, the lock is as well.
			await client.query("SELECT pg_advisory_unlock($1::bigint)", [key]).catch(() => {});
			held.delete(name);
		};
		return { signal: controller.signal, release };
	} catch (error) {
		held.delete(name);
		throw error;
	}
}

/** Ends the connection that the locks are on. */
export async function closeLocks(): Promise<void> {
	const client = await connecting?.catch(() => undefined);
	connecting = undefined;
	await client?.end();
}
