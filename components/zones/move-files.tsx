"use client";

import { useQuery } from "@tanstack/react-query";
import { FolderMinus, FolderPlus } from "lucide-react";
import { useTranslations } from "next-intl";
import { FindDialog } from "#components/ui/find-dialog.tsx";
import type { Destination } from "#lib/client/bulk-requests.ts";
import { findZones, titleFrom } from "#lib/client/zone-pages.ts";
import { zoneNamesQuery } from "#lib/client/zones.queries.ts";
import type { ZoneView } from "#lib/zones/zone-pages.schema.ts";
import { useZoneWords } from "./use-zone-words.ts";

interface MoveFilesProps {
	eventId: string;
	/** How many files; none while nothing is being moved. */
	count: number;
	/** Those that are known, until all are. */
	known: readonly ZoneView[];
	onClose: () => void;
	onChoose: (to: Destination) => void;
}

interface Option {
	id: string;
	to: Destination;
	zone?: ZoneView;
}

function optionsFor(zones: readonly ZoneView[], wanted: string): Option[] {
	const title = titleFrom(wanted) || null;
	const found = findZones(zones, wanted).map((zone) => ({
		id: zone.id,
		to: { kind: "zone" as const, id: zone.id, title: zone.title },
		zone,
	}));
	const fresh: Option = { id: "new", to: { kind: "new", title } };
	// Enter takes the first: what was typed is nearly always there.
	if (title !== null) return [...found, fresh];
	return [fresh, { id: "none", to: { kind: "none" } }, ...found];
}

/** Where files are moved to: a zone found by its title or tags, a new one, or none. */
export function MoveFiles({ eventId, count, known, onClose, onChoose }: MoveFilesProps) {
	const t = useTranslations("zones");
	const { data: zones = known } = useQuery({ ...zoneNamesQuery(eventId), enabled: count > 0 });
	return (
		<FindDialog
			open={count > 0}
			onClose={onClose}
			title={t("moveTitle", { count })}
			lead={t("moveLead")}
			label={t("find")}
			find={(wanted) => optionsFor(zones, wanted)}
			render={(option) => <OptionRow {...option} />}
			onChoose={({ to }) => onChoose(to)}
			nothingFound={(query) => t("nothingFound", { query })}
			moreFound={(more) => t("moreFound", { count: more })}
		/>
	);
}

function OptionRow({ to, zone }: Option) {
	const t = useTranslations("zones");
	const { titleOf, countsOf } = useZoneWords();
	if (zone)
		return (
			<>
				<span className="min-w-0 truncate font-medium">{titleOf(zone)}</span>
				<span className="tabular shrink-0 text-ink-soft">{countsOf(zone)}</span>
			</>
		);
	const Icon = to.kind === "new" ? FolderPlus : FolderMinus;
	return (
		<span className="flex min-w-0 items-center gap-3">
			<Icon aria-hidden className="size-4.5 shrink-0 text-accent-text" />
			<span className="truncate">
				{to.kind !== "new"
					? t("toNone")
					: to.title
						? t("toNewNamed", { title: to.title })
						: t("newZone")}
			</span>
		</span>
	);
}
