import { queryOptions } from "@tanstack/react-query";
import { callApi } from "./api.ts";
import type { SheetProgress } from "./batch-uploads-state.ts";
import { batchProgressPollMs } from "./polling.ts";

/** How far the server is with a batch: asked again until it is done, also while nobody looks. */
export const batchProgressQuery = (batchId: string) =>
	queryOptions({
		queryKey: ["batches", "progress", batchId] as const,
		queryFn: ({ signal }) =>
			callApi<SheetProgress>("GET", `/api/batches/${batchId}/progress`, { signal }),
		refetchInterval: (query) => batchProgressPollMs(query.state.data),
		refetchIntervalInBackground: true,
		staleTime: 0,
	});
