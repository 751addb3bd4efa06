"use client";

import { CheckCheck, Download } from "lucide-react";
import { useTranslations } from "next-intl";
import { type ReactNode, useMemo } from "react";
import { SelectionFrame } from "#components/gallery/selection-frame.tsx";
import { type ChoosingPhotos, useChoice } from "#components/gallery/use-choosing.ts";
import { Button } from "#components/ui/button.tsx";
import type { DownloadChoice } from "#lib/downloads/downloads.schema.ts";
import type { Photo } from "#lib/media/media.schema.ts";
import { ShareButton } from "./share-button.tsx";

interface ChosenPhotosProps {
	choosing: ChoosingPhotos;
	/** Of so many. */
	total: number;
	onDownload: (choice: DownloadChoice) => void;
	/** What else can be done with them. */
	children?: ReactNode;
}

const NONE: Photo[] = [];

/** How many photos are chosen and what can be done with them; floats while choosing. */
export function ChosenPhotos({ choosing, total, onDownload, children }: ChosenPhotosProps) {
	const t = useTranslations("download");
	const { items, active, asking } = useChoice(choosing);
	const known = useMemo(() => {
		const photos = [...items.values()].filter((photo) => photo !== null);
		return photos.length === items.size ? photos : NONE;
	}, [items]);
	if (!active) return null;
	const count = items.size;
	return (
		<SelectionFrame
			label={t("chosenLabel")}
			state={asking ? t("choosing") : t("chosen", { count, total: Math.max(count, total) })}
			clearLabel={t("clear")}
			onClear={choosing.leave}
		>
			{count < total ? (
				<Button
					look="quiet"
					busy={asking}
					aria-label={t("chooseAll", { count: total })}
					onClick={choosing.all}
					className="max-sm:w-10 max-sm:px-0"
				>
					<CheckCheck aria-hidden />
					<span className="tabular max-sm:hidden">{t("chooseAll", { count: total })}</span>
				</Button>
			) : null}
			<ShareButton photos={known} />
			{children}
			<Button
				look="primary"
				disabled={count === 0}
				aria-label={t("chosenDownload")}
				onClick={() => onDownload({ photo_ids: [...items.keys()] })}
				className="max-sm:w-10 max-sm:px-0"
			>
				<Download aria-hidden />
				<span className="max-sm:hidden">{t("open")}</span>
			</Button>
		</SelectionFrame>
	);
}
