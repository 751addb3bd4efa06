"use client";

import { clsx } from "clsx";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { DownloadDialog } from "#components/downloads/download-dialog.tsx";
import type { Selection } from "#components/gallery/use-selection.ts";
import type { FilePage, ZoneFile, ZoneView } from "#lib/zones/zone-pages.schema.ts";
import type { Place, useAddToZone } from "./use-add-to-zone.ts";
import type { ZoneActions } from "./use-zone-actions.ts";
import { useZoneWords } from "./use-zone-words.ts";
import { type FilesDo, ZoneFiles } from "./zone-files.tsx";
import { ZoneHeader } from "./zone-header.tsx";

export interface SectionTools {
	eventId: string;
	selection: Selection<ZoneFile>;
	files: FilesDo;
	actions: ZoneActions;
	add: ReturnType<typeof useAddToZone>;
	/** Where dropped files would go. */
	over: Place | null;
	onDelete: (zone: ZoneView) => void;
}

const PLACE =
	"grid grid-cols-1 gap-4 py-8 outline-2 outline-offset-6 outline-dashed transition-[outline-color] duration-150";

/** A zone: what is said of it over its files. */
export function ZoneSection({ zone, tools }: { zone: ZoneView; tools: SectionTools }) {
	const t = useTranslations("zones");
	const { eventId, selection, files, actions, add, over, onDelete } = tools;
	const title = useZoneWords().titleOf(zone);
	const [expanded, setExpanded] = useState(false);
	const [downloading, setDownloading] = useState(false);
	return (
		<article
			aria-label={title}
			data-zone={zone.id}
			className={clsx(PLACE, over === zone.id ? "outline-accent" : "outline-transparent")}
		>
			<ZoneHeader
				zone={zone}
				busy={actions.busy}
				onSay={(said) => actions.say(zone, said)}
				onGathered={(gathered) => add(gathered, zone.id)}
				onDownload={() => setDownloading(true)}
				onDelete={() => onDelete(zone)}
			/>
			<DownloadDialog
				eventId={eventId}
				choice={downloading ? { zone_id: zone.id } : null}
				onClose={() => setDownloading(false)}
			/>
			<ZoneFiles
				{...{ eventId, selection, files, expanded }}
				zoneId={zone.id}
				label={t("filesOf", { title })}
				first={zone.files}
				total={zone.file_count}
				pictureTotal={zone.file_count - zone.document_count}
				onExpand={setExpanded}
			/>
		</article>
	);
}

/** What is in no zone. */
export function LooseSection({ page, tools }: { page: FilePage; tools: SectionTools }) {
	const t = useTranslations("zones");
	const { eventId, selection, files, over } = tools;
	const [expanded, setExpanded] = useState(false);
	return (
		<article
			aria-label={t("loose")}
			data-zone="none"
			className={clsx(PLACE, over === "none" ? "outline-accent" : "outline-transparent")}
		>
			<div className="grid gap-1.5">
				<h2 className="font-display text-ink-soft text-xl italic tracking-tight">{t("loose")}</h2>
				<p className="tabular text-ink-soft text-sm">{t("files", { count: page.total })}</p>
			</div>
			<ZoneFiles
				{...{ eventId, selection, files, expanded }}
				zoneId="none"
				label={t("loose")}
				first={page.files}
				total={page.total}
				pictureTotal={page.total}
				onExpand={setExpanded}
			/>
		</article>
	);
}
