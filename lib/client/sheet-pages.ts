/**
 * Pages of a batch's sheets, in their order. While a batch runs, those are asked for again that
 * are not full yet or have a sheet in them that is not done: not all twenty thousand sheets.
 */
import type { Sheet } from "./batch-types.ts";

export interface SheetPages {
	pages: { sheets: Sheet[] }[];
	/** Offsets. */
	pageParams: unknown[];
}

export const SHEETS_A_PAGE = 100;
const REFRESHED_AT_ONCE = 3;

export function allSheets(data: SheetPages | undefined): Sheet[] {
	return data?.pages.flatMap((page) => page.sheets) ?? [];
}

/** Where the next page begins; null while this one is not full, since its end may still come. */
export function nextOffset(sheets: readonly Sheet[], offset: number, total: number): number | null {
	if (sheets.length < SHEETS_A_PAGE) return null;
	const next = offset + sheets.length;
	return next < total ? next : null;
}

const isSettled = ({ status }: Sheet) => status === "processed" || status === "failed";

export function countUnsettled(data: SheetPages | undefined): number {
	return allSheets(data).filter((sheet) => !isSettled(sheet)).length;
}

/** The pages to ask for again, of `total` sheets: the first of those in which something is still to come. */
export function pagesToRefresh(data: SheetPages, total: number): number[] {
	return data.pages
		.flatMap(({ sheets }, index) => {
			const expected = Math.min(SHEETS_A_PAGE, total - Number(data.pageParams[index] ?? 0));
			return sheets.length < expected || !sheets.every(isSettled) ? [index] : [];
		})
		.slice(0, REFRESHED_AT_ONCE);
}

export function withPage(data: SheetPages, index: number, sheets: Sheet[]): SheetPages {
	return {
		...data,
		pages: data.pages.map((page, at) => (at === index ? { ...page, sheets } : page)),
	};
}
