"use client";

import type { ReactNode } from "react";
import { GridOf, LoadMore } from "./grid-states.tsx";
import { PhotoGrid } from "./photo-grid.tsx";
import { PhotoTile } from "./photo-tile.tsx";
import { usePhotoLightbox } from "./use-photo-lightbox.ts";
import type { usePhotos } from "./use-photos.ts";

interface PlainPhotosProps {
	shown: ReturnType<typeof usePhotos>;
	label: string;
	/** What stands there when there are none. */
	empty: ReactNode;
}

/** Photos to look at, and no more. */
export function PlainPhotos({ shown, label, empty }: PlainPhotosProps) {
	const { query, photos, total, loadMore } = shown;
	const openPhoto = usePhotoLightbox({ photos, total, hasMore: query.hasNextPage, loadMore });
	return (
		<GridOf query={query} count={photos.length} empty={empty}>
			<PhotoGrid
				photos={photos}
				total={total}
				label={label}
				onNearEnd={loadMore}
				renderTile={(photo, box) => (
					<PhotoTile photo={photo} box={box} total={total} onOpen={() => openPhoto(photo.id)} />
				)}
			/>
			<LoadMore query={query} total={total} />
		</GridOf>
	);
}
