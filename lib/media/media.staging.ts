/** Bytes on their way in: checked as they arrive, durable when staged, owned by nobody yet. */
import { buffer } from "node:stream/consumers";
import { config } from "#lib/config/config.ts";
import { AppError, isAppError } from "#lib/core/errors.ts";
import { newId } from "#lib/core/ids.ts";
import { FormError, type IncomingFile } from "#lib/core/upload-form.ts";
import type { Tx } from "#lib/db/client.ts";
import { detectType } from "#lib/imaging/detect.ts";
import { probeFile, type ReadRange } from "#lib/imaging/probe-file.ts";
import { mediaPrefix, originalKey } from "#lib/storage/object-keys.ts";
import type { StorageTier, StoredObject } from "#lib/storage/storage.ts";
import { objectStore } from "#lib/storage/store.ts";
import { isAway } from "#lib/storage/store-away.ts";
import { detectFile, type FileType } from "./file-type.ts";
import * as policy from "./media.policy.ts";
import * as repo from "./media.repo.ts";

export interface StagedFile extends FileType {
	mediaId: string;
	fileName: string;
	/** Bytes. */
	size: number;
	/** Hex. */
	sha256: string;
	/** As archives have it. */
	crc32: number;
	/** Where it lies. */
	tier: StorageTier;
	/** Upright pixels; null for what is no image, or has no readable header. */
	width: number | null;
	height: number | null;
}

/** The image types that a family takes, or "any": then nothing is refused for what it is. */
export type Accepted = ReadonlySet<string> | "any";

/** Enough of a file for its type to be told from it. */
const TYPE_BYTES = 4100;
/** Enough for the size of nearly every photo; the store is asked for what lies elsewhere. */
const HEAD_BYTES = 64 * 1024;

/** Passes a file on while keeping its beginning; ends it at once when it is of no accepted type. */
class Inspector {
	#type: FileType | null = null;
	#head: Uint8Array[] = [];
	#size = 0;
	readonly #file: IncomingFile;
	readonly #accepted: Accepted;

	constructor(file: IncomingFile, accepted: Accepted) {
		this.#file = file;
		this.#accepted = accepted;
	}

	/** Known once the chunks are through. */
	get type(): FileType {
		return this.#type ?? { kind: "file", contentType: "application/octet-stream" };
	}

