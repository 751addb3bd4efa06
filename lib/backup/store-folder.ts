/** A backup's files held against the snapshot that goes with them. */
import { readdir, rm, stat } from "node:fs/promises";
import { join, relative } from "node:path";
import { filesBelow } from "./mirror.ts";
import type { Snapshot } from "./snapshot.ts";

const FOLDERS = Array.from({ length: 256 }, (_, n) => n.toString(16).padStart(2, "0"));

async function sizeOf(path: string): Promise<number> {
	return stat(path).then(
		({ size }) => size,
		() => -1,
	);
}

/** Keys that the snapshot names and the folder does not have, sorted. */
export async function findMissing(
	snapshot: Snapshot,
	folder: string,
	inBucket: boolean,
): Promise<string[]> {
	const missing: string[] = [];
	for (const digits of FOLDERS)
		for (const key of await snapshot.objectsIn(digits, inBucket))
			if ((await sizeOf(join(folder, "objects", key))) < 0) missing.push(key);
	for (const { id, bytes } of await snapshot.uploads())
		if ((await sizeOf(join(folder, "uploads", id))) < bytes) missing.push(`uploads/${id}`);
	return missing.sort();
}

/** What no row names by its folder, such as logs: gone with what it was taken from. */
async function removeLeft(folder: string, store: string): Promise<void> {
	const kept = join(folder, "objects");
	for (const name of await namesIn(kept)) {
		if (name === "media" || name === "batches") continue;
		for await (const path of filesBelow(join(kept, name)))
			if ((await sizeOf(join(store, relative(kept, path)))) < 0) await rm(path, { force: true });
	}
}

const namesIn = (folder: string) => readdir(folder).catch(() => []);

/** Removes what belongs to nobody in the snapshot: files that were deleted since the backup before. */
export async function removeStrangers(
	snapshot: Snapshot,
	{ folder, store }: { folder: string; store: string },
): Promise<void> {
	for (const digits of FOLDERS) {
		const owners = await snapshot.ownersIn(digits);
		for (const kind of ["media", "batches"]) {
			const place = join(folder, "objects", kind, digits);
			for (const id of await namesIn(place))
				if (!owners.has(id)) await rm(join(place, id), { recursive: true });
		}
	}
	await removeLeft(folder, store);
	const uploads = new Set((await snapshot.uploads()).map(({ id }) => id));
	for (const id of await namesIn(join(folder, "uploads")))
		if (!uploads.has(id)) await rm(join(folder, "uploads", id), { force: true });
}
