"use client";

import { Download } from "lucide-react";
import { useTranslations } from "next-intl";
import { useMemo } from "react";
import { SelectionFrame } from "#components/gallery/selection-frame.tsx";
import type { Choosing } from "#components/gallery/use-choosing.ts";
import { Button } from "#components/ui/button.tsx";
import type { DownloadChoice } from "#lib/downloads/downloads.schema.ts";
import type { Photo } from "#lib/media/media.schema.ts";
import { ShareButton } from "./share-button.tsx";

interface ChosenPhotosProps {
	choosing: Choosing<Photo>;
	/** Of so many. */
	total: number;
	onDownload: (choice: DownloadChoice) => void;
}

/** How many photos are chosen and what can be done with them; floats while choosing. */
export function ChosenPhotos({ choosing, total, onDownload }: ChosenPhotosProps) {
	const t = useTranslations("download");
	const { items } = choosing;
	const ids = useMemo(() => items.map(({ id }) => id), [items]);
	if (!choosing.active) return null;
	return (
		<SelectionFrame
			label={t("chosenLabel")}
			state={t("chosen", { count: ids.length, total })}
			clearLabel={t("clear")}
			onClear={choosing.leave}
		>
			<ShareButton photos={items} />
			<Button
				look="primary"
				disabled={ids.length === 0}
				aria-label={t("chosenDownload")}
				onClick={() => onDownload({ photo_ids: ids })}
			>
				<Download aria-hidden />
				<span className="max-sm:hidden">{t("open")}</span>
			</Button>
		</SelectionFrame>
	);
}
