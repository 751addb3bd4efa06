"use client";

import { Hourglass } from "lucide-react";
import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { EmptyState } from "#components/ui/empty-state.tsx";
import type { GalleryView } from "#lib/client/gallery-address.ts";
import { type GuestMay, GuestPhotos } from "./guest-photos.tsx";
import type { Favourites } from "./use-favourites.ts";
import { usePhotos } from "./use-photos.ts";

interface GuestAlbumProps {
	eventId: string;
	view: GalleryView;
	/** Stands above its photos. */
	aside: ReactNode;
	favourites: Favourites;
	may: GuestMay;
}

export function GuestAlbum({ eventId, view, aside, favourites, may }: GuestAlbumProps) {
	const t = useTranslations();
	const { album, order } = view;
	const whole = album === "all" ? ({ all: true } as const) : { album };
	const shown = usePhotos(eventId, album, { waits: true, order });
	return (
		<GuestPhotos
			{...{ eventId, aside, favourites, may }}
			whole={whole}
			shown={shown}
			label={t(`albums.${album}`)}
			empty={
				<EmptyState
					icon={<Hourglass aria-hidden />}
					title={t("gallery.emptyTitle")}
					body={
						<>
							{t("gallery.emptyBody")} {may.upload ? t("gallery.emptyUpload") : null}
						</>
					}
				/>
			}
		/>
	);
}
