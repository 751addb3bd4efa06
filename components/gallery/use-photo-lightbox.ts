"use client";

import { useFormatter, useTranslations } from "next-intl";
import { wallTime } from "#lib/client/wall-time.ts";
import type { Photo } from "#lib/media/media.schema.ts";
import { type LightboxOptions, useLightbox } from "./use-lightbox.ts";

/** Opens a photo of an event large, with who took it and when. */
export function usePhotoLightbox(options: Omit<LightboxOptions<Photo>, "altOf" | "captionOf">) {
	const t = useTranslations("photo");
	const format = useFormatter();
	return useLightbox<Photo>({
		...options,
		altOf: (photo) => t("altPlain", { uploader: photo.uploader_name }),
		captionOf: (photo) => [
			t("by", { uploader: photo.uploader_name }),
			photo.taken_at
				? format.dateTime(wallTime(photo.taken_at), {
						dateStyle: "long",
						timeStyle: "short",
						timeZone: "UTC",
					})
				: null,
		],
	});
}
