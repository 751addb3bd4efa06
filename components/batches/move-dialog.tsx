"use client";

import { useTranslations } from "next-intl";
import { useState } from "react";
import { Dialog, DialogContent } from "#components/ui/dialog.tsx";
import { SearchList } from "#components/ui/search-list.tsx";
import { findGroups, photosIn } from "#lib/client/batch-repairs.ts";
import type { Sheet, SheetGroup } from "#lib/client/batch-types.ts";

interface MoveDialogProps {
	/** The photos in question; none while nothing is. */
	sheets: readonly Sheet[];
	groups: readonly SheetGroup[];
	onClose: () => void;
	onChoose: (group: SheetGroup) => void;
}

const WORTH_SHOWING = 100;

/** Where photos are moved to: a group, found by its code. */
export function MoveDialog({ sheets, groups, onClose, onChoose }: MoveDialogProps) {
	const t = useTranslations("batches.groups");
	return (
		<Dialog open={sheets.length > 0} onOpenChange={(open) => !open && onClose()}>
			<DialogContent title={t("moveTitle", { count: sheets.length })} lead={t("moveLead")}>
				<GroupList groups={groups} onChoose={onChoose} />
			</DialogContent>
		</Dialog>
	);
}

function GroupList({ groups, onChoose }: Pick<MoveDialogProps, "groups" | "onChoose">) {
	const t = useTranslations("batches.groups");
	const [wanted, setWanted] = useState("");
	const found = findGroups(groups, wanted);
	const hidden = found.length - WORTH_SHOWING;
	const note = () => {
		if (found.length === 0) return t("nothingFound", { query: wanted.trim() });
		return hidden > 0 ? t("moreFound", { count: hidden }) : null;
	};
	return (
		<SearchList
			label={t("findCode")}
			placeholder={t("findCode")}
			wanted={wanted}
			onWanted={setWanted}
			options={found.slice(0, WORTH_SHOWING)}
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
			note={note()}
		/>
	);
}
