"use client";

import { Hourglass } from "lucide-react";
import { useTranslations } from "next-intl";
import { EmptyState } from "#components/ui/empty-state.tsx";
import type { AlbumChoice } from "#lib/client/photos.queries.ts";
import { PlainPhotos } from "./plain-photos.tsx";
import { usePhotos } from "./use-photos.ts";

interface GuestAlbumProps {
	eventId: string;
	album: AlbumChoice;
	mayUpload: boolean;
}

export function GuestAlbum({ eventId, album, mayUpload }: GuestAlbumProps) {
	const t = useTranslations();
	const shown = usePhotos(eventId, album, { waits: true });
	return (
		<PlainPhotos
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
