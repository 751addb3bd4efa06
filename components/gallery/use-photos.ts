"use client";

import { useInfiniteQuery, useQuery, useQueryClient } from "@tanstack/react-query";
import { useEffect, useMemo, useRef } from "react";
import { eventKeys } from "#lib/client/events.queries.ts";
import { allPhotos, countProcessing } from "#lib/client/photo-pages.ts";
import { livePhotosQuery, type PhotoChoice, photosQuery } from "#lib/client/photos.queries.ts";
import { galleryPollMs } from "#lib/client/polling.ts";
import { useUploads } from "#lib/client/upload-context.tsx";
import { arrivalOf, isUnderWay } from "#lib/client/upload-state.ts";
import { useLoadMore } from "#lib/client/use-load-more.ts";

/** The photos of a choice, paged, and kept up to date while there is something to wait for. */
export function usePhotos(eventId: string, choice: PhotoChoice, options: { waits: boolean }) {
	const client = useQueryClient();
	const query = useInfiniteQuery(photosQuery(eventId, choice));
	const { items } = useUploads();
	const uploads = items.filter((item) => item.target.eventId === eventId);
	const arrival = arrivalOf(uploads);
	const uploading = uploads.some(isUnderWay);
	const photos = useMemo(() => (query.data ? allPhotos(query.data) : []), [query.data]);
	const processing = useMemo(() => countProcessing(query.data), [query.data]);
	const awaitingFirst = options.waits && query.isSuccess && photos.length === 0;
	const live = useQuery({
		...livePhotosQuery(client, eventId, choice),
		enabled: query.isSuccess,
		refetchInterval: ({ state }) =>
			galleryPollMs({ processing, uploading, awaitingFirst, failing: state.status === "error" }),
	});
	const { refetch } = live;
	// The last ones to arrive end the polling: look once more for them.
	useEffect(() => {
		if (arrival !== "") void refetch();
	}, [arrival, refetch]);
	const total = query.data?.pages[0]?.total ?? 0;
	const countedTotal = useRef(total);
	useEffect(() => {
		if (countedTotal.current === total) return;
		countedTotal.current = total;
		// Another total, other counts on the tabs.
		void client.invalidateQueries({ queryKey: eventKeys.detail(eventId) });
	}, [client, eventId, total]);
	return { query, photos, processing, total, loadMore: useLoadMore(query) };
}
