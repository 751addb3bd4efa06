"use client";

import { useTranslations } from "next-intl";
import { type Correction, undoOf } from "#lib/client/batch-repairs.ts";
import type { BatchDetail, Sheet, SheetGroup } from "#lib/client/batch-types.ts";
import { useRepairs } from "./use-repairs.ts";

/** What can be put right in the groups of a batch. Each resolves when it is done, or was refused. */
export function useGroupActions(batch: BatchDetail) {
	const t = useTranslations("batches.groups");
	const { repair, busy, done } = useRepairs(batch.batch_uuid);
	const all = (sheets: readonly Sheet[], correction: Correction, said: string) =>
		repair({
			repairs: sheets.map(({ id }) => ({ sheetId: id, correction })),
			undo: sheets.map((sheet) => undoOf(sheet, correction)),
			said,
		});
	const onCard = (group: SheetGroup, correction: Correction, back: Correction, said: string) =>
		repair({
			repairs: [{ sheetId: group.id, correction }],
			undo: [{ sheetId: group.id, correction: back }],
			said,
		});
	return {
		busy,
		done,
		move: (sheets: readonly Sheet[], { id, code }: SheetGroup) =>
			all(sheets, { group_id: id }, t("moved", { count: sheets.length, code })),
		putBack: (sheets: readonly Sheet[]) =>
			all(sheets, { group_id: null }, t("putBack", { count: sheets.length })),
		markCard: (sheet: Sheet, code: string) =>
			all([sheet], { card: true, code }, t("marked", { code })),
		setCode: (group: SheetGroup, code: string) =>
			onCard(group, { code }, { code: group.code }, t("codeSet", { code })),
		unmark: (group: SheetGroup) =>
			onCard(
				group,
				{ card: false },
				{ card: true, code: group.code },
				t("unmarked", { code: group.code }),
			),
	};
}
export type GroupActions = ReturnType<typeof useGroupActions>;
