"use client";

import { useTranslations } from "next-intl";
import { useMemo, useRef } from "react";
import type { Selection } from "#components/gallery/use-selection.ts";
import { Button } from "#components/ui/button.tsx";
import { NearEnd } from "#components/ui/near-end.tsx";
import { Skeleton } from "#components/ui/skeleton.tsx";
import { useNear } from "#components/ui/use-near.ts";
import type { Sheet } from "#lib/client/batch-types.ts";
import { useErrorText } from "#lib/client/use-error-text.ts";
import { aspectOf } from "#lib/core/photo-rows.ts";
import { GroupTile } from "./group-tile.tsx";
import { useSheetLightbox } from "./use-sheet-lightbox.ts";
import { useSheets } from "./use-sheets.ts";

export interface PhotoActions {
	move: (sheets: Sheet[]) => void;
	mark: (sheet: Sheet) => void;
	unmark: () => void;
	putBack: (sheets: Sheet[]) => void;
}

interface GroupPhotosProps {
	batchId: string;
	/** A card's id, or "none" for what comes before the first card. */
	groupId: string;
	/** How many there are. */
	count: number;
	label: string;
	selection: Selection<Sheet>;
	actions: PhotoActions;
}

const TILE = "h-26 sm:h-36";

const cardFirst = (sheets: readonly Sheet[]) =>
	sheets.toSorted((a, b) => Number(b.card) - Number(a.card));

/** The photos of one group: asked for, and in the document, while they are near the reader's view. */
export function GroupPhotos(props: GroupPhotosProps) {
	const place = useRef<HTMLDivElement>(null);
	const { near, height } = useNear(place);
	return (
		<div ref={place} style={near || height === 0 ? undefined : { height }} className="min-h-26">
			{near ? <Photos {...props} /> : null}
		</div>
	);
}

function Photos({ batchId, groupId, count, label, selection, actions }: GroupPhotosProps) {
	const t = useTranslations("common");
	const errorText = useErrorText();
	const shown = useSheets(batchId, { group: groupId }, count);
	const openSheet = useSheetLightbox(shown);
	const { query, loadMore } = shown;
	// A photo that was moved here from before the card still comes after it.
	const sheets = useMemo(() => cardFirst(shown.sheets), [shown.sheets]);
	if (query.isPending) return <Skeleton className={`${TILE} w-full max-w-120`} />;
	if (query.isError && sheets.length === 0)
		return (
			<div role="alert" className="flex flex-wrap items-center gap-4 py-6 text-sm">
				{errorText(query.error)}
				<Button size="sm" onClick={() => query.refetch()}>
					{t("retry")}
				</Button>
			</div>
		);
	return (
		<>
			<ul aria-label={label} className="flex flex-wrap gap-0.5 sm:gap-1">
				{sheets.map((sheet) => (
					<li
						key={sheet.id}
						className={TILE}
						style={{ aspectRatio: Math.max(0.66, aspectOf(sheet)) }}
					>
						<GroupTile
							sheet={sheet}
							total={count}
							chosen={selection.has(sheet.id)}
							choosing={selection.items.length > 0 && !sheet.card}
							onOpen={() => openSheet(sheet.id)}
							onChoose={(range) => selection.toggle(sheet, sheets, range)}
							menu={{
								onMove: () => actions.move([sheet]),
								onCard: () => actions.mark(sheet),
								onUnmark: actions.unmark,
								onPutBack: () => actions.putBack([sheet]),
							}}
						/>
					</li>
				))}
			</ul>
			{query.hasNextPage ? <NearEnd key={sheets.length} onNear={loadMore} /> : null}
		</>
	);
}
