/** Where everything stands in an archive, before any of its bytes is read. */
import { createHash } from "node:crypto";
import { directoryHeader, endRecords, localHeader, type ZipEntry } from "#lib/core/zip-records.ts";

/** A file with what an archive says of it. */
export interface PlannedEntry {
	mediaId: string;
	/** `original`, `stripped`, or the name of a rendition. */
	source: string;
	objectKey: string;
	/** With its folder. */
	name: string;
	/** Bytes. */
	bytes: number;
	crc32: number;
	/** What the clock on the wall showed, as if in UTC. */
	wallTime: Date;
	/** When that was, where it is known. */
	modifiedAt: Date | null;
}

export interface PlacedEntry extends PlannedEntry {
	position: number;
	/** Where its local header begins. */
	headerAt: number;
	/** Where its place in the directory begins. */
	directoryAt: number;
}

export interface Layout {
	entries: PlacedEntry[];
	/** Where the directory begins. */
	directoryAt: number;
	/** Where the records that end it begin. */
	endAt: number;
	/** Bytes of the whole. */
	size: number;
	/** Of everything that its bytes follow from, hex. */
	hash: string;
}

export function toZipEntry(entry: PlannedEntry): ZipEntry {
	return {
		name: new TextEncoder().encode(entry.name),
		size: entry.bytes,
		crc32: entry.crc32,
		wallTime: entry.wallTime.getTime(),
		modifiedAt: entry.modifiedAt?.getTime() ?? null,
	};
}

/** The records behind the directory. */
export function endOf(archive: { files: number; directoryAt: number; endAt: number }) {
	const { files, directoryAt, endAt } = archive;
	return endRecords(files, directoryAt, endAt - directoryAt);
}

/** Places the entries one behind the other, in their order. */
export function layOut(planned: readonly PlannedEntry[]): Layout {
	const hash = createHash("sha256");
	let at = 0;
	const headers = planned.map((entry) => {
		const headerAt = at;
		at += localHeader(toZipEntry(entry)).length + entry.bytes;
		return headerAt;
	});
	const directoryAt = at;
	const entries = planned.map((entry, position): PlacedEntry => {
		const placed = { ...entry, position, headerAt: headers[position] ?? 0, directoryAt: at };
		at += directoryHeader(toZipEntry(entry), placed.headerAt).length;
		hash.update(JSON.stringify(placed));
		return placed;
	});
	const endAt = at;
	const size = endAt + endOf({ files: entries.length, directoryAt, endAt }).length;
	return { entries, directoryAt, endAt, size, hash: hash.digest("hex") };
}
