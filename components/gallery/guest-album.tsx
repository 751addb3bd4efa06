"use client";

import { Hourglass } from "lucide-react";
import { useTranslations } from "next-intl";
import { EmptyState } from "#components/ui/empty-state.tsx";
import type { AlbumChoice } from "#lib/client/photos.queries.ts";
import { GridOf, LoadMore } from "./grid-states.tsx";
import { PhotoGrid } from "./photo-grid.tsx";
import { PhotoTile } from "./photo-tile.tsx";
import { usePhotoLightbox } from "./use-photo-lightbox.ts";
import { usePhotos } from "./use-photos.ts";

interface GuestAlbumProps {
	eventId: string;
	album: AlbumChoice;
	mayUpload: boolean;
}

export function GuestAlbum({ eventId, album, mayUpload }: GuestAlbumProps) {
	const t = useTranslations();
	const { query, photos, total, loadMore } = usePhotos(eventId, album, { waits: true });
	const openPhoto = usePhotoLightbox({ photos, total, hasMore: query.hasNextPage, loadMore });
	return (
		<GridOf
			query={query}
			count={photos.length}
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
		>
			<PhotoGrid
				photos={photos}
				total={total}
				label={t(`albums.${album}`)}
				onNearEnd={loadMore}
				renderTile={(photo, box) => (
					<PhotoTile photo={photo} box={box} total={total} onOpen={() => openPhoto(photo.id)} />
				)}
			/>
			<LoadMore query={query} total={total} />
		</GridOf>
	);
}
