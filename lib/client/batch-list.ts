/** Which part of the batches is in sight, as the page's address has it. */
import type { SheetBatchStatus } from "#lib/batches/sheets.schema.ts";

export const BATCHES_A_PAGE = 20;
const LAST_PAGE = 50_000;

export const BATCH_STATUSES = [
	"uploaded",
	"processing",
	"completed",
	"failed",
] as const satisfies readonly SheetBatchStatus[];

export interface BatchListView {
	/** Undefined: all of them. */
	status: SheetBatchStatus | undefined;
	/** From 1. */
	page: number;
}

type Parameters = Record<string, string | string[] | undefined>;

/** What an address asks for; whatever it does not say rightly is as if it had not been said. */
export function readBatchList({ status, page }: Parameters): BatchListView {
	const number = typeof page === "string" && /^\d{1,6}$/.test(page) ? Number(page) : 1;
	return {
		status: BATCH_STATUSES.find((known) => known === status),
		page: Math.min(LAST_PAGE, Math.max(1, number)),
	};
}

export function batchListPath({ status, page }: BatchListView): string {
	const query = new URLSearchParams();
	if (status) query.set("status", status);
	if (page > 1) query.set("page", String(page));
	return query.size === 0 ? "/batches" : `/batches?${query}`;
}

/** The same as the API asks for it. */
export function batchListRange({ status, page }: BatchListView) {
	return { status, limit: BATCHES_A_PAGE, offset: (page - 1) * BATCHES_A_PAGE };
}

export function pageCount(total: number): number {
	return Math.max(1, Math.ceil(total / BATCHES_A_PAGE));
}
