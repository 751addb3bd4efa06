"use client";

import { useTranslations } from "next-intl";
import { FindDialog } from "#components/ui/find-dialog.tsx";
import { findGroups, photosIn } from "#lib/client/batch-repairs.ts";
import type { Sheet, SheetGroup } from "#lib/client/batch-types.ts";

interface MoveDialogProps {
	/** The photos in question; none while nothing is. */
	sheets: readonly Sheet[];
	groups: readonly SheetGroup[];
	onClose: () => void;
	onChoose: (group: SheetGroup) => void;
}

/** Where photos are moved to: a group, found by its code. */
export function MoveDialog({ sheets, groups, onClose, onChoose }: MoveDialogProps) {
	const t = useTranslations("batches.groups");
	return (
		<FindDialog
			open={sheets.length > 0}
			onClose={onClose}
			title={t("moveTitle", { count: sheets.length })}
			lead={t("moveLead")}
			label={t("findCode")}
			find={(wanted) => findGroups(groups, wanted)}
			render={(group) => (
				<>
					<span className="tabular min-w-0 truncate font-medium">
						{group.code}
						<span className="ml-3 font-normal text-ink-soft">{group.name}</span>
					</span>
					<span className="tabular shrink-0 text-ink-soft">
						{t("photos", { count: photosIn(group) })}
					</span>
				</>
			)}
			onChoose={onChoose}
			nothingFound={(query) => t("nothingFound", { query })}
			moreFound={(count) => t("moreFound", { count })}
		/>
	);
}
