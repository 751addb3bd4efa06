"use client";

import { useQueryClient } from "@tanstack/react-query";
import { type RefObject, useCallback, useEffect, useRef } from "react";
import { ownFavouritesQuery } from "#lib/client/favourites.queries.ts";
import { segmentOf, segmentsWith } from "#lib/client/gallery-place.ts";
import { segmentQuery } from "#lib/client/photos.queries.ts";
import type { Photo } from "#lib/media/media.schema.ts";
import type { Opening } from "./lightbox.ts";
import type { LightboxSource } from "./lightbox-source.ts";
import type { GridHandle } from "./segment-grid.tsx";
import type { Favourites } from "./use-favourites.ts";
import { usePhotoWords } from "./use-photo-lightbox.ts";
import type { Shown } from "./use-photos.ts";
import { useViewer } from "./use-viewer.ts";

/** Photos on each side of the one in sight that are fetched before they are. */
const AHEAD = 8;

interface Options {
	shown: Shown;
	grid: RefObject<GridHandle | null>;
	/** Of the guest who looks. */
	favourites?: Favourites | undefined;
	addressOf?: ((photo: Photo | null) => string) | undefined;
}

/**
 * Opens a photo of a gallery large, from where one goes on through all of it. The gallery is as it was
 * then: photos that come in do not move the one being looked at.
 */
export function useGalleryLightbox({ shown, grid, favourites, addressOf }: Options) {
	const client = useQueryClient();
	const { words, position, like, open } = useViewer<Photo>();
	const photoWords = usePhotoWords();
	const latest = useRef({ ...shown, favourites });
	useEffect(() => {
		latest.current = { ...shown, favourites };
	});
	return useCallback(
		(opening: Opening) => {
			const { gallery, place } = latest.current;
			if (!place) return;
			const { segments, total } = place;
			const liked = ownFavouritesQuery(gallery.eventId).queryKey;
			const queryOf = (segment: (typeof segments)[number]) => segmentQuery(gallery, segment);
			const at = (index: number) => {
				const segment = segmentOf(segments, index);
				const photos = segment && client.getQueryData(queryOf(segment).queryKey);
				return segment && photos?.[index - segment.start];
			};
			const source: LightboxSource<Photo> = {
				count: () => total,
				at,
				near: async (index) => {
					const close = segmentsWith(segments, { from: index - AHEAD, to: index + AHEAD });
					const missing = close.filter((segment) => at(segment.start) === undefined);
					await Promise.allSettled(missing.map((segment) => client.fetchQuery(queryOf(segment))));
					return missing.length > 0;
				},
				positionOf: (index) => position(index, total),
				words,
				hearts: latest.current.favourites && {
					has: ({ id }) => client.getQueryData(liked)?.photo_ids.includes(id) ?? false,
					toggle: (photo) => latest.current.favourites?.toggle(photo.id),
					subscribe: (listener) => client.getQueryCache().subscribe(listener),
					word: like,
				},
				...photoWords,
				addressOf,
				// As many as came since are before it now.
				showing: (index) => grid.current?.reveal(index + latest.current.total - total),
			};
			void open(source, opening);
		},
		[client, words, position, like, open, photoWords, addressOf, grid],
	);
}
