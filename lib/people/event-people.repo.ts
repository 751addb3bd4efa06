/** Who is on an event's photos: what is seen of it, of photos that are there and ready. */
import { db, type Tx } from "#lib/db/client.ts";
import { Prisma } from "#lib/db/generated/client.ts";

/** Faces on photos that were deleted, or have left the event, are nobody's to see. */
const VISIBLE = Prisma.sql`faces JOIN media ON media.id = faces.media_id
	AND media.event_id = faces.event_id AND media.deleted_at IS NULL AND media.state = 'ready'`;

export interface CountedPerson {
	id: string;
	name: string | null;
	photos: number;
	faces: number;
	/** The clearest. */
	faceId: string;
}

export interface PeoplePage {
	/** The last of the page before. */
	after?: { photos: number; id: string } | undefined;
	only?: string;
	limit: number;
}

/** Those on most photos first. */
export function listPeople(eventId: string, page: PeoplePage): Promise<CountedPerson[]> {
	const { after, only = null, limit } = page;
	const [photos, id] = [after?.photos ?? null, after?.id ?? null];
	return db().$queryRaw`
		SELECT person.id, name, counted.photos, counted.faces, counted."faceId"
		FROM event_people person JOIN (
			SELECT event_person_id AS id, count(*)::int AS faces,
				count(DISTINCT media_id)::int AS photos,
				(array_agg(faces.id ORDER BY quality DESC, faces.id))[1] AS "faceId"
			FROM ${VISIBLE}
			WHERE faces.event_id = ${eventId}::uuid
				AND (${only}::uuid IS NULL OR event_person_id = ${only}::uuid)
			GROUP BY event_person_id
		) counted USING (id)
		WHERE ${photos}::int IS NULL OR counted.photos < ${photos}::int
			OR (counted.photos = ${photos}::int AND person.id > ${id}::uuid)
		ORDER BY counted.photos DESC, person.id LIMIT ${limit}`;
}

export async function countPeople(eventId: string): Promise<number> {
	const [row] = await db().$queryRaw<{ people: number }[]>`
		SELECT count(DISTINCT event_person_id)::int AS people FROM ${VISIBLE}
		WHERE faces.event_id = ${eventId}::uuid`;
	return row?.people ?? 0;
}

const seen = {
	omit: { embedding: true },
	include: { media: { include: { renditions: true } } },
} as const;
export type SeenFace = Prisma.FaceGetPayload<typeof seen>;

export async function findFaces(ids: readonly string[]): Promise<Map<string, SeenFace>> {
	const rows = await db().face.findMany({ where: { id: { in: [...ids] } }, ...seen });
	return new Map(rows.map((row) => [row.id, row]));
}

/** A page of a person's faces, in the order they came. */
export function listFaces(
	eventId: string,
	personId: string,
	{ after, limit }: { after: string | undefined; limit: number },
): Promise<SeenFace[]> {
	return db().face.findMany({
		where: {
			eventId,
			eventPersonId: personId,
			media: { eventId, deletedAt: null, state: "ready" },
			...(after ? { id: { gt: after } } : {}),
		},
		...seen,
		orderBy: { id: "asc" },
		take: limit,
	});
}

/** The photos that show a person; null where there is no such person. */
export async function listPhotosOf(eventId: string, personId: string): Promise<string[] | null> {
	const person = await db().eventPerson.findFirst({ where: { id: personId, eventId } });
	if (!person) return null;
	const rows = await db().$queryRaw<{ media_id: string }[]>`
		SELECT DISTINCT media_id FROM ${VISIBLE}
		WHERE faces.event_id = ${eventId}::uuid AND event_person_id = ${personId}::uuid`;
	return rows.map((row) => row.media_id);
}

/** Lets nobody else say who is who in this event until the end. The event is held before. */
export async function lockPeople(tx: Tx, eventId: string): Promise<void> {
	await tx.$executeRaw`SELECT pg_advisory_xact_lock(hashtextextended(${`people:${eventId}`}, 0))`;
}

/** Which of these people there are, in no order. */
export async function findPeople(tx: Tx, eventId: string, ids: readonly string[]) {
	return tx.eventPerson.findMany({ where: { eventId, id: { in: [...ids] } } });
}

export async function rename(tx: Tx, id: string, name: string | null): Promise<void> {
	await tx.eventPerson.update({ where: { id }, data: { name } });
}

export async function insertPeople(tx: Tx, eventId: string, ids: readonly string[]): Promise<void> {
	await tx.eventPerson.createMany({ data: ids.map((id) => ({ id, eventId })) });
}

/** Gives all faces of people to another. */
export async function giveAllFaces(tx: Tx, from: readonly string[], to: string): Promise<void> {
	await tx.face.updateMany({
		where: { eventPersonId: { in: [...from] } },
		data: { eventPersonId: to, placedByHand: true },
	});
}

/** Gives some faces of a person to another. Returns how many of them were that person's. */
export async function giveFaces(
	tx: Tx,
	faceIds: readonly string[],
	{ from, to }: { from: string; to: string },
): Promise<number> {
	const { count } = await tx.face.updateMany({
		where: { id: { in: [...faceIds] }, eventPersonId: from },
		data: { eventPersonId: to, placedByHand: true },
	});
	return count;
}

/** Deletes those of an event's people who have no face. */
export async function deleteFaceless(tx: Tx, eventId: string): Promise<void> {
	await tx.eventPerson.deleteMany({ where: { eventId, faces: { none: {} } } });
}

export async function deleteFacesOf(tx: Tx, personId: string): Promise<void> {
	await tx.face.deleteMany({ where: { eventPersonId: personId } });
}
