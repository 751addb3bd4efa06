"use client";

import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useEffect } from "react";
import type { BatchProgress } from "#lib/client/batch-types.ts";
import { batchKeys, batchProgressQuery } from "#lib/client/batches.queries.ts";
import { batchPollMs, isRunning } from "#lib/client/polling.ts";

/** A batch as it is by now: asked for again while it runs, and no more once it is done. */
export function useLiveBatch<B extends BatchProgress>(batch: B, beside = 0): B {
	const client = useQueryClient();
	const id = batch.batch_uuid;
	const running = isRunning(batch);
	const { data } = useQuery({
		...batchProgressQuery(id),
		enabled: running,
		refetchInterval: ({ state }) =>
			batchPollMs(state.data ?? batch, { failing: state.status === "error", beside }),
	});
	const ended = running && data !== undefined && !isRunning(data);
	useEffect(() => {
		if (!ended) return;
		// What a progress does not tell: the task id, the groups, the reason of a failure.
		void client.invalidateQueries({ queryKey: batchKeys.detail(id) });
		void client.invalidateQueries({ queryKey: batchKeys.lists() });
		void client.invalidateQueries({ queryKey: batchKeys.stats() });
	}, [ended, client, id]);
	return running && data ? { ...batch, ...data } : batch;
}
