import { queryOptions } from "@tanstack/react-query";
import { coverOf } from "#lib/core/cover.ts";
import type { Photo, PhotoList } from "#lib/media/media.schema.ts";
import { callApi } from "./api.ts";
import { photoKeys } from "./photos.queries.ts";

const COVER_AMONG = 100;

/** The photo at the head of a guest's gallery; null without one. */
export const coverQuery = (eventId: string) =>
	queryOptions({
		queryKey: [...photoKeys.event(eventId), "cover"] as const,
		queryFn: async ({ signal }): Promise<Photo | null> => {
			const path = `/api/events/${eventId}/photos?order=newest&limit=${COVER_AMONG}`;
			const { photos } = await callApi<PhotoList>("GET", path, { signal });
			return coverOf(photos.filter(({ waiting }) => !waiting));
		},
	});
