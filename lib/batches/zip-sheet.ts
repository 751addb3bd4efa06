/** The bytes of one sheet, as they are asked for, and checked against what was declared. */
import { pipeline, type Readable } from "node:stream";
import { crc32, createInflateRaw } from "node:zlib";
import { ZipFault, type ZipSource } from "./zip.types.ts";
import type { SheetEntry } from "./zip-directory.ts";

export const STORED = 0;
export const DEFLATED = 8;
const CHUNK = 64 * 1024;

export const damagedSheet = (entry: SheetEntry, cause?: unknown) =>
	new ZipFault("DAMAGED", `“${entry.name.label}” is damaged in the ZIP file.`, cause);

/**
 * Nothing is asked of the source before the first chunk is, so that one who never begins has
 * nothing to give back. `open` holds what is open, for whoever closes the archive.
 */
export async function* readSheet(
	source: ZipSource,
	entry: SheetEntry,
	start: number,
	open: Set<Readable>,
): AsyncGenerator<Uint8Array, void> {
	if (entry.compressedSize === 0) return assertWhole(entry, 0, 0);
	const packed = await source.read({ start, end: start + entry.compressedSize - 1 });
	const unpacked = entry.method === DEFLATED ? inflate(packed) : packed;
	open.add(unpacked);
	let size = 0;
	let sum = 0;
	try {
		for await (const chunk of unpacked as AsyncIterable<Buffer>) {
			size += chunk.length;
			if (size > entry.size) throw damagedSheet(entry);
			sum = crc32(chunk, sum);
			yield chunk;
		}
		assertWhole(entry, size, sum);
	} catch (error) {
		throw isInflateError(error) ? damagedSheet(entry, error) : error;
	} finally {
		open.delete(unpacked);
		unpacked.destroy();
		packed.destroy();
	}
}

function inflate(packed: Readable): Readable {
	const unpacked = createInflateRaw({ chunkSize: CHUNK });
	// An error of either ends the one that is read, which is where it is dealt with.
	return pipeline(packed, unpacked, () => undefined);
}

function assertWhole(entry: SheetEntry, size: number, sum: number): void {
	if (size !== entry.size || sum !== entry.crc32) throw damagedSheet(entry);
}

/** Any other error is the store's, and no fault of the archive. */
function isInflateError(error: unknown): boolean {
	return error instanceof Error && "code" in error && String(error.code).startsWith("Z_");
}
