import { z } from "zod";
import { printable } from "#lib/core/file-name.ts";

export const sheetStatus = z.enum(["uploaded", "processing", "completed", "failed"]);
export type SheetBatchStatus = z.infer<typeof sheetStatus>;

export const strategy = z.enum(["zip_qr", "zip", "images"]);

/** first: the first sheet names the task; split: every sheet that shows a code opens a group. */
export const qrMode = z.enum(["first", "split"]);

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
	qr_mode: qrMode.default("first"),
	/** Its images become that event's media too. */
	event_id: z.string().max(100).optional(),
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
	qr_mode: qrMode,
	task_id: z.string().nullable(),
	event_id: z.uuid().nullable(),
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
	/** The same for who says it in other words, or in another language. */
	error_code: z.string().nullable(),
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
	/** The card whose group it belongs to; a card belongs to its own. Null before the first card. */
	group_id: z.uuid().nullable(),
	/** It opens a group. */
	card: z.boolean(),
	/** A person changed where it belongs, or what it says. */
	corrected: z.boolean(),
});
export type Sheet = z.infer<typeof sheet>;

/** A card, and the sheets up to the next. */
export const sheetGroup = z.object({
	/** Of the card. */
	id: z.uuid(),
	code: z.string(),
	/** With the card. */
	sheet_count: z.number().int(),
	/** What the card's file is called. */
	name: z.string(),
});

export const sheetPage = z.object({
	limit: z.coerce.number().int().min(1).max(500).default(100),
	offset: z.coerce.number().int().min(0).max(100_000).default(0),
	/** Only the sheets of that card's group, or those before the first card. */
	group: z.literal("none").or(z.uuid("must be a card's id or none")).optional(),
	/** Only those that failed. */
	failed: z.stringbool("must be true or false").default(false),
});
export type SheetPage = z.infer<typeof sheetPage>;

export const sheetBatchDetail = summary.extend({
	sheets: z.array(sheet),
	/** In their order; empty unless split. */
	groups: z.array(sheetGroup),
	/** Sheets before the first card. */
	ungrouped_count: z.number().int(),
});

/** The longest code of a group, in characters. */
export const MAX_CODE = 64;

const code = z
	.string()
	.transform((text) => text.normalize("NFC").trim())
	.refine((text) => text !== "", "Give the card a code")
	.refine((text) => [...text].length <= MAX_CODE, `At most ${MAX_CODE} characters`)
	.refine((text) => printable(text) === text, "Only characters that can be seen");

/** What a person says of a sheet: one of these four, alone. */
export const sheetCorrection = z
	.strictObject({ card: z.boolean(), code, group_id: z.uuid().nullable() })
	.partial()
	.refine(
		({ card, code, group_id }) =>
			group_id === undefined
				? card === undefined || card === (code !== undefined)
				: card === undefined && code === undefined,
		"Send card: true with a code, a code, card: false, or group_id",
	);
export type SheetCorrection = z.infer<typeof sheetCorrection>;

/** `202`. */
export const sheetsRetried = z.object({ batch_id: z.uuid(), retried: z.number().int() });

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

/** A batch with every sheet of it; `group` is the code of its group. */
export const sheetsExported = z.object({
	batch: summary,
	sheets: z.array(sheet.extend({ group: z.string().nullable() })),
});
export type SheetsExported = z.infer<typeof sheetsExported>;

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
