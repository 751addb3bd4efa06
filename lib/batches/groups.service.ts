/** The groups of a split batch: every card opens one. They follow from the order, and are kept nowhere. */
import { codeOf } from "./groups.policy.ts";
import * as repo from "./groups.repo.ts";
import { listSheets as listRows, type SheetBatchRow } from "./sheets.repo.ts";
import type { Sheet, SheetPage } from "./sheets.schema.ts";
import { sheetView } from "./sheets.view.ts";

/** The sheets of a batch in their order, each with where it belongs. An empty page: all. */
export async function listSheets(
	batch: SheetBatchRow,
	page: Partial<SheetPage> = {},
): Promise<Sheet[]> {
	if (!batch.split) {
		if (page.group !== undefined && page.group !== "none") return [];
		return (await listRows(batch.id, page)).map((row) => sheetView(row));
	}
	const places = new Map((await repo.listPlaces(batch.id, page)).map((at) => [at.position, at]));
	const positions = page.limit === undefined ? {} : { positions: [...places.keys()] };
	const rows = await listRows(batch.id, positions);
	return rows.map((row) => sheetView(row, places.get(row.position ?? -1)));
}

/** `ungrouped_count` is of the sheets before the first card. */
export async function listGroups({ id, split }: SheetBatchRow) {
	const rows = split ? await repo.listGroups(id) : [];
	const groups = rows.flatMap(({ id, code, qr, name, sheet_count }) =>
		id === null ? [] : { id, code: code ?? codeOf(qr), sheet_count, name },
	);
	return { groups, ungrouped_count: rows.find(({ id }) => id === null)?.sheet_count ?? 0 };
}
