/** `POST /api/batches/upload`: a ZIP or images, by the document's three strategies. */
import type { Actor } from "#lib/core/actor.ts";
import { AppError } from "#lib/core/errors.ts";
import { toFileLabel } from "#lib/core/file-name.ts";
import { newId } from "#lib/core/ids.ts";
import type { IncomingFile, UploadForm } from "#lib/core/upload-form.ts";
import { inTransaction, type Tx } from "#lib/db/client.ts";
import { holdEvent } from "#lib/events/events.service.ts";
import {
	discard,
	discardPrefix,
	ownPrefixes,
	receive,
	type StagedFile,
	stage,
	stageBytes,
	stageFinished,
} from "#lib/media/media.service.ts";
import { enqueue } from "#lib/queue/queue.ts";
import { archiveKey, batchPrefix } from "#lib/storage/object-keys.ts";
import { takeFinished } from "#lib/uploads/uploads.service.ts";
import { assertRoom } from "#lib/usage/usage.service.ts";
import { getOwnEvent } from "./sheets.access.ts";
import { ingestArchive } from "./sheets.jobs.ts";
import { inEvent, qrModeOf, SHEET_TYPES, type Strategy, strategyOf } from "./sheets.policy.ts";
import * as repo from "./sheets.repo.ts";
import { sheetFields } from "./sheets.schema.ts";

interface Upload {
	batchId: string;
	archive: { fileName: string; size: number } | null;
	archives: number;
	images: StagedFile[];
}

/** The first bytes of a ZIP: a local header, or the end record of an empty one (APPNOTE 4.3). */
const ZIP_MAGIC = [Buffer.from("PK\x03\x04", "latin1"), Buffer.from("PK\x05\x06", "latin1")];

async function* onlyZip(file: IncomingFile): AsyncIterable<Uint8Array> {
	let head: Buffer<ArrayBufferLike> = Buffer.alloc(0);
	for await (const chunk of file.chunks) {
		if (head.length < 4) {
			head = Buffer.concat([head, chunk]);
			if (head.length >= 4 && !ZIP_MAGIC.some((magic) => head.subarray(0, 4).equals(magic)))
				throw notZip(file.fileName);
		}
		yield chunk;
	}
	if (head.length < 4) throw notZip(file.fileName);
}

const notZip = (fileName: string) =>
	new AppError("UNSUPPORTED_FORMAT", { message: `'${fileName}' is not a ZIP archive` });

async function stageFile(upload: Upload, file: IncomingFile): Promise<void> {
	const { batchId } = upload;
	if (file.field === "file") {
		upload.archives += 1;
		if (upload.archives > 1) return;
		const { size } = await stageBytes(batchPrefix(batchId), archiveKey(batchId), onlyZip(file));
		upload.archive = { fileName: file.fileName, size };
	} else if (/^files(\[\])?$/.test(file.field)) upload.images.push(await stage(file, SHEET_TYPES));
	else
		throw new AppError("VALIDATION_ERROR", {
			message: `Unexpected file field '${file.field.slice(0, 40)}'`,
		});
}

async function discardUpload({ batchId, images }: Upload): Promise<void> {
	await discardPrefix(batchPrefix(batchId));
	await discard(images.map(({ mediaId }) => mediaId));
}

async function read(actor: Actor, form: UploadForm) {
	const upload: Upload = { batchId: newId(), archive: null, archives: 0, images: [] };
	try {
		for await (const file of form.files()) await stageFile(upload, file);
		const fields = sheetFields.parse(form.fields);
		const split = fields.qr_mode === "split";
		const archives = upload.archives + (fields.upload_id === undefined ? 0 : 1);
		const strategy = strategyOf({
			...{ archives, images: upload.images.length, split },
			...{ hasQr: fields.has_qr, taskId: fields.task_id },
		});
		// Of a first sheet that is to say it itself, nothing else is believed.
		const taskId = strategy === "zip_qr" && !split ? null : (fields.task_id ?? null);
		const { event_id: eventId, upload_id: uploadId } = fields;
		const event = eventId === undefined ? null : await getOwnEvent(actor, eventId);
		return { upload, strategy, split, taskId, uploadId, event };
	} catch (error) {
		await discardUpload(upload);
		throw error;
	}
}

