/** What the batches' API answers, by the names that pages call it. */
import type { z } from "zod";
import type {
	SheetBatchSummary,
	Sheet as SheetOfBatch,
	sheetBatchDetail,
	sheetGroup,
	sheetList,
	sheetProgress,
	sheetStats,
} from "#lib/batches/sheets.schema.ts";

export type Sheet = SheetOfBatch;
export type SheetGroup = z.infer<typeof sheetGroup>;
export type Batch = SheetBatchSummary;
export type BatchDetail = z.infer<typeof sheetBatchDetail>;
export type BatchList = z.infer<typeof sheetList>;
export type BatchProgress = z.infer<typeof sheetProgress>;
export type StatsDay = z.infer<typeof sheetStats>["days"][number];
