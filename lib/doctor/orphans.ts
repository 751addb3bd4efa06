/** Folders of which no row knows. */
import { isUuid } from "#lib/core/ids.ts";
import type { Tx } from "#lib/db/client.ts";
import { discardOrphan, findStaged } from "#lib/media/media.service.ts";
import { compareOrphan, type FoundObject } from "./doctor.policy.ts";
import { type Examination, type Finding, found, left, repaired } from "./findings.ts";

/** The two kinds of folders that there are. */
export interface Owners {
	/** `media/` or `batches/`. */
	root: string;
	isThere(tx: Tx | undefined, id: string): Promise<boolean>;
}

/** Whose folder it is: null for what we never make. */
export function ownerOf(prefix: string): string | null {
	const [, shard = "", id = "", ...rest] = prefix.split("/");
	return isUuid(id) && id.slice(-2) === shard && rest.join() === "" ? id : null;
}

/** What lies in folders that no row was found for. Anything that has not our form is not ours to remove. */
export async function* checkOrphans(
	folders: ReadonlyMap<string, FoundObject[]>,
	{ isThere }: Owners,
	{ now, repair }: Examination,
): AsyncIterable<Finding> {
	for (const [prefix, objects] of folders) {
		const id = ownerOf(prefix);
		if (id === null) {
			for (const { key } of objects)
				yield left(
					{ kind: "unknown", key, name: null, detail: "it is none of ours" },
					"left alone",
				);
			continue;
		}
		const [problem] = compareOrphan(prefix, objects, now);
		if (!problem) continue;
		// In this order: who owns it now has noted it before, and forgets the note when it does.
		if ((await findStaged([prefix])).has(prefix) || (await isThere(undefined, id))) continue;
		if (!repair) yield found(problem);
		else if (await discardOrphan(prefix, (tx) => isThere(tx, id)))
			yield repaired(problem, "deleted");
	}
}
