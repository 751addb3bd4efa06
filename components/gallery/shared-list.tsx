"use client";

import { useQuery } from "@tanstack/react-query";
import { Heart, HeartOff, Images } from "lucide-react";
import { useTranslations } from "next-intl";
import { Button } from "#components/ui/button.tsx";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { ApiError } from "#lib/client/api.ts";
import { sharedListQuery } from "#lib/client/favourites.queries.ts";
import { type GuestMay, GuestPhotos } from "./guest-photos.tsx";
import { ShownOnly } from "./shown-only.tsx";
import type { Favourites } from "./use-favourites.ts";
import { usePhotos } from "./use-photos.ts";

interface SharedListProps {
	eventId: string;
	listId: string;
	/** Photos of the gallery. */
	total: number;
	favourites: Favourites;
	may: GuestMay;
	/** Back to all photos. */
	onClear: () => void;
}

/** The favourites that somebody has sent a link to. */
export function SharedList({ eventId, listId, total, onClear, ...own }: SharedListProps) {
	const t = useTranslations("favourites");
	const { data: list, error } = useQuery(sharedListQuery(eventId, listId));
	const shown = usePhotos(eventId, { list: listId }, { waits: false });
	const all = (
		<Button onClick={onClear}>
			<Images aria-hidden />
			{t("showAll")}
		</Button>
	);
	if (error instanceof ApiError && error.status === 404)
		return (
			<EmptyState icon={<HeartOff aria-hidden />} title={t("goneTitle")} body={t("goneBody")}>
				{all}
			</EmptyState>
		);
	const title = list?.name ? t("of", { name: list.name }) : t("ofSomebody");
	return (
		<>
			<div className="gutter pt-4 pb-2">
				<ShownOnly icon={<Heart aria-hidden />} clearLabel={t("showAll")} onClear={onClear}>
					{list ? t("some", { title, count: list.photo_count, total }) : title}
				</ShownOnly>
			</div>
			<div className="px-0.5 pt-2 pb-24 sm:gutter">
				<GuestPhotos
					{...own}
					eventId={eventId}
					shown={shown}
					label={title}
					empty={
						<EmptyState icon={<HeartOff aria-hidden />} title={t("emptyList")}>
							{all}
						</EmptyState>
					}
				/>
			</div>
		</>
	);
}
