/** The groups of a split batch: every card opens one. They follow from the order, and are kept nowhere. */
import type { Actor } from "#lib/core/actor.ts";
import { AppError } from "#lib/core/errors.ts";
import { isUuid } from "#lib/core/ids.ts";
import { inTransaction, type Tx } from "#lib/db/client.ts";
import { enqueue } from "#lib/queue/queue.ts";
import { codeOf, correct, isCard } from "./groups.policy.ts";
import * as repo from "./groups.repo.ts";
import { batchGone, getBatch, notDone } from "./sheets.access.ts";
import { regroupBatch } from "./sheets.jobs.ts";
import { listSheets as listRows, lockedBatch, type SheetBatchRow } from "./sheets.repo.ts";
import type { Sheet, SheetCorrection, SheetPage } from "./sheets.schema.ts";
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

const sheetGone = () => new AppError("SHEET_NOT_FOUND", { message: "Sheet not found" });
const notSplit = () =>
	new AppError("BATCH_NOT_SPLIT", { message: "This batch is not split into groups" });

/**
 * Keeps what a person says of a sheet, and answers with the sheet as it is then; the event's zones
 * follow by a job. Throws `BATCH_NOT_FOUND`, `SHEET_NOT_FOUND`, `BATCH_NOT_SPLIT`, `BATCH_NOT_DONE`,
 * and `INVALID_CORRECTION` for what does not fit the sheet.
 */
export async function correctSheet(
	actor: Actor,
	{ batchId, sheetId }: { batchId: string; sheetId: string },
	correction: SheetCorrection,
): Promise<Sheet> {
	const batch = await getBatch(actor, batchId);
	if (!isUuid(sheetId)) throw sheetGone();
	const position = await inTransaction((tx) => keepCorrection(tx, batch.id, sheetId, correction));
	const [[place], [row]] = await Promise.all([
		repo.listPlaces(batch.id, { at: position }),
		listRows(batch.id, { positions: [position] }),
	]);
	if (!row) throw sheetGone();
	return sheetView(row, place);
}

async function keepCorrection(
	tx: Tx,
	batchId: string,
	sheetId: string,
	correction: SheetCorrection,
): Promise<number> {
	const batch = await lockedBatch(tx, batchId);
	if (!batch) throw batchGone();
	const sheet = await repo.findFacts(tx, batchId, sheetId);
	if (!sheet) throw sheetGone();
	if (!batch.split) throw notSplit();
	if (batch.completedAt === null) throw notDone();
	const card = await findCard(tx, batchId, correction.group_id ?? null);
	await repo.saveSaid(tx, batchId, sheet.position, correct(sheet, correction, card));
	if (batch.eventId !== null) await enqueue(tx, regroupBatch, [{ batchId }]);
	return sheet.position;
}

/** The place of the card that a photo is moved to. */
async function findCard(tx: Tx, batchId: string, id: string | null): Promise<number | null> {
	if (id === null) return null;
	const card = await repo.findFacts(tx, batchId, id);
	if (card && isCard(card)) return card.position;
	throw new AppError("INVALID_CORRECTION", { message: "This batch has no such group" });
}
