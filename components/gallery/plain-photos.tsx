"use client";

import type { ReactNode } from "react";
import type { Photo } from "#lib/media/media.schema.ts";
import { GridOf, LoadMore } from "./grid-states.tsx";
import { PhotoGrid, type TileBox } from "./photo-grid.tsx";
import { PhotoTile } from "./photo-tile.tsx";
import type { Favourites } from "./use-favourites.ts";
import { usePhotoLightbox } from "./use-photo-lightbox.ts";
import type { usePhotos } from "./use-photos.ts";

interface PlainPhotosProps {
	shown: Pick<ReturnType<typeof usePhotos>, "query" | "photos" | "total" | "loadMore">;
	label: string;
	/** What stands there when there are none. */
	empty: ReactNode;
	/** Of the guest who looks: with a heart in the viewer. */
	favourites?: Favourites;
	/** Where a tile is more than its picture. */
	renderTile?: (photo: Photo, box: TileBox, onOpen: () => void) => ReactNode;
}

/** Photos to look at. */
export function PlainPhotos({ shown, label, empty, favourites, renderTile }: PlainPhotosProps) {
	const { query, photos, total, loadMore } = shown;
	const openPhoto = usePhotoLightbox({
		...{ photos, total, loadMore },
		hasMore: query.hasNextPage,
		...(favourites ? { favourites } : {}),
	});
	return (
		<GridOf query={query} count={photos.length} empty={empty}>
			<PhotoGrid
				photos={photos}
				total={total}
				label={label}
				onNearEnd={loadMore}
				renderTile={(photo, box) => {
					const open = () => openPhoto(photo.id);
					return (
						renderTile?.(photo, box, open) ?? (
							<PhotoTile photo={photo} box={box} total={total} onOpen={open} />
						)
					);
				}}
			/>
			<LoadMore query={query} total={total} />
		</GridOf>
	);
}
