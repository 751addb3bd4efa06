"use client";

import { useTranslations } from "next-intl";
import { type Gathered, gatherDropped } from "#lib/client/dropped-files.ts";
import { useDropsAt } from "#lib/client/use-drops.ts";
import type { Place } from "./use-add-to-zone.ts";

const placeOf = (element: Element | null): Place =>
	element?.closest("[data-zone]")?.getAttribute("data-zone") ?? "new";

/** Where files hang over the page: `data-zone` says which zone; null where none do. */
export function useZoneDrops(onDrop: (gathered: Gathered, place: Place) => void): Place | null {
	return useDropsAt(
		placeOf,
		(transfer, place) =>
			void gatherDropped(transfer, "any").then((gathered) => onDrop(gathered, place)),
	);
}

interface ZoneDropHintProps {
	place: Place | null;
	/** Of the zone in question. */
	title: string;
}

/** Says what a drop would do. */
export function ZoneDropHint({ place, title }: ZoneDropHintProps) {
	const t = useTranslations("zones");
	if (place === null) return null;
	return (
		<div className="pointer-events-none fixed inset-0 z-40 motion-safe:animate-fade">
			{place === "new" ? (
				<div className="absolute inset-3 rounded-panel border-2 border-accent border-dashed md:left-23" />
			) : null}
			<p className="absolute inset-x-4 top-6 mx-auto w-fit max-w-[calc(100%-2rem)] truncate rounded-full border border-line bg-raised px-6 py-3 font-display text-lg shadow-float">
				{place === "new" ? t("dropNew") : place === "none" ? t("dropNone") : t("dropIn", { title })}
			</p>
		</div>
	);
}
