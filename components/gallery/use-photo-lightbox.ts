"use client";

import { useFormatter, useTranslations } from "next-intl";
import { useMemo } from "react";
import type { Viewable } from "#lib/client/viewable.ts";
import { wallTime } from "#lib/client/wall-time.ts";
import type { Photo } from "#lib/media/media.schema.ts";
import { type LightboxOptions, useLightbox } from "./use-lightbox.ts";

type Taken = Viewable & Pick<Photo, "uploader_name" | "taken_at">;

/** What is said of a photo of an event: who took it and when. */
export function usePhotoWords() {
	const t = useTranslations("photo");
	const format = useFormatter();
	return useMemo(
		() => ({
			altOf: (photo: Taken) => t("altPlain", { uploader: photo.uploader_name }),
			captionOf: (photo: Taken) => [
				t("by", { uploader: photo.uploader_name }),
				photo.taken_at
					? format.dateTime(wallTime(photo.taken_at), {
							dateStyle: "long",
							timeStyle: "short",
							timeZone: "UTC",
						})
					: null,
			],
		}),
		[t, format],
	);
}

/** Opens a photo of an event large, with what is said of it. */
export function usePhotoLightbox<T extends Taken>(
	options: Omit<LightboxOptions<T>, "altOf" | "captionOf">,
) {
	return useLightbox<T>({ ...options, ...usePhotoWords() });
}
