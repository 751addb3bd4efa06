import { newId } from "#lib/core/ids.ts";
import { db, type Tx } from "#lib/db/client.ts";

export interface PlacedEmbedding {
	eventPersonId: string | null;
	embedding: Uint8Array;
}

/** The faces of one engine on a photo, or of a person. */
export function listEmbeddings(
	eventId: string,
	of: { mediaId: string } | { eventPersonId: string },
	engine: string,
): Promise<PlacedEmbedding[]> {
	return db().face.findMany({
		where: { eventId, engine, ...of },
		select: { eventPersonId: true, embedding: true },
	});
}

export function insertSearch(
	tx: Tx,
	search: { eventId: string; consentVersion: string; mediaIds: string[] },
) {
	return tx.faceSearch.create({ data: { id: newId(), ...search } });
}

export function findSearch(eventId: string, id: string) {
	return db().faceSearch.findFirst({ where: { id, eventId } });
}

/** False where there was none. */
export async function deleteSearch(eventId: string, id: string): Promise<boolean> {
	const { count } = await db().faceSearch.deleteMany({ where: { id, eventId } });
	return count > 0;
}
