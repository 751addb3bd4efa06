"use client";

import { FolderPlus, LayoutPanelTop } from "lucide-react";
import { useTranslations } from "next-intl";
import { useEffect, useState } from "react";
import { GridOf } from "#components/gallery/grid-states.tsx";
import { useSelection } from "#components/gallery/use-selection.ts";
import { Button } from "#components/ui/button.tsx";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { NearEnd } from "#components/ui/near-end.tsx";
import { SearchBox } from "#components/ui/search-box.tsx";
import { AddMenu } from "#components/upload/add-photos-menu.tsx";
import type { Destination } from "#lib/client/bulk-requests.ts";
import { findZones } from "#lib/client/zone-pages.ts";
import type { ZoneFile, ZonePage, ZoneView } from "#lib/zones/zone-pages.schema.ts";
import { FilmDialog } from "./film-dialog.tsx";
import { MoveFiles } from "./move-files.tsx";
import { RemoveFiles, RemoveZone } from "./remove-files.tsx";
import { useAddToZone } from "./use-add-to-zone.ts";
import { useZoneActions } from "./use-zone-actions.ts";
import { useZoneWords } from "./use-zone-words.ts";
import { useZones } from "./use-zones.ts";
import { useZoneDrops, ZoneDropHint } from "./zone-drop.tsx";
import { LooseSection, type SectionTools, ZoneSection } from "./zone-section.tsx";
import { ZoneSelection } from "./zone-selection.tsx";

const WORTH_SEARCHING = 5;

/** The zones of an event, and below them what is in none. */
export function ZonesView({ eventId }: { eventId: string }) {
	const shown = useZones(eventId);
	const { query, zones, loose, totals } = shown;
	const { titleOf } = useZoneWords();
	const selection = useSelection<ZoneFile>();
	const actions = useZoneActions(eventId);
	const add = useAddToZone(eventId);
	const over = useZoneDrops(add);
	const [moving, setMoving] = useState<readonly ZoneFile[]>([]);
	const [doomed, setDoomed] = useState<readonly ZoneFile[]>([]);
	const [doomedZone, setDoomedZone] = useState<ZoneView | null>(null);
	const [film, setFilm] = useState<ZoneFile | null>(null);
	const files = { move: setMoving, remove: setDoomed, play: setFilm };
	const move = async (to: Destination) => {
		setMoving([]);
		if (await actions.move(moving, to)) selection.clear();
	};
	const tools = { eventId, selection, files, actions, add, over, onDelete: setDoomedZone };
	return (
		<>
			<GridOf
				query={query}
				count={zones.length + (loose?.total ?? 0)}
				empty={<NoZones onGathered={(gathered) => add(gathered, "new")} />}
			>
				{totals ? <Sections shown={shown} totals={totals} tools={tools} /> : null}
			</GridOf>
			<ZoneDropHint place={over} title={titleOf(zones.find(({ id }) => id === over))} />
			<ZoneSelection
				count={selection.items.length}
				total={totals?.file_total ?? 0}
				busy={actions.busy}
				onMove={() => setMoving(selection.items)}
				onRemove={() => setDoomed(selection.items)}
				onClear={selection.clear}
			/>
			<MoveFiles
				eventId={eventId}
				count={moving.length}
				known={zones}
				onClose={() => setMoving([])}
				onChoose={move}
			/>
			<RemoveFiles
				files={doomed}
				actions={actions}
				onClose={() => setDoomed([])}
				onRemoved={selection.drop}
			/>
			<RemoveZone
				zone={doomedZone}
				actions={actions}
				onClose={() => setDoomedZone(null)}
				onRemoved={selection.clear}
			/>
			<FilmDialog film={film} onClose={() => setFilm(null)} />
		</>
	);
}

/** The button that makes a zone of files from the reader's disk. */
export function NewZoneMenu({ onGathered }: Pick<Parameters<typeof AddMenu>[0], "onGathered">) {
	const t = useTranslations("zones");
	return (
		<AddMenu taken="any" chooseLabel={t("fromFiles")} onGathered={onGathered}>
			<Button look="primary">
				<FolderPlus aria-hidden />
				{t("newZone")}
			</Button>
		</AddMenu>
	);
}

function NoZones({ onGathered }: Pick<Parameters<typeof AddMenu>[0], "onGathered">) {
	const t = useTranslations("zones");
	return (
		<EmptyState icon={<LayoutPanelTop aria-hidden />} title={t("emptyTitle")} body={t("emptyBody")}>
			<NewZoneMenu onGathered={onGathered} />
		</EmptyState>
	);
}

interface SectionsProps {
	shown: ReturnType<typeof useZones>;
	totals: ZonePage;
	tools: SectionTools;
}

function Sections({ shown, totals, tools }: SectionsProps) {
	const t = useTranslations("zones");
	const { query, zones, loose, loadMore } = shown;
	const [wanted, setWanted] = useState("");
	const found = findZones(zones, wanted);
	const searching = wanted.trim() !== "";
	// What is looked for may be on any page.
	useEffect(() => {
		if (searching && zones.length < totals.total) loadMore();
	}, [searching, zones.length, totals.total, loadMore]);
	return (
		<>
			<div className="flex flex-wrap items-center justify-between gap-x-8 gap-y-3">
				<p className="tabular max-w-160 text-ink-soft text-sm">
					{totals.total === 0
						? t("noneYet")
						: t("summary", {
								zones: totals.total,
								files: totals.file_total - totals.loose_total,
								total: totals.file_total,
							})}{" "}
					{totals.total > 0 ? t("forGuests") : null}
				</p>
				{totals.total >= WORTH_SEARCHING ? (
					<SearchBox
						label={t("find")}
						placeholder={t("find")}
						value={wanted}
						onChange={setWanted}
					/>
				) : null}
			</div>
			<div className="divide-y divide-line">
				{found.map((zone) => (
					<ZoneSection key={zone.id} zone={zone} tools={tools} />
				))}
				{query.hasNextPage ? <NearEnd key={zones.length} onNear={loadMore} /> : null}
				{loose && loose.total > 0 && !searching && !query.hasNextPage ? (
					<LooseSection page={loose} tools={tools} />
				) : null}
			</div>
			{searching && found.length === 0 && !query.hasNextPage ? (
				<EmptyState title={t("nothingFound", { query: wanted.trim() })} />
			) : null}
		</>
	);
}
