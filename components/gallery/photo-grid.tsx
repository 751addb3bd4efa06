"use client";

import { useWindowVirtualizer } from "@tanstack/react-virtual";
import { type ReactNode, useEffect, useMemo, useRef } from "react";
import { aspectOf, heightOfRows, type PhotoRow, packRows } from "#lib/core/photo-rows.ts";
import { rowOptions } from "#lib/core/photo-segments.ts";
import { usePlace } from "./use-place.ts";

export interface TileBox {
	index: number;
	width: number;
	height: number;
}

/** What a grid has to know of a picture to give it its place. */
interface Placed {
	id: string;
	width: number | null;
	height: number | null;
}

interface PhotoGridProps<T extends Placed> {
	photos: readonly T[];
	/** Of how many, those not loaded yet included. */
	total: number;
	label: string;
	renderTile: (photo: T, box: TileBox) => ReactNode;
	/** Rows at most, full ones alone. */
	mostRows?: number | undefined;
	/** Called as the reader nears the end of what is loaded. */
	onNearEnd?: () => void;
}

const ROWS_AHEAD = 3;

/** Justified rows, of which only those in view are in the document: ten thousand photos stay smooth. */
export function PhotoGrid<T extends Placed>(props: PhotoGridProps<T>) {
	const { photos, total, label, renderTile, mostRows, onNearEnd } = props;
	const list = useRef<HTMLUListElement>(null);
	const { width, top } = usePlace(list);
	const { gap } = rowOptions(width);
	const rows = useMemo(
		() => packRows(photos.map(aspectOf), rowOptions(width)).slice(0, mostRows),
		[photos, width, mostRows],
	);
	const virtualizer = useWindowVirtualizer({
		count: rows.length,
		estimateSize: (index) => (rows[index]?.height ?? 0) + gap,
		overscan: 4,
		scrollMargin: top,
	});
	// biome-ignore lint/correctness/useExhaustiveDependencies: other rows, other sizes
	useEffect(() => virtualizer.measure(), [rows, virtualizer]);
	const visible = virtualizer.getVirtualItems();
	const last = visible.at(-1)?.index ?? -1;
	useEffect(() => {
		if (rows.length > 0 && last >= rows.length - 1 - ROWS_AHEAD) onNearEnd?.();
	}, [last, rows.length, onNearEnd]);

	return (
		<ul
			ref={list}
			aria-label={label}
			className="relative"
			// Until it is measured it takes the screen, so that what follows does not jump away.
			style={{ height: width === 0 ? "100vh" : heightOfRows(rows) }}
		>
			{visible.map(({ index }) => {
				const row = rows[index];
				return row ? tilesOf(row, { photos, total, renderTile }, gap) : null;
			})}
		</ul>
	);
}

function tilesOf<T extends Placed>(
	row: PhotoRow,
	{ photos, total, renderTile }: Pick<PhotoGridProps<T>, "photos" | "total" | "renderTile">,
	gap: number,
) {
	let left = 0;
	return row.widths.map((width, offset) => {
		const index = row.start + offset;
		const photo = photos[index];
		const x = left;
		left += width + gap;
		if (!photo) return null;
		return (
			<li
				key={photo.id}
				aria-posinset={index + 1}
				aria-setsize={total}
				className="absolute"
				style={{ top: row.top, left: x, width, height: row.height }}
			>
				{renderTile(photo, { index, width, height: row.height })}
			</li>
		);
	});
}
