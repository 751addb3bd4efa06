"use client";

import { ImageDown } from "lucide-react";
import { useTranslations } from "next-intl";
import { useEffect, useRef, useState } from "react";
import { type Gathered, gatherDropped } from "#lib/client/dropped-files.ts";

interface DropZoneProps {
	/** Where the photos will go, in the reader's words. */
	album: string;
	onGathered: (gathered: Gathered) => void;
}

const carriesFiles = (event: DragEvent) => event.dataTransfer?.types.includes("Files") ?? false;

/** Files and folders may be dropped anywhere on the page. */
export function DropZone({ album, onGathered }: DropZoneProps) {
	const t = useTranslations("event");
	const [over, setOver] = useState(false);
	const latest = useRef(onGathered);
	useEffect(() => {
		latest.current = onGathered;
	});
	useEffect(() => watchDrops(setOver, (gathered) => latest.current(gathered)), []);
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

function watchDrops(setOver: (over: boolean) => void, onGathered: (gathered: Gathered) => void) {
	// Entering a child leaves its parent: only their balance says whether files hang over the page.
	let depth = 0;
	const enter = (event: DragEvent) => {
		if (!carriesFiles(event)) return;
		event.preventDefault();
		depth++;
		setOver(true);
	};
	const leave = (event: DragEvent) => {
		if (!carriesFiles(event)) return;
		depth = Math.max(0, depth - 1);
		if (depth === 0) setOver(false);
	};
	const hover = (event: DragEvent) => {
		if (!carriesFiles(event)) return;
		event.preventDefault();
		if (event.dataTransfer) event.dataTransfer.dropEffect = "copy";
	};
	const drop = (event: DragEvent) => {
		if (!carriesFiles(event) || !event.dataTransfer) return;
		event.preventDefault();
		depth = 0;
		setOver(false);
		void gatherDropped(event.dataTransfer).then(onGathered);
	};
	const handlers = { dragenter: enter, dragleave: leave, dragover: hover, drop } as const;
	for (const [name, handler] of Object.entries(handlers))
		window.addEventListener(name as "drop", handler);
	return () => {
		for (const [name, handler] of Object.entries(handlers))
			window.removeEventListener(name as "drop", handler);
	};
}
