"use client";

import { FolderInput, QrCode } from "lucide-react";
import { useTranslations } from "next-intl";
import { SelectionFrame } from "#components/gallery/selection-frame.tsx";
import { Button } from "#components/ui/button.tsx";
import type { Sheet } from "#lib/client/batch-types.ts";

interface SelectionBarProps {
	sheets: readonly Sheet[];
	/** Photos of the batch. */
	total: number;
	/** How many of them are moved by now; null while none is being. */
	moving: number | null;
	onMove: () => void;
	onMark: (sheet: Sheet) => void;
	onClear: () => void;
}

/** What can be done with the chosen photos; floats while there are any. */
export function SelectionBar({ sheets, total, moving, ...on }: SelectionBarProps) {
	const t = useTranslations("batches.groups");
	const [only, ...others] = sheets;
	if (!only) return null;
	const count = sheets.length;
	return (
		<SelectionFrame
			label={t("chosenLabel")}
			state={
				moving === null
					? t("chosen", { count, total })
					: t("moving", { done: moving, total: count })
			}
			clearLabel={t("clear")}
			onClear={on.onClear}
		>
			{others.length === 0 ? (
				<Button
					look="quiet"
					disabled={moving !== null}
					aria-label={t("mark")}
					onClick={() => on.onMark(only)}
					className="max-sm:w-10 max-sm:px-0"
				>
					<QrCode aria-hidden />
					<span className="max-sm:hidden">{t("mark")}</span>
				</Button>
			) : null}
			<Button look="primary" busy={moving !== null} onClick={on.onMove}>
				<FolderInput aria-hidden />
				{t("move")}
			</Button>
		</SelectionFrame>
	);
}
