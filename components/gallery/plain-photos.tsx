"use client";

import { type ReactNode, useCallback, useRef } from "react";
import { onDemand } from "#components/ui/on-demand.tsx";
import { withOpenPhoto } from "#lib/client/gallery-address.ts";
import type { Photo } from "#lib/media/media.schema.ts";
import { GridEnd, GridOf } from "./grid-states.tsx";
import type { TileBox } from "./photo-grid.tsx";
import { PhotoTile } from "./photo-tile.tsx";
import { type GridHandle, SegmentGrid } from "./segment-grid.tsx";
import type { Favourites } from "./use-favourites.ts";
import { useGalleryLightbox } from "./use-gallery-lightbox.ts";
import { useOpenPhoto } from "./use-open-photo.ts";
import type { Shown } from "./use-photos.ts";

/** With fewer photos one is anywhere soon. */
const WORTH_IT = 200;
const GridScrubber = onDemand(async () => (await import("./grid-scrubber.tsx")).GridScrubber);

interface PlainPhotosProps {
	shown: Shown;
	label: string;
	/** What stands there when there are none. */
	empty: ReactNode;
	/** Each photo has an address, by which it can be shared. */
	addressed?: boolean;
	/** Of the guest who looks: with a heart in the viewer. */
	favourites?: Favourites;
	/** Where a tile is more than its picture. */
	renderTile?: (photo: Photo, box: TileBox, onOpen: () => void) => ReactNode;
}

const addressOf = (photo: Photo | null) => withOpenPhoto(window.location.href, photo?.id ?? null);

/** Photos to look at. */
export function PlainPhotos(props: PlainPhotosProps) {
	const { shown, label, empty, addressed = false, favourites, renderTile } = props;
	const { query, total } = shown;
	const grid = useRef<GridHandle>(null);
	const open = useGalleryLightbox({
		...{ shown, grid, favourites },
		addressOf: addressed ? addressOf : undefined,
	});
	useOpenPhoto({ enabled: addressed, shown, grid, open });
	const tileOf = useCallback(
		(photo: Photo, box: TileBox) => {
			const onOpen = () => open({ index: box.index });
			return renderTile?.(photo, box, onOpen) ?? <PhotoTile {...{ photo, box, total, onOpen }} />;
		},
		[total, open, renderTile],
	);
	return (
		<GridOf query={query} count={total} empty={empty}>
			<GridScrubber wanted={total >= WORTH_IT && shown.gallery.order !== "arrived"} shown={shown} />
			<SegmentGrid ref={grid} {...{ shown, label }} renderTile={tileOf} />
			<GridEnd total={total} />
		</GridOf>
	);
}
