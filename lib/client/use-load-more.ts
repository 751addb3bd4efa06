"use client";

import { useCallback } from "react";

interface Pageable {
	hasNextPage: boolean;
	isFetchingNextPage: boolean;
	isFetchNextPageError: boolean;
	fetchNextPage: () => unknown;
}

/** Asks for the next page, once at a time; after a failure only who is asked to try again does. */
export function useLoadMore(query: Pageable): () => void {
	const { hasNextPage, isFetchingNextPage, isFetchNextPageError, fetchNextPage } = query;
	return useCallback(() => {
		if (hasNextPage && !isFetchingNextPage && !isFetchNextPageError) void fetchNextPage();
	}, [hasNextPage, isFetchingNextPage, isFetchNextPageError, fetchNextPage]);
}
