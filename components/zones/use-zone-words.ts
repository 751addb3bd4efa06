"use client";

import { useTranslations } from "next-intl";
import { useMemo } from "react";
import type { ZoneView } from "#lib/zones/zone-pages.schema.ts";

type Counted = Pick<ZoneView, "file_count" | "video_count" | "document_count">;

/** How zones are called and counted. */
export function useZoneWords() {
	const t = useTranslations("zones");
	return useMemo(
		() => ({
			titleOf: (zone: { title: string | null } | undefined) => zone?.title ?? t("untitled"),
			/** 12 photos · 1 film */
			countsOf(zone: Counted): string {
				const { video_count: videos, document_count: documents } = zone;
				const photos = zone.file_count - videos - documents;
				const parts = [
					photos > 0 ? t("photos", { count: photos }) : null,
					videos > 0 ? t("videos", { count: videos }) : null,
					documents > 0 ? t("documents", { count: documents }) : null,
				];
				return parts.filter(Boolean).join(" · ");
			},
		}),
		[t],
	);
}
