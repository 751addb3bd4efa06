"use client";

import { useInfiniteQuery, useQueryClient } from "@tanstack/react-query";
import { useEffect, useMemo } from "react";
import { deliveriesPollMs } from "#lib/client/polling.ts";
import { useLoadMore } from "#lib/client/use-load-more.ts";
import { deliveriesQuery, webhookKeys } from "#lib/client/webhooks.queries.ts";

/** What a webhook was told, page by page; asked for again while something waits to be told. */
export function useDeliveries(id: string) {
	const client = useQueryClient();
	const query = useInfiniteQuery({
		...deliveriesQuery(id),
		refetchInterval: ({ state }) =>
			deliveriesPollMs(state.data?.pages.flatMap((page) => page.deliveries) ?? [], {
				failing: state.status === "error",
				pages: state.data?.pages.length ?? 0,
				now: Date.now(),
			}),
	});
	const deliveries = useMemo(
		() => query.data?.pages.flatMap((page) => page.deliveries) ?? [],
		[query.data],
	);
	const tried = deliveries[0] ? `${deliveries[0].id} ${deliveries[0].tries}` : null;
	useEffect(() => {
		// A try may have switched the webhook off, or told that it works again.
		if (tried) void client.invalidateQueries({ queryKey: webhookKeys.list() });
	}, [tried, client]);
	return { query, deliveries, loadMore: useLoadMore(query) };
}
export type Deliveries = ReturnType<typeof useDeliveries>;
