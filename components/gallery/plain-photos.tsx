"use client";

import type { ReactNode } from "react";
import type { Photo } from "#lib/media/media.schema.ts";
import { ChoosableTile } from "./choosable-tile.tsx";
import { GridOf, LoadMore } from "./grid-states.tsx";
import { PhotoGrid } from "./photo-grid.tsx";
import { PhotoTile } from "./photo-tile.tsx";
import type { Choosing } from "./use-choosing.ts";
import { usePhotoLightbox } from "./use-photo-lightbox.ts";
import type { usePhotos } from "./use-photos.ts";

interface PlainPhotosProps {
	shown: ReturnType<typeof usePhotos>;
	label: string;
	/** Given, photos can be chosen. */
	choosing?: Choosing<Photo> | undefined;
	/** What stands there when there are none. */
	empty: ReactNode;
}

/** Photos to look at, and to choose from. */
export function PlainPhotos({ shown, label, choosing, empty }: PlainPhotosProps) {
	const { query, photos, total, loadMore } = shown;
	const openPhoto = usePhotoLightbox({ photos, total, hasMore: query.hasNextPage, loadMore });
	return (
		<GridOf query={query} count={photos.length} empty={empty}>
			<PhotoGrid
				photos={photos}
				total={total}
				label={label}
				onNearEnd={loadMore}
				renderTile={(photo, box) => {
					const open = () => openPhoto(photo.id);
					if (!choosing) return <PhotoTile {...{ photo, box, total }} onOpen={open} />;
					return (
						<ChoosableTile {...{ photo, photos, choosing }} onOpen={open}>
							{(choose) => <PhotoTile {...{ photo, box, total }} onOpen={choose} />}
						</ChoosableTile>
					);
				}}
			/>
			<LoadMore query={query} total={total} />
		</GridOf>
	);
}
