/** Batches of sheets: watched, listed, exported, deleted. */
import type { z } from "zod";
import { audit } from "#lib/audit/audit.service.ts";
import { type Actor, isAdmin } from "#lib/core/actor.ts";
import { AppError } from "#lib/core/errors.ts";
import { db, inTransaction, type Tx } from "#lib/db/client.ts";
import { emptyingZones, enqueueRemoval } from "#lib/media/media.service.ts";
import { enqueue } from "#lib/queue/queue.ts";
import { listGroups, listSheets } from "./groups.service.ts";
import { getBatch, getCounters } from "./sheets.access.ts";
import { removeBatch } from "./sheets.jobs.ts";
import { taskIdIn } from "./sheets.policy.ts";
import * as repo from "./sheets.repo.ts";
import type { SheetPage, sheetListQuery } from "./sheets.schema.ts";
import { progressView, summaryView } from "./sheets.view.ts";

export { correctSheet } from "./groups.service.ts";
export { sheetsCsv } from "./sheets.export.ts";
export { retryBatch } from "./sheets.retry.ts";
export { uploadSheets } from "./sheets.upload.ts";

/** One indexed row: made to be asked for every few seconds. */
export async function getProgress(actor: Actor, batchId: string) {
	return progressView(await getCounters(actor, batchId));
}

export async function getStatus(actor: Actor, batchId: string, page: SheetPage) {
	const batch = await getBatch(actor, batchId);
	const [sheets, groups] = await Promise.all([listSheets(batch, page), listGroups(batch)]);
	return { ...summaryView(batch), ...groups, sheets };
}

/** The caller's own, an admin's: all; newest first. */
export async function listBatches(actor: Actor, query: z.infer<typeof sheetListQuery>) {
	const ownerId = isAdmin(actor) ? undefined : actor.user?.id;
	const { total, batches } = await repo.listSheetBatches({
		...{ ownerId, status: query.status, limit: query.limit, offset: query.offset },
	});
	const { limit, offset } = query;
	return { total, limit, offset, batches: batches.map(summaryView) };
}

/** Every sheet of a batch, for a file. */
export async function exportSheets(actor: Actor, batchId: string) {
	const batch = await getBatch(actor, batchId);
	const [sheets, { groups }] = await Promise.all([listSheets(batch), listGroups(batch)]);
	const codes = new Map(groups.map(({ id, code }) => [id, code]));
	const coded = sheets.map((sheet) => ({
		...sheet,
		group: codes.get(sheet.group_id ?? "") ?? null,
	}));
	await audit(db(), actor, "batch_exported", batch.id, { sheets: sheets.length });
	return { batch: summaryView(batch), sheets: coded };
}

export async function getStats(actor: Actor) {
	return { days: await repo.readStats(isAdmin(actor) ? null : (actor.user?.id ?? null)) };
}

/** Rows and files, for good; what is being processed stops. For admins: owners are told `FORBIDDEN`. */
export async function deleteBatch(actor: Actor, batchId: string): Promise<void> {
	const batch = await getBatch(actor, batchId);
	if (!isAdmin(actor))
		throw new AppError("FORBIDDEN", { message: "Only administrators delete batches" });
	await inTransaction(async (tx) => {
		await repo.lockBatch(tx, batch.id);
		const which = { batchId: batch.id };
		await enqueueRemoval(tx, await emptyingZones(tx, which, () => repo.deleteBatch(tx, batch.id)));
		await enqueue(tx, removeBatch, [{ batchId: batch.id }]);
		await audit(tx, actor, "batch_deleted", batch.id, { sheets: batch.total });
	});
}

/** For the worker: the first sheet of a ZIP with a QR code is done, and names the task. */
export async function readTaskId(
	tx: Tx,
	media: { id: string; batchId: string | null; qrMode: string | null },
): Promise<void> {
	if (media.batchId === null || media.qrMode !== "expected") return;
	const { codes } = await repo.readSheet(tx, media.id);
	const taskId = taskIdIn(codes);
	if (taskId !== null) return repo.setTaskId(tx, media.batchId, taskId);
	await repo.failBatch(tx, media.batchId, {
		code: "QR_NOT_FOUND",
		detail: "No QR code with an 8-digit task id was found on the first sheet",
	});
}
