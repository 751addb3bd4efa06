/** What the worker does for recognitions, beside looking at their photos (`faces.handlers`). */
import type { Tx } from "#lib/db/client.ts";
import { failureReason } from "#lib/media/media.service.ts";
import type { Consequence, Looked } from "#lib/people/faces.handlers.ts";
import { type FaceMatch, matchFaces } from "#lib/people/faces.service.ts";
import { writeLog } from "#lib/people/people.jobs.ts";
import { holdPeople } from "#lib/people/people.service.ts";
import { enqueue } from "#lib/queue/queue.ts";
import { removeFiles, writeFiles } from "./recognition.files.ts";
import * as repo from "./recognition.repo.ts";

function toRows(faceId: string, { person, suggestions }: FaceMatch): repo.NewMatch[] {
	return suggestions.map(({ personId, confidence }, index) => {
		const recognized = personId === person?.personId;
		return { faceId, rank: index + 1, personId, confidence, recognized };
	});
}

/** Ends the entry of a photo, whose batch is locked; with the last of them the log is written. */
async function end(tx: Tx, mediaId: string, outcome: { error: string | null; ms: number }) {
	const batchId = await repo.endEntry(tx, mediaId, outcome);
	if (batchId !== null) await enqueue(tx, writeLog, [{ batchId }]);
}

/** A photo of a recognition was looked at: who is on it. */
export async function consider(looked: Looked): Promise<Consequence[]> {
	const { mediaId, eventId, ms } = looked;
	const entry = eventId === null ? await repo.findBatchOf(mediaId) : null;
	if (!entry) return [];
	const { id: batchId, domain } = entry.batch;
	const faces = looked.faces ?? [];
	const embeddings = faces.map(({ embedding }) => embedding);
	const matches = await matchFaces(domain, embeddings);
	const rows = matches.flatMap((match, index) => toRows(faces[index]?.id ?? "", match));
	const error = looked.faces ? null : failureReason("DECODER_CRASHED");
	let there = new Set<string>();
	return [
		{
			hold: async (tx) => {
				await repo.lockBatch(tx, batchId);
				const people = rows.map(({ personId }) => personId);
				there = await holdPeople(tx, people);
			},
			write: async (tx) => {
				// Who was deleted since the search is not named.
				const known = rows.filter(({ personId }) => there.has(personId));
				await repo.insertMatches(tx, known);
				await end(tx, mediaId, { error, ms });
			},
		},
	];
}

interface Settled {
	id: string;
	eventId: string | null;
	faceState: "wanted" | "found" | "failed" | null;
}

const isNone = ({ eventId, faceState }: Settled) => eventId !== null || faceState === null;

/** Locks the batch that `settled` counts in, before the media; a deletion does the same first. */
export async function hold(tx: Tx, media: Settled): Promise<void> {
	if (!isNone(media)) await repo.lockBatchOf(tx, media.id);
}

/** A photo could not be shown: it is not looked at either. */
export async function settled(tx: Tx, media: Settled, outcome: "ready" | "failed"): Promise<void> {
	if (outcome === "ready" || isNone(media)) return;
	const code = await repo.readFailure(tx, media.id);
	await end(tx, media.id, { error: failureReason(code ?? ""), ms: 0 });
}

/** Throws where somebody else writes it: who comes last has read what is true by then. */
export async function keepLog(batchId: string): Promise<void> {
	if (!(await writeFiles(batchId, { csv: false })))
		throw new Error("The log is being written just now; it is written again");
}

export function forgetLog(batchId: string): Promise<void> {
	return removeFiles(batchId);
}
