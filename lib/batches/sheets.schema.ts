import { z } from "zod";

export const sheetStatus = z.enum(["uploaded", "processing", "completed", "failed"]);
export type SheetBatchStatus = z.infer<typeof sheetStatus>;

export const strategy = z.enum(["zip_qr", "zip", "images"]);

/** Text fields of the upload form. */
export const sheetFields = z.object({
	has_qr: z.stringbool("has_qr must be true or false").optional(),
	task_id: z
		.string()
		.trim()
		.regex(/^\d{8}$/, "task_id must be exactly 8 digits")
		.optional(),
	/** A finished resumable upload, instead of `file`. */
	upload_id: z.string().max(100).optional(),
});

/** `202`. */
export const sheetsUploaded = z.object({
	batch_id: z.uuid(),
	status: z.literal("uploaded"),
	message: z.string(),
	total_size: z.number().int(),
});

export const sheetProgress = z.object({
	batch_uuid: z.uuid(),
	status: sheetStatus,
	sheet_count: z.number().int(),
	processed_count: z.number().int(),
	failed_count: z.number().int(),
	/** Of 100, with two decimals. */
	progress_percentage: z.number(),
	created_at: z.string(),
	completed_at: z.string().nullable(),
});

const summary = sheetProgress.extend({
	strategy,
	task_id: z.string().nullable(),
	total_size: z.number().int(),
	file_name: z.string().nullable(),
	skipped_count: z.number().int(),
	error: z.object({ code: z.string(), message: z.string() }).nullable(),
	owner: z.object({ id: z.uuid(), username: z.string() }),
	started_at: z.string().nullable(),
});
export type SheetBatchSummary = z.infer<typeof summary>;

const link = z.object({ url: z.string(), width: z.number().int(), height: z.number().int() });

export const sheet = z.object({
	id: z.uuid(),
	position: z.number().int(),
	name: z.string(),
	status: z.enum(["pending", "processing", "processed", "failed"]),
	error: z.string().nullable(),
	size: z.number().int(),
	width: z.number().int().nullable(),
	height: z.number().int().nullable(),
	qr: z.array(z.string()),
	renditions: z.object({
		small: link.nullable(),
		medium: link.nullable(),
		large: link.nullable(),
	}),
	processed_at: z.string().nullable(),
});

export const sheetPage = z.object({
	limit: z.coerce.number().int().min(1).max(500).default(100),
	offset: z.coerce.number().int().min(0).max(100_000).default(0),
});

export const sheetBatchDetail = summary.extend({ sheets: z.array(sheet) });

export const sheetListQuery = z.object({
	limit: z.coerce.number().int().min(1).max(200).default(50),
	offset: z.coerce.number().int().min(0).max(1_000_000).default(0),
	status: sheetStatus.optional(),
});

export const sheetList = z.object({
	total: z.number().int(),
	limit: z.number().int(),
	offset: z.number().int(),
	batches: z.array(summary),
});

export const exportQuery = z.object({ format: z.enum(["csv", "json"]).default("csv") });

/** For the dashboard: the last 30 days. */
export const sheetStats = z.object({
	days: z.array(
		z.object({
			day: z.string(),
			strategy,
			batches: z.number().int(),
			sheets: z.number().int(),
			failed: z.number().int(),
			/** Seconds a sheet, over the batches that are done. */
			median_seconds: z.number().nullable(),
			p95_seconds: z.number().nullable(),
		}),
	),
});
