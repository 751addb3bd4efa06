"use client";

import { useTranslations } from "next-intl";
import type PhotoSwipeLightbox from "photoswipe/lightbox";
import { useCallback, useEffect, useMemo, useRef } from "react";
import type { Viewable } from "#lib/client/viewable.ts";
import type { Opening } from "./lightbox.ts";
import type { LightboxSource } from "./lightbox-source.ts";

/** The viewer and its words. Its code is fetched when it is first needed. */
export function useViewer<T extends Viewable>() {
	const t = useTranslations("lightbox");
	const lightbox = useRef<PhotoSwipeLightbox | null>(null);
	useEffect(() => () => lightbox.current?.destroy(), []);
	const words = useMemo(
		() => ({
			close: t("close"),
			previous: t("previous"),
			next: t("next"),
			zoom: t("zoom"),
			download: t("download"),
			error: t("error"),
			label: t("label"),
			unseen: t("unseen"),
		}),
		[t],
	);
	const position = useCallback(
		(index: number, total: number) => t("position", { position: index + 1, total }),
		[t],
	);
	const open = useCallback(async (source: LightboxSource<T>, opening: Opening) => {
		const { openLightbox } = await import("./lightbox.ts");
		lightbox.current?.destroy();
		lightbox.current = openLightbox(source, opening);
	}, []);
	return { words, position, like: t("like"), open };
}
