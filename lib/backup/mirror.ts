/** Files brought from one folder to another: what is there already is not brought again. */
import { constants, type Stats } from "node:fs";
import { copyFile, link, mkdir, open, opendir, rename, rm, stat, utimes } from "node:fs/promises";
import { dirname, join, relative } from "node:path";
import { newId } from "#lib/core/ids.ts";

export interface MirrorOptions {
	/** A folder on the target's disk for files that are not whole yet. */
	temporary: string;
	/** A second name for the same bytes, where both are on one disk: for files that are never written to. */
	link: boolean;
	/** Called with each file that was brought. */
	brought(): void;
	signal: AbortSignal;
}

export interface Mirrored {
	files: number;
	bytes: number;
}

const SIDE_BY_SIDE = 8;

const errno = (error: unknown) => (error as NodeJS.ErrnoException).code;
const isMissing = (error: unknown) => errno(error) === "ENOENT" || errno(error) === "ENOTDIR";

async function statOf(path: string): Promise<Stats | null> {
	return stat(path).catch((error) => {
		if (isMissing(error)) return null;
		throw error;
	});
}

/** Paths of the files below a folder, as long as they are there; none without the folder. */
export async function* filesBelow(folder: string): AsyncIterable<string> {
	try {
		for await (const entry of await opendir(folder, { recursive: true }))
			if (entry.isFile()) yield join(entry.parentPath, entry.name);
	} catch (error) {
		// A folder that was emptied is removed while we look.
		if (!isMissing(error)) throw error;
	}
}

/** A copy is given its source's time in milliseconds, rounded. */
const SAME_TIME_MS = 1;

/** As rsync judges: the same size, last changed at the same time. */
const isSame = (source: Stats, target: Stats | null) =>
	target !== null &&
	source.size === target.size &&
	Math.abs(source.mtimeMs - target.mtimeMs) <= SAME_TIME_MS;

async function copyWhole(source: string, part: string): Promise<void> {
	await copyFile(source, part, constants.COPYFILE_FICLONE);
	const { atime, mtime } = await stat(source);
	await utimes(part, atime, mtime);
	const file = await open(part, "r+");
	await file.sync();
	await file.close();
}

async function bring(source: string, target: string, options: MirrorOptions): Promise<void> {
	const part = join(options.temporary, newId());
	await mkdir(dirname(target), { recursive: true });
	try {
		if (options.link)
			await link(source, part).catch((error) => {
				if (isMissing(error)) throw error;
				// Another disk, or one that knows no second names.
				return copyWhole(source, part);
			});
		else await copyWhole(source, part);
		await rename(part, target);
	} finally {
		// Of two names of the same file, renaming one to the other leaves both (rename(2)).
		await rm(part, { force: true });
	}
}

/** Bytes of the file; null where it was removed meanwhile. */
async function keep(source: string, target: string, options: MirrorOptions) {
	const found = await statOf(source);
	if (!found) return null;
	if (isSame(found, await statOf(target))) return found.size;
	try {
		await bring(source, target, options);
	} catch (error) {
		if (isMissing(error) && !(await statOf(source))) return null;
		throw error;
	}
	options.brought();
	return found.size;
}

/** Brings every file below `from` to the same place below `to`. Nothing is removed there. */
export async function mirror(from: string, to: string, options: MirrorOptions): Promise<Mirrored> {
	await mkdir(options.temporary, { recursive: true });
	const done = { files: 0, bytes: 0 };
	let batch: string[] = [];
	const flush = async () => {
		options.signal.throwIfAborted();
		const sizes = await Promise.all(
			batch.map((path) => keep(path, join(to, relative(from, path)), options)),
		);
		const kept = sizes.filter((size) => size !== null);
		done.files += kept.length;
		done.bytes += kept.reduce((sum, size) => sum + size, 0);
		batch = [];
	};
	for await (const path of filesBelow(from)) if (batch.push(path) === SIDE_BY_SIDE) await flush();
	await flush();
	return done;
}
