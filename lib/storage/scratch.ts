/** Folders for work in progress, inside the data folder: what a killed process leaves is swept. */
import { mkdir, mkdtemp, readdir, rm, stat } from "node:fs/promises";
import { join } from "node:path";
import { config } from "#lib/config/config.ts";

const scratchRoot = () => join(config().dataDir, "scratch");

/** An empty folder, to be removed by who asked for it. */
export async function makeScratchFolder(): Promise<{ folder: string; remove(): Promise<void> }> {
	await mkdir(scratchRoot(), { recursive: true });
	const folder = await mkdtemp(join(scratchRoot(), "work-"));
	return { folder, remove: () => rm(folder, { recursive: true, force: true }) };
}

/** Runs `work` with an empty folder that is removed afterwards. */
export async function withScratch<T>(work: (folder: string) => Promise<T>): Promise<T> {
	const { folder, remove } = await makeScratchFolder();
	try {
		return await work(folder);
	} finally {
		await remove();
	}
}

/** Paths of folders that nobody has touched since. */
export async function findScratch(before: Date): Promise<string[]> {
	const names = await readdir(scratchRoot()).catch(() => []);
	const old: string[] = [];
	for (const name of names) {
		const path = join(scratchRoot(), name);
		const found = await stat(path).catch(() => null);
		if (found && found.mtime < before) old.push(path);
	}
	return old;
}

/** Removes folders that nobody has touched since. Returns how many. */
export async function sweepScratch(before: Date): Promise<number> {
	const old = await findScratch(before);
	for (const path of old) await rm(path, { recursive: true, force: true });
	return old.length;
}
