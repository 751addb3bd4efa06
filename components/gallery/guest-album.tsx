"use client";

import { Hourglass } from "lucide-react";
import { useTranslations } from "next-intl";
import { PhotoTools } from "#components/downloads/photo-tools.tsx";
import { EmptyState } from "#components/ui/empty-state.tsx";
import type { AlbumChoice } from "#lib/client/photos.queries.ts";
import type { Photo } from "#lib/media/media.schema.ts";
import { PlainPhotos } from "./plain-photos.tsx";
import { useChoosing } from "./use-choosing.ts";
import { usePhotos } from "./use-photos.ts";

interface GuestAlbumProps {
	eventId: string;
	album: AlbumChoice;
	mayUpload: boolean;
	mayDownload: boolean;
}

export function GuestAlbum({ eventId, album, mayUpload, mayDownload }: GuestAlbumProps) {
	const t = useTranslations();
	const shown = usePhotos(eventId, album, { waits: true });
	const choosing = useChoosing<Photo>();
	const whole = album === "all" ? ({ all: true } as const) : { album };
	const { total } = shown;
	return (
		<>
			{mayDownload ? <PhotoTools {...{ eventId, whole, total, choosing }} /> : null}
			<PlainPhotos
				shown={shown}
				label={t(`albums.${album}`)}
				choosing={mayDownload ? choosing : undefined}
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
		</>
	);
}
