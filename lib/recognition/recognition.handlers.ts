/** What the worker does for recognitions, beside looking at their photos (`faces.handlers`). */
import { failureReason } from "#lib/media/media.service.ts";
import type { Consequence, Looked } from "#lib/people/faces.handlers.ts";
import { type FaceMatch, matchFaces } from "#lib/people/faces.service.ts";
import { holdPeople } from "#lib/people/people.service.ts";
import { removeFiles, writeFiles } from "./recognition.files.ts";
import * as repo from "./recognition.repo.ts";
import { endEntry } from "./recognition.settling.ts";

export { hold, settled } from "./recognition.settling.ts";

function toRows(faceId: string, { person, suggestions }: FaceMatch): repo.NewMatch[] {
	return suggestions.map(({ personId, confidence }, index) => {
		const recognized = personId === person?.personId;
		return { faceId, rank: index + 1, personId, confidence, recognized };
	});
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
				await endEntry(tx, mediaId, { error, ms });
			},
		},
	];
}

/** Throws where somebody else writes it: who comes last has read what is true by then. */
export async function keepLog(batchId: string): Promise<void> {
	if (!(await writeFiles(batchId, { csv: false })))
		throw new Error("The log is being written just now; it is written again");
}

export function forgetLog(batchId: string): Promise<void> {
	return removeFiles(batchId);
}
