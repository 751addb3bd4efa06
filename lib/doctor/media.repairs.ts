/** What is done about a media that was found broken: decided anew under its lock, then done. */
import {
	type BrokenMedia,
	hold as holdBatch,
	loseBroken,
	renderBroken,
} from "#lib/batches/sheets.repairs.ts";
import { inTransaction, type Tx } from "#lib/db/client.ts";
import { isDuplicate } from "#lib/db/outage.ts";
import { discardOrphan, recoverMedia, sendAgain } from "#lib/media/media.service.ts";
import { giveUpFaces } from "#lib/people/faces.service.ts";
import * as recognition from "#lib/recognition/recognition.settling.ts";
import { mediaPrefix } from "#lib/storage/object-keys.ts";
import { lockObjects, objectStore } from "#lib/storage/store.ts";
import { isAway } from "#lib/storage/store-away.ts";
import {
	type Circumstances,
	compareMedia,
	type FoundObject,
	type MediaFacts,
	missingPictures,
	type Problem,
	type ProblemKind,
} from "./doctor.policy.ts";
import * as repo from "./doctor.repo.ts";
import { type Examination, type Finding, found, left, listFolder, repaired } from "./findings.ts";

interface Patient {
	tx: Tx;
	media: MediaFacts;
	belonging: repo.Belonging;
	objects: readonly FoundObject[];
	problem: Problem;
}

type Repair = (patient: Patient) => Promise<Finding>;

async function flagDamaged({ tx, media, problem }: Patient): Promise<Finding> {
	await repo.setDamaged(tx, media.id);
	return left(problem, "flagged as damaged; put the original back from a backup");
}

async function keepPictures({ tx, media, objects, problem }: Patient): Promise<Finding> {
	await repo.deleteRenditions(tx, missingPictures(media, objects));
	return left(problem, "shown with what is left; put the original back from a backup");
}

/** Whoever waits for it is told, as where it fails in the worker; a recognition also where it was ready. */
async function lose({ tx, media, belonging, problem }: Patient): Promise<Finding> {
	await loseBroken(tx, { ...media, ...belonging });
	await recognition.settled(tx, belonging, "failed");
	await giveUpFaces(tx, media.id);
	return repaired(problem, "marked as lost");
}

async function renderAgain(tx: Tx, media: BrokenMedia, problem: Problem): Promise<Finding> {
	const isTaken = await renderBroken(tx, media);
	return isTaken ? repaired(problem, "rendered again") : left(problem, "it cannot be rendered");
}

async function takeUp({ tx, media, problem }: Patient): Promise<Finding> {
	await recoverMedia(tx, media.id);
	return media.kind === "file"
		? repaired(problem, "taken up again")
		: renderAgain(tx, media, problem);
}

async function send({ tx, media, problem }: Patient): Promise<Finding> {
	await sendAgain(tx, [media.id]);
	return repaired(problem, "sent to the workers again");
}

async function remove({ problem }: Patient): Promise<Finding> {
	await objectStore().delete(problem.key);
	return repaired(problem, "deleted");
}

const REPAIRS: Partial<Record<ProblemKind, Repair>> = {
	...{ size: flagDamaged, checksum: flagDamaged, original: keepPictures, lost: lose },
	...{ returned: takeUp, waiting: send, leftover: remove },
	pictures: ({ tx, media, problem }) => renderAgain(tx, media, problem),
};

async function repairOne(patient: Patient): Promise<Finding> {
	const repair = REPAIRS[patient.problem.kind];
	return repair ? repair(patient) : left(patient.problem, "nothing can be done from here");
}

async function isDeleted(id: string, now: Circumstances): Promise<Finding[] | null> {
	const media = await repo.findMedia(id);
	if (!media?.deletedAt) return media ? null : [];
	const [problem] = compareMedia(media, await listFolder(mediaPrefix(id)), null, now);
	if (!problem) return [];
	const isGone = await discardOrphan(mediaPrefix(id), (tx) => repo.isMediaThere(tx, id));
	return isGone ? [repaired(problem, "deleted")] : [];
}

function reasonOf(error: unknown): string {
	if (isDuplicate(error)) return "not repaired: the same photo was sent again meanwhile";
	if (isAway(error))
		return "not repaired: the store does not answer, or somebody moves it just now";
	const lines = String((error as Error).message)
		.trim()
		.split("\n");
	return `not repaired: ${lines.at(-1)}`;
}

/** Locks what counts a media, if anything does: before the media itself. Answers with what that is. */
async function holdCounters(tx: Tx, id: string): Promise<repo.Belonging | null> {
	const belonging = await repo.findBelonging(tx, id);
	if (!belonging) return null;
	await holdBatch(tx, belonging);
	await recognition.hold(tx, belonging);
	return belonging;
}

/** `sum` is the SHA-256 of its original, null where that was not read. */
export async function repairMedia(
	id: string,
	sum: string | null,
	now: Circumstances,
): Promise<Finding[]> {
	const removed = await isDeleted(id, now);
	if (removed) return removed;
	let problems: Problem[] = [];
	try {
		return await inTransaction(async (tx) => {
			const belonging = await holdCounters(tx, id);
			const media = await repo.findMedia(id, tx);
			if (!belonging || !media || media.deletedAt) return [];
			const objects = await listFolder(mediaPrefix(id));
			const all = compareMedia(media, objects, sum, now);
			problems = all.filter(({ kind }) => kind !== "tier");
			const findings: Finding[] = [];
			for (const problem of problems)
				findings.push(await repairOne({ tx, media, belonging, objects, problem }));
			return findings;
		});
	} catch (error) {
		// One that cannot be repaired keeps nobody from the next; a store that is away ends that listing.
		if (problems.length === 0) throw error;
		return problems.map((problem) => left(problem, reasonOf(error)));
	}
}

/** A row that does not say where its original is; looked at while nobody moves it. */
export async function repairTier(id: string, { now, repair }: Examination): Promise<Finding[]> {
	const lock = await lockObjects(mediaPrefix(id));
	if (!lock) return [];
	try {
		const media = await repo.findMedia(id);
		if (!media) return [];
		const objects = await listFolder(mediaPrefix(id));
		const problem = compareMedia(media, objects, null, now).find(({ kind }) => kind === "tier");
		const tier = objects.find(({ key }) => key === media.originalKey)?.tier;
		if (!problem || !tier) return [];
		if (!repair) return [found(problem)];
		await inTransaction((tx) => repo.setTier(tx, id, tier));
		return [repaired(problem, "its row says so now")];
	} finally {
		await lock.release();
	}
}
