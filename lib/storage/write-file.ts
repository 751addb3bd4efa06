/** Streams into files, with their size and sums counted on the way. */
import { createHash } from "node:crypto";
import { createReadStream } from "node:fs";
import { type FileHandle, open } from "node:fs/promises";
import { crc32 } from "node:zlib";
import { AppError } from "#lib/core/errors.ts";

export interface Written {
	/** Bytes. */
	size: number;
	/** Hex. */
	sha256: string;
	/** As archives have it. */
	crc32: number;
}

/** Chunks of the network are small; a system call for each would cost more than its bytes. */
const BATCH_BYTES = 1024 * 1024;
const BATCH_CHUNKS = 512;

async function writeBatch(handle: FileHandle, batch: readonly Uint8Array[], bytes: number) {
	const { bytesWritten } = await handle.writev(batch);
	if (bytesWritten === bytes) return;
	// A disk that is nearly full takes a part; the next write says why.
	let rest = Buffer.concat(batch).subarray(bytesWritten);
	while (rest.length > 0) rest = rest.subarray((await handle.write(rest)).bytesWritten);
}

async function writeAll(handle: FileHandle, body: AsyncIterable<Uint8Array>): Promise<Written> {
	const hash = createHash("sha256");
	let sum = 0;
	let size = 0;
	let batch: Uint8Array[] = [];
	let waiting = 0;
	const flush = async () => {
		if (waiting > 0) await writeBatch(handle, batch, waiting);
		batch = [];
		waiting = 0;
	};
	for await (const chunk of body) {
		hash.update(chunk);
		sum = crc32(chunk, sum);
		size += chunk.length;
		batch.push(chunk);
		waiting += chunk.length;
		if (waiting >= BATCH_BYTES || batch.length >= BATCH_CHUNKS) await flush();
	}
	await flush();
	return { size, sha256: hash.digest("hex"), crc32: sum };
}

/** The disk's complaints about its size, in the domain's words. */
export function diskFault(error: unknown): unknown {
	const { code } = (error ?? {}) as NodeJS.ErrnoException;
	if (code !== "ENOSPC" && code !== "EDQUOT") return error;
	return new AppError("STORAGE_FULL", { message: "The server has no room left", cause: error });
}

/** Writes a new file; with `sync` its bytes are durable (not yet its name). Throws `STORAGE_FULL`. */
export async function writeNew(
	path: string,
	body: AsyncIterable<Uint8Array>,
	{ sync }: { sync: boolean },
): Promise<Written> {
	const handle = await open(path, "wx", 0o600);
	try {
		const written = await writeAll(handle, body);
		if (sync) await handle.sync();
		return written;
	} catch (error) {
		throw diskFault(error);
	} finally {
		await handle.close();
	}
}

export async function hashFile(path: string): Promise<string> {
	const hash = createHash("sha256");
	for await (const chunk of createReadStream(path, { highWaterMark: 256 * 1024 }))
		hash.update(chunk);
	return hash.digest("hex");
}
