/** The faces of an event as they are put to its people. */
import type { Tx } from "#lib/db/client.ts";

export interface FaceRow {
	id: string;
	mediaId: string;
	eventPersonId: string | null;
	embedding: Uint8Array;
}

const columns = { id: true, mediaId: true, eventPersonId: true, embedding: true } as const;

/** Faces that are nobody's yet and good enough to be somebody's, in the order they came. */
export function listUnplaced(
	tx: Tx,
	eventId: string,
	{ engine, quality, limit }: { engine: string; quality: number; limit: number },
): Promise<FaceRow[]> {
	return tx.face.findMany({
		where: {
			...{ eventId, engine, eventPersonId: null, placedByHand: false },
			quality: { gte: quality },
			media: { eventId, deletedAt: null },
		},
		select: columns,
		orderBy: [{ mediaId: "asc" }, { id: "asc" }],
		take: limit,
	});
}

/** All faces that are somebody's. */
export function listPlaced(tx: Tx, eventId: string, engine: string): Promise<FaceRow[]> {
	return tx.face.findMany({
		where: { eventId, engine, eventPersonId: { not: null } },
		select: columns,
	});
}

export async function placeFaces(
	tx: Tx,
	placed: readonly { id: string; personId: string }[],
): Promise<void> {
	await tx.$executeRaw`
		UPDATE faces SET event_person_id = placed.person_id
		FROM unnest(${placed.map(({ id }) => id)}::uuid[],
			${placed.map(({ personId }) => personId)}::uuid[]) AS placed (id, person_id)
		WHERE faces.id = placed.id`;
}
