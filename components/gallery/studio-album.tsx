"use client";

import { ImagePlus } from "lucide-react";
import { useTranslations } from "next-intl";
import { useCallback, useRef, useState } from "react";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { AddPhotosMenu } from "#components/upload/add-photos-menu.tsx";
import type { Gathered } from "#lib/client/dropped-files.ts";
import type { AlbumName, EventFull } from "#lib/events/events.schema.ts";
import type { Photo } from "#lib/media/media.schema.ts";
import { DeletePhoto } from "./delete-photo.tsx";
import { GridEnd, GridOf } from "./grid-states.tsx";
import type { TileBox } from "./photo-grid.tsx";
import { type GridHandle, SegmentGrid } from "./segment-grid.tsx";
import { StudioTile } from "./studio-tile.tsx";
import { useGalleryLightbox } from "./use-gallery-lightbox.ts";
import type { Shown } from "./use-photos.ts";

interface StudioAlbumProps {
	event: EventFull;
	album: AlbumName;
	/** The album's photos. */
	shown: Shown;
	onGathered: (gathered: Gathered) => void;
}

export function StudioAlbum({ event, album, shown, onGathered }: StudioAlbumProps) {
	const t = useTranslations();
	const { query, total } = shown;
	const [doomed, setDoomed] = useState<Photo | null>(null);
	const grid = useRef<GridHandle>(null);
	const open = useGalleryLightbox({ shown, grid });
	const renderTile = useCallback(
		(photo: Photo, box: TileBox) => (
			<StudioTile
				{...{ photo, box, total }}
				onOpen={() => open({ index: box.index })}
				onDelete={() => setDoomed(photo)}
			/>
		),
		[total, open],
	);
	return (
		<GridOf
			query={query}
			count={total}
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
			<SegmentGrid ref={grid} label={t(`albums.${album}`)} {...{ shown, renderTile }} />
			<GridEnd total={total} />
			<DeletePhoto eventId={event.id} photo={doomed} onClose={() => setDoomed(null)} />
		</GridOf>
	);
}
