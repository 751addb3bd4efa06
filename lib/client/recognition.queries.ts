import { infiniteQueryOptions, queryOptions } from "@tanstack/react-query";
import { callApi } from "./api.ts";
import type { RecognitionHistory, RecognitionLog } from "./recognition-types.ts";

export const HISTORY_A_PAGE = 20;

export const recognitionKeys = {
	history: () => ["recognition", "history"] as const,
	log: (batchId: string) => ["recognition", "log", batchId] as const,
};

/** What was recognised before, newest first. */
export const recognitionHistoryQuery = () =>
	infiniteQueryOptions({
		queryKey: recognitionKeys.history(),
		queryFn: ({ pageParam: offset, signal }) =>
			callApi<RecognitionHistory>(
				"GET",
				`/api/batch-photos/logs?limit=${HISTORY_A_PAGE}&offset=${offset}`,
				{ signal },
			),
		initialPageParam: 0,
		getNextPageParam: ({ batches }, _, offset) =>
			batches.length < HISTORY_A_PAGE ? null : offset + batches.length,
	});

/** One batch with what was found on each of its photos so far. */
export const recognitionLogQuery = (batchId: string) =>
	queryOptions({
		queryKey: recognitionKeys.log(batchId),
		queryFn: ({ signal }) =>
			callApi<RecognitionLog>("GET", `/api/batch-photos/logs/${batchId}`, { signal }),
	});
