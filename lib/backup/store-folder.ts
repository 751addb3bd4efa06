/** A backup's files held against the snapshot that goes with them. */
import { readdir, rm, stat } from "node:fs/promises";
import { join } from "node:path";
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

const namesIn = (folder: string) => readdir(folder).catch(() => []);

/** Removes what belongs to nobody in the snapshot: files that were deleted since the backup before. */
export async function removeStrangers(snapshot: Snapshot, folder: string): Promise<void> {
	for (const digits of FOLDERS) {
		const owners = await snapshot.ownersIn(digits);
		for (const kind of ["media", "batches"]) {
			const place = join(folder, "objects", kind, digits);
			for (const id of await namesIn(place))
				if (!owners.has(id)) await rm(join(place, id), { recursive: true });
		}
	}
	const uploads = new Set((await snapshot.uploads()).map(({ id }) => id));
	for (const id of await namesIn(join(folder, "uploads")))
		if (!uploads.has(id)) await rm(join(folder, "uploads", id), { force: true });
}