	get head(): Uint8Array {
		return Buffer.concat(this.#head);
	}

	#decide(): void {
		if (this.#type !== null) return;
		const { fileName } = this.#file;
		if (this.#size === 0) throw policy.emptyFile(fileName);
		if (this.#accepted === "any") {
			this.#type = detectFile(this.head, fileName);
			return;
		}
		const contentType = detectType(this.head);
		if (contentType === null || !this.#accepted.has(contentType))
			throw policy.unsupportedFormat(fileName);
		this.#type = { kind: "image", contentType };
	}

	async *chunks(): AsyncIterable<Uint8Array> {
		for await (const chunk of this.#file.chunks) {
			if (this.#size < HEAD_BYTES) this.#head.push(chunk);
			this.#size += chunk.length;
			if (this.#size >= TYPE_BYTES) this.#decide();
			yield chunk;
		}
		this.#decide();
	}
}

/** Parts of a stored object, those of its beginning from memory. */
function readerOf(key: string, size: number, head: Uint8Array): ReadRange {
	return async (from, length) => {
		const end = Math.min(from + length, size);
		if (from >= end) return new Uint8Array(0);
		if (end <= head.length) return head.subarray(from, end);
		return buffer(await objectStore().get(key, { start: from, end: end - 1 }));
	};
}

/** The size of an image of any kind, as far as its header can be read; the decoder says the rest. */
async function measureAny(read: ReadRange, { kind, contentType }: FileType) {
	const probed = kind === "image" ? await probeFile(read, contentType) : null;
	if (!probed?.ok || probed.width * probed.height > config().imaging.maxPixels)
		return { width: null, height: null };
	return { width: probed.width, height: probed.height };
}

async function measure(read: ReadRange, contentType: string, fileName: string) {
	const probed = await probeFile(read, contentType);
	if (!probed.ok)
		throw new AppError("INVALID_IMAGE", {
			message: "This file is broken and cannot be shown",
			details: `File '${fileName}' has no readable image header`,
		});
	const { width, height } = probed;
	policy.assertPixels({ width, height, contentType, fileName }, config().imaging);
	return { width, height };
}

/**
 * Stores one file under a media id of its own. Throws `VALIDATION_ERROR` (empty),
 * `FILE_TOO_LARGE` and, where not any type is taken, `UNSUPPORTED_FORMAT` and `INVALID_IMAGE`; then
 * nothing is left of it.
 */
export async function stage(file: IncomingFile, accepted: Accepted): Promise<StagedFile> {
	const mediaId = newId();
	await repo.insertPending([mediaPrefix(mediaId)]);
	return stageAs(mediaId, file, accepted);
}

/** The same for several side by side: what `stage` answers or throws, for each. */
export async function stageAll(
	files: readonly IncomingFile[],
	accepted: Accepted,
): Promise<PromiseSettledResult<StagedFile>[]> {
	const ids = files.map(newId);
	await repo.insertPending(ids.map(mediaPrefix));
	const staging = files.map((file, index) => stageAs(ids[index] as string, file, accepted));
	return Promise.allSettled(staging);
}

/** Under an id whose prefix is noted. */
async function stageAs(
	mediaId: string,
	file: IncomingFile,
	accepted: Accepted,
): Promise<StagedFile> {
	const { fileName } = file;
	try {
		const inspector = new Inspector(file, accepted);
		const key = originalKey(mediaId);
		const stored = await objectStore().put(key, inspector.chunks());
		const { type } = inspector;
		const read = readerOf(key, stored.size, inspector.head);
		const pixels =
			accepted === "any"
				? await measureAny(read, type)
				: await measure(read, type.contentType, fileName);
		return { mediaId, fileName, ...type, ...stored, ...pixels };
	} catch (error) {
		await discard([mediaId]);
		throw error;
	}
}

/** Stores bytes of any kind below a prefix that nobody owns yet; then nothing is left on a fault. */
export async function stageBytes(
	prefix: string,
	key: string,
	chunks: AsyncIterable<Uint8Array>,
): Promise<StoredObject> {
	await repo.insertPending([prefix]);
	try {
		return await objectStore().put(key, chunks);
	} catch (error) {
		await discardPrefix(prefix);
		throw error;
	}
}

/** The same for a file that is finished: it is moved, not copied. */
export async function stageFinished(prefix: string, key: string, path: string): Promise<void> {
	await repo.insertPending([prefix]);
	try {
		await objectStore().adopt([{ key, path }]);
	} catch (error) {
		await discardPrefix(prefix);
		throw error;
	}
}

/** As `discard`, for bytes below any prefix. */
export async function discardPrefix(prefix: string): Promise<void> {
	try {
		await repo.takePending(prefix, () => objectStore().deletePrefix(prefix));
	} catch (error) {
		// Still noted as nobody's: the sweep takes them when the store is back.
		if (!isAway(error)) throw error;
	}
}

/**
 * Removes what lies below a prefix that nobody owns and nobody is about to own; false where somebody
 * does. Noted first, so that the sweep goes on with what a killed process or an outage leaves of it.
 */
export async function discardOrphan(
	prefix: string,
	isOwned: (tx: Tx) => Promise<boolean>,
): Promise<boolean> {
	if (!(await repo.claimPending(prefix, isOwned))) return false;
	await discardPrefix(prefix);
	return true;
}

/** Which of these prefixes are staged, and belong to nobody yet. */
export function findStaged(prefixes: readonly string[]): Promise<Set<string>> {
	return repo.findPending(prefixes);
}

/**
 * Takes staged prefixes over: from this transaction on they belong to what it commits. Throws
 * `UNAVAILABLE` where the sweep was there before.
 */
export async function ownPrefixes(tx: Tx, prefixes: readonly string[]): Promise<void> {
	if ((await repo.deletePending(tx, prefixes)) < prefixes.length)
		throw new AppError("UNAVAILABLE", { message: "The upload took too long. Please try again" });
}

/**
 * Removes staged bytes that nobody owns. Bytes whose media was committed are left alone, even where
 * the answer to that commit was lost: their pending row went with it.
 */
export async function discard(mediaIds: readonly string[]): Promise<void> {
	for (const mediaId of mediaIds) await discardPrefix(mediaPrefix(mediaId));
}

const FILE_FAULTS = ["FILE_TOO_LARGE", "UNSUPPORTED_FORMAT", "INVALID_IMAGE", "VALIDATION_ERROR"];

/** A fault of one file: in a batch the others go on. */
export function isFileFault(error: unknown): error is AppError {
	return isAppError(error) && !(error instanceof FormError) && FILE_FAULTS.includes(error.code);
}
