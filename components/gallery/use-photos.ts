"use client";

import { type UseQueryResult, useQueries, useQuery, useQueryClient } from "@tanstack/react-query";
import { useCallback, useEffect, useMemo, useRef, useState } from "react";
import { eventKeys } from "#lib/client/events.queries.ts";
import { placeSegments, segmentKey, segmentsWith } from "#lib/client/gallery-place.ts";
import {
	FIRST_WIDTH,
	type GalleryChoice,
	layoutQuery,
	type PhotoChoice,
	photoKeys,
	segmentQuery,
} from "#lib/client/photos.queries.ts";
import { galleryPollMs } from "#lib/client/polling.ts";
import { useUploads } from "#lib/client/upload-context.tsx";
import { arrivalOf, isUnderWay } from "#lib/client/upload-state.ts";
import type { PhotoLayout } from "#lib/media/layout.schema.ts";
import type { Photo, PhotoOrder } from "#lib/media/media.schema.ts";

/** Places of photos, from 0. */
export interface Span {
	from: number;
	to: number;
}

/** The last grid's width: the next one is likely as wide. */
let lastWidth = 0;

/**
 * The photos of a choice: where they stand, those in sight themselves, and both kept up to date while
 * there is something to wait for.
 */
export function usePhotos(
	eventId: string,
	choice: PhotoChoice,
	options: { waits: boolean; order?: PhotoOrder },
) {
	const { waits, order = "arrived" } = options;
	const gallery = useStable({ eventId, choice, order });
	const [width, setWidth] = useState(lastWidth);
	const [near, setNear] = useState<Span>({ from: 0, to: 0 });
	const query = useLayout(gallery, { width, near, waits });
	const layout = query.data;
	const { photos: loaded, failed, retry } = useSegments(gallery, layout, near);
	const place = useMemo(
		() => (layout && width > 0 ? placeSegments(layout, width, loaded) : null),
		[layout, width, loaded],
	);
	const photos = useMemo(() => [...loaded.values()].flat(), [loaded]);
	const total = layout?.total ?? 0;
	useCountedAgain(eventId, total);
	return {
		query,
		gallery,
		/** Of the grid; 0 before it is measured. */
		width,
		place,
		/** Those that were fetched and are near the reader's view, in order. */
		photos,
		/** Of the total. */
		processing: layout?.processing ?? 0,
		total,
		/** Photos in sight could not be fetched. */
		failed,
		retry,
		setWidth: useCallback((measured: number) => {
			lastWidth = measured;
			setWidth(measured);
		}, []),
		setNear,
	};
}

export type Shown = ReturnType<typeof usePhotos>;

/** The same object while it says the same. */
function useStable(gallery: GalleryChoice): GalleryChoice {
	const said = JSON.stringify(gallery);
	return useMemo(() => JSON.parse(said) as GalleryChoice, [said]);
}

interface LayoutOptions {
	width: number;
	near: Span;
	waits: boolean;
}

function useLayout(gallery: GalleryChoice, { width, near, waits }: LayoutOptions) {
	const client = useQueryClient();
	const latest = useRef(near);
	useEffect(() => {
		latest.current = near;
	}, [near]);
	const { items } = useUploads();
	const uploads = items.filter((item) => item.target.eventId === gallery.eventId);
	const arrival = arrivalOf(uploads);
	const uploading = uploads.some(isUnderWay);
	const query = useQuery({
		...layoutQuery(client, gallery, {
			width: width || FIRST_WIDTH,
			near: () => latest.current,
		}),
		refetchInterval: ({ state }) => {
			const { processing = 0, total } = state.data ?? {};
			const failing = state.status === "error";
			return galleryPollMs({ processing, uploading, awaitingFirst: waits && total === 0, failing });
		},
	});
	// The last ones to arrive end the polling: look once more for them, whatever width is laid out next.
	useEffect(() => {
		if (arrival === "") return;
		void client.invalidateQueries({ queryKey: photoKeys.layoutsOfGallery(gallery) });
	}, [arrival, client, gallery]);
	return query;
}

const NONE: ReadonlyMap<string, readonly Photo[]> = new Map();

/** The photos of those segments that are near the reader. */
function useSegments(gallery: GalleryChoice, layout: PhotoLayout | undefined, near: Span) {
	const segments = useMemo(
		() => (layout ? segmentsWith(layout.segments, near) : []),
		[layout, near],
	);
	const keys = useMemo(() => segments.map(segmentKey), [segments]);
	const results = useQueries({
		queries: segments.map((segment) => segmentQuery(gallery, segment)),
		combine: useCallback((all: UseQueryResult<Photo[]>[]) => {
			return { data: all.map(({ data }) => data), failed: all.some(({ isError }) => isError) };
		}, []),
	});
	const { data, failed } = results;
	const client = useQueryClient();
	const retry = useCallback(() => {
		for (const segment of segments)
			void client.refetchQueries({
				queryKey: segmentQuery(gallery, segment).queryKey,
				predicate: ({ state }) => state.status === "error",
			});
	}, [client, gallery, segments]);
	const photos = useMemo(() => {
		if (data.length !== keys.length) return NONE;
		return new Map(keys.flatMap((key, at) => (data[at] ? [[key, data[at]] as const] : [])));
	}, [data, keys]);
	return { photos, failed, retry };
}

/** Another total, other counts on the tabs. */
function useCountedAgain(eventId: string, total: number): void {
	const client = useQueryClient();
	const counted = useRef(total);
	useEffect(() => {
		if (counted.current === total) return;
		counted.current = total;
		void client.invalidateQueries({ queryKey: eventKeys.detail(eventId) });
	}, [client, eventId, total]);
}
