"use client";

import { useFormatter, useTranslations } from "next-intl";
import type { Viewable } from "#lib/client/viewable.ts";
import { wallTime } from "#lib/client/wall-time.ts";
import type { Photo } from "#lib/media/media.schema.ts";
import { type LightboxOptions, useLightbox } from "./use-lightbox.ts";

type Taken = Viewable & Pick<Photo, "uploader_name" | "taken_at">;

/** Opens a photo of an event large, with who took it and when. */
export function usePhotoLightbox<T extends Taken>(
	options: Omit<LightboxOptions<T>, "altOf" | "captionOf">,
) {
	const t = useTranslations("photo");
	const format = useFormatter();
	return useLightbox<T>({
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
