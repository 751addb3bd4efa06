"use client";

import { ImagePlus } from "lucide-react";
import { useTranslations } from "next-intl";
import { useCallback, useRef, useState } from "react";
import { PhotoTools } from "#components/downloads/photo-tools.tsx";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { AddPhotosMenu } from "#components/upload/add-photos-menu.tsx";
import type { Gathered } from "#lib/client/dropped-files.ts";
import type { AlbumName, EventFull } from "#lib/events/events.schema.ts";
import type { Photo } from "#lib/media/media.schema.ts";
import { ChoosableTile } from "./choosable-tile.tsx";
import { DeletePhoto } from "./delete-photo.tsx";
import { GridEnd, GridOf } from "./grid-states.tsx";
import type { TileBox } from "./photo-grid.tsx";
import { type GridHandle, SegmentGrid } from "./segment-grid.tsx";
import { StudioTile } from "./studio-tile.tsx";
import { useChoosing } from "./use-choosing.ts";
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
	const { query, total, photos } = shown;
	const [doomed, setDoomed] = useState<Photo | null>(null);
	const choosing = useChoosing<Photo>();
	const grid = useRef<GridHandle>(null);
	const open = useGalleryLightbox({ shown, grid });
	const renderTile = useCallback(
		(photo: Photo, box: TileBox) => (
			<ChoosableTile {...{ photo, photos, choosing }} onOpen={() => open({ index: box.index })}>
				{(onOpen) => (
					<StudioTile {...{ photo, box, total, onOpen }} onDelete={() => setDoomed(photo)} />
				)}
			</ChoosableTile>
		),
		[total, photos, choosing, open],
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
			<PhotoTools eventId={event.id} whole={{ album }} total={total} choosing={choosing} />
			<SegmentGrid ref={grid} label={t(`albums.${album}`)} {...{ shown, renderTile }} />
			<GridEnd total={total} />
			<DeletePhoto mayUndo eventId={event.id} photo={doomed} onClose={() => setDoomed(null)} />
		</GridOf>
	);
}
