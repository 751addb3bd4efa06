"use client";

import { FileArchive, FolderUp, Images } from "lucide-react";
import { useTranslations } from "next-intl";
import { useRef } from "react";
import { Button } from "#components/ui/button.tsx";
import { filesDropped } from "#lib/client/dropped-files.ts";
import { holdsDropped } from "#lib/client/file-holds.ts";
import { useDrops } from "#lib/client/use-drops.ts";
import { type Found, UploadPickers, type UploadPickersHandle } from "./upload-pickers.tsx";

interface UploadDropAreaProps {
	/** Something is chosen already: what is dropped takes its place. */
	folded: boolean;
	onFound: (found: Found) => void;
}

/** Files may be dropped anywhere on the page; this is where it says so. */
export function UploadDropArea({ folded, onFound }: UploadDropAreaProps) {
	const t = useTranslations("batchUpload");
	const over = useDrops((transfer) => void read(transfer).then(onFound));
	const pickers = useRef<UploadPickersHandle>(null);
	const picker = <UploadPickers ref={pickers} onFound={onFound} />;
	if (folded && !over) return picker;
	return (
		<div
			data-over={over || undefined}
			className="safelight grid justify-items-center gap-6 rounded-panel border border-edge border-dashed px-5 py-14 text-center transition-colors duration-150 data-over:border-accent data-over:bg-sunken sm:py-20"
		>
			<Stack />
			<div className="grid gap-2">
				<p className="font-display text-xl tracking-tight">
					{over ? t("drop.over") : t("drop.title")}
				</p>
				<p className="mx-auto max-w-96 text-ink-soft">{t("drop.body")}</p>
			</div>
			<div className="flex flex-wrap justify-center gap-3">
				<Button size="lg" onClick={() => pickers.current?.open("archive")}>
					<FileArchive aria-hidden />
					{t("drop.archive")}
				</Button>
				<Button size="lg" onClick={() => pickers.current?.open("images")}>
					<Images aria-hidden />
					{t("drop.images")}
				</Button>
				<Button
					size="lg"
					look="quiet"
					className="max-sm:hidden"
					onClick={() => pickers.current?.open("folder")}
				>
					<FolderUp aria-hidden />
					{t("drop.folder")}
				</Button>
			</div>
			{picker}
		</div>
	);
}

/** Both are asked for at once: the transfer is empty when the event is over. */
async function read(transfer: DataTransfer): Promise<Found> {
	const [files, holds] = await Promise.all([filesDropped(transfer), holdsDropped(transfer)]);
	return { files, holds };
}

/** Three prints, one on the other. */
function Stack() {
	return (
		<svg viewBox="0 0 96 72" aria-hidden className="h-18 w-24 text-edge" fill="none">
			<g stroke="currentColor" strokeWidth="1.25">
				<rect x="14" y="12" width="40" height="50" rx="2" transform="rotate(-10 34 37)" />
				<rect
					x="42"
					y="12"
					width="40"
					height="50"
					rx="2"
					transform="rotate(9 62 37)"
					className="fill-paper"
				/>
			</g>
			<rect
				x="28"
				y="9"
				width="40"
				height="52"
				rx="2"
				className="fill-raised stroke-accent-text"
				strokeWidth="1.25"
			/>
			<path
				d="M48 26v18m0 0-7-7m7 7 7-7"
				className="stroke-accent-text"
				strokeWidth="1.5"
				strokeLinecap="round"
				strokeLinejoin="round"
			/>
		</svg>
	);
}
