/** What is looked at beside media: archives, resumable uploads, unfinished writes, what users keep. */
import { archiveKey, batchPrefix } from "#lib/storage/object-keys.ts";
import { findScratch, sweepScratch } from "#lib/storage/scratch.ts";
import { objectStore } from "#lib/storage/store.ts";
import {
	giveUpBroken,
	listBrokenUploads,
	listStrayFiles,
	removeStrayFile,
} from "#lib/uploads/uploads.inspect.ts";
import { type Amount, listMiscounts, recountUse } from "#lib/usage/usage.service.ts";
import { type BatchFacts, compareBatch, type Problem } from "./doctor.policy.ts";
import * as repo from "./doctor.repo.ts";
import {
	countObjects,
	type Examination,
	type Finding,
	found,
	left,
	listFolder,
	listFolders,
	repaired,
} from "./findings.ts";
import { checkOrphans } from "./orphans.ts";

const owners = { root: "batches/", isThere: repo.isBatchThere };

const toFacts = ({ archived, ...batch }: repo.BatchRow): BatchFacts => {
	return { ...batch, archiveKey: archived ? archiveKey(batch.id) : null };
};

async function confirmBatch(id: string): Promise<Problem[]> {
	const batch = await repo.findBatch(id);
	return batch ? compareBatch(toFacts(batch), await listFolder(batchPrefix(id))) : [];
}

/** What batches were sent as, in that folder, two hexadecimal digits. An archive cannot be made again. */
export async function* checkArchives(
	folder: string,
	examination: Examination,
): AsyncIterable<Finding> {
	const rows = await repo.listBatches(folder);
	const folders = await listFolders(`${owners.root}${folder}/`);
	examination.seen.batches += rows.length;
	examination.seen.objects += countObjects(folders);
	for (const row of rows) {
		const prefix = batchPrefix(row.id);
		const suspected = compareBatch(toFacts(row), folders.get(prefix) ?? []);
		folders.delete(prefix);
		if (suspected.length === 0) continue;
		for (const problem of await confirmBatch(row.id))
			yield examination.repair
				? left(problem, "its sheets are not touched; what failed cannot be unpacked again")
				: found(problem);
	}
	yield* checkOrphans(folders, owners, examination);
}

async function repairUpload(
	problem: Problem,
	repair: boolean,
	work: (id: string) => Promise<boolean>,
	note: string,
): Promise<Finding> {
	if (!repair) return found(problem);
	const isDone = await work(problem.key);
	return isDone ? repaired(problem, note) : left(problem, "somebody sends to it just now");
}

/** Files of resumable uploads without a row, and rows without their bytes. */
export async function* checkUploads({ now, repair }: Examination): AsyncIterable<Finding> {
	for await (const { id, size } of listStrayFiles(now.before)) {
		const detail = `${size} bytes of no upload`;
		const problem = { kind: "upload-file" as const, key: id, name: null, detail };
		yield await repairUpload(problem, repair, removeStrayFile, "deleted");
	}
	for await (const { id, fileName: name, received, present } of listBrokenUploads()) {
		const detail = `${present} of ${received} bytes that had arrived are there`;
		const problem = { kind: "upload-bytes" as const, key: id, name, detail };
		if (repair && now.tiered) yield left(problem, "another machine may have it; else it expires");
		else
			yield await repairUpload(problem, repair, giveUpBroken, "given up; its sender begins anew");
	}
}

async function* checkProbes({ now, repair }: Examination): AsyncIterable<Finding> {
	for await (const { key, size, modifiedAt } of objectStore().list("probe/")) {
		if (modifiedAt >= now.before) continue;
		const detail = `${size} bytes that a check wrote`;
		const problem = { kind: "leftover" as const, key, name: null, detail };
		if (repair) await objectStore().delete(key);
		yield repair ? repaired(problem, "deleted") : found(problem);
	}
}

/** Writes that were never finished. */
export async function* checkTemporary(
	examination: Examination,
	before: Date,
): AsyncIterable<Finding> {
	const { repair } = examination;
	const writes = await objectStore().countTemporary(before);
	const folders = (await findScratch(before)).length;
	const some: [number, string, () => Promise<number>][] = [
		[writes, "unfinished writes to the store", () => objectStore().sweepTemporary(before)],
		[folders, "folders of unfinished work", () => sweepScratch(before)],
	];
	for (const [count, detail, sweep] of some) {
		if (count === 0) continue;
		const problem = { kind: "temporary" as const, key: `${count}`, name: null, detail };
		yield repair ? repaired(problem, `${await sweep()} deleted`) : found(problem);
	}
	yield* checkProbes(examination);
}

const amount = ({ files, bytes }: Amount) => `${files} files of ${bytes} bytes`;

/** What is counted of each user's files, and what is there. */
export async function* checkUsage({ repair }: Examination): AsyncIterable<Finding> {
	for (const { userId: key, username: name, counted, there } of await listMiscounts()) {
		const detail = `${amount(counted)} are counted, ${amount(there)} are there`;
		const problem = { kind: "usage" as const, key, name, detail };
		if (repair) await recountUse(key);
		yield repair ? repaired(problem, "counted anew") : found(problem);
	}
}
