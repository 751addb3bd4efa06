"use client";

import { useMemo } from "react";
import { useLightbox } from "#components/gallery/use-lightbox.ts";
import type { Sheet } from "#lib/client/batch-types.ts";
import { useSheetWords } from "./use-sheet-words.ts";
import type { useSheets } from "./use-sheets.ts";

/** Opens a sheet large, with its name, code and size. */
export function useSheetLightbox({ sheets, total, query, loadMore }: ReturnType<typeof useSheets>) {
	const { label, code, measures } = useSheetWords(total);
	const photos = useMemo(() => sheets.map(toViewable), [sheets]);
	return useLightbox({
		photos,
		total,
		hasMore: query.hasNextPage,
		loadMore,
		altOf: label,
		captionOf: (sheet) => [sheet.name, code(sheet), measures(sheet)],
	});
}

const toViewable = (sheet: Sheet) => ({
	...sheet,
	filename: sheet.name,
	animation_url: null,
	download_url: null,
});
