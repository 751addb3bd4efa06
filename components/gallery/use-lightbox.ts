"use client";

import { useFormatter, useTranslations } from "next-intl";
import type PhotoSwipeLightbox from "photoswipe/lightbox";
import { useCallback, useEffect, useRef } from "react";
import { grown, viewableOf } from "#lib/client/viewable.ts";
import { wallTime } from "#lib/client/wall-time.ts";
import type { Photo } from "#lib/media/media.schema.ts";
import { type LightboxSource, openLightbox } from "./lightbox.ts";

interface LightboxOptions {
	photos: readonly Photo[];
	/** Of the album, those included that are not loaded. */
	total: number;
	hasMore: boolean;
	loadMore: () => void;
}

/** Opens a photo large. The viewer's code is fetched when it is first needed. */
export function useLightbox(options: LightboxOptions): (photoId: string) => void {
	const t = useTranslations();
	const format = useFormatter();
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
			const source: LightboxSource = {
				viewable: () => {
					if (seen !== latest.current.photos) viewable = grown(viewable, latest.current.photos);
					seen = latest.current.photos;
					return viewable;
				},
				loadMore: () => latest.current.loadMore(),
				positionOf: (index) =>
					t("lightbox.position", {
						position: index + 1,
						total: latest.current.hasMore ? latest.current.total : viewable.length,
					}),
				words: {
					close: t("lightbox.close"),
					previous: t("lightbox.previous"),
					next: t("lightbox.next"),
					zoom: t("lightbox.zoom"),
					download: t("lightbox.download"),
					error: t("lightbox.error"),
					label: t("lightbox.label"),
				},
				altOf: (photo) => t("photo.altPlain", { uploader: photo.uploader_name }),
				captionOf: (photo) => ({
					by: t("photo.by", { uploader: photo.uploader_name }),
					taken: photo.taken_at
						? format.dateTime(wallTime(photo.taken_at), {
								dateStyle: "long",
								timeStyle: "short",
								timeZone: "UTC",
							})
						: null,
				}),
			};
			lightbox.current?.destroy();
			lightbox.current = openLightbox(source, photoId);
		},
		[t, format],
	);
}
