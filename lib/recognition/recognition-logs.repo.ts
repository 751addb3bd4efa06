/** Recognitions as they are read; the rows they are made of are written in `recognition.repo`. */
import { db } from "#lib/db/client.ts";
import { Prisma } from "#lib/db/generated/client.ts";
import type { RecognizedPerson } from "./recognition.policy.ts";

export interface BatchRow {
	id: string;
	ownerId: string;
	domain: string;
	total: number;
	done: number;
	/** UTC with microseconds, without a zone. */
	createdAt: string;
	completedAt: string | null;
}

const stamp = (column: string) =>
	Prisma.raw(`to_char(${column} AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US')`);

const COLUMNS = Prisma.sql`id, owner_id AS "ownerId", domain, total, done,
	${stamp("created_at")} AS "createdAt", ${stamp("completed_at")} AS "completedAt"`;

/** Newest first. `ownerId` null: everybody's. */
export function listBatches(
	ownerId: string | null,
	{ limit, offset }: { limit: number; offset: number },
): Promise<BatchRow[]> {
	return db().$queryRaw<BatchRow[]>`
		SELECT ${COLUMNS} FROM recognition_batches
		WHERE ${ownerId}::uuid IS NULL OR owner_id = ${ownerId}::uuid
		ORDER BY created_at DESC, id DESC LIMIT ${limit} OFFSET ${offset}`;
}

export function countBatches(ownerId: string | null): Promise<number> {
	return db().recognitionBatch.count({ where: ownerId === null ? {} : { ownerId } });
}

export async function findBatch(id: string): Promise<BatchRow | null> {
	const [row] = await db().$queryRaw<BatchRow[]>`
		SELECT ${COLUMNS} FROM recognition_batches WHERE id = ${id}`;
	return row ?? null;
}

export interface LoggedBatch extends BatchRow {
	/** When its entries were done, in their order; null for those that wait. */
	doneAt: (string | null)[];
}

/** As `findBatch`, with what was done at that very moment. */
export async function findLogged(id: string): Promise<LoggedBatch | null> {
	const [row] = await db().$queryRaw<LoggedBatch[]>`
		SELECT ${COLUMNS}, ARRAY(
			SELECT ${stamp("done_at")} FROM recognition_entries
			WHERE batch_id = recognition_batches.id ORDER BY position
		) AS "doneAt"
		FROM recognition_batches WHERE id = ${id}`;
	return row ?? null;
}

export interface BatchPerson extends RecognizedPerson {
	batchId: string;
}

/** Who is recognised as the largest face of each photo of these batches, in the order of the photos. */
export function listRecognized(batchIds: readonly string[]): Promise<BatchPerson[]> {
	return db().$queryRaw<BatchPerson[]>`
		SELECT main.batch_id AS "batchId", people.id AS "personId", people.name,
			round(confidence::numeric * 100, 1)::float8 AS confidence
		FROM (
			SELECT DISTINCT ON (batch_id, position) batch_id, position, faces.id
			FROM recognition_entries JOIN faces USING (media_id)
			WHERE batch_id = ANY(${[...batchIds]}::text[])
			ORDER BY batch_id, position, width * height DESC, faces.id
		) AS main
		JOIN recognition_matches ON face_id = main.id AND recognized
		JOIN people ON people.id = person_id
		ORDER BY main.batch_id, main.position`;
}

export type EntryRow = Awaited<ReturnType<typeof listEntries>>[number];

/** In the order sent, with their photos, and the faces on these without what they are compared by. */
export function listEntries(batchId: string) {
	const matches = {
		orderBy: { rank: "asc" },
		include: { person: { select: { name: true } } },
	} as const;
	return db().recognitionEntry.findMany({
		where: { batchId },
		include: {
			media: {
				include: { renditions: true, faces: { omit: { embedding: true }, include: { matches } } },
			},
		},
		orderBy: { position: "asc" },
	});
}
