/** Batches of sheets: watched, listed, exported, deleted. */
import type { z } from "zod";
import { type Actor, isAdmin } from "#lib/core/actor.ts";
import { AppError } from "#lib/core/errors.ts";
import { isUuid } from "#lib/core/ids.ts";
import { inTransaction, type Tx } from "#lib/db/client.ts";
import { enqueueRemoval, failureReason, renditionLinks } from "#lib/media/media.service.ts";
import { enqueue } from "#lib/queue/queue.ts";
import { removeBatch } from "./sheets.jobs.ts";
import { percentageOf, sheetStatusOf, taskIdIn } from "./sheets.policy.ts";
import * as repo from "./sheets.repo.ts";
import type { SheetBatchSummary, sheet, sheetListQuery, sheetPage } from "./sheets.schema.ts";

export { sheetsCsv } from "./sheets.export.ts";
export { uploadSheets } from "./sheets.upload.ts";

export const batchGone = () => new AppError("BATCH_NOT_FOUND", { message: "Batch not found" });

/** Throws `BATCH_NOT_FOUND` for what is not there, and what is another's. */
async function getBatch(actor: Actor, batchId: string): Promise<repo.SheetBatchRow> {
	const batch = isUuid(batchId) ? await repo.findSheetBatch(batchId) : null;
	if (!batch || !(isAdmin(actor) || batch.ownerId === actor.user?.id)) throw batchGone();
	return batch;
}

function progressView(batch: repo.SheetBatchRow) {
	return {
		batch_uuid: batch.id,
		status: sheetStatusOf(batch),
		sheet_count: batch.total,
		processed_count: batch.processed,
		failed_count: batch.failed,
		progress_percentage: percentageOf(batch),
		created_at: batch.createdAt.toISOString(),
		completed_at: batch.completedAt?.toISOString() ?? null,
	};
}

function summaryView(batch: repo.SheetBatchRow): SheetBatchSummary {
	const { errorCode: code, errorDetail: message } = batch;
	return {
		...progressView(batch),
		strategy: batch.strategy ?? "images",
		task_id: batch.taskId,
		total_size: Number(batch.totalSize),
		file_name: batch.fileName,
		skipped_count: batch.skipped,
		error: code === null ? null : { code, message: message ?? code },
		owner: batch.owner ?? { id: batch.ownerId ?? "", username: "" },
		started_at: batch.startedAt?.toISOString() ?? null,
	};
}

const SHEET_STATUS = {
	stored: "pending",
	processing: "processing",
	ready: "processed",
	failed: "failed",
} as const;

function sheetView(
	row: Awaited<ReturnType<typeof repo.listSheets>>[number],
): z.infer<typeof sheet> {
	return {
		id: row.id,
		position: row.position ?? 0,
		name: row.fileName,
		status: SHEET_STATUS[row.state],
		error: row.errorCode === null ? null : (row.errorDetail ?? failureReason(row.errorCode)),
		size: Number(row.byteSize),
		width: row.width,
		height: row.height,
		qr: row.qr,
		renditions: renditionLinks(row),
		processed_at: row.settledAt?.toISOString() ?? null,
	};
}

/** One indexed row: made to be asked for every few seconds. */
export async function getProgress(actor: Actor, batchId: string) {
	return progressView(await getBatch(actor, batchId));
}

export async function getStatus(actor: Actor, batchId: string, page: z.infer<typeof sheetPage>) {
	const batch = await getBatch(actor, batchId);
	const sheets = await repo.listSheets(batch.id, page);
	return { ...summaryView(batch), sheets: sheets.map(sheetView) };
}

/** The caller's own, an admin's: all; newest first. */
export async function listBatches(actor: Actor, query: z.infer<typeof sheetListQuery>) {
	const ownerId = isAdmin(actor) ? undefined : actor.user?.id;
	const { total, batches } = await repo.listSheetBatches({
		...{ ownerId, status: query.status, limit: query.limit, offset: query.offset },
	});
	const { limit, offset } = query;
	return { total, limit, offset, batches: batches.map(summaryView) };
}

/** Every sheet of a batch, for a file. */
export async function exportSheets(actor: Actor, batchId: string) {
	const batch = await getBatch(actor, batchId);
	const sheets = await repo.listSheets(batch.id, { offset: 0 });
	return { batch: summaryView(batch), sheets: sheets.map(sheetView) };
}

export async function getStats(actor: Actor) {
	return { days: await repo.readStats(isAdmin(actor) ? null : (actor.user?.id ?? null)) };
}

/** Rows and files, for good; what is being processed stops. For admins: owners are told `FORBIDDEN`. */
export async function deleteBatch(actor: Actor, batchId: string): Promise<void> {
	const batch = await getBatch(actor, batchId);
	if (!isAdmin(actor))
		throw new AppError("FORBIDDEN", { message: "Only administrators delete batches" });
	await inTransaction(async (tx) => {
		const mediaIds = await repo.deleteBatch(tx, batch.id);
		await enqueueRemoval(tx, mediaIds);
		await enqueue(tx, removeBatch, [{ batchId: batch.id }]);
	});
}

/** For the worker: the first sheet of a ZIP with a QR code is done, and names the task. */
export async function readTaskId(
	tx: Tx,
	media: { id: string; batchId: string | null; qrMode: string | null },
): Promise<void> {
	if (media.batchId === null || media.qrMode !== "expected") return;
	const taskId = taskIdIn(await repo.readCodes(tx, media.id));
	if (taskId !== null) return repo.setTaskId(tx, media.batchId, taskId);
	await repo.failBatch(tx, media.batchId, {
		code: "QR_NOT_FOUND",
		detail: "No QR code with an 8-digit task id was found on the first sheet",
	});
}
