"use client";

import { useCallback, useEffect, useRef } from "react";
import { grown, type Viewable, viewableOf } from "#lib/client/viewable.ts";
import type { LightboxSource } from "./lightbox-source.ts";
import { useViewer } from "./use-viewer.ts";

export interface LightboxOptions<T extends Viewable>
	extends Pick<LightboxSource<T>, "altOf" | "captionOf"> {
	photos: readonly T[];
	/** Of how many, those included that are not loaded. */
	total: number;
	hasMore: boolean;
	loadMore: () => void;
}

/** Closer to the end than this, the next page is asked for. */
const LOAD_AHEAD = 12;

/** Opens a picture of a list large. */
export function useLightbox<T extends Viewable>(
	options: LightboxOptions<T>,
): (photoId: string) => void {
	const { words, position, open } = useViewer<T>();
	const latest = useRef(options);
	useEffect(() => {
		latest.current = options;
	});
	return useCallback(
		(photoId: string) => {
			let seen = latest.current.photos;
			let viewable = viewableOf(seen);
			const now = () => {
				if (seen !== latest.current.photos) viewable = grown(viewable, latest.current.photos);
				seen = latest.current.photos;
				return viewable;
			};
			const source: LightboxSource<T> = {
				count: () => now().length,
				at: (index) => now()[index],
				near: async (index) => {
					if (index >= now().length - LOAD_AHEAD) latest.current.loadMore();
					return false;
				},
				positionOf: (index) =>
					position(index, latest.current.hasMore ? latest.current.total : now().length),
				words,
				altOf: (photo) => latest.current.altOf(photo),
				captionOf: (photo) => latest.current.captionOf(photo),
			};
			const index = viewable.findIndex((photo) => photo.id === photoId);
			open(source, { index: Math.max(0, index) });
		},
		[words, position, open],
	);
}
