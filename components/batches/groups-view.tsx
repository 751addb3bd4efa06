"use client";

import { Hourglass, QrCode } from "lucide-react";
import { useTranslations } from "next-intl";
import { useCallback, useMemo, useState } from "react";
import { useSelection } from "#components/gallery/use-selection.ts";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { NearEnd } from "#components/ui/near-end.tsx";
import { SearchBox } from "#components/ui/search-box.tsx";
import { findGroups, marksOf } from "#lib/client/batch-repairs.ts";
import type { BatchDetail, Sheet, SheetGroup } from "#lib/client/batch-types.ts";
import { isRunning } from "#lib/client/polling.ts";
import { CardDialog } from "./card-dialog.tsx";
import { GroupSection, UngroupedSection } from "./group-section.tsx";
import { MoveDialog } from "./move-dialog.tsx";
import { SelectionBar } from "./selection-bar.tsx";
import { useGroupActions } from "./use-group-actions.ts";

const SHOWN_AT_ONCE = 40;
const WORTH_SEARCHING = 5;

/** The groups of a split batch, where what was read wrongly is put right. */
export function GroupsView({ batch }: { batch: BatchDetail }) {
	const t = useTranslations("batches.groups");
	if (isRunning(batch))
		return (
			<EmptyState icon={<Hourglass aria-hidden />} title={t("waitTitle")} body={t("waitBody")} />
		);
	if (batch.groups.length === 0 && batch.ungrouped_count === 0)
		return <EmptyState icon={<QrCode aria-hidden />} title={t("noneTitle")} />;
	return <Groups batch={batch} />;
}

function Groups({ batch }: { batch: BatchDetail }) {
	const t = useTranslations("batches.groups");
	const selection = useSelection<Sheet>();
	const actions = useGroupActions(batch);
	const [moving, setMoving] = useState<readonly Sheet[]>([]);
	const [missed, setMissed] = useState<Sheet | null>(null);
	const [wanted, setWanted] = useState("");
	const move = async (group: SheetGroup) => {
		setMoving([]);
		await actions.move(moving, group);
		selection.clear();
	};
	const mark = async (sheet: Sheet, code: string) => {
		setMissed(null);
		await actions.markCard(sheet, code);
		selection.clear();
	};
	const shared = {
		batchId: batch.batch_uuid,
		...{ selection, actions, onMove: setMoving, onMark: setMissed },
	};
	return (
		<>
			<Overview batch={batch} wanted={wanted} onWanted={setWanted} />
			<div className="divide-y divide-line">
				{batch.ungrouped_count > 0 && wanted === "" ? (
					<UngroupedSection count={batch.ungrouped_count} {...shared} />
				) : null}
				<Sections key={wanted} batch={batch} wanted={wanted} shared={shared} />
			</div>
			<SelectionBar
				sheets={selection.items}
				total={batch.sheet_count}
				moving={actions.busy ? actions.done : null}
				onMove={() => setMoving(selection.items)}
				onMark={setMissed}
				onClear={selection.clear}
			/>
			<MoveDialog
				sheets={moving}
				groups={batch.groups}
				onClose={() => setMoving([])}
				onChoose={move}
			/>
			<CardDialog sheet={missed} onClose={() => setMissed(null)} onSubmit={mark} />
			{batch.groups.length === 0 ? <p className="py-6 text-ink-soft">{t("noCards")}</p> : null}
		</>
	);
}

interface OverviewProps {
	batch: BatchDetail;
	wanted: string;
	onWanted: (wanted: string) => void;
}

function Overview({ batch, wanted, onWanted }: OverviewProps) {
	const t = useTranslations("batches.groups");
	const { groups, ungrouped_count: loose, sheet_count: total } = batch;
	return (
		<div className="flex flex-wrap items-center justify-between gap-x-8 gap-y-3 pb-2">
			<p className="tabular max-w-160 text-ink-soft text-sm">
				{t("summary", { groups: groups.length, photos: total - loose, total })} {t("hint")}
			</p>
			{groups.length >= WORTH_SEARCHING ? (
				<SearchBox
					label={t("findCode")}
					placeholder={t("findCode")}
					value={wanted}
					onChange={onWanted}
				/>
			) : null}
		</div>
	);
}

interface SectionsProps {
	batch: BatchDetail;
	wanted: string;
	shared: Omit<Parameters<typeof GroupSection>[0], "group" | "marks">;
}

function Sections({ batch, wanted, shared }: SectionsProps) {
	const t = useTranslations("batches.groups");
	const [shown, setShown] = useState(SHOWN_AT_ONCE);
	const marks = useMemo(() => marksOf(batch.groups), [batch.groups]);
	const found = findGroups(batch.groups, wanted);
	const more = useCallback(() => setShown((count) => count + SHOWN_AT_ONCE), []);
	if (found.length === 0 && wanted !== "")
		return <EmptyState title={t("nothingFound", { query: wanted.trim() })} />;
	return (
		<>
			{found.slice(0, shown).map((group) => (
				<GroupSection key={group.id} group={group} marks={marks.get(group.id)} {...shared} />
			))}
			{found.length > shown ? <NearEnd key={shown} onNear={more} /> : null}
		</>
	);
}
