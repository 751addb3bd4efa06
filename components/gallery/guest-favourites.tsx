"use client";

import { Heart } from "lucide-react";
import { useTranslations } from "next-intl";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { type GuestMay, GuestPhotos } from "./guest-photos.tsx";
import { ShareFavourites } from "./share-favourites.tsx";
import type { Favourites } from "./use-favourites.ts";
import { usePhotos } from "./use-photos.ts";

interface GuestFavouritesProps {
	eventId: string;
	favourites: Favourites;
	may: GuestMay;
}

/** What a guest has given a heart, and the way to show it to others. */
export function GuestFavourites({ eventId, favourites, may }: GuestFavouritesProps) {
	const t = useTranslations("favourites");
	const shown = usePhotos(eventId, { favourites: "mine" }, { waits: false });
	return (
		<GuestPhotos
			{...{ eventId, favourites, may }}
			shown={shown}
			label={t("title")}
			aside={
				favourites.count > 0 ? <ShareFavourites eventId={eventId} favourites={favourites} /> : null
			}
			empty={
				<EmptyState icon={<Heart aria-hidden />} title={t("noneTitle")} body={t("noneBody")} />
			}
		/>
	);
}
