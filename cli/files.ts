/** Files on this machine: found, described, and known by their content. */
import { createHash } from "node:crypto";
import { createReadStream, type Dirent } from "node:fs";
import { readdir, stat } from "node:fs/promises";
import { basename, join } from "node:path";
import { pipeline } from "node:stream/promises";
import { isLitter } from "#lib/client/dropped-files.ts";
import { EXIT, Problem, usageProblem } from "./problem.ts";

export interface LocalFile {
	path: string;
	/** Without its folders. */
	name: string;
	size: number;
	/** Milliseconds since 1970. */
	modifiedAt: number;
}

export interface Found {
	files: LocalFile[];
	/** Files of other kinds, in folders. */
	skipped: number;
}

/** Null for what is gone, or no file. */
async function describe(path: string): Promise<LocalFile | null> {
	const found = await stat(path).catch(() => null);
	if (!found?.isFile()) return null;
	return { path, name: basename(path), size: found.size, modifiedAt: found.mtimeMs };
}

/** Empty for a folder that was removed meanwhile. Throws a `Problem` for one that is closed to us. */
async function list(folder: string): Promise<Dirent[]> {
	try {
		return await readdir(folder, { withFileTypes: true });
	} catch (error) {
		if ((error as { code?: string }).code === "ENOENT") return [];
		throw new Problem(EXIT.failed, `The folder '${folder}' cannot be read.`);
	}
}

/** All files below a folder, however deep; links to folders are not followed, so that it ends. */
async function* walk(folder: string): AsyncGenerator<string> {
	for (const entry of await list(folder)) {
		if (isLitter(entry.name)) continue;
		const path = join(folder, entry.name);
		if (entry.isDirectory()) yield* walk(path);
		else if (entry.isFile() || entry.isSymbolicLink()) yield path;
	}
}

const byName = new Intl.Collator(undefined, { numeric: true });

/**
 * The files that were named, whatever they are, and those in the folders that were named which are
 * `taken` by their names; each once, in the order of their names. Throws a `Problem`.
 */
export async function findFiles(
	paths: readonly string[],
	taken: (name: string) => boolean,
): Promise<Found> {
	const found = new Map<string, LocalFile>();
	let skipped = 0;
	for (const path of paths) {
		const given = await stat(path).catch(() => null);
		if (!given) throw usageProblem(`There is no file or folder '${path}'.`);
		const within = given.isDirectory() ? walk(path) : [path];
		for await (const inside of within) {
			const file = await describe(inside);
			if (!file) continue;
			if (given.isDirectory() && !taken(file.name)) skipped++;
			else found.set(inside, file);
		}
	}
	const files = [...found.values()].sort((a, b) => byName.compare(a.path, b.path));
	return { files, skipped };
}

/** SHA-256 of a file's content, hex. */
export async function hashFile(path: string, signal: AbortSignal): Promise<string> {
	const hash = createHash("sha256");
	await pipeline(createReadStream(path, { highWaterMark: 1024 * 1024 }), hash, { signal });
	return hash.digest("hex");
}
