"use client";

import { clsx } from "clsx";
import { FolderInput, PencilLine, QrCode, SquareSlash, Undo2 } from "lucide-react";
import { useTranslations } from "next-intl";
import { TileChoice } from "#components/gallery/tile-choice.tsx";
import { TileMenu } from "#components/gallery/tile-menu.tsx";
import { DropdownMenuItem } from "#components/ui/dropdown-menu.tsx";
import type { Sheet } from "#lib/client/batch-types.ts";
import { SheetPicture } from "./sheet-picture.tsx";
import { useSheetWords } from "./use-sheet-words.ts";

interface GroupTileProps {
	sheet: Sheet;
	total: number;
	chosen: boolean;
	/** Something is chosen: then a click chooses too. */
	choosing: boolean;
	onOpen: () => void;
	onChoose: (range: boolean) => void;
	menu: { onMove: () => void; onCard: () => void; onUnmark: () => void; onPutBack: () => void };
}

/** Pixels; what a tile of a group is wide, more or less. */
const WIDTH = 160;

/** A photo of a group: seen large, chosen, or put right by its menu. */
export function GroupTile(props: GroupTileProps) {
	const { sheet, total, chosen, choosing, onOpen, onChoose, menu } = props;
	const t = useTranslations("batches.groups");
	const { label } = useSheetWords(total);
	return (
		<div className={clsx("group relative size-full", chosen && "outline-3 outline-ink")}>
			<button
				type="button"
				aria-label={label(sheet)}
				data-photo={sheet.id}
				onClick={(event) => (choosing ? onChoose(event.shiftKey) : onOpen())}
				className="relative block size-full overflow-hidden outline-offset-[-3px]"
			>
				<SheetPicture brief sheet={sheet} width={WIDTH} eager={false} />
				<Marks sheet={sheet} />
			</button>
			{sheet.card ? null : (
				<TileChoice
					label={t("choose", { name: sheet.name })}
					chosen={chosen}
					choosing={choosing}
					onChoose={onChoose}
				/>
			)}
			<GroupTileMenu sheet={sheet} menu={menu} />
		</div>
	);
}

function Marks({ sheet }: { sheet: Sheet }) {
	const t = useTranslations("batches.groups");
	if (!sheet.card && !sheet.corrected) return null;
	const Icon = sheet.card ? QrCode : PencilLine;
	return (
		<span className="absolute bottom-1.5 left-1.5 inline-flex items-center gap-1.5 rounded-photo bg-night/80 px-1.5 py-1 text-ivory text-xs">
			<Icon aria-hidden className="size-3.5" />
			<span className={sheet.card ? undefined : "sr-only"}>
				{sheet.card ? t("card") : t("byHand")}
			</span>
		</span>
	);
}

function GroupTileMenu({ sheet, menu }: Pick<GroupTileProps, "sheet" | "menu">) {
	const t = useTranslations("batches.groups");
	return (
		<TileMenu label={t("menu", { name: sheet.name })}>
			{sheet.card ? (
				<DropdownMenuItem onSelect={menu.onUnmark}>
					<SquareSlash aria-hidden />
					{t("unmark")}
				</DropdownMenuItem>
			) : (
				<>
					<DropdownMenuItem onSelect={menu.onMove}>
						<FolderInput aria-hidden />
						{t("move")}
					</DropdownMenuItem>
					<DropdownMenuItem onSelect={menu.onCard}>
						<QrCode aria-hidden />
						{t("mark")}
					</DropdownMenuItem>
				</>
			)}
			{sheet.corrected && !sheet.card ? (
				<DropdownMenuItem onSelect={menu.onPutBack}>
					<Undo2 aria-hidden />
					{t("back")}
				</DropdownMenuItem>
			) : null}
		</TileMenu>
	);
}
