/** What the rows say of their objects. Folder by folder: a million rows are never held at once. */
import { db, type Tx } from "#lib/db/client.ts";
import { Prisma } from "#lib/db/generated/client.ts";
import { LOST } from "#lib/media/media.policy.ts";
import type { BatchFacts, MediaFacts } from "./doctor.policy.ts";

interface MediaRecord extends Omit<MediaFacts, "byteSize" | "recipeKey"> {
	byteSize: bigint;
	strippable: boolean;
}

const select = (which: Prisma.Sql) => Prisma.sql`
	SELECT id, batch_id AS "batchId", kind::text, file_name AS "fileName", state::text, sha256,
		error_code AS "errorCode", byte_size AS "byteSize", storage_tier::text AS tier, strippable,
		object_key AS "originalKey", updated_at AS "updatedAt", deleted_at AS "deletedAt",
		(SELECT coalesce(jsonb_agg(jsonb_build_object('key', object_key, 'bytes', bytes)), '[]')
			FROM renditions WHERE media_id = media.id) AS renditions
	FROM media WHERE ${which}`;

const toFacts = ({ byteSize, strippable, ...row }: MediaRecord): MediaFacts => ({
	...row,
	byteSize: Number(byteSize),
	recipeKey: strippable ? row.originalKey.replace(/original$/, "stripped.json") : null,
});

/** The media whose objects are in that one of the 256 folders, two hexadecimal digits. */
export async function listMedia(folder: string): Promise<MediaFacts[]> {
	const rows = await db().$queryRaw<MediaRecord[]>(
		select(Prisma.sql`right(id::text, 2) = ${folder}`),
	);
	return rows.map(toFacts);
}

/** Inside a transaction it is locked. */
export async function findMedia(id: string, tx?: Tx): Promise<MediaFacts | null> {
	const which = Prisma.sql`id = ${id}::uuid ${tx ? Prisma.sql`FOR UPDATE` : Prisma.empty}`;
	const [row] = await (tx ?? db()).$queryRaw<MediaRecord[]>(select(which));
	return row ? toFacts(row) : null;
}

export type Belonging = NonNullable<Awaited<ReturnType<typeof findBelonging>>>;

/** What has to do with a media besides its objects: who counts it, and who waits for it. */
export function findBelonging(tx: Tx, id: string) {
	const select = { id: true, batchId: true, eventId: true, qrMode: true, faceState: true } as const;
	return tx.media.findUnique({ where: { id }, select });
}

/** Whether something that was not deleted owns the folder of a media. */
export async function isMediaThere(tx: Tx | undefined, id: string): Promise<boolean> {
	return (await (tx ?? db()).media.count({ where: { id, deletedAt: null } })) > 0;
}

interface BatchRecord {
	id: string;
	fileName: string | null;
	size: bigint;
	archived: boolean;
}

export type BatchRow = Omit<BatchFacts, "archiveKey"> & { archived: boolean };

const selectBatches = (which: Prisma.Sql) => Prisma.sql`
	SELECT id, file_name AS "fileName", total_size AS size,
		coalesce(strategy IN ('zip', 'zip_qr'), false) AS archived
	FROM batches WHERE ${which}`;

const toBatch = (row: BatchRecord): BatchRow => ({ ...row, size: Number(row.size) });

export async function listBatches(folder: string): Promise<BatchRow[]> {
	const which = Prisma.sql`right(id::text, 2) = ${folder}`;
	return (await db().$queryRaw<BatchRecord[]>(selectBatches(which))).map(toBatch);
}

export async function findBatch(id: string): Promise<BatchRow | null> {
	const [row] = await db().$queryRaw<BatchRecord[]>(selectBatches(Prisma.sql`id = ${id}::uuid`));
	return row ? toBatch(row) : null;
}

export async function isBatchThere(tx: Tx | undefined, id: string): Promise<boolean> {
	return (await (tx ?? db()).batch.count({ where: { id } })) > 0;
}

/** Originals that are where they belong, as far as the rows know: the oldest and the newest. */
export async function sampleOriginals(each: number): Promise<string[]> {
	const where = { deletedAt: null, storageTier: "primary" as const, sha256: { not: "" } };
	const bothEnds = (["asc", "desc"] as const).map((id) =>
		db().media.findMany({
			where: { ...where, OR: [{ errorCode: null }, { errorCode: { not: LOST } }] },
			select: { objectKey: true },
			orderBy: { id },
			take: each,
		}),
	);
	const rows = (await Promise.all(bothEnds)).flat();
	return [...new Set(rows.map(({ objectKey }) => objectKey))];
}

export async function setTier(tx: Tx, id: string, tier: MediaFacts["tier"]): Promise<void> {
	await tx.media.update({ where: { id }, data: { storageTier: tier } });
}

/** It is not what was sent; as far as it can be shown, it is. */
export async function setDamaged(tx: Tx, id: string): Promise<void> {
	await tx.media.update({ where: { id }, data: { damaged: true } });
}

/** Takes the rows of pictures away that are not there and cannot be made again. */
export async function deleteRenditions(tx: Tx, keys: readonly string[]): Promise<void> {
	await tx.rendition.deleteMany({ where: { objectKey: { in: [...keys] } } });
}
