"use client";

import { useTranslations } from "next-intl";
import {
	type KeyboardEvent,
	memo,
	type ReactNode,
	type Ref,
	useImperativeHandle,
	useLayoutEffect,
	useRef,
} from "react";
import { Button } from "#components/ui/button.tsx";
import { nextPlace, type PlacedSegment, segmentsBetween } from "#lib/client/gallery-place.ts";
import { rowOptions } from "#lib/core/photo-segments.ts";
import type { Photo } from "#lib/media/media.schema.ts";
import type { TileBox } from "./photo-grid.tsx";
import { useGridAnchor } from "./use-grid-anchor.ts";
import { useGridView, useNearPhotos, type View } from "./use-grid-view.ts";
import type { Shown } from "./use-photos.ts";
import { usePlace } from "./use-place.ts";
import { useReveal } from "./use-reveal.ts";

type RenderTile = (photo: Photo, box: TileBox) => ReactNode;

/** What others ask of a grid. */
export interface GridHandle {
	/** Scrolls to the photo of a place, where it is not in view. */
	reveal: (index: number) => void;
}

interface SegmentGridProps {
	shown: Shown;
	label: string;
	/** The same function while it renders the same. */
	renderTile: RenderTile;
	ref?: Ref<GridHandle>;
}

/**
 * A gallery as justified rows, ten thousand photos as smooth as ten: its height is known at once, photos
 * are asked for where the reader is, and only rows in view are in the document.
 */
export function SegmentGrid({ shown, label, renderTile, ref }: SegmentGridProps) {
	const list = useRef<HTMLUListElement>(null);
	const { width, top } = usePlace(list);
	const { place, setWidth, setNear, total } = shown;
	// Before anything is painted, so that who comes back sees the photos at once.
	useLayoutEffect(() => {
		if (width > 0) setWidth(width);
	}, [width, setWidth]);
	useGridAnchor(place, top, JSON.stringify(shown.gallery));
	const view = useGridView(top, place);
	useNearPhotos(place, view, setNear);
	const { reveal, focus } = useReveal(list, place, top);
	useImperativeHandle(ref, () => ({ reveal }), [reveal]);
	const onKeyDown = (event: KeyboardEvent) => {
		const tile = (event.target as HTMLElement).closest<HTMLElement>("[data-photo], [data-index]");
		const index = tile?.closest<HTMLElement>("[data-index]")?.dataset.index;
		// A menu that stands on a photo has keys of its own.
		if (tile !== event.target || index === undefined || !place) return;
		const next = nextPlace(place, Number(index), event.key);
		if (next === null) return;
		event.preventDefault();
		focus(next);
	};
	return (
		<ul
			ref={list}
			aria-label={label}
			onKeyDown={onKeyDown}
			className="relative [overflow-anchor:none]"
			// Until it is measured it takes the screen, so that what follows does not jump away.
			style={{ height: place?.height ?? "100vh" }}
		>
			{place && view
				? segmentsBetween(place, view.from, view.to).map((segment) =>
						segment.content ? (
							<SegmentRows
								key={segment.cursor}
								{...{ segment, width: place.width, total, view, renderTile }}
							/>
						) : (
							<Awaited key={segment.cursor} {...{ segment, width: place.width, shown }} />
						),
					)
				: null}
		</ul>
	);
}

interface SegmentProps {
	segment: PlacedSegment;
	/** Of the grid. */
	width: number;
}

interface SegmentRowsProps extends SegmentProps {
	total: number;
	view: View;
	renderTile: RenderTile;
}

function SegmentRows({ segment, width, total, view, renderTile }: SegmentRowsProps) {
	const { start, top, content } = segment;
	const { gap } = rowOptions(width);
	const inView = content?.rows.filter(
		(row) => top + row.top < view.to && top + row.top + row.height > view.from,
	);
	return inView?.flatMap((row) => {
		let left = 0;
		return row.widths.map((tileWidth, offset) => {
			const photo = content?.photos[row.start + offset];
			const x = left;
			left += tileWidth + gap;
			if (!photo) return null;
			const index = start + row.start + offset;
			return (
				<Tile
					key={photo.id}
					{...{ photo, index, total, renderTile, x, y: top + row.top }}
					width={tileWidth}
					height={row.height}
				/>
			);
		});
	});
}

interface TileProps extends TileBox {
	photo: Photo;
	total: number;
	x: number;
	y: number;
	renderTile: RenderTile;
}

const Tile = memo(function Tile({
	photo,
	index,
	total,
	x,
	y,
	width,
	height,
	renderTile,
}: TileProps) {
	return (
		<li
			aria-posinset={index + 1}
			aria-setsize={total}
			data-index={index}
			tabIndex={-1}
			className="absolute"
			style={{ top: y, left: x, width, height }}
		>
			{renderTile(photo, { index, width, height })}
		</li>
	);
});

/** The place of photos that are on their way. */
function Awaited({ segment, width, shown }: SegmentProps & { shown: Shown }) {
	const t = useTranslations();
	const { top, height } = segment;
	const { targetHeight, gap } = rowOptions(width);
	if (shown.failed)
		return (
			<li className="absolute inset-x-0 bg-sunken" style={{ top, height }}>
				<div
					role="alert"
					className="sticky top-1/3 flex flex-wrap items-center justify-center gap-4 py-10 text-sm"
				>
					{t("gallery.errorMore")}
					<Button size="sm" onClick={shown.retry}>
						{t("common.retry")}
					</Button>
				</div>
			</li>
		);
	const rows = `repeating-linear-gradient(var(--sunken) 0 ${targetHeight}px, transparent ${targetHeight}px ${targetHeight + gap}px)`;
	return (
		<li
			aria-hidden
			data-awaited={segment.start}
			className="absolute inset-x-0 motion-safe:animate-glow"
			style={{ top, height, backgroundImage: rows }}
		/>
	);
}
