/** Media and their objects, one of 256 folders after the other. */
import { createHash } from "node:crypto";
import { isAppError } from "#lib/core/errors.ts";
import { mediaPrefix } from "#lib/storage/object-keys.ts";
import { objectStore } from "#lib/storage/store.ts";
import { compareMedia, type FoundObject, type MediaFacts } from "./doctor.policy.ts";
import * as repo from "./doctor.repo.ts";
import {
	countObjects,
	type Examination,
	type Finding,
	found,
	listFolder,
	listShelf,
} from "./findings.ts";
import { repairMedia, repairTier } from "./media.repairs.ts";
import { checkOrphans } from "./orphans.ts";

const owners = { root: "media/", isThere: repo.isMediaThere };

/** Originals that are read side by side. */
const SIDE_BY_SIDE = 4;

async function hashObject(key: string): Promise<string | null> {
	try {
		const hash = createHash("sha256");
		for await (const chunk of await objectStore().get(key)) hash.update(chunk);
		return hash.digest("hex");
	} catch (error) {
		if (isAppError(error, "FILE_NOT_FOUND")) return null;
		throw error;
	}
}

/** The SHA-256 of an original that has the right size; read twice before it is called wrong. */
async function sumOf(media: MediaFacts, objects: readonly FoundObject[]): Promise<string | null> {
	const original = objects.find(({ key }) => key === media.originalKey);
	if (media.deletedAt !== null || original?.size !== media.byteSize) return null;
	const sum = await hashObject(media.originalKey);
	return sum === media.sha256 ? sum : hashObject(media.originalKey);
}

interface Suspect {
	id: string;
	sum: string | null;
	/** Whether its row may not say where its original is. */
	misplaced: boolean;
}

async function* listSuspects(
	rows: readonly MediaFacts[],
	folders: ReadonlyMap<string, FoundObject[]>,
	{ now, checksums, signal }: Examination,
): AsyncIterable<Suspect> {
	for (let at = 0; at < rows.length; at += SIDE_BY_SIDE) {
		signal.throwIfAborted();
		const some = rows.slice(at, at + SIDE_BY_SIDE).map(async (media): Promise<Suspect | null> => {
			const objects = folders.get(mediaPrefix(media.id)) ?? [];
			const sum = checksums ? await sumOf(media, objects) : null;
			const problems = compareMedia(media, objects, sum, now);
			const misplaced = problems.some(({ kind }) => kind === "tier");
			return problems.length > 0 ? { id: media.id, sum, misplaced } : null;
		});
		for (const suspect of await Promise.all(some)) if (suspect) yield suspect;
	}
}

/** Looks once more, at this one alone: since its folder was listed anything may have become of it. */
async function confirm(id: string, sum: string | null, { now, repair }: Examination) {
	if (repair) return repairMedia(id, sum, now);
	const media = await repo.findMedia(id);
	if (!media) return [];
	const problems = compareMedia(media, await listFolder(mediaPrefix(id)), sum, now);
	return problems.filter(({ kind }) => kind !== "tier").map(found);
}

/** Everything that is wrong in that folder, two hexadecimal digits. */
export async function* checkMedia(
	folder: string,
	examination: Examination,
): AsyncIterable<Finding> {
	// Rows first: what has a row has its objects. What is listed then and has none is looked at anew.
	const rows = await repo.listMedia(folder);
	const folders = await listShelf(`${owners.root}${folder}/`, rows, examination);
	examination.seen.media += rows.length;
	examination.seen.objects += countObjects(folders);
	for await (const { id, sum, misplaced } of listSuspects(rows, folders, examination)) {
		if (misplaced) yield* await repairTier(id, examination);
		yield* await confirm(id, sum, examination);
	}
	for (const { id } of rows) folders.delete(mediaPrefix(id));
	yield* checkOrphans(folders, owners, examination);
}
