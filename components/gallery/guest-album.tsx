"use client";

import { Hourglass } from "lucide-react";
import { useTranslations } from "next-intl";
import { EmptyState } from "#components/ui/empty-state.tsx";
import type { AlbumChoice } from "#lib/client/photos.queries.ts";
import { GuestPhotos } from "./guest-photos.tsx";
import type { Favourites } from "./use-favourites.ts";
import { usePhotos } from "./use-photos.ts";

interface GuestAlbumProps {
	eventId: string;
	album: AlbumChoice;
	favourites: Favourites;
	mayUpload: boolean;
}

export function GuestAlbum({ eventId, album, favourites, mayUpload }: GuestAlbumProps) {
	const t = useTranslations();
	const shown = usePhotos(eventId, album, { waits: true });
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
