/** Archives are taken apart by the worker. A run that was killed is gone on with, sheet by sheet. */
import { config } from "#lib/config/config.ts";
import { isAppError } from "#lib/core/errors.ts";
import { toFileLabel } from "#lib/core/file-name.ts";
import { newId } from "#lib/core/ids.ts";
import { log } from "#lib/core/log.ts";
import { inTransaction, type Tx } from "#lib/db/client.ts";
import { keepEvent } from "#lib/events/events.service.ts";
import { receive } from "#lib/media/media.service.ts";
import { enqueue } from "#lib/queue/queue.ts";
import { archiveKey, batchPrefix, originalKey } from "#lib/storage/object-keys.ts";
import { objectStore } from "#lib/storage/store.ts";
import { batchGone, eventGone } from "./sheets.access.ts";
import { batchCompleted } from "./sheets.jobs.ts";
import { inEvent, qrModeOf } from "./sheets.policy.ts";
import * as repo from "./sheets.repo.ts";
import { settled } from "./sheets.settling.ts";
import {
	admit,
	type LostSheet,
	type Place,
	type UnpackedSheet,
	unpack,
	withoutRoom,
} from "./sheets.unpack.ts";
import { openZip, ZipFault } from "./zip.ts";

/** For the worker. */
export { hold, settled } from "./sheets.settling.ts";

type Batch = NonNullable<Awaited<ReturnType<typeof repo.beginBatch>>>;

/**
 * Sheets that are unpacked at the same time and committed together: a transaction for each costs a
 * tenth of the time that its picture takes.
 */
const SIDE_BY_SIDE = 8;

/** Makes every sheet of an archive a media of its batch, in natural order of names. */
export async function ingest(batchId: string): Promise<void> {
	const batch = await repo.beginBatch(batchId);
	if (!batch) return;
	try {
		await takeApart(batch);
	} catch (error) {
		// Deleted while it was taken apart: what is left of it goes with its own job.
		if (isAppError(error, "BATCH_NOT_FOUND")) return;
		const failure = failureOf(error);
		if (!failure) throw error;
		log.info({ batchId, code: failure.code }, "an archive could not be taken apart");
		await inTransaction(async (tx) => {
			await repo.failBatch(tx, batchId, failure);
			await enqueue(tx, batchCompleted, [{ batchId }]);
		});
	}
}

/** Why the batch as a whole ends; null for what is worth another attempt. */
function failureOf(error: unknown): { code: string; detail: string } | null {
	if (error instanceof ZipFault) return { code: error.code, detail: error.message };
	if (!isAppError(error, "EVENT_NOT_FOUND")) return null;
	const detail = "The event was deleted before all sheets had come; its photos went with it";
	return { code: "EVENT_DELETED", detail };
}

async function takeApart(batch: Batch): Promise<void> {
	const key = archiveKey(batch.id);
	const head = await objectStore().head(key);
	if (!head) throw new ZipFault("NOT_A_ZIP", "The archive is not there any more");
	const read = (range: { start: number; end: number }) => objectStore().get(key, range);
	const archive = await openZip({ size: head.size, read }, config().archive);
	try {
		await repo.setTotal(batch.id, archive.sheets.length, archive.skipped);
		const taken = await repo.takenPositions(batch.id);
		const places = archive.sheets.map((sheet, position) => ({ sheet, position }));
		const waiting = places.filter(({ position }) => !taken.has(position));
		for (let at = 0; at < waiting.length; at += SIDE_BY_SIDE)
			await takeSheets(batch, waiting.slice(at, at + SIDE_BY_SIDE));
	} finally {
		await archive.close();
	}
}

/** Unpacks sheets and keeps what can be kept of them; of the others it is kept why not. */
async function takeSheets(batch: Batch, places: readonly Place[]): Promise<void> {
	const { admitted, unfitting } = await admit(batch.ownerId, places);
	const { unpacked, lost } = await unpack(admitted);
	for (const sheet of [...unfitting, ...lost]) await loseSheet(batch, sheet);
	if (unpacked.length === 0) return;
	try {
		await keepSheets(batch, unpacked);
	} catch (error) {
		if (!isAppError(error, "QUOTA_EXCEEDED")) throw error;
		// Something else of the same owner has taken the room meanwhile.
		for (const place of unpacked) await loseSheet(batch, withoutRoom(place));
	}
}

/** Makes sheets media of the batch, all in one transaction. */
async function keepSheets(batch: Batch, unpacked: readonly UnpackedSheet[]): Promise<void> {
	const { id: batchId, ownerId, eventId } = batch;
	const hold = async (tx: Tx) => {
		if (eventId !== null && !(await keepEvent(tx, eventId))) throw eventGone();
		if (!(await repo.holdBatch(tx, batchId))) throw batchGone();
	};
	const target = { ownerId, batchId, ...inEvent(eventId, batch.owner?.username), hold };
	const placed = unpacked.map(({ staged, position }) => {
		return { ...staged, position, qrMode: qrModeOf(batch, position) };
	});
	await receive(target, placed);
}

/** A sheet that never became a file still has its place, and says why. */
function loseSheet(batch: Batch, { sheet, position, loss }: LostSheet): Promise<void> {
	const id = newId();
	const qrMode = qrModeOf(batch, position) ?? null;
	const row = {
		...{ id, batchId: batch.id, ownerId: batch.ownerId, position, qrMode },
		...{ fileName: toFileLabel(sheet.name), contentType: "application/octet-stream" },
		...{ byteSize: BigInt(sheet.size), sha256: "", objectKey: originalKey(id) },
		...{ state: "failed" as const, errorCode: loss.code, errorDetail: loss.detail },
		settledAt: new Date(),
	};
	return inTransaction(async (tx) => {
		if (!(await repo.lockedBatch(tx, batch.id))) throw batchGone();
		if (!(await repo.insertLostSheet(tx, row))) return;
		const media = { id, batchId: batch.id, eventId: null, qrMode: row.qrMode };
		await settled(tx, media, "failed");
	});
}

/** Removes what a deleted batch was sent as. */
export async function removeArchive(batchId: string): Promise<void> {
	await objectStore().deletePrefix(batchPrefix(batchId));
}