type Read = Awaited<ReturnType<typeof read>>;

const eventIdOf = ({ event }: Read) => event?.event.id ?? null;

function rowOf(found: Read, ownerId: string) {
	const { strategy, split, taskId } = found;
	const { batchId: id, archive, images } = found.upload;
	const totalSize = archive?.size ?? images.reduce((sum, { size }) => sum + size, 0);
	return {
		...{ id, ownerId, strategy, split, taskId, eventId: eventIdOf(found) },
		...{ fileName: archive?.fileName ?? null, totalSize: BigInt(totalSize) },
		// Images are sheets at once; an archive is counted when it is opened.
		total: images.length,
		startedAt: archive ? null : new Date(),
	};
}

/** The event, where there is one, is there; the batch is made. */
async function insertBatch(tx: Tx, found: Read, ownerId: string): Promise<void> {
	if (found.event) await holdEvent(tx, found.event);
	await repo.insertSheetBatch(tx, rowOf(found, ownerId));
}

/** `use` runs in the transaction: what the archive came from is used up with it. */
async function commitArchive(
	found: Read,
	ownerId: string,
	use: (tx: Tx) => Promise<void>,
): Promise<void> {
	const { batchId } = found.upload;
	await inTransaction(async (tx) => {
		await use(tx);
		await ownPrefixes(tx, [batchPrefix(batchId)]);
		await insertBatch(tx, found, ownerId);
		await enqueue(tx, ingestArchive, [{ batchId }]);
	});
}

async function commit(actor: Actor, found: Read, ownerId: string): Promise<void> {
	const { uploadId, upload } = found;
	const { batchId, images } = upload;
	if (uploadId !== undefined)
		return takeFinished(actor, uploadId, "batch", async ({ path, size, fileName, markUsed }) => {
			await assertRoom(ownerId, size);
			await stageFinished(batchPrefix(batchId), archiveKey(batchId), path);
			upload.archive = { fileName: toFileLabel(fileName), size };
			await commitArchive(found, ownerId, markUsed);
		});
	if (upload.archive) return commitArchive(found, ownerId, async () => {});
	const hold = (tx: Tx) => insertBatch(tx, found, ownerId);
	const target = { ownerId, batchId, ...inEvent(eventIdOf(found), actor.user?.username), hold };
	const placed = images.map((file, position) => {
		return { ...file, position, qrMode: qrModeOf(found, position) };
	});
	await receive(target, placed);
}

const MESSAGES: Record<Strategy, string> = {
	zip_qr: "Batch uploaded successfully. The task id comes from the QR code on its first sheet",
	zip: "Batch uploaded successfully. Its sheets are being unpacked",
	images: "Batch uploaded successfully. Its sheets are being processed",
};
const SPLIT_MESSAGE =
	"Batch uploaded successfully. Every sheet that shows a code opens a new group";

/** Keeps an upload and its jobs, or nothing. Throws what the form, its fields and its files are at fault. */
export async function uploadSheets(actor: Actor, form: UploadForm) {
	if (!actor.user) throw new AppError("UNAUTHENTICATED", { message: "Please sign in" });
	await assertRoom(actor.user.id, form.leastBytes);
	const found = await read(actor, form);
	try {
		await commit(actor, found, actor.user.id);
	} catch (error) {
		await discardUpload(found.upload);
		throw error;
	}
	return {
		batch_id: found.upload.batchId,
		status: "uploaded" as const,
		message: found.split ? SPLIT_MESSAGE : MESSAGES[found.strategy],
		total_size: Number(rowOf(found, actor.user.id).totalSize),
	};
}
