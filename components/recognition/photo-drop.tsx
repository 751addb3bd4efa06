"use client";

import { Images, ScanFace } from "lucide-react";
import { useTranslations } from "next-intl";
import { type ChangeEvent, useRef } from "react";
import { Button } from "#components/ui/button.tsx";
import { filesChosen, filesDropped } from "#lib/client/dropped-files.ts";
import type { FoundFile } from "#lib/client/found-file.ts";
import { MOST_PHOTOS } from "#lib/client/recognition-drop.ts";
import { useDrops } from "#lib/client/use-drops.ts";

/** Photos may be dropped anywhere on the page; this is where it says so. */
export function PhotoDrop({ onFound }: { onFound: (found: readonly FoundFile[]) => void }) {
	const t = useTranslations("recognition.drop");
	const input = useRef<HTMLInputElement>(null);
	const over = useDrops((transfer) => void filesDropped(transfer).then(onFound));
	const chosen = (event: ChangeEvent<HTMLInputElement>) => {
		const { files } = event.currentTarget;
		if (files?.length) onFound(filesChosen(files));
		// So that the same files can be chosen once more.
		event.currentTarget.value = "";
	};
	return (
		<div
			data-over={over || undefined}
			className="safelight grid justify-items-center gap-5 rounded-panel border border-edge border-dashed px-5 py-10 text-center transition-colors duration-150 data-over:border-accent data-over:bg-sunken sm:py-14"
		>
			<ScanFace aria-hidden className="size-12 stroke-1 text-accent-text" />
			<div className="grid gap-2">
				<p className="font-display text-xl tracking-tight">{over ? t("over") : t("title")}</p>
				<p className="mx-auto max-w-100 text-ink-soft">{t("body", { most: MOST_PHOTOS })}</p>
			</div>
			<Button look="primary" size="lg" onClick={() => input.current?.click()}>
				<Images aria-hidden />
				{t("choose")}
			</Button>
			<input
				ref={input}
				type="file"
				hidden
				multiple
				tabIndex={-1}
				accept="image/jpeg,image/png,image/gif,image/bmp,image/tiff,image/webp,image/avif"
				data-picker="recognition"
				onChange={chosen}
			/>
		</div>
	);
}
