"use client";

import { useQuery } from "@tanstack/react-query";
import { Images, SearchX } from "lucide-react";
import { useTranslations } from "next-intl";
import { Button } from "#components/ui/button.tsx";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { shownZonesQuery } from "#lib/client/events.queries.ts";
import type { GalleryView } from "#lib/client/gallery-address.ts";
import { type GuestMay, GuestPhotos } from "./guest-photos.tsx";
import { OrderChoice } from "./order-choice.tsx";
import type { Favourites } from "./use-favourites.ts";
import { usePhotos } from "./use-photos.ts";

interface GuestZoneProps {
	eventId: string;
	view: GalleryView;
	/** Of the gallery. */
	total: number;
	favourites: Favourites;
	may: GuestMay;
	onChange: (view: GalleryView) => void;
}

/** One part of the gallery: what is said of it, and its photos. */
export function GuestZone(props: GuestZoneProps) {
	const { eventId, view, total, favourites, may, onChange } = props;
	const { zone: id, order } = view;
	const t = useTranslations("gallery.zones");
	const { data } = useQuery(shownZonesQuery(eventId));
	const zone = data?.zones.find((each) => each.id === id);
	const shown = usePhotos(eventId, { zone: id ?? "none" }, { waits: false, order });
	return (
		<>
			{zone ? (
				<div className="grid gap-1.5 pt-2 pb-4 max-sm:pl-3.5">
					<h2 className="max-w-[24ch] font-display text-xl tracking-tight [overflow-wrap:anywhere]">
						{zone.title}
					</h2>
					<p role="status" className="tabular text-ink-soft text-sm">
						{t("count", { count: shown.total || zone.photo_count, total })}
					</p>
					{zone.description ? (
						<p className="max-w-[65ch] whitespace-pre-line [overflow-wrap:anywhere]">
							{zone.description}
						</p>
					) : null}
				</div>
			) : null}
			<GuestPhotos
				{...{ eventId, favourites, may, shown }}
				whole={id === null ? null : { zone_id: id }}
				aside={shown.total > 1 ? <OrderChoice view={view} onChange={onChange} /> : null}
				label={zone?.title ?? t("photos")}
				empty={
					<EmptyState icon={<SearchX aria-hidden />} title={t("goneTitle")} body={t("goneBody")}>
						<Button onClick={() => onChange({ ...view, zone: null })}>
							<Images aria-hidden />
							{t("showAll")}
						</Button>
					</EmptyState>
				}
			/>
		</>
	);
}
