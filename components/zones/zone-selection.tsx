"use client";

import { FolderInput, Trash2 } from "lucide-react";
import { useTranslations } from "next-intl";
import { SelectionFrame } from "#components/gallery/selection-frame.tsx";
import { Button } from "#components/ui/button.tsx";

interface ZoneSelectionProps {
	count: number;
	/** Files of the event. */
	total: number;
	busy: boolean;
	onMove: () => void;
	onRemove: () => void;
	onClear: () => void;
}

/** What can be done with the chosen files; floats while there are any. */
export function ZoneSelection({ count, total, busy, ...on }: ZoneSelectionProps) {
	const t = useTranslations("zones");
	if (count === 0) return null;
	return (
		<SelectionFrame
			label={t("chosenLabel")}
			state={t("chosen", { count, total })}
			clearLabel={t("clear")}
			onClear={on.onClear}
		>
			<Button
				look="quiet"
				disabled={busy}
				aria-label={t("remove")}
				onClick={on.onRemove}
				className="max-sm:w-10 max-sm:px-0"
			>
				<Trash2 aria-hidden />
				<span className="max-sm:hidden">{t("remove")}</span>
			</Button>
			<Button look="primary" busy={busy} onClick={on.onMove}>
				<FolderInput aria-hidden />
				{t("move")}
			</Button>
		</SelectionFrame>
	);
}
