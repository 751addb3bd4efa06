import { keepPreviousData } from "@tanstack/react-query";
import { callApi } from "./api.ts";

const A_PAGE = 50;

/** One page of a list that goes on from a cursor; what is empty is not asked for. */
export function pageOf<T>(
	path: string,
	given: Record<string, string | null>,
	signal: AbortSignal,
): Promise<T> {
	const query = new URLSearchParams({ limit: String(A_PAGE) });
	for (const [name, value] of Object.entries(given)) if (value) query.set(name, value);
	return callApi<T>("GET", `${path}?${query}`, { signal });
}

/** What queries of such lists have in common. */
export const paged = {
	initialPageParam: null as string | null,
	getNextPageParam: (page: { next_cursor: string | null }) => page.next_cursor,
	placeholderData: keepPreviousData,
};
