import { db, type Tx } from "#lib/db/client.ts";
import { nextVersion } from "./face-scopes.repo.ts";

export interface NewFace {
	id: string;
	/** In fractions of the upright photo's sides. */
	x: number;
	y: number;
	width: number;
	height: number;
	score: number;
	quality: number;
	embedding: Uint8Array<ArrayBuffer>;
}

/** Notes that faces are wanted of these media. */
export async function want(tx: Tx, mediaIds: readonly string[]): Promise<void> {
	await tx.media.updateMany({
		where: { id: { in: [...mediaIds] }, kind: "image" },
		data: { faceState: "wanted" },
	});
}

/** Of a media that just became ready: true where somebody wants its faces, or its event does. */
export async function wantIfAsked(tx: Tx, mediaId: string): Promise<boolean> {
	const rows = await tx.$queryRaw<unknown[]>`
		UPDATE media SET face_state = 'wanted'
		WHERE id = ${mediaId}::uuid AND kind = 'image' AND (face_state IS NOT NULL OR EXISTS (
			SELECT 1 FROM events WHERE events.id = media.event_id AND faces_since IS NOT NULL))
		RETURNING 1`;
	return rows.length > 0;
}

/** What is to be looked at; null where nobody wants it (any more), or there is nothing to see. */
export async function findWanted(mediaId: string) {
	const media = await db().media.findFirst({
		where: { id: mediaId, deletedAt: null, state: "ready", faceState: "wanted" },
		select: {
			id: true,
			eventId: true,
			renditions: { where: { name: "large" }, select: { objectKey: true } },
		},
	});
	const objectKey = media?.renditions[0]?.objectKey;
	return media && objectKey ? { id: media.id, eventId: media.eventId, objectKey } : null;
}

/** False where nobody wants them any more. Then nothing is written. */
export async function settle(tx: Tx, mediaId: string, state: "found" | "failed"): Promise<boolean> {
	const { count } = await tx.media.updateMany({
		where: { id: mediaId, deletedAt: null, faceState: "wanted" },
		data: { faceState: state },
	});
	return count > 0;
}

/** True where the event's photos are looked at; holds it, so that this stays so. */
export async function holdEventFaces(tx: Tx, eventId: string): Promise<boolean> {
	const rows = await tx.$queryRaw<unknown[]>`
		SELECT 1 FROM events WHERE id = ${eventId}::uuid AND deleted_at IS NULL
			AND faces_since IS NOT NULL FOR SHARE`;
	return rows.length > 0;
}

/** Puts faces in the place of those that the media had. */
export async function replaceFaces(
	tx: Tx,
	{ mediaId, eventId, engine }: { mediaId: string; eventId: string | null; engine: string },
	faces: readonly NewFace[],
): Promise<void> {
	const { count } = await tx.face.deleteMany({ where: { mediaId } });
	if (faces.length === 0 && count === 0) return;
	const scope = `event:${eventId}` as const;
	const version = eventId ? await nextVersion(tx, scope, count > 0 ? "removes" : "adds") : 0n;
	await tx.face.createMany({
		data: faces.map((face) => ({ ...face, mediaId, eventId, engine, version })),
	});
}

/** Deletes the faces of media, and has every process forget them. Returns how many there were. */
export async function deleteFaces(tx: Tx, mediaIds: readonly string[]): Promise<number> {
	const gone = await tx.$queryRaw<{ event_id: string | null }[]>`
		DELETE FROM faces WHERE media_id = ANY(${[...mediaIds]}::uuid[]) RETURNING event_id`;
	const eventIds = new Set(gone.map((face) => face.event_id));
	for (const eventId of [...eventIds].sort())
		if (eventId) await nextVersion(tx, `event:${eventId}`, "removes");
	return gone.length;
}

/** Where the looking stands; null for nobody's. */
export async function readFaceState(mediaId: string) {
	const media = await db().media.findFirst({
		where: { id: mediaId, deletedAt: null },
		select: { state: true, faceState: true, errorDetail: true },
	});
	return media;
}

/** The faces of a photo, the largest first. */
export function listFaces(mediaId: string) {
	return db().face.findMany({ where: { mediaId }, orderBy: { id: "asc" } });
}
