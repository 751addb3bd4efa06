/** The bytes of an archive, any part of them: made as they are asked for, and never kept. */
import { directoryHeader, localHeader } from "#lib/core/zip-records.ts";
import type { ByteRange } from "#lib/storage/storage.ts";
import { endOf, type PlacedEntry, toZipEntry } from "./archive-layout.ts";

type Chunks = AsyncIterable<Uint8Array>;

export interface ArchiveContent {
	files: number;
	/** Where the directory begins. */
	directoryAt: number;
	/** Where the records that end it begin. */
	endAt: number;
	/** The entries in their order, some at a time, from the one that has this byte among its own. */
	entriesFrom(byte: number): AsyncIterable<readonly PlacedEntry[]>;
	/** The entries in their order, some at a time, from the one that the directory has at this byte. */
	directoryFrom(byte: number): AsyncIterable<readonly PlacedEntry[]>;
	/** Bytes of an entry's file. */
	read(entry: PlacedEntry, range: ByteRange): Chunks | Promise<Chunks>;
}

/** Some bytes in a row, and where they stand. */
interface Piece {
	at: number;
	size: number;
	read(range: ByteRange): Chunks | Promise<Chunks>;
}

const ready = (at: number, bytes: Uint8Array): Piece => ({
	at,
	size: bytes.length,
	async *read({ start, end }) {
		yield bytes.subarray(start, end + 1);
	},
});

async function* filesFrom(archive: ArchiveContent, start: number): AsyncIterable<Piece> {
	for await (const entries of archive.entriesFrom(start))
		for (const entry of entries) {
			const header = localHeader(toZipEntry(entry));
			yield ready(entry.headerAt, header);
			const at = entry.headerAt + header.length;
			yield { at, size: entry.bytes, read: (range) => archive.read(entry, range) };
		}
}

async function* piecesFrom(archive: ArchiveContent, start: number): AsyncIterable<Piece> {
	if (start < archive.directoryAt) yield* filesFrom(archive, start);
	if (start < archive.endAt)
		for await (const entries of archive.directoryFrom(start)) {
			const headers = entries.map((entry) => directoryHeader(toZipEntry(entry), entry.headerAt));
			yield ready(entries[0]?.directoryAt ?? archive.endAt, Buffer.concat(headers));
		}
	yield ready(archive.endAt, endOf(archive));
}

/** Throws where a file has not the bytes that were promised. */
async function* exactly(count: number, chunks: Chunks): Chunks {
	let left = count;
	for await (const chunk of chunks) {
		left -= chunk.length;
		if (left < 0) break;
		yield chunk;
	}
	if (left !== 0) throw new Error("A file has changed under its download");
}

/** The bytes from `start` to `end`, both included. */
export async function* archiveBytes(archive: ArchiveContent, { start, end }: ByteRange): Chunks {
	for await (const { at, size, read } of piecesFrom(archive, start)) {
		if (at > end) return;
		const [from, to] = [Math.max(start - at, 0), Math.min(end - at, size - 1)];
		if (from <= to) yield* exactly(to - from + 1, await read({ start: from, end: to }));
	}
}
