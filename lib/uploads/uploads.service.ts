/** Uploads that can be broken off and gone on with: created, written, looked at, given up. */
import { randomUUID } from "node:crypto";
import { join } from "node:path";
import { config } from "#lib/config/config.ts";
import type { Actor } from "#lib/core/actor.ts";
import { AppError } from "#lib/core/errors.ts";
import { isUuid } from "#lib/core/ids.ts";
import { log } from "#lib/core/log.ts";
import type { Tx } from "#lib/db/client.ts";
import { type Lock, tryLock } from "#lib/db/locks.ts";
import { withScratch } from "#lib/storage/scratch.ts";
import { assertRoom } from "#lib/usage/usage.service.ts";
import { linkFile, removeFile, UploadFile } from "./upload-file.ts";
import { lockName } from "./upload-lock.ts";
import * as policy from "./uploads.policy.ts";
import { type Chunk, receive, tooLong } from "./uploads.receive.ts";
import * as repo from "./uploads.repo.ts";
import type { UploadMetadata, UploadPurpose } from "./uploads.schema.ts";

export interface Upload {
	id: string;
	/** Bytes of the whole. */
	length: number;
	/** Bytes that are durable: where to go on. */
	received: number;
	/** As it was sent. */
	metadata: string;
	expiresAt: Date;
}

const notFound = () => new AppError("UPLOAD_NOT_FOUND", { message: "Upload not found" });

const mismatch = (received: number) =>
	new AppError("UPLOAD_OFFSET_MISMATCH", {
		message: "The upload goes on from another offset",
		details: `It has ${received} bytes`,
		headers: { "Upload-Offset": String(received) },
	});

/** Every byte that arrives gives an upload its time anew: a slow line may need more than a day. */
const expiry = () => new Date(Date.now() + config().uploadExpiryMs);

/**
 * An upload as its owner sees it. Throws `UPLOAD_NOT_FOUND` to anybody else, and `UPLOAD_EXPIRED`
 * until the sweep has taken it away.
 */
export async function get(actor: Actor, id: string): Promise<Upload> {
	policy.assertMaySend(actor, ["batch", "photos"]);
	return find(actor, id);
}

async function find(actor: Actor, id: string): Promise<repo.UploadRow> {
	const upload = isUuid(id) ? await repo.findUpload(id) : null;
	if (!upload || !policy.mayUse(actor, upload)) throw notFound();
	if (upload.state !== "used" && upload.expiresAt.getTime() <= Date.now())
		throw new AppError("UPLOAD_EXPIRED", {
			message: "This upload was left unfinished for too long. Please start again",
		});
	return upload;
}

/** Runs `work` while no other request, of any process, writes that upload. Throws `UPLOAD_LOCKED`. */
async function whileLocked<T>(id: string, work: (lock: Lock) => Promise<T>): Promise<T> {
	const lock = await tryLock(lockName(id));
	if (!lock)
		throw new AppError("UPLOAD_LOCKED", {
			message: "Another request is writing to this upload",
			headers: { "Retry-After": "1" },
		});
	try {
		return await work(lock);
	} finally {
		await lock.release();
	}
}

/**
 * Begins an upload; no room is set aside for it. Throws `FILE_TOO_LARGE`, `UPLOAD_QUOTA_EXCEEDED`,
 * `QUOTA_EXCEEDED`, `INSUFFICIENT_SCOPE`.
 */
export async function create(
	actor: Actor,
	given: { length: number; fields: UploadMetadata; metadata: string },
): Promise<Upload> {
	const { length, fields, metadata } = given;
	const ownerId = policy.assertMaySend(actor, [fields.purpose]);
	const limits = config().resumable;
	policy.assertLength(length, limits);
	if (fields.purpose === "photos")
		policy.assertPhotoLength(length, fields.filename, config().photoLimits.desktop);
	await assertRoom(ownerId, length);
	const upload = {
		// Nothing but randomness: an id of version 7 tells when its neighbours were made.
		id: randomUUID(),
		...{ ownerId, length, metadata, purpose: fields.purpose },
		...{ fileName: fields.filename, contentType: fields.filetype, expiresAt: expiry() },
	};
	const row = await repo.insertUpload(upload, (unused) =>
		policy.assertQuota(unused, length, limits),
	);
	// Nobody will send a chunk of nothing: the empty file is finished as soon as it is there.
	return length === 0 ? append(actor, row.id, { offset: 0, bytes: nothing() }) : row;
}

