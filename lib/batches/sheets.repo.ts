import { db, type Tx } from "#lib/db/client.ts";
import { gather } from "#lib/db/gather.ts";
import type { Prisma } from "#lib/db/generated/client.ts";
import type { SheetBatchStatus } from "./sheets.schema.ts";

const owner = { select: { id: true, username: true } };

export type SheetBatchRow = NonNullable<Awaited<ReturnType<typeof findSheetBatch>>>;

export function findSheetBatch(id: string) {
	return db().batch.findFirst({
		where: { id, strategy: { not: null } },
		include: { owner },
	});
}

export type BatchProgress = Omit<SheetBatchRow, "owner">;

/** By the batch's key alone. Every open page asks for it every few seconds: those at once are one. */
export const findProgress = gather<string, BatchProgress>(async (ids) => {
	const where = { id: { in: [...ids] }, strategy: { not: null } };
	const rows = await db().batch.findMany({ where });
	return new Map(rows.map((row) => [row.id, row]));
});

export function insertSheetBatch(tx: Tx, batch: Prisma.BatchUncheckedCreateInput) {
	return tx.batch.create({ data: batch });
}

/** The rows that `sheetStatusOf` gives this status. */
function withStatus(status: SheetBatchStatus | undefined): Prisma.BatchWhereInput {
	const whole = { errorCode: null };
	switch (status) {
		case undefined:
			return {};
		case "uploaded":
			return { ...whole, startedAt: null };
		case "processing":
			return { ...whole, startedAt: { not: null }, completedAt: null };
		case "completed":
			return { ...whole, completedAt: { not: null }, processed: { gt: 0 } };
		case "failed":
			return { OR: [{ errorCode: { not: null } }, { completedAt: { not: null }, processed: 0 }] };
	}
}

/** Newest first. `ownerId` undefined: everybody's. */
export async function listSheetBatches(filter: {
	ownerId: string | undefined;
	status: SheetBatchStatus | undefined;
	limit: number;
	offset: number;
}) {
	const mine = filter.ownerId === undefined ? {} : { ownerId: filter.ownerId };
	const where = { strategy: { not: null }, ...mine, ...withStatus(filter.status) };
	const [total, batches] = await Promise.all([
		db().batch.count({ where }),
		db().batch.findMany({
			where,
			include: { owner },
			orderBy: { id: "desc" },
			take: filter.limit,
			skip: filter.offset,
		}),
	]);
	return { total, batches };
}

export type SheetRow = Awaited<ReturnType<typeof listSheets>>[number];

/** In their order. `positions`: those alone. */
export function listSheets(
	batchId: string,
	page: { positions?: number[]; failed?: boolean; limit?: number; offset?: number },
) {
	return db().media.findMany({
		where: {
			batchId,
			...(page.positions ? { position: { in: page.positions } } : {}),
			...(page.failed ? { state: "failed" } : {}),
		},
		include: { renditions: true },
		orderBy: { position: "asc" },
		...(page.limit === undefined ? {} : { take: page.limit }),
		skip: page.offset ?? 0,
	});
}

/** Positions that have become media already: a second run goes on from there. */
export async function takenPositions(batchId: string): Promise<Set<number>> {
	const rows = await db().media.findMany({ where: { batchId }, select: { position: true } });
	return new Set(rows.map(({ position }) => position ?? -1));
}

/**
 * Notes when the work began; null when the batch was deleted, could not be opened or is done. One
 * without a task id goes on: its sheets stay readable.
 */
export async function beginBatch(id: string) {
	await db().batch.updateMany({ where: { id, startedAt: null }, data: { startedAt: new Date() } });
	const unfinished = [{ errorCode: null, completedAt: null }, { errorCode: "QR_NOT_FOUND" }];
	return db().batch.findFirst({ where: { id, OR: unfinished }, include: { owner } });
}

export async function setTotal(id: string, total: number, skipped: number): Promise<void> {
	await db().batch.updateMany({ where: { id }, data: { total, skipped } });
}

export async function failBatch(
	tx: Tx,
	id: string,
	error: { code: string; detail: string },
): Promise<void> {
	await tx.batch.updateMany({
		where: { id, errorCode: null },
		data: { errorCode: error.code, errorDetail: error.detail, completedAt: new Date() },
	});
}

/** A sheet that could not be stored at all: a row that says why. False when it is there already. */
export async function insertLostSheet(
	tx: Tx,
	sheet: Prisma.MediaUncheckedCreateInput,
): Promise<boolean> {
	const { count } = await tx.media.createMany({ data: [sheet], skipDuplicates: true });
	return count > 0;
}

export async function setTaskId(tx: Tx, id: string, taskId: string): Promise<void> {
	await tx.batch.update({ where: { id }, data: { taskId } });
}

/** The codes that were read on a sheet, and the zone that somebody has put it into. */
export async function readSheet(tx: Tx, id: string) {
	const sheet = await tx.media.findUnique({ where: { id }, select: { qr: true, zoneId: true } });
	return { codes: sheet?.qr ?? [], zoneId: sheet?.zoneId ?? null };
}

/** One at a time from here on: counting, deleting. Always before a sheet of it is touched. */
export async function lockBatch(tx: Tx, id: string): Promise<void> {
	await tx.$queryRaw`SELECT 1 FROM batches WHERE id = ${id}::uuid FOR UPDATE`;
}

/** The batch as it is now, and until the transaction ends. */
export async function lockedBatch(tx: Tx, id: string) {
	await lockBatch(tx, id);
	return tx.batch.findUnique({ where: { id } });
}

/** Removes a locked batch and its sheets for good; returns the sheets' ids. */
export async function deleteBatch(tx: Tx, id: string): Promise<string[]> {
	const sheets = await tx.media.findMany({ where: { batchId: id }, select: { id: true } });
	await tx.media.deleteMany({ where: { batchId: id } });
	await tx.batch.deleteMany({ where: { id } });
	return sheets.map((sheet) => sheet.id);
}

/** Keeps a batch from being deleted until the transaction ends; false when it is gone. */
export async function holdBatch(tx: Tx, id: string): Promise<boolean> {
	const rows = await tx.$queryRaw<unknown[]>`
		SELECT 1 FROM batches WHERE id = ${id}::uuid FOR SHARE`;
	return rows.length > 0;
}

export interface StatsRow {
	day: string;
	strategy: "zip_qr" | "zip" | "images";
	batches: number;
	sheets: number;
	failed: number;
	median_seconds: number | null;
	p95_seconds: number | null;
}

/** By day and strategy, for the last 30 days; seconds a sheet over the batches that are done. */
export function readStats(ownerId: string | null): Promise<StatsRow[]> {
	return db().$queryRaw<StatsRow[]>`
		SELECT to_char(created_at AT TIME ZONE 'UTC', 'YYYY-MM-DD') AS day, strategy::text AS strategy,
			count(*)::int AS batches, coalesce(sum(total), 0)::int AS sheets,
			coalesce(sum(failed), 0)::int AS failed,
			percentile_cont(0.5) WITHIN GROUP (ORDER BY seconds) AS median_seconds,
			percentile_cont(0.95) WITHIN GROUP (ORDER BY seconds) AS p95_seconds
		FROM (
			SELECT *, extract(epoch FROM completed_at - started_at)::float8 / nullif(total, 0) AS seconds
			FROM batches
			WHERE strategy IS NOT NULL AND created_at > now() - interval '30 days'
				AND (${ownerId}::uuid IS NULL OR owner_id = ${ownerId}::uuid)
		) recent
		GROUP BY 1, 2 ORDER BY 1, 2`;
}
