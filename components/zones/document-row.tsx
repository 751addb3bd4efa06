"use client";

import { clsx } from "clsx";
import {
	Download,
	EllipsisVertical,
	File,
	FileArchive,
	FileAudio,
	FileImage,
	FileSpreadsheet,
	FileText,
} from "lucide-react";
import { useTranslations } from "next-intl";
import { Button } from "#components/ui/button.tsx";
import {
	DropdownMenu,
	DropdownMenuContent,
	DropdownMenuTrigger,
} from "#components/ui/dropdown-menu.tsx";
import { type DocumentKind, documentKind, endingOf } from "#lib/client/document-kind.ts";
import { useAmounts } from "#lib/client/use-amounts.ts";
import type { ZoneFile } from "#lib/zones/zone-pages.schema.ts";
import { FileMenuItems, type FileTools } from "./zone-tile.tsx";

const ICONS: Record<DocumentKind, typeof File> = {
	text: FileText,
	table: FileSpreadsheet,
	archive: FileArchive,
	sound: FileAudio,
	picture: FileImage,
	other: File,
};

/** A file that is no picture: its name, what it is and how large, and the way to have it. */
export function DocumentRow({ file, ...tools }: { file: ZoneFile } & FileTools) {
	const t = useTranslations();
	const amounts = useAmounts();
	const { chosen, onChoose } = tools;
	const Icon = ICONS[documentKind(file)];
	const facts = [endingOf(file.filename), amounts.bytes(file.file_size)].filter(Boolean);
	return (
		<li className={clsx("flex min-h-15 items-center gap-3 pl-1.5", chosen && "bg-sunken")}>
			<input
				type="checkbox"
				aria-label={t("zones.choose", { name: file.filename })}
				checked={chosen}
				onChange={() => undefined}
				onClick={(event) => onChoose(event.shiftKey)}
				className="size-6 shrink-0 cursor-pointer accent-ink"
			/>
			<Icon aria-hidden className="size-6 shrink-0 stroke-[1.5] text-accent-text" />
			<div className="min-w-0 flex-1 py-2">
				<p className="truncate">{file.filename}</p>
				<p className="tabular text-ink-soft text-sm">{facts.join(" · ")}</p>
			</div>
			{file.download_url ? (
				<Button asChild look="quiet" size="icon">
					<a
						href={file.download_url}
						download={file.filename}
						aria-label={t("zones.download", { name: file.filename })}
					>
						<Download aria-hidden />
					</a>
				</Button>
			) : null}
			<DropdownMenu modal={false}>
				<DropdownMenuTrigger asChild>
					<Button look="quiet" size="icon" aria-label={t("photo.menu", { name: file.filename })}>
						<EllipsisVertical aria-hidden />
					</Button>
				</DropdownMenuTrigger>
				<DropdownMenuContent align="end">
					<FileMenuItems file={file} {...tools} />
				</DropdownMenuContent>
			</DropdownMenu>
		</li>
	);
}
