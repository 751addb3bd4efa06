"use client";

import { Hourglass } from "lucide-react";
import { useTranslations } from "next-intl";
import { EmptyState } from "#components/ui/empty-state.tsx";
import type { GalleryView } from "#lib/client/gallery-address.ts";
import { GuestPhotos } from "./guest-photos.tsx";
import type { Favourites } from "./use-favourites.ts";
import { usePhotos } from "./use-photos.ts";

interface GuestAlbumProps {
	eventId: string;
	view: GalleryView;
	favourites: Favourites;
	mayUpload: boolean;
}

export function GuestAlbum({ eventId, view, favourites, mayUpload }: GuestAlbumProps) {
	const t = useTranslations();
	const { album, order } = view;
	const shown = usePhotos(eventId, album, { waits: true, order });
	return (
		<GuestPhotos
			{...{ eventId, favourites, mayUpload }}
			shown={shown}
			label={t(`albums.${album}`)}
			empty={
				<EmptyState
					icon={<Hourglass aria-hidden />}
					title={t("gallery.emptyTitle")}
					body={
						<>
							{t("gallery.emptyBody")} {mayUpload ? t("gallery.emptyUpload") : null}
						</>
					}
				/>
			}
		/>
	);
}
