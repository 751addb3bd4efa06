/**
 * The bytes of one chunk, on their way to the disk. An offset is acknowledged after the bytes before
 * it are durable, never sooner; a long chunk is acknowledged piece by piece, so that a process that
 * is killed costs its sender seconds and not gigabytes.
 */
import { createHash, type Hash } from "node:crypto";
import { config } from "#lib/config/config.ts";
import { AppError, isAppError } from "#lib/core/errors.ts";
import { freeBytes } from "#lib/storage/free-space.ts";
import type { UploadFile } from "./upload-file.ts";

export interface Checksum {
	algorithm: string;
	/** Raw. */
	digest: Buffer;
}

export interface Chunk {
	/** Where it begins. */
	offset: number;
	bytes: AsyncIterable<Uint8Array>;
	/** Taken whole and only with this sum, or not at all. */
	checksum?: Checksum | undefined;
}

export interface Receiving {
	file: UploadFile;
	/** Bytes of the whole upload. */
	length: number;
	/** Notes that everything up to this offset is durable. */
	save(received: number): Promise<void>;
	/** Aborted when the upload is no longer ours to write. */
	signal: AbortSignal;
}

const SAVE_BYTES = 32 * 1024 * 1024;
const SAVE_MS = 5000;

export function tooLong(length: number): AppError {
	return new AppError("REQUEST_TOO_LARGE", {
		message: "This is more than was announced",
		details: `The upload has ${length} bytes`,
	});
}

function storageFull(cause?: unknown): AppError {
	return new AppError("STORAGE_FULL", {
		message: "The server has no room left. What has arrived is kept",
		cause,
	});
}

/** Our own disk's complaints about its size, in the domain's words. */
function named(error: unknown): unknown {
	const { code } = (error ?? {}) as NodeJS.ErrnoException;
	return code === "ENOSPC" || code === "EDQUOT" ? storageFull(error) : error;
}

/** The database stands on the same disk: it must not find it full. */
async function assertRoom(): Promise<void> {
	if ((await freeBytes()) < config().admission.freeDiskBytes) throw storageFull();
}

class Progress {
	readonly #receiving: Receiving;
	#saved: number;
	/** Where and when it was last looked at. */
	#seen: number;
	#seenAt = Date.now();

	constructor(receiving: Receiving, offset: number) {
		this.#receiving = receiving;
		this.#saved = offset;
		this.#seen = offset;
	}

	/** True every so many bytes or seconds. */
	isDue(): boolean {
		const { end } = this.#receiving.file;
		const now = Date.now();
		if (end - this.#seen < SAVE_BYTES && now - this.#seenAt < SAVE_MS) return false;
		this.#seen = end;
		this.#seenAt = now;
		return true;
	}

	async save(): Promise<void> {
		const { file, save, signal } = this.#receiving;
		if (file.end === this.#saved) return;
		const durable = await file.sync();
		signal.throwIfAborted();
		await save(durable);
		this.#saved = durable;
	}

	/** What is not acknowledged is not kept. */
	discard(): Promise<void> {
		return this.#receiving.file.cut(this.#saved);
	}
}

async function takeAll(
	{ file, length, signal }: Receiving,
	chunk: Chunk,
	progress: Progress,
	hash: Hash | null,
): Promise<void> {
	for await (const bytes of chunk.bytes) {
		signal.throwIfAborted();
		if (file.end + bytes.length > length) throw tooLong(length);
		hash?.update(bytes);
		await file.write(bytes);
		if (!progress.isDue()) continue;
		await assertRoom();
		if (!hash) await progress.save();
	}
}

function assertSum(hash: Hash | null, checksum: Checksum | undefined): void {
	if (hash && checksum && !hash.digest().equals(checksum.digest))
		throw new AppError("CHECKSUM_MISMATCH", {
			message: "The chunk arrived damaged. Please send it again",
		});
}

/** Whether what came before the fault is as good as any: a broken connection, a full disk. */
const isKept = (error: unknown, chunk: Chunk) =>
	!chunk.checksum && !isAppError(error, "REQUEST_TOO_LARGE");

/**
 * Takes a chunk. Throws `CHECKSUM_MISMATCH` and `REQUEST_TOO_LARGE`, which leave nothing of it that
 * was not acknowledged, and `STORAGE_FULL`, which like a broken connection keeps what has arrived.
 */
export async function receive(receiving: Receiving, chunk: Chunk): Promise<void> {
	const hash = chunk.checksum ? createHash(chunk.checksum.algorithm) : null;
	const progress = new Progress(receiving, chunk.offset);
	try {
		await takeAll(receiving, chunk, progress, hash);
		assertSum(hash, chunk.checksum);
		await progress.save();
	} catch (error) {
		if (!receiving.signal.aborted) {
			// Of this there is nothing more to tell: the next writer starts from the row.
			const settled = isKept(error, chunk) ? progress.save() : progress.discard();
			await settled.catch(() => {});
		}
		throw named(error);
	}
}
