"use client";

import { FolderInput, QrCode, X } from "lucide-react";
import { useTranslations } from "next-intl";
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
		<div
			role="toolbar"
			aria-label={t("chosenLabel")}
			className="fixed inset-x-3 bottom-[calc(4.75rem+env(safe-area-inset-bottom))] z-30 mx-auto flex w-fit max-w-[calc(100%-1.5rem)] items-center gap-1 sm:gap-2 rounded-panel border border-line bg-raised p-2 pl-4 shadow-float motion-safe:animate-rise md:bottom-6 md:left-23"
		>
			<p role="status" className="tabular mr-2 flex-1 whitespace-nowrap text-sm">
				{moving === null
					? t("chosen", { count, total })
					: t("moving", { done: moving, total: count })}
			</p>
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
			<Button look="quiet" size="icon" aria-label={t("clear")} onClick={on.onClear}>
				<X aria-hidden />
			</Button>
		</div>
	);
}
