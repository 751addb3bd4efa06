"use client";

import { ImagePlus } from "lucide-react";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { PhotoTools } from "#components/downloads/photo-tools.tsx";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { AddPhotosMenu } from "#components/upload/add-photos-menu.tsx";
import type { Gathered } from "#lib/client/dropped-files.ts";
import type { AlbumName, EventFull } from "#lib/events/events.schema.ts";
import type { Photo } from "#lib/media/media.schema.ts";
import { ChoosableTile } from "./choosable-tile.tsx";
import { DeletePhoto } from "./delete-photo.tsx";
import { GridOf, LoadMore } from "./grid-states.tsx";
import { PhotoGrid } from "./photo-grid.tsx";
import { StudioTile } from "./studio-tile.tsx";
import { useChoosing } from "./use-choosing.ts";
import { usePhotoLightbox } from "./use-photo-lightbox.ts";
import type { usePhotos } from "./use-photos.ts";

interface StudioAlbumProps {
	event: EventFull;
	album: AlbumName;
	/** The album's photos. */
	shown: ReturnType<typeof usePhotos>;
	onGathered: (gathered: Gathered) => void;
}

export function StudioAlbum({ event, album, shown, onGathered }: StudioAlbumProps) {
	const t = useTranslations();
	const { query, photos, total, loadMore } = shown;
	const [doomed, setDoomed] = useState<Photo | null>(null);
	const choosing = useChoosing<Photo>();
	const openPhoto = usePhotoLightbox({ photos, total, hasMore: query.hasNextPage, loadMore });
	return (
		<GridOf
			query={query}
			count={photos.length}
			empty={
				<EmptyState
					icon={<ImagePlus aria-hidden />}
					title={t("event.emptyTitle", { album: t(`albums.${album}`) })}
					body={t("event.emptyBody")}
				>
					<AddPhotosMenu onGathered={onGathered} />
				</EmptyState>
			}
		>
			<PhotoTools eventId={event.id} whole={{ album }} total={total} choosing={choosing} />
			<PhotoGrid
				photos={photos}
				total={total}
				label={t(`albums.${album}`)}
				onNearEnd={loadMore}
				renderTile={(photo, box) => (
					<ChoosableTile {...{ photo, photos, choosing }} onOpen={() => openPhoto(photo.id)}>
						{(open) => (
							<StudioTile
								photo={photo}
								box={box}
								total={total}
								onOpen={open}
								onDelete={() => setDoomed(photo)}
							/>
						)}
					</ChoosableTile>
				)}
			/>
			<LoadMore query={query} total={total} />
			<DeletePhoto eventId={event.id} photo={doomed} onClose={() => setDoomed(null)} />
		</GridOf>
	);
}
