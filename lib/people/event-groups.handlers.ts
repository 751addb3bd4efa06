/** Puts new faces to the people of their event. What people have said of single faces stays as it is. */
import { newId } from "#lib/core/ids.ts";
import { inTransaction, type Tx } from "#lib/db/client.ts";
import { FaceGroups } from "#lib/faces/grouping.ts";
import { fromBytes } from "./embedding.ts";
import { calibration, engineName } from "./engine.ts";
import * as repo from "./event-groups.repo.ts";
import { insertPeople, lockPeople } from "./event-people.repo.ts";
import { holdEventFaces } from "./faces.repo.ts";

/**
 * Under it a face is so small, blurred or turned away that it could be many people's: LFW has it
 * at half its size, and less at a quarter.
 */
const LEAST_QUALITY = 0.2;
const FACES_AT_ONCE = 2000;

/** Groups until no face is left. */
export async function groupFaces(eventId: string): Promise<void> {
	while (await inTransaction((tx) => groupSome(tx, eventId)));
}

/** True where there may be more. */
async function groupSome(tx: Tx, eventId: string): Promise<boolean> {
	if (!(await holdEventFaces(tx, eventId))) return false;
	await lockPeople(tx, eventId);
	const engine = engineName();
	const wanted = { engine, quality: LEAST_QUALITY, limit: FACES_AT_ONCE };
	const unplaced = await repo.listUnplaced(tx, eventId, wanted);
	if (unplaced.length === 0) return false;
	const { placed, newPeople } = place(unplaced, await repo.listPlaced(tx, eventId, engine));
	await insertPeople(tx, eventId, newPeople);
	await repo.placeFaces(tx, placed);
	return unplaced.length === FACES_AT_ONCE;
}

function place(unplaced: readonly repo.FaceRow[], known: readonly repo.FaceRow[]) {
	const groups = new FaceGroups(calibration());
	const present = new Map<string, Set<string>>();
	const add = ({ mediaId, embedding }: repo.FaceRow, personId: string) => {
		groups.add(personId, fromBytes(embedding));
		present.set(mediaId, (present.get(mediaId) ?? new Set()).add(personId));
	};
	for (const face of known) if (face.eventPersonId) add(face, face.eventPersonId);
	const newPeople: string[] = [];
	const placed: { id: string; personId: string }[] = [];
	for (const [mediaId, faces] of Map.groupBy(unplaced, (face) => face.mediaId)) {
		const embeddings = faces.map(({ embedding }) => fromBytes(embedding));
		const chosen = groups.place(embeddings, present.get(mediaId) ?? new Set());
		for (const [index, face] of faces.entries()) {
			const personId = chosen[index] ?? newId();
			if (!chosen[index]) newPeople.push(personId);
			placed.push({ id: face.id, personId });
			add(face, personId);
		}
	}
	return { placed, newPeople };
}
