"use client";

import { CopyX, ImageOff, ScanLine } from "lucide-react";
import { useTranslations } from "next-intl";
import type { Selection } from "#components/gallery/use-selection.ts";
import { Badge } from "#components/ui/badge.tsx";
import { type GroupMarks, photosIn } from "#lib/client/batch-repairs.ts";
import type { Sheet, SheetGroup } from "#lib/client/batch-types.ts";
import { GroupCode } from "./group-code.tsx";
import { GroupPhotos, type PhotoActions } from "./group-photos.tsx";
import type { GroupActions } from "./use-group-actions.ts";

interface SectionProps {
	batchId: string;
	selection: Selection<Sheet>;
	actions: GroupActions;
	onMove: PhotoActions["move"];
	onMark: PhotoActions["mark"];
}

interface GroupSectionProps extends SectionProps {
	group: SheetGroup;
	marks: GroupMarks | undefined;
}

/** A card and the photos after it, under its code. */
export function GroupSection({ group, marks, ...rest }: GroupSectionProps) {
	const t = useTranslations("batches.groups");
	const { actions } = rest;
	return (
		<article aria-label={t("group", { code: group.code })} className="grid gap-3 py-6">
			<div className="flex flex-wrap items-center gap-x-5 gap-y-1">
				<GroupCode
					code={group.code}
					busy={actions.busy}
					onChange={(code) => actions.setCode(group, code)}
				/>
				<p className="tabular text-ink-soft text-sm">{t("photos", { count: photosIn(group) })}</p>
				{marks?.unread ? <Badge icon={ScanLine}>{t("unread")}</Badge> : null}
				{marks?.twice ? <Badge icon={CopyX}>{t("twice")}</Badge> : null}
				{marks?.empty ? <Badge icon={ImageOff}>{t("empty")}</Badge> : null}
			</div>
			<GroupPhotos
				{...photosOf(rest)}
				groupId={group.id}
				count={group.sheet_count}
				label={t("photosOf", { code: group.code })}
				actions={{ ...photoActions(rest), unmark: () => actions.unmark(group) }}
			/>
		</article>
	);
}

/** The photos before the first card: of nobody yet. */
export function UngroupedSection({ count, ...rest }: SectionProps & { count: number }) {
	const t = useTranslations("batches.groups");
	return (
		<article aria-label={t("ungrouped")} className="grid gap-3 py-6">
			<div className="flex flex-wrap items-baseline gap-x-5">
				<h2 className="font-display text-ink-soft text-xl italic tracking-tight">
					{t("ungrouped")}
				</h2>
				<p className="tabular text-ink-soft text-sm">{t("photos", { count })}</p>
			</div>
			<GroupPhotos
				{...photosOf(rest)}
				groupId="none"
				count={count}
				label={t("ungrouped")}
				actions={{ ...photoActions(rest), unmark: () => undefined }}
			/>
		</article>
	);
}

const photosOf = ({ batchId, selection }: SectionProps) => ({ batchId, selection });
const photoActions = ({ actions, onMove, onMark }: SectionProps) => ({
	move: onMove,
	mark: onMark,
	putBack: actions.putBack,
});
