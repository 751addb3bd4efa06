/** What a batch of sheets is, by its row; and what its upload must say: pure functions. */
import { AppError } from "#lib/core/errors.ts";
import type { SheetBatchStatus } from "./sheets.schema.ts";

export interface SheetCounters {
	total: number;
	processed: number;
	failed: number;
	startedAt: Date | null;
	completedAt: Date | null;
	errorCode: string | null;
}

/** With some sheets failed a batch is completed; it has failed when none could be processed. */
export function sheetStatusOf(batch: SheetCounters): SheetBatchStatus {
	if (batch.errorCode !== null) return "failed";
	if (batch.completedAt !== null) return batch.processed > 0 ? "completed" : "failed";
	return batch.startedAt === null ? "uploaded" : "processing";
}

/** Whether sheets of it are still to come: one without a task id has failed before its last sheet is done. */
export function isRunning(batch: SheetCounters): boolean {
	if (batch.completedAt === null) return true;
	return batch.errorCode === "QR_NOT_FOUND" && batch.processed + batch.failed < batch.total;
}

/** Of 100, with two decimals; 100 only when the last sheet is done. */
export function percentageOf({ total, processed, failed }: SheetCounters): number {
	const done = processed + failed;
	if (total === 0 || done >= total) return total === 0 ? 0 : 100;
	return Math.min(99.99, Math.round((done * 10_000) / total) / 100);
}

export type Strategy = "zip_qr" | "zip" | "images";

const missing = (message: string) => new AppError("VALIDATION_ERROR", { message });

/**
 * Which of the three strategies a form follows; one that is split needs no task id. Throws
 * `VALIDATION_ERROR` for none.
 */
export function strategyOf(form: {
	archives: number;
	images: number;
	hasQr: boolean | undefined;
	taskId: string | undefined;
	split: boolean;
}): Strategy {
	if (form.archives > 0 && form.images > 0)
		throw missing("Send either one ZIP as file, or images as files");
	if (form.archives > 1) throw missing("Send one ZIP a batch");
	if (form.archives === 0 && form.images === 0) throw missing("No file was sent");
	if (form.archives === 1 && (form.hasQr || form.split)) return "zip_qr";
	if (form.taskId === undefined && !form.split)
		throw missing("task_id is required: 8 digits, or has_qr=true for a ZIP with a QR code");
	return form.archives === 1 ? "zip" : "images";
}

/**
 * How hard codes are looked for in a sheet: a first one that must have one costs a second look. In a
 * split batch most have none, and each of those would cost it.
 */
export function qrModeOf(
	batch: { split: boolean; strategy: Strategy | null },
	position: number,
): "expected" | "look" | undefined {
	if (batch.split) return "look";
	return batch.strategy === "zip_qr" && position === 0 ? "expected" : undefined;
}

/** What the sheets of a batch belong to beside it. */
export const inEvent = (eventId: string | null, uploaderName = "Anonymous") =>
	eventId === null ? {} : { place: { eventId }, uploaderName };

const TASK_ID = /^\d{8}$/;

/** The task id among the codes of a first sheet, or null. */
export function taskIdIn(codes: readonly string[]): string | null {
	return codes.map((code) => code.trim()).find((code) => TASK_ID.test(code)) ?? null;
}

/** Every image that can be shown. */
export const SHEET_TYPES: ReadonlySet<string> = new Set([
	"image/jpeg",
	"image/png",
	"image/gif",
	"image/bmp",
	"image/tiff",
	"image/webp",
	"image/avif",
	"image/heic",
	"image/heif",
]);
