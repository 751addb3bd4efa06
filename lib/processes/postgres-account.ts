/**
 * PostgreSQL refuses to run as root. Started as root, it therefore runs as another user, and that
 * user must reach both its binaries and its data, which may lie in a folder that only root may
 * enter (`/root/potret`). Three ways, tried in this order, each by really running the binary:
 * as that user; as that user with the one right to pass through folders and read; with the
 * binaries and the data in `/var/lib/potret`. See docs/decisions/2026-11-20-embedded-postgres-as-root.md.
 */
import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import {
	chmodSync,
	cpSync,
	existsSync,
	mkdtempSync,
	readFileSync,
	readlinkSync,
	renameSync,
	statSync,
	symlinkSync,
} from "node:fs";
import { dirname, join } from "node:path";
import { ConfigError } from "#lib/config/config.ts";

/** How to start a PostgreSQL program, and where it and its data are. */
export interface Account {
	/** The owner of the data; undefined when we are a plain user ourselves. */
	uid: number | undefined;
	gid: number | undefined;
	/** Put before the program's own words. */
	prefix: string[];
	/** The folder with `initdb` and `postgres`. */
	bin: string;
	/** The folder in which the cluster's folder lies. */
	home: string;
	/** A sentence for the person at the terminal, when something is not where they expect it. */
	notice: string | null;
}

/** Where relocated installations live: readable by all, written by root. */
const RELOCATED = "/var/lib/potret";

function passwd(): { name: string; uid: number; gid: number }[] {
	const lines = existsSync("/etc/passwd") ? readFileSync("/etc/passwd", "utf8").split("\n") : [];
	return lines
		.map((line) => line.split(":"))
		.filter((fields) => fields.length >= 4)
		.map(([name = "", , uid, gid]) => ({ name, uid: Number(uid), gid: Number(gid) }));
}

/** The owner of data that is there already, else `postgres`, else `nobody`, else any account. */
function unprivileged(cluster: string): { uid: number; gid: number } {
	if (existsSync(cluster)) {
		const { uid, gid } = statSync(cluster);
		if (uid !== 0) return { uid, gid };
	}
	const users = passwd();
	const named = (name: string) => users.find((user) => user.name === name && user.uid !== 0);
	// initdb looks its own user up by number, so it must be one that the system knows.
	const user = named("postgres") ?? named("nobody") ?? users.find((one) => one.uid !== 0);
	if (!user)
		throw new ConfigError(
			"PostgreSQL does not run as root, and this system has no other user to run it as. Set DATABASE_URL, or start as a plain user.",
		);
	return { uid: user.uid, gid: user.gid };
}

/** Runs a program of PostgreSQL to its end. */
export function runAs(account: Account, program: string, args: string[]) {
	const [command = program, ...rest] = [...account.prefix, program, ...args];
	const owner = account.prefix.length > 0 ? {} : { uid: account.uid, gid: account.gid };
	return spawnSync(command, rest, { ...owner, cwd: "/", encoding: "utf8" });
}

function works(account: Account): boolean {
	const script = '"$1/postgres" --version >/dev/null && cd "$2"';
	return runAs(account, "/bin/sh", ["-c", script, "sh", account.bin, account.home]).status === 0;
}

/**
 * Passing through and reading folders that are closed to others, and nothing more.
 * `no_setuid_fixup` because `access(2)`, by which PostgreSQL finds itself, otherwise asks without.
 */
function withSearchRight(account: Account): Account {
	const right = "+dac_read_search";
	const prefix = [
		"setpriv",
		`--reuid=${account.uid}`,
		`--regid=${account.gid}`,
		"--clear-groups",
		`--inh-caps=${right}`,
		`--ambient-caps=${right}`,
		"--securebits=+no_setuid_fixup",
		"--",
	];
	return { ...account, prefix };
}

/** Copies the binaries to where everybody may read them; the version is in the folder's name. */
function copyBinaries(bin: string): string {
	const native = dirname(bin);
	const stamp = `${native}:${statSync(join(bin, "postgres")).mtimeMs}`;
	const target = join(
		RELOCATED,
		`postgres-${createHash("sha256").update(stamp).digest("hex").slice(0, 12)}`,
	);
	if (!existsSync(target)) {
		const temporary = `${target}.${process.pid}`;
		cpSync(native, temporary, { recursive: true, verbatimSymlinks: true });
		renameSync(temporary, target);
	}
	return join(target, "bin");
}

/** Puts the data beside the binaries; a link stays in the data folder, so that every later start follows it. */
function relocated(account: Account): Account {
	const bin = copyBinaries(account.bin);
	if (account.home.startsWith(RELOCATED)) return { ...account, bin };
	// A name of its own each time: after `rm -rf data` a new database begins, with new passwords.
	const home = mkdtempSync(join(RELOCATED, "data-"));
	chmodSync(home, 0o711);
	symlinkSync(join(home, "postgres"), join(account.home, "postgres"));
	return { ...account, bin, home };
}

/** The folder that the cluster's folder is in, followed through a link that `relocated` made. */
function resolveHome(folder: string): string {
	try {
		return dirname(readlinkSync(join(folder, "postgres")));
	} catch {
		return folder;
	}
}

/** Decides how PostgreSQL runs here. `folder` must exist. */
export function findAccount(bin: string, folder: string): Account {
	const home = resolveHome(folder);
	const plain: Account = { uid: undefined, gid: undefined, prefix: [], bin, home, notice: null };
	if (process.getuid?.() !== 0) return plain;
	const account = { ...plain, ...unprivileged(join(home, "postgres")) };
	if (works(account)) return account;
	const searching = withSearchRight(account);
	if (works(searching)) return searching;
	try {
		const moved = relocated(account);
		const notice = `The database is in ${moved.home}, because its user may not enter ${folder}. Back it up from there.`;
		if (works(moved)) return { ...moved, notice };
	} catch {
		// Nothing may be written there: the sentence below says what is left.
	}
	throw new ConfigError(
		`PostgreSQL runs as user ${account.uid}, which cannot reach ${bin} and ${home}. Move the folder to where every user may enter, or set DATA_DIR or DATABASE_URL.`,
	);
}
