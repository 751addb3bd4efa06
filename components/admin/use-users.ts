"use client";

import { useInfiniteQuery } from "@tanstack/react-query";
import { useMemo } from "react";
import { usersQuery } from "#lib/client/admin.queries.ts";
import { useLoadMore } from "#lib/client/use-load-more.ts";

/** The accounts that match, page by page; `total` of how many. */
export function useUsers(wanted: string) {
	const query = useInfiniteQuery(usersQuery(wanted));
	const users = useMemo(() => query.data?.pages.flatMap((page) => page.users) ?? [], [query.data]);
	return { query, users, total: query.data?.pages[0]?.total, loadMore: useLoadMore(query) };
}
