import { db, type Tx } from "#lib/db/client.ts";
import { nextVersion } from "./face-scopes.repo.ts";

export interface FaceSettings {
	id: string;
	date: Date;
	facesSince: Date | null;
	guestFaceSearch: boolean;
}

const settings = { id: true, date: true, facesSince: true, guestFaceSearch: true } as const;

/** Null where the event is gone. */
export function findSettings(eventId: string): Promise<FaceSettings | null> {
	return db().event.findFirst({ where: { id: eventId, deletedAt: null }, select: settings });
}

/** The same, held until the end: nobody looks, groups or searches meanwhile. */
export async function lockSettings(tx: Tx, eventId: string): Promise<FaceSettings | null> {
	await tx.$queryRaw`SELECT 1 FROM events WHERE id = ${eventId}::uuid FOR UPDATE`;
	return tx.event.findFirst({ where: { id: eventId }, select: settings });
}

export async function switchOn(tx: Tx, eventId: string): Promise<void> {
	await tx.event.update({ where: { id: eventId }, data: { facesSince: new Date() } });
}

export async function setGuestSearch(tx: Tx, eventId: string, on: boolean): Promise<void> {
	await tx.event.update({ where: { id: eventId }, data: { guestFaceSearch: on } });
}

/**
 * Wants the faces of an event's photos that nobody has asked for, and returns which of these are ready.
 * The others are marked as well: one that becomes ready just now is waited for, or finds the mark.
 */
export async function wantAll(tx: Tx, eventId: string): Promise<string[]> {
	const rows = await tx.$queryRaw<{ id: string; ready: boolean }[]>`
		UPDATE media SET face_state = 'wanted',
			updated_at = CASE WHEN state = 'ready' THEN now() ELSE updated_at END
		WHERE event_id = ${eventId}::uuid AND kind = 'image' AND state <> 'failed'
			AND deleted_at IS NULL AND face_state IS NULL
		RETURNING id, state = 'ready' AS ready`;
	return rows.filter(({ ready }) => ready).map(({ id }) => id);
}

/** Switches faces off and deletes all that was made of them. The event is locked. */
export async function switchOff(tx: Tx, eventId: string): Promise<void> {
	await tx.$executeRaw`UPDATE events SET faces_since = NULL WHERE id = ${eventId}::uuid`;
	await tx.$executeRaw`
		UPDATE media SET face_state = NULL
		WHERE event_id = ${eventId}::uuid AND face_state IS NOT NULL`;
	await tx.faceSearch.deleteMany({ where: { eventId } });
	await tx.face.deleteMany({ where: { eventId } });
	await tx.eventPerson.deleteMany({ where: { eventId } });
	await nextVersion(tx, `event:${eventId}`, "removes");
}

export interface FaceCounts {
	photos: number;
	looked: number;
	failed: number;
	faces: number;
	people: number;
}

const NOTHING: FaceCounts = { photos: 0, looked: 0, failed: 0, faces: 0, people: 0 };

/** What can be seen of an event: nothing of photos that were deleted or have left it. */
export async function countFaces(eventId: string): Promise<FaceCounts> {
	const [counts] = await db().$queryRaw<FaceCounts[]>`
		SELECT pictures.*, found.*
		FROM (
			SELECT count(*)::int AS photos,
				count(*) FILTER (WHERE face_state IN ('found', 'failed'))::int AS looked,
				count(*) FILTER (WHERE face_state = 'failed')::int AS failed
			FROM media WHERE event_id = ${eventId}::uuid AND kind = 'image' AND state <> 'failed'
				AND deleted_at IS NULL
		) pictures, (
			SELECT count(*)::int AS faces, count(DISTINCT event_person_id)::int AS people
			FROM faces JOIN media ON media.id = faces.media_id
			WHERE faces.event_id = ${eventId}::uuid AND media.event_id = ${eventId}::uuid
				AND media.deleted_at IS NULL
		) found`;
	return counts ?? NOTHING;
}

/** Events that face data is kept of, whether they are still there or not. */
export async function listWithFaces() {
	const rows = await db().event.findMany({
		where: { facesSince: { not: null } },
		select: { ...settings, deletedAt: true },
	});
	return rows.flatMap(({ facesSince, ...event }) => (facesSince ? { ...event, facesSince } : []));
}

/** Media whose faces are of an event that they have left. */
export async function findLeft(limit: number): Promise<string[]> {
	const rows = await db().$queryRaw<{ media_id: string }[]>`
		SELECT DISTINCT media_id FROM faces JOIN media ON media.id = faces.media_id
		WHERE faces.event_id IS NOT NULL AND faces.event_id IS DISTINCT FROM media.event_id
		LIMIT ${limit}`;
	return rows.map((row) => row.media_id);
}

/** Nobody wants the faces of these any more, nor of those whose event is not looked at. */
export async function unwant(tx: Tx, mediaIds: readonly string[]): Promise<void> {
	await tx.$executeRaw`
		UPDATE media SET face_state = NULL
		WHERE face_state IS NOT NULL AND (id = ANY(${[...mediaIds]}::uuid[]) OR EXISTS (
			SELECT 1 FROM events WHERE events.id = media.event_id AND faces_since IS NULL))`;
}

/** Media whose looks were lost: they have waited since before then. From now on they wait anew. */
export async function takeStranded(tx: Tx, before: Date, limit: number): Promise<string[]> {
	const rows = await tx.$queryRaw<{ id: string }[]>`
		UPDATE media SET updated_at = now() WHERE id IN (
			SELECT id FROM media WHERE face_state = 'wanted' AND state = 'ready'
				AND deleted_at IS NULL AND updated_at < ${before} LIMIT ${limit}
		) RETURNING id`;
	return rows.map(({ id }) => id);
}
