"use client";

import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useCallback, useMemo } from "react";
import { toast } from "#components/ui/toast.ts";
import { callApi } from "#lib/client/api.ts";
import {
	favouriteKeys,
	ownFavouritesQuery,
	withFavourite,
} from "#lib/client/favourites.queries.ts";
import { ensurePass } from "#lib/client/guest-pass.ts";
import { photoKeys } from "#lib/client/photos.queries.ts";
import { useErrorText } from "#lib/client/use-error-text.ts";
import type { OwnFavourites } from "#lib/guests/favourites.schema.ts";

interface Choice {
	photoId: string;
	isFavourite: boolean;
}

/** A guest's hearts: on the page at once, then kept by the server; put back where it could not. */
export function useFavourites(eventId: string) {
	const client = useQueryClient();
	const errorText = useErrorText();
	const { data: list } = useQuery(ownFavouritesQuery(eventId));
	const key = favouriteKeys.mine(eventId);
	const show = useCallback(
		({ photoId, isFavourite }: Choice) =>
			client.setQueryData<OwnFavourites>(favouriteKeys.mine(eventId), (before) =>
				before ? withFavourite(before, photoId, isFavourite) : before,
			),
		[client, eventId],
	);
	const { mutate } = useMutation({
		// One after the other: the last tap is the one that holds.
		scope: { id: key.join() },
		mutationKey: key,
		mutationFn: async ({ photoId, isFavourite }: Choice) => {
			await ensurePass(eventId);
			const path = `/api/events/${eventId}/photos/${photoId}/favourite`;
			await callApi(isFavourite ? "PUT" : "DELETE", path);
		},
		onError: (error, choice) => {
			show({ ...choice, isFavourite: !choice.isFavourite });
			toast.error(errorText(error));
		},
		onSettled: () => {
			if (client.isMutating({ mutationKey: key }) > 1) return;
			void client.invalidateQueries({ queryKey: key });
			void client.invalidateQueries({
				queryKey: photoKeys.layoutsOf(eventId, { favourites: "mine" }),
			});
		},
	});
	const ids = useMemo(() => new Set(list?.photo_ids), [list]);
	const toggle = useCallback(
		(photoId: string) => {
			const choice = { photoId, isFavourite: !ids.has(photoId) };
			void client.cancelQueries({ queryKey: favouriteKeys.mine(eventId) });
			show(choice);
			mutate(choice);
		},
		[client, eventId, ids, mutate, show],
	);
	const has = useCallback((photoId: string) => ids.has(photoId), [ids]);
	return { list, count: ids.size, has, toggle };
}
export type Favourites = ReturnType<typeof useFavourites>;
