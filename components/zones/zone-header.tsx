"use client";

import { Download, EllipsisVertical, FilePlus2, Trash2 } from "lucide-react";
import { useTranslations } from "next-intl";
import { Button } from "#components/ui/button.tsx";
import {
	DropdownMenu,
	DropdownMenuContent,
	DropdownMenuItem,
	DropdownMenuTrigger,
} from "#components/ui/dropdown-menu.tsx";
import { EditInPlace } from "#components/ui/edit-in-place.tsx";
import { AddMenu } from "#components/upload/add-photos-menu.tsx";
import type { Gathered } from "#lib/client/dropped-files.ts";
import { descriptionFrom, titleFrom } from "#lib/client/zone-pages.ts";
import type { ZoneView } from "#lib/zones/zone-pages.schema.ts";
import type { Said } from "./use-zone-actions.ts";
import { useZoneWords } from "./use-zone-words.ts";
import { ZoneTags } from "./zone-tags.tsx";

interface ZoneHeaderProps {
	zone: ZoneView;
	busy: boolean;
	onSay: (said: Said) => Promise<boolean>;
	onGathered: (gathered: Gathered) => void;
	onDownload: () => void;
	onDelete: () => void;
}

/** What is said of a zone, each changed where it stands. */
export function ZoneHeader({ zone, busy, onSay, ...on }: ZoneHeaderProps) {
	const t = useTranslations("zones");
	const { titleOf, countsOf } = useZoneWords();
	const title = titleOf(zone);
	const keep = { save: t("save"), leave: t("leave") };
	return (
		<div className="grid grid-cols-1 justify-items-start gap-1.5">
			<div className="flex w-full items-start justify-between gap-x-4">
				<EditInPlace
					value={zone.title ?? ""}
					words={{ edit: t("editTitle", { title }), field: t("title"), ...keep }}
					busy={busy}
					parse={titleFrom}
					onSave={(typed) => onSay({ title: typed || null })}
					className="font-display sm:w-96"
				>
					<h2
						className={`min-w-0 font-display text-xl tracking-tight [overflow-wrap:anywhere] ${zone.title ? "" : "text-ink-soft italic"}`}
					>
						{title}
					</h2>
				</EditInPlace>
				<ZoneActionButtons title={title} {...on} />
			</div>
			<p className="tabular text-ink-soft text-sm">{countsOf(zone)}</p>
			<div className="flex w-full flex-wrap items-center gap-x-3 gap-y-1.5">
				<div className={zone.description ? "w-full" : "max-sm:w-full"}>
					<EditInPlace
						value={zone.description ?? ""}
						words={{ edit: t("editDescription", { title }), field: t("description"), ...keep }}
						add={t("addDescription")}
						busy={busy}
						parse={descriptionFrom}
						onSave={(typed) => onSay({ description: typed || null })}
						lines
						className="sm:w-160"
					>
						<p className="max-w-[65ch] whitespace-pre-line [overflow-wrap:anywhere]">
							{zone.description}
						</p>
					</EditInPlace>
				</div>
				<ZoneTags zone={zone} busy={busy} onChange={(tags) => onSay({ tags })} />
			</div>
		</div>
	);
}

interface ZoneActionButtonsProps extends Omit<ZoneHeaderProps, "zone" | "busy" | "onSay"> {
	title: string;
}

function ZoneActionButtons(props: ZoneActionButtonsProps) {
	const { title, onGathered, onDownload, onDelete } = props;
	const t = useTranslations("zones");
	const words = useTranslations("download");
	return (
		<div className="flex shrink-0 items-center gap-1">
			<AddMenu taken="any" chooseLabel={t("fromFiles")} onGathered={onGathered}>
				<Button aria-label={t("addTo", { title })} className="max-sm:w-10 max-sm:px-0">
					<FilePlus2 aria-hidden />
					<span className="max-sm:hidden">{t("add")}</span>
				</Button>
			</AddMenu>
			<DropdownMenu modal={false}>
				<DropdownMenuTrigger asChild>
					<Button look="quiet" size="icon" aria-label={t("more", { title })}>
						<EllipsisVertical aria-hidden />
					</Button>
				</DropdownMenuTrigger>
				<DropdownMenuContent align="end">
					<DropdownMenuItem onSelect={onDownload}>
						<Download aria-hidden />
						{words("zone")}
					</DropdownMenuItem>
					<DropdownMenuItem loss onSelect={onDelete}>
						<Trash2 aria-hidden />
						{t("deleteZone")}
					</DropdownMenuItem>
				</DropdownMenuContent>
			</DropdownMenu>
		</div>
	);
}
