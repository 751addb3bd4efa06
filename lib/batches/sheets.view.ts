/** Batches and sheets as callers see them. */
import { failureReason, renditionLinks } from "#lib/media/media.service.ts";
import type { SheetPlace } from "./groups.repo.ts";
import { percentageOf, sheetStatusOf } from "./sheets.policy.ts";
import type { BatchProgress, SheetBatchRow, SheetRow } from "./sheets.repo.ts";
import type { Sheet, SheetBatchSummary } from "./sheets.schema.ts";

/** What is asked for every few seconds. */
export function progressView(batch: BatchProgress) {
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

export function summaryView(batch: SheetBatchRow): SheetBatchSummary {
	const { errorCode: code, errorDetail: message } = batch;
	return {
		...progressView(batch),
		strategy: batch.strategy ?? "images",
		qr_mode: batch.split ? "split" : "first",
		task_id: batch.taskId,
		event_id: batch.eventId,
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

const ALONE: SheetPlace = { group_id: null, card: false, corrected: false };

/** What was deleted from its event keeps its place here, without its pictures. */
export function sheetView(row: SheetRow, place: SheetPlace = ALONE): Sheet {
	const code = row.deletedAt ? "DELETED" : row.errorCode;
	const reason = row.deletedAt ? null : row.errorDetail;
	return {
		id: row.id,
		position: row.position ?? 0,
		name: row.fileName,
		status: SHEET_STATUS[row.state],
		error: code === null ? null : (reason ?? failureReason(code)),
		error_code: code,
		size: Number(row.byteSize),
		width: row.width,
		height: row.height,
		qr: row.qr,
		renditions: renditionLinks(row.deletedAt ? { ...row, renditions: [] } : row),
		processed_at: row.settledAt?.toISOString() ?? null,
		...{ group_id: place.group_id, card: place.card, corrected: place.corrected },
	};
}
