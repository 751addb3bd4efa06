/** What an examination is told, and what it tells. */

import { prefixOf } from "#lib/storage/storage.ts";
import { objectStore } from "#lib/storage/store.ts";
import type { Circumstances, FoundObject, Problem } from "./doctor.policy.ts";

export interface Examination {
	now: Circumstances;
	/** False to look and to change nothing. */
	repair: boolean;
	/** Whether all bytes of all originals are read. */
	checksums: boolean;
	/** Ends it between two steps. */
	signal: AbortSignal;
	/** Of the 256 folders below each root those that the store had when it began. */
	shelves: ReadonlySet<string>;
	/** What was looked at so far. */
	seen: { media: number; batches: number; objects: number };
}

/** `left`: it cannot be repaired, or could not be now. */
export type Outcome = "found" | "repaired" | "left";

export interface Finding extends Problem {
	outcome: Outcome;
	/** What was done, or why not. */
	note: string | null;
}

export const found = (problem: Problem): Finding => ({ ...problem, outcome: "found", note: null });
export const repaired = (problem: Problem, note: string): Finding => {
	return { ...problem, outcome: "repaired", note };
};
export const left = (problem: Problem, note: string): Finding => {
	return { ...problem, outcome: "left", note };
};

/** Everything below a prefix, by the folder that it is in. */
export async function listFolders(prefix: string): Promise<Map<string, FoundObject[]>> {
	const folders = new Map<string, FoundObject[]>();
	for await (const object of objectStore().list(prefix)) {
		const folder = prefixOf(object.key);
		const known = folders.get(folder);
		if (known) known.push(object);
		else folders.set(folder, [object]);
	}
	return folders;
}

/** The same of one of the 256; nothing is asked of the store where it has none, and no row says otherwise. */
export async function listShelf(
	prefix: string,
	rows: readonly unknown[],
	{ shelves }: Examination,
): Promise<Map<string, FoundObject[]>> {
	return rows.length > 0 || shelves.has(prefix) ? listFolders(prefix) : new Map();
}

export function countObjects(folders: ReadonlyMap<string, FoundObject[]>): number {
	let count = 0;
	for (const objects of folders.values()) count += objects.length;
	return count;
}

/** What lies in one folder. */
export async function listFolder(prefix: string): Promise<FoundObject[]> {
	return (await listFolders(prefix)).get(prefix) ?? [];
}
