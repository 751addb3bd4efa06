"use client";

import { useTranslations } from "next-intl";
import type PhotoSwipeLightbox from "photoswipe/lightbox";
import { useCallback, useEffect, useRef } from "react";
import { grown, type Viewable, viewableOf } from "#lib/client/viewable.ts";
import { type LightboxSource, openLightbox } from "./lightbox.ts";

export interface LightboxOptions<T extends Viewable>
	extends Pick<LightboxSource<T>, "altOf" | "captionOf"> {
	photos: readonly T[];
	/** Of how many, those included that are not loaded. */
	total: number;
	hasMore: boolean;
	loadMore: () => void;
	/** Of the guest who looks. */
	favourites?: { has: (photoId: string) => boolean; toggle: (photoId: string) => void };
}

/** Opens a picture large. The viewer's code is fetched when it is first needed. */
export function useLightbox<T extends Viewable>(
	options: LightboxOptions<T>,
): (photoId: string) => void {
	const t = useTranslations("lightbox");
	const latest = useRef(options);
	const lightbox = useRef<PhotoSwipeLightbox | null>(null);
	useEffect(() => {
		latest.current = options;
	});
	useEffect(() => () => lightbox.current?.destroy(), []);
	return useCallback(
		(photoId: string) => {
			let seen = latest.current.photos;
			let viewable = viewableOf(seen);
			const source: LightboxSource<T> = {
				viewable: () => {
					if (seen !== latest.current.photos) viewable = grown(viewable, latest.current.photos);
					seen = latest.current.photos;
					return viewable;
				},
				loadMore: () => latest.current.loadMore(),
				positionOf: (index) =>
					t("position", {
						position: index + 1,
						total: latest.current.hasMore ? latest.current.total : viewable.length,
					}),
				words: {
					close: t("close"),
					previous: t("previous"),
					next: t("next"),
					zoom: t("zoom"),
					download: t("download"),
					error: t("error"),
					label: t("label"),
				},
				hearts: latest.current.favourites
					? {
							has: (photo) => latest.current.favourites?.has(photo.id) ?? false,
							toggle: (photo) => latest.current.favourites?.toggle(photo.id),
							word: t("like"),
						}
					: null,
				altOf: (photo) => latest.current.altOf(photo),
				captionOf: (photo) => latest.current.captionOf(photo),
			};
			lightbox.current?.destroy();
			lightbox.current = openLightbox(source, photoId);
		},
		[t],
	);
}
