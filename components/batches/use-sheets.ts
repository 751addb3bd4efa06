"use client";

import { useInfiniteQuery, useQuery, useQueryClient } from "@tanstack/react-query";
import { useEffect, useMemo, useRef } from "react";
import type { Batch } from "#lib/client/batch-types.ts";
import { liveSheetsQuery, type SheetChoice, sheetsQuery } from "#lib/client/batches.queries.ts";
import { isRunning } from "#lib/client/polling.ts";
import { allSheets, countUnsettled } from "#lib/client/sheet-pages.ts";
import { useLoadMore } from "#lib/client/use-load-more.ts";

const SETTLING_MS = 2000;

/** The sheets of a choice, page by page; `total` of how many. */
export function useSheets(batchId: string, choice: SheetChoice, total: number, enabled = true) {
	const query = useInfiniteQuery({ ...sheetsQuery(batchId, choice, total), enabled });
	const sheets = useMemo(() => allSheets(query.data), [query.data]);
	return { query, sheets, total, loadMore: useLoadMore(query) };
}

/** All sheets of a batch, kept up to date while it runs. */
export function useLiveSheets(batch: Batch) {
	const client = useQueryClient();
	const { batch_uuid: id, sheet_count: total } = batch;
	const shown = useSheets(id, "all", total);
	const { data, isSuccess } = shown.query;
	const unsettled = useMemo(() => countUnsettled(data), [data]);
	const { refetch } = useQuery({
		...liveSheetsQuery(client, id, total),
		enabled: isSuccess,
		// A batch that has failed already goes on with the sheets it has.
		refetchInterval: !isRunning(batch) && unsettled > 0 ? SETTLING_MS : false,
	});
	useOnChange(`${batch.processed_count} ${batch.failed_count} ${total}`, refetch);
	return shown;
}

/** The sheets that failed; asked for anew when there are others. */
export function useFailedSheets(batch: Batch) {
	const shown = useSheets(batch.batch_uuid, "failed", batch.failed_count);
	useOnChange(String(batch.failed_count), shown.query.refetch);
	return shown;
}

function useOnChange(value: string, act: () => unknown) {
	const before = useRef(value);
	useEffect(() => {
		if (before.current === value) return;
		before.current = value;
		act();
	}, [value, act]);
}
