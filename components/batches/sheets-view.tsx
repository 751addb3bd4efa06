"use client";

import { Layers } from "lucide-react";
import { useTranslations } from "next-intl";
import { GridLoading, GridOf, LoadMore } from "#components/gallery/grid-states.tsx";
import { PhotoGrid } from "#components/gallery/photo-grid.tsx";
import { EmptyState } from "#components/ui/empty-state.tsx";
import type { Batch } from "#lib/client/batch-types.ts";
import { isRunning } from "#lib/client/polling.ts";
import { SheetTile } from "./sheet-tile.tsx";
import { useSheetLightbox } from "./use-sheet-lightbox.ts";
import { useLiveSheets } from "./use-sheets.ts";

/** Every sheet of a batch, in their order. */
export function SheetsView({ batch }: { batch: Batch }) {
	const t = useTranslations("batches");
	const shown = useLiveSheets(batch);
	const openSheet = useSheetLightbox(shown);
	const { query, sheets, total, loadMore } = shown;
	return (
		<GridOf
			query={query}
			count={sheets.length}
			empty={
				isRunning(batch) ? (
					<GridLoading />
				) : (
					<EmptyState icon={<Layers aria-hidden />} title={t("noSheets")} />
				)
			}
		>
			<PhotoGrid
				photos={sheets}
				total={total}
				label={t("view.all")}
				onNearEnd={loadMore}
				renderTile={(sheet, box) => (
					<SheetTile sheet={sheet} box={box} total={total} onOpen={() => openSheet(sheet.id)} />
				)}
			/>
			{isRunning(batch) ? null : <LoadMore query={query} total={total} />}
		</GridOf>
	);
}
