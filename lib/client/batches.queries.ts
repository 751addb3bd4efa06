import {
	infiniteQueryOptions,
	keepPreviousData,
	type QueryClient,
	queryOptions,
} from "@tanstack/react-query";
import { callApi } from "./api.ts";
import { type BatchListView, batchListRange } from "./batch-list.ts";
import type { BatchDetail, BatchList, BatchProgress, StatsDay } from "./batch-types.ts";
import {
	nextOffset,
	pagesToRefresh,
	SHEETS_A_PAGE,
	type SheetPages,
	withPage,
} from "./sheet-pages.ts";

/** Which sheets of a batch: all, those that failed, or those of one group. */
export type SheetChoice = "all" | "failed" | { group: string };

export const batchKeys = {
	lists: () => ["batches", "list"] as const,
	list: (view: BatchListView) => ["batches", "list", view] as const,
	detail: (batchId: string) => ["batches", "detail", batchId] as const,
	progress: (batchId: string) => ["batches", "progress", batchId] as const,
	preview: (batchId: string, seen: number) => ["batches", "preview", batchId, seen] as const,
	sheets: (batchId: string) => ["batches", "sheets", batchId] as const,
	sheetList: (batchId: string, choice: SheetChoice) =>
		["batches", "sheets", batchId, choice] as const,
	live: (batchId: string) => ["batches", "live", batchId] as const,
	stats: () => ["batches", "stats"] as const,
};

const statusPath = (batchId: string, query: Record<string, string | number>) =>
	`/api/batches/${batchId}/status?${new URLSearchParams(
		Object.entries(query).map(([name, value]) => [name, String(value)]),
	)}`;

/** One page of the batches, newest first. */
export const batchListQuery = (view: BatchListView) =>
	queryOptions({
		queryKey: batchKeys.list(view),
		queryFn: ({ signal }) => {
			const { status, limit, offset } = batchListRange(view);
			const query = new URLSearchParams({ limit: String(limit), offset: String(offset) });
			if (status) query.set("status", status);
			return callApi<BatchList>("GET", `/api/batches?${query}`, { signal });
		},
	});

/** How far a batch is: one row read, made to be asked for again and again. */
export const batchProgressQuery = (batchId: string) =>
	queryOptions({
		queryKey: batchKeys.progress(batchId),
		queryFn: ({ signal }) =>
			callApi<BatchProgress>("GET", `/api/batches/${batchId}/progress`, { signal }),
		staleTime: 0,
		gcTime: 0,
	});

export const PREVIEWED = 4;

/** A batch's first sheets, as far as they are done. */
export const batchPreviewQuery = (batchId: string, seen: number) =>
	queryOptions({
		queryKey: batchKeys.preview(batchId, seen),
		queryFn: async ({ signal }) => {
			const path = statusPath(batchId, { limit: PREVIEWED });
			return (await callApi<BatchDetail>("GET", path, { signal })).sheets;
		},
		placeholderData: keepPreviousData,
		staleTime: 10 * 60_000,
	});

/** A batch with its groups; its sheets come page by page, from `sheetsQuery`. */
export const batchQuery = (batchId: string) =>
	queryOptions({
		queryKey: batchKeys.detail(batchId),
		queryFn: ({ signal }) =>
			callApi<BatchDetail>("GET", statusPath(batchId, { limit: 1 }), { signal }),
	});

const chosen = (choice: SheetChoice): Record<string, string> => {
	if (choice === "all") return {};
	return choice === "failed" ? { failed: "true" } : { group: choice.group };
};

async function fetchSheets(
	batchId: string,
	choice: SheetChoice,
	page: { offset: number; signal: AbortSignal },
) {
	const query = { limit: SHEETS_A_PAGE, offset: page.offset, ...chosen(choice) };
	const path = statusPath(batchId, query);
	const { sheets } = await callApi<BatchDetail>("GET", path, { signal: page.signal });
	return { sheets };
}

/** The sheets of a batch in their order; `total` of how many. */
export const sheetsQuery = (batchId: string, choice: SheetChoice, total: number) =>
	infiniteQueryOptions({
		queryKey: batchKeys.sheetList(batchId, choice),
		queryFn: ({ pageParam: offset, signal }) => fetchSheets(batchId, choice, { offset, signal }),
		initialPageParam: 0,
		getNextPageParam: ({ sheets }, _, offset) => nextOffset(sheets, offset, total),
		// All are kept up to date by `liveSheetsQuery`, which does not ask for every page again.
		staleTime: Number.POSITIVE_INFINITY,
		// While nobody looked at those that failed, others may have.
		refetchOnMount: choice === "failed" ? "always" : true,
	});

/** Brings those loaded pages of all sheets up to date in which something is still to come. */
export const liveSheetsQuery = (client: QueryClient, batchId: string, total: number) =>
	queryOptions({
		queryKey: batchKeys.live(batchId),
		queryFn: async ({ signal }) => {
			const key = batchKeys.sheetList(batchId, "all");
			const before = client.getQueryData<SheetPages>(key);
			if (!before) return null;
			let after = before;
			for (const index of pagesToRefresh(before, total)) {
				const offset = Number(before.pageParams[index] ?? 0);
				const { sheets } = await fetchSheets(batchId, "all", { offset, signal });
				after = withPage(after, index, sheets);
			}
			// Another page may have been loaded meanwhile: then this one is not written over it.
			if (client.getQueryData(key) === before) client.setQueryData<SheetPages>(key, after);
			return null;
		},
		staleTime: 0,
	});

/** Figures of the last 30 days, by day and strategy. */
export const batchStatsQuery = () =>
	queryOptions({
		queryKey: batchKeys.stats(),
		queryFn: async ({ signal }) =>
			(await callApi<{ days: StatsDay[] }>("GET", "/api/batches/stats", { signal })).days,
	});
