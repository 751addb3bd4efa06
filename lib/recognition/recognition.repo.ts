import { db, type Tx } from "#lib/db/client.ts";

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
