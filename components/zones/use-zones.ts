"use client";

import { useInfiniteQuery, useQuery, useQueryClient } from "@tanstack/react-query";
import { useEffect, useMemo } from "react";
import { eventKeys } from "#lib/client/events.queries.ts";
import { galleryPollMs } from "#lib/client/polling.ts";
import { useUploads } from "#lib/client/upload-context.tsx";
import { arrivalOf, isUnderWay } from "#lib/client/upload-state.ts";
import { useLoadMore } from "#lib/client/use-load-more.ts";
import { allFiles, allZones, isDeveloping } from "#lib/client/zone-pages.ts";
import {
	liveZonesQuery,
	looseFilesQuery,
	zoneFilesQuery,
	zoneKeys,
	zonesQuery,
} from "#lib/client/zones.queries.ts";
import type { ZoneFile } from "#lib/zones/zone-pages.schema.ts";

const pollMs = (files: readonly ZoneFile[], uploading: boolean, failing: boolean) =>
	galleryPollMs({
		processing: files.filter(isDeveloping).length,
		...{ uploading, failing, awaitingFirst: false },
	});

/** Files for zones of this event from this browser: whether some are on their way, and which came. */
function useArrivals(eventId: string): { uploading: boolean; arrival: string } {
	const { items } = useUploads();
	const own = items.filter(({ target }) => "zone" in target && target.eventId === eventId);
	return { uploading: own.some(isUnderWay), arrival: arrivalOf(own) };
}

/** An event's zones and what is in none, kept up to date while there is something to wait for. */
export function useZones(eventId: string) {
	const client = useQueryClient();
	const { uploading, arrival } = useArrivals(eventId);
	const query = useInfiniteQuery(zonesQuery(eventId));
	const zones = useMemo(() => allZones(query.data), [query.data]);
	const { data: loose } = useQuery({
		...looseFilesQuery(eventId),
		refetchInterval: ({ state }) =>
			pollMs(state.data?.files ?? [], uploading, state.status === "error"),
	});
	useQuery({
		...liveZonesQuery(client, eventId),
		enabled: query.isSuccess,
		refetchInterval: ({ state }) => {
			const files = zones.flatMap((zone) => zone.files);
			return pollMs(files, uploading, state.status === "error");
		},
	});
	useEffect(() => {
		// The last ones to arrive end the polling: look once more for them.
		if (arrival === "" || uploading) return;
		void client.invalidateQueries({ queryKey: zoneKeys.event(eventId) });
		void client.invalidateQueries({ queryKey: eventKeys.all });
	}, [client, eventId, arrival, uploading]);
	const totals = query.data?.pages[0];
	return { query, zones, loose, totals, loadMore: useLoadMore(query) };
}

/** All files of a zone, once they are asked for. */
export function useZoneFiles(eventId: string, zoneId: string, enabled: boolean) {
	const { uploading } = useArrivals(eventId);
	const query = useInfiniteQuery({
		...zoneFilesQuery(eventId, zoneId),
		enabled,
		refetchInterval: ({ state }) =>
			pollMs(allFiles(state.data), uploading, state.status === "error"),
	});
	const files = useMemo(() => allFiles(query.data), [query.data]);
	return { query, files, loadMore: useLoadMore(query) };
}
