import { db, type Tx } from "#lib/db/client.ts";
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

/** Makes a batch with an id that says when. Null where that very id is taken. */
export async function insertBatch(
	tx: Tx,
	batch: { ownerId: string; domain: string; total: number },
	random: number,
): Promise<string | null> {
	const [row] = await tx.$queryRaw<{ id: string }[]>`
		INSERT INTO recognition_batches (id, owner_id, domain, total, created_at)
		SELECT to_char(moment AT TIME ZONE 'UTC', 'YYYYMMDD_HH24MISS_') || ${String(random).padStart(4, "0")}::text,
			${batch.ownerId}::uuid, ${batch.domain}, ${batch.total}, moment
		FROM (SELECT clock_timestamp() AS moment) AS now
		ON CONFLICT DO NOTHING RETURNING id`;
	return row?.id ?? null;
}

export interface NewEntry {
	position: number;
	mediaId: string | null;
	fileName: string;
	error: string | null;
}

export async function insertEntries(
	tx: Tx,
	batchId: string,
	entries: readonly NewEntry[],
): Promise<void> {
	await tx.recognitionEntry.createMany({ data: entries.map((entry) => ({ ...entry, batchId })) });
}

/** Ends the entries of which no file could be made. True where these are all. */
export async function endFaulty(tx: Tx, batchId: string): Promise<boolean> {
	const ended = await tx.$executeRaw`
		UPDATE recognition_entries SET done_at = clock_timestamp()
		WHERE batch_id = ${batchId} AND media_id IS NULL`;
	return count(tx, batchId, ended);
}

/** Counts entries that are done; true with the last of the batch. */
async function count(tx: Tx, batchId: string, entries: number): Promise<boolean> {
	const [row] = await tx.$queryRaw<{ last: boolean }[]>`
		UPDATE recognition_batches SET done = done + ${entries},
			completed_at = CASE WHEN done + ${entries} = total THEN clock_timestamp() END
		WHERE id = ${batchId} RETURNING done = total AS last`;
	return row?.last ?? false;
}

/** Ends a photo's entry, once. Returns the batch of which it was the last. */
export async function endEntry(
	tx: Tx,
	mediaId: string,
	{ error, ms }: { error: string | null; ms: number },
): Promise<string | null> {
	const [ended] = await tx.$queryRaw<{ batch_id: string }[]>`
		UPDATE recognition_entries SET done_at = clock_timestamp(), error = ${error},
			processing_ms = ${Math.round(ms)}
		WHERE media_id = ${mediaId}::uuid AND done_at IS NULL RETURNING batch_id`;
	if (!ended) return null;
	return (await count(tx, ended.batch_id, 1)) ? ended.batch_id : null;
}

export interface NewMatch {
	faceId: string;
	/** From 1. */
	rank: number;
	personId: string;
	/** 0 to 1. */
	confidence: number;
	recognized: boolean;
}

export async function insertMatches(tx: Tx, matches: readonly NewMatch[]): Promise<void> {
	await tx.recognitionMatch.createMany({ data: [...matches] });
}

/** The batch that a media is a photo of; null for any other media. */
export function findBatchOf(mediaId: string) {
	return db().recognitionEntry.findFirst({
		where: { mediaId, doneAt: null },
		select: { batch: { select: { id: true, domain: true } } },
	});
}

/** One at a time from here on: counting, deleting. Always before a photo of it is touched. */
export async function lockBatchOf(tx: Tx, mediaId: string): Promise<void> {
	await tx.$queryRaw`
		SELECT 1 FROM recognition_batches WHERE id IN (
			SELECT batch_id FROM recognition_entries WHERE media_id = ${mediaId}::uuid) FOR UPDATE`;
}

/** As `lockBatchOf`. False where it is gone. */
export async function lockBatch(tx: Tx, id: string): Promise<boolean> {
	const rows = await tx.$queryRaw<unknown[]>`
		SELECT 1 FROM recognition_batches WHERE id = ${id} FOR UPDATE`;
	return rows.length > 0;
}

/** Of a media that has just failed. */
export async function readFailure(tx: Tx, mediaId: string): Promise<string | null> {
	const media = await tx.media.findUnique({
		where: { id: mediaId },
		select: { errorCode: true },
	});
	return media?.errorCode ?? null;
}

/** The people whom the log of a batch names. */
export async function listNamed(tx: Tx, batchId: string): Promise<string[]> {
	const rows = await tx.$queryRaw<{ person_id: string }[]>`
		SELECT DISTINCT person_id FROM recognition_matches
		JOIN faces ON faces.id = face_id
		JOIN recognition_entries entry ON entry.media_id = faces.media_id
		WHERE batch_id = ${batchId}`;
	return rows.map((row) => row.person_id);
}

/** Removes a locked batch with its entries; returns its media. */
export async function deleteBatch(tx: Tx, id: string): Promise<string[]> {
	const entries = await tx.recognitionEntry.findMany({
		where: { batchId: id },
		select: { mediaId: true },
	});
	await tx.recognitionBatch.delete({ where: { id } });
	return entries.flatMap(({ mediaId }) => mediaId ?? []);
}

/** Newest first. `ownerId` null: everybody's. */
export function listBatches(
	ownerId: string | null,
	{ limit, offset }: { limit: number; offset: number },
): Promise<BatchRow[]> {
	return db().$queryRaw<BatchRow[]>`
		SELECT id, owner_id AS "ownerId", domain, total, done,
			to_char(created_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US') AS "createdAt",
			to_char(completed_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US') AS "completedAt"
		FROM recognition_batches
		WHERE ${ownerId}::uuid IS NULL OR owner_id = ${ownerId}::uuid
		ORDER BY created_at DESC, id DESC LIMIT ${limit} OFFSET ${offset}`;
}

export function countBatches(ownerId: string | null): Promise<number> {
	return db().recognitionBatch.count({ where: ownerId === null ? {} : { ownerId } });
}

export async function findBatch(id: string): Promise<BatchRow | null> {
	const [row] = await db().$queryRaw<BatchRow[]>`
		SELECT id, owner_id AS "ownerId", domain, total, done,
			to_char(created_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US') AS "createdAt",
			to_char(completed_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US') AS "completedAt"
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

/** When the entries of a batch were done, in their order; null for those that wait. */
export function listTimes(batchId: string): Promise<{ doneAt: string | null }[]> {
	return db().$queryRaw<{ doneAt: string | null }[]>`
		SELECT to_char(done_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US') AS "doneAt"
		FROM recognition_entries WHERE batch_id = ${batchId} ORDER BY position`;
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
