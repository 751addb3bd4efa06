"use client";

import { ImagePlus, SearchX } from "lucide-react";
import { useTranslations } from "next-intl";
import { type ReactNode, useCallback, useRef, useState } from "react";
import { BulkActions } from "#components/bulk/bulk-actions.tsx";
import { DownloadMatching } from "#components/downloads/download-matching.tsx";
import { PhotoTools } from "#components/downloads/photo-tools.tsx";
import { Button } from "#components/ui/button.tsx";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { AddPhotosMenu } from "#components/upload/add-photos-menu.tsx";
import type { Gathered } from "#lib/client/dropped-files.ts";
import { isFiltered, NO_FILTER, type PhotoFilterChoice } from "#lib/client/photo-filter.ts";
import type { EventFull } from "#lib/events/events.schema.ts";
import type { AlbumName } from "#lib/events/events.values.ts";
import type { Photo } from "#lib/media/media.schema.ts";
import { ChoosableTile } from "./choosable-tile.tsx";
import { DeletePhoto } from "./delete-photo.tsx";
import { GridEnd, GridOf } from "./grid-states.tsx";
import { PhotoFilterBar } from "./photo-filter-bar.tsx";
import type { TileBox } from "./photo-grid.tsx";
import { type GridHandle, SegmentGrid } from "./segment-grid.tsx";
import { StudioTile } from "./studio-tile.tsx";
import { type ChoosingPhotos, useChoosing } from "./use-choosing.ts";
import { useDragChoice } from "./use-drag-choice.ts";
import { useGalleryLightbox } from "./use-gallery-lightbox.ts";
import type { Shown } from "./use-photos.ts";

interface StudioAlbumProps {
	event: EventFull;
	album: AlbumName;
	/** The album's photos. */
	shown: Shown;
	/** What they were chosen by. */
	filter: PhotoFilterChoice;
	onFilter: (filter: PhotoFilterChoice) => void;
	onGathered: (gathered: Gathered) => void;
}

export function StudioAlbum(props: StudioAlbumProps) {
	const { event, album, shown, filter, onFilter } = props;
	const t = useTranslations();
	const { query, total } = shown;
	const [doomed, setDoomed] = useState<Photo | null>(null);
	const choosing = useChoosing(shown);
	const grid = useRef<GridHandle>(null);
	const open = useGalleryLightbox({ shown, grid });
	const renderTile = useCallback(
		(photo: Photo, box: TileBox) => (
			<ChoosableTile
				{...{ photo, choosing }}
				index={box.index}
				onOpen={() => open({ index: box.index })}
			>
				{(onOpen) => (
					<StudioTile {...{ photo, box, total, onOpen }} onDelete={() => setDoomed(photo)} />
				)}
			</ChoosableTile>
		),
		[total, choosing, open],
	);
	const filtered = isFiltered(filter);
	const inAlbum = event.albums.find(({ name }) => name === album)?.photo_count ?? 0;
	return (
		<>
			{filtered || total > 0 ? (
				<div className="flex flex-wrap items-start gap-x-4 gap-y-2 pb-3">
					<PhotoFilterBar eventId={event.id} filter={filter} onChange={onFilter} />
					{filtered ? (
						<div className="flex flex-wrap items-center gap-x-3">
							<p role="status" className={total > 0 ? "tabular text-ink-soft text-sm" : "sr-only"}>
								{t("photoFilter.found", { count: total, total: Math.max(inAlbum, total) })}
							</p>
							<DownloadMatching gallery={shown.gallery} total={total} />
						</div>
					) : null}
				</div>
			) : null}
			<GridOf
				query={query}
				count={total}
				empty={
					filtered ? <NothingFound onClear={() => onFilter(NO_FILTER)} /> : <NoPhotos {...props} />
				}
			>
				<PhotoTools
					eventId={event.id}
					whole={filtered ? null : { album }}
					total={total}
					choosing={choosing}
					actions={<BulkActions {...{ event, album, choosing }} />}
				/>
				<Draggable {...{ shown, choosing }}>
					<SegmentGrid ref={grid} label={t(`albums.${album}`)} {...{ shown, renderTile }} />
				</Draggable>
				<GridEnd total={total} />
				<DeletePhoto mayUndo eventId={event.id} photo={doomed} onClose={() => setDoomed(null)} />
			</GridOf>
		</>
	);
}

interface DraggableProps {
	shown: Shown;
	choosing: ChoosingPhotos;
	children: ReactNode;
}

/** A grid whose photos are chosen by dragging over them. */
function Draggable({ shown, choosing, children }: DraggableProps) {
	const box = useRef<HTMLDivElement>(null);
	return (
		<div ref={box} {...useDragChoice(box, shown, choosing)}>
			{children}
		</div>
	);
}

function NothingFound({ onClear }: { onClear: () => void }) {
	const t = useTranslations("photoFilter");
	return (
		<EmptyState icon={<SearchX aria-hidden />} title={t("noneTitle")} body={t("noneBody")}>
			<Button onClick={onClear}>{t("clear")}</Button>
		</EmptyState>
	);
}

function NoPhotos({ album, onGathered }: StudioAlbumProps) {
	const t = useTranslations();
	return (
		<EmptyState
			icon={<ImagePlus aria-hidden />}
			title={t("event.emptyTitle", { album: t(`albums.${album}`) })}
			body={<span className="[@media(hover:none)]:hidden">{t("event.emptyBody")}</span>}
		>
			<AddPhotosMenu onGathered={onGathered} />
		</EmptyState>
	);
}