async function* nothing(): AsyncIterable<Uint8Array> {}

async function openFile(upload: repo.UploadRow): Promise<UploadFile> {
	const file = await UploadFile.open(upload.id, upload.received);
	if (file) return file;
	log.error({ uploadId: upload.id }, "the disk has lost bytes of an upload");
	throw new AppError("INTERNAL_ERROR", { message: "This upload was damaged. Please start again" });
}

/**
 * Writes a chunk behind what is there, and resolves when it is durable. Throws `UPLOAD_LOCKED`,
 * `UPLOAD_OFFSET_MISMATCH`, and what `receive` throws; a part may have been taken then.
 */
export async function append(
	actor: Actor,
	id: string,
	chunk: Chunk & { declared?: number | undefined },
): Promise<Upload> {
	await get(actor, id);
	return whileLocked(id, async ({ signal }) => {
		const upload = await find(actor, id);
		if (chunk.offset !== upload.received) throw mismatch(upload.received);
		if (chunk.offset + (chunk.declared ?? 0) > upload.length) throw tooLong(upload.length);
		if (upload.state === "used") return upload;
		const file = await openFile(upload);
		let { received } = upload;
		const save = async (to: number) => {
			// Gone meanwhile, or saved by a query whose answer was lost: its sender has to look anew.
			if (!(await repo.saveReceived(upload, received, to, expiry()))) throw mismatch(received);
			received = to;
		};
		try {
			if (upload.length === 0) await save(0);
			await receive({ file, length: upload.length, save, signal }, chunk);
		} finally {
			await file.close();
		}
		return find(actor, id);
	});
}

/** Gives an upload up, bytes and all. Throws `UPLOAD_LOCKED` while it is being written. */
export async function terminate(actor: Actor, id: string): Promise<void> {
	await get(actor, id);
	await whileLocked(id, async () => {
		// A file that a crash leaves behind here is one without a row: the sweep's.
		if (!(await repo.deleteUpload(id))) throw notFound();
		await removeFile(id);
	});
}

export interface FinishedUpload {
	/** A file to take over; the upload keeps its own until `markUsed` is committed. */
	path: string;
	size: number;
	fileName: string;
	/** To be called in the transaction that makes something of the bytes. Throws when it is too late. */
	markUsed(tx: Tx): Promise<void>;
}

/**
 * Makes something of a finished upload, once. Throws `UPLOAD_NOT_FOUND` for what is another's, used
 * already or sent for another purpose, `VALIDATION_ERROR` for what is not whole yet.
 */
export async function takeFinished<T>(
	actor: Actor,
	id: string,
	purpose: UploadPurpose,
	use: (upload: FinishedUpload) => Promise<T>,
): Promise<T> {
	const upload = await find(actor, id);
	if (upload.purpose !== purpose || upload.state === "used") throw notFound();
	if (upload.state !== "finished")
		throw new AppError("VALIDATION_ERROR", {
			message: "This upload is not complete yet",
			details: `${upload.received} of ${upload.length} bytes have arrived`,
		});
	const result = await whileLocked(id, () =>
		withScratch(async (folder) => {
			const path = join(folder, "upload");
			await linkFile(id, path);
			const markUsed = async (tx: Tx) => {
				if (!(await repo.markUsed(tx, id))) throw notFound();
			};
			return use({ path, size: upload.length, fileName: upload.fileName, markUsed });
		}),
	);
	// What a crash leaves here is a file whose upload was used: the sweep's.
	await removeFile(id);
	return result;
}
