"use client";

import { QrCode } from "lucide-react";
import type { TileBox } from "#components/gallery/photo-grid.tsx";
import type { Sheet } from "#lib/client/batch-types.ts";
import { photoSource } from "#lib/client/photo-source.ts";
import { SheetPicture } from "./sheet-picture.tsx";
import { useSheetWords } from "./use-sheet-words.ts";

interface SheetTileProps {
	sheet: Sheet;
	box: TileBox;
	total: number;
	onOpen: () => void;
}

const FIRST_SCREEN = 8;

/** A sheet in the grid: opens large, shows what its code says, and its size when pointed at. */
export function SheetTile({ sheet, box, total, onOpen }: SheetTileProps) {
	const { label, measures } = useSheetWords(total);
	const picture = <SheetPicture sheet={sheet} width={box.width} eager={box.index < FIRST_SCREEN} />;
	if (!photoSource(sheet)) return <div className="relative size-full">{picture}</div>;
	return (
		<button
			type="button"
			aria-label={`${label(sheet)}. ${measures(sheet)}`}
			onClick={onOpen}
			data-photo={sheet.id}
			className="group @container relative block size-full cursor-zoom-in overflow-hidden outline-offset-[-3px] focus-visible:z-10"
		>
			{picture}
			<CodeChip codes={sheet.qr} />
			<span className="absolute inset-x-0 bottom-0 grid gap-0.5 bg-night/80 px-2 py-1.5 text-left text-ivory text-xs opacity-0 transition-opacity duration-150 group-hover:opacity-100 group-focus-visible:opacity-100">
				<span className="truncate font-medium">{sheet.name}</span>
				<span className="tabular truncate">{measures(sheet)}</span>
			</span>
		</button>
	);
}

/** What the codes on a picture say. */
export function CodeChip({ codes }: { codes: readonly string[] }) {
	if (codes.length === 0) return null;
	return (
		<span className="tabular absolute top-1.5 left-1.5 inline-flex max-w-[calc(100%-0.75rem)] items-center gap-1.5 rounded-photo bg-night/80 px-2 py-1 text-ivory text-xs @max-[8rem]:px-1.5">
			<QrCode aria-hidden className="size-3.5 shrink-0 @max-[8rem]:hidden" />
			<span className="truncate">{codes.join(", ")}</span>
		</span>
	);
}
