"use client";

import { useInfiniteQuery } from "@tanstack/react-query";
import { useMemo } from "react";
import { peopleQuery } from "#lib/client/people.queries.ts";
import { useLoadMore } from "#lib/client/use-load-more.ts";

/** The people of that name, page by page; `total` of how many. */
export function usePeople(name: string) {
	const query = useInfiniteQuery(peopleQuery(name));
	const people = useMemo(
		() => query.data?.pages.flatMap((page) => page.people) ?? [],
		[query.data],
	);
	return { query, people, total: query.data?.pages[0]?.total, loadMore: useLoadMore(query) };
}
