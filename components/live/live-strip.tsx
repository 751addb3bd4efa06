"use client";

import { useTranslations } from "next-intl";
import type { Photo } from "#lib/media/media.schema.ts";

const MOST = 6;

/** What has just come in and is next to be large. */
export function LiveStrip({ photos }: { photos: readonly Photo[] }) {
	const t = useTranslations("live");
	if (photos.length === 0) return null;
	const more = photos.length - MOST;
	return (
		<ul aria-label={t("justIn", { count: photos.length })} className="flex items-center gap-1">
			{photos.slice(0, MOST).map(({ id, renditions, width, height }) => (
				<li key={id} className="motion-safe:animate-rise">
					{/* biome-ignore lint/performance/noImgElement: renditions are made by the server already */}
					<img
						src={renditions.small?.url}
						alt=""
						data-photo={id}
						style={{ aspectRatio: `${width ?? 1} / ${height ?? 1}` }}
						className="h-14 max-w-24 object-cover sm:h-18"
					/>
				</li>
			))}
			{more > 0 ? <li className="tabular px-2 text-sm">{t("more", { count: more })}</li> : null}
		</ul>
	);
}
