"use client";

import { ImageDown } from "lucide-react";
import { useTranslations } from "next-intl";
import { type Gathered, gatherDropped } from "#lib/client/dropped-files.ts";
import { useDrops } from "#lib/client/use-drops.ts";

interface DropZoneProps {
	/** Where the photos will go, in the reader's words. */
	album: string;
	onGathered: (gathered: Gathered) => void;
}

/** Files and folders may be dropped anywhere on the page. */
export function DropZone({ album, onGathered }: DropZoneProps) {
	const t = useTranslations("event");
	const over = useDrops((transfer) => void gatherDropped(transfer, "photos").then(onGathered));
	if (!over) return null;
	return (
		<div className="pointer-events-none fixed inset-0 z-50 grid place-items-center bg-scrim p-4 motion-safe:animate-fade">
			<div className="grid size-full max-h-120 max-w-180 place-items-center rounded-panel border-2 border-accent border-dashed bg-raised/95 p-8 text-center shadow-float">
				<div className="grid justify-items-center gap-3">
					<ImageDown aria-hidden className="size-10 stroke-[1.25] text-accent-text" />
					<p className="font-display text-xl">{t("dropTitle", { album })}</p>
					<p className="text-ink-soft">{t("dropBody")}</p>
				</div>
			</div>
		</div>
	);
}
