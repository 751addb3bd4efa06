/**
 * The secrets of an installation that runs a database of its own: made once, kept in the data
 * folder, readable by their owner alone. Losing them signs everybody out, so they are never remade
 * while the file is there.
 */
import { randomBytes } from "node:crypto";
import { link, open, readFile, rename, rm } from "node:fs/promises";
import { join } from "node:path";
import { z } from "zod";
import { ConfigError } from "#lib/config/config.ts";

const schema = z.object({
	authSecret: z.string().min(32),
	databasePassword: z.string().min(16),
	databaseAdminPassword: z.string().min(16),
});

export type Secrets = z.infer<typeof schema>;

async function read(path: string): Promise<Secrets | null> {
	let text: string;
	try {
		text = await readFile(path, "utf8");
	} catch (error) {
		if ((error as NodeJS.ErrnoException).code === "ENOENT") return null;
		throw new ConfigError(`Cannot read ${path}: ${(error as Error).message}`);
	}
	try {
		return schema.parse(JSON.parse(text));
	} catch {
		throw new ConfigError(
			`${path} is damaged. Put it back from a backup; the database's password is in it.`,
		);
	}
}

/** Whole or not at all: a start that is cut off here must not leave half a file behind. */
async function writeAside(path: string, secrets: Secrets): Promise<string> {
	const temporary = `${path}.${randomBytes(6).toString("hex")}.tmp`;
	const file = await open(temporary, "w", 0o600);
	await file.writeFile(`${JSON.stringify(secrets, null, 2)}\n`);
	await file.sync();
	await file.close();
	return temporary;
}

/** Signs as another installation did from now on; the passwords of this one's database stay. */
export async function adoptAuthSecret(dataDir: string, fromDir: string): Promise<void> {
	const theirs = await read(join(fromDir, "secrets.json"));
	if (!theirs) return;
	const own = await readSecrets(dataDir);
	const path = join(dataDir, "secrets.json");
	await rename(await writeAside(path, { ...own, authSecret: theirs.authSecret }), path);
}

/** Reads the secrets of a data folder, making them first where there are none. */
export async function readSecrets(dataDir: string): Promise<Secrets> {
	const path = join(dataDir, "secrets.json");
	const known = await read(path);
	if (known) return known;
	const made: Secrets = {
		authSecret: randomBytes(48).toString("base64"),
		databasePassword: randomBytes(24).toString("base64url"),
		databaseAdminPassword: randomBytes(24).toString("base64url"),
	};
	const temporary = await writeAside(path, made);
	// `link` refuses to replace, so of two starts at once both go on with the same secrets.
	await link(temporary, path).catch((error: NodeJS.ErrnoException) => {
		if (error.code !== "EEXIST") throw error;
	});
	await rm(temporary);
	return (await read(path)) ?? made;
}
