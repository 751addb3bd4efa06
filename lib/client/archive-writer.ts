/**
 * A ZIP of files as they are, not compressed: a Blob whose parts are the files themselves, so that
 * gigabytes of photos are one upload without a copy of them.
 */
import { directoryHeader, endRecords, localHeader, type ZipEntry } from "#lib/core/zip-records.ts";

export interface ArchiveEntry {
	/** With its folders, "/" between them. */
	path: string;
	/** Less than 4 GB. */
	file: Blob;
	crc32: number;
	/** Milliseconds since 1970. */
	modifiedAt: number;
}

const MAX_32 = 0xffffffff;

type Bytes = Uint8Array<ArrayBuffer>;

/** The same files give the same bytes, wherever they are packed: the time is UTC. */
function toEntry({ path, file, crc32, modifiedAt }: ArchiveEntry): ZipEntry {
	const name = new TextEncoder().encode(path);
	return { name, size: file.size, crc32, wallTime: modifiedAt, modifiedAt: null };
}

/** What an archive is put together from. Throws `RangeError` for a file of 4 GB or more. */
export function archiveParts(entries: readonly ArchiveEntry[]): (Bytes | Blob)[] {
	const parts: (Bytes | Blob)[] = [];
	const directory: Bytes[] = [];
	let offset = 0;
	for (const each of entries) {
		if (each.file.size >= MAX_32) throw new RangeError(`${each.path} is too large`);
		const entry = toEntry(each);
		const header = localHeader(entry);
		directory.push(directoryHeader(entry, offset));
		parts.push(header, each.file);
		offset += header.length + entry.size;
	}
	const length = directory.reduce((sum, part) => sum + part.length, 0);
	return [...parts, ...directory, endRecords(entries.length, offset, length)];
}

/** Takes no bytes in but names and headers. */
export function buildArchive(entries: readonly ArchiveEntry[]): Blob {
	return new Blob(archiveParts(entries), { type: "application/zip" });
}
