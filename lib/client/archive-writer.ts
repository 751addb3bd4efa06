/**
 * A ZIP of files as they are, not compressed: a Blob whose parts are the files themselves, so that
 * gigabytes of photos are one upload without a copy of them (APPNOTE 6.3.10, sections 4.3 and 4.4).
 */

export interface ArchiveEntry {
	/** With its folders, "/" between them. */
	path: string;
	/** Less than 4 GB. */
	file: Blob;
	crc32: number;
	/** Milliseconds since 1970. */
	modifiedAt: number;
}

const MAX_16 = 0xffff;
const MAX_32 = 0xffffffff;
/** Names are UTF-8 (4.4.4, bit 11). */
const UTF8 = 0x800;
const STORED = 0;
/** What a reader must understand (4.4.3): folders, and ZIP64 for what lies past 4 GB. */
const VERSION = 20;
const VERSION_64 = 45;

type Field = [width: 2 | 4 | 8, value: number];
type Bytes = Uint8Array<ArrayBuffer>;

function record(...fields: Field[]): Bytes {
	const bytes = new Uint8Array(fields.reduce((sum, [width]) => sum + width, 0));
	const view = new DataView(bytes.buffer);
	let at = 0;
	for (const [width, value] of fields) {
		if (width === 2) view.setUint16(at, value, true);
		else if (width === 4) view.setUint32(at, value, true);
		else view.setBigUint64(at, BigInt(value), true);
		at += width;
	}
	return bytes;
}

/** The same files give the same bytes, wherever they are packed: the time is UTC (4.4.6). */
function dosTime(milliseconds: number): { time: number; date: number } {
	const moment = new Date(milliseconds);
	const year = moment.getUTCFullYear();
	if (!(year >= 1980 && year <= 2107)) return { time: 0, date: 0x21 };
	return {
		time:
			(moment.getUTCHours() << 11) | (moment.getUTCMinutes() << 5) | (moment.getUTCSeconds() >> 1),
		date: ((year - 1980) << 9) | ((moment.getUTCMonth() + 1) << 5) | moment.getUTCDate(),
	};
}

/** What the local header (4.3.7) and the directory (4.3.12) say alike, from the flags on. */
function commonFields(entry: ArchiveEntry, name: Bytes): Field[] {
	const { time, date } = dosTime(entry.modifiedAt);
	const { size } = entry.file;
	return [
		[2, UTF8],
		[2, STORED],
		[2, time],
		[2, date],
		[4, entry.crc32],
		[4, size],
		[4, size],
		[2, name.length],
	];
}

function localHeader(entry: ArchiveEntry, name: Bytes): Bytes {
	return record([4, 0x04034b50], [2, VERSION], ...commonFields(entry, name), [2, 0]);
}

function directoryHeader(entry: ArchiveEntry, name: Bytes, offset: number): Bytes[] {
	const far = offset >= MAX_32;
	// The extra field has only what the header has no room for (4.5.3).
	const extra = far ? record([2, 1], [2, 8], [8, offset]) : record();
	const version = far ? VERSION_64 : VERSION;
	const header = record(
		...([
			[4, 0x02014b50],
			[2, version],
			[2, version],
		] satisfies Field[]),
		...commonFields(entry, name),
		...([
			[2, extra.length],
			[2, 0],
			[2, 0],
			[2, 0],
			[4, 0],
		] satisfies Field[]),
		[4, far ? MAX_32 : offset],
	);
	return [header, name, extra];
}

/** 4.3.16, and before it 4.3.14 and 4.3.15 where numbers are too large for it. */
function endRecords(entries: number, start: number, length: number): Bytes[] {
	const long = entries >= MAX_16 || start >= MAX_32 || length >= MAX_32;
	const few = Math.min(entries, MAX_16);
	const end = record(
		...([
			[4, 0x06054b50],
			[2, 0],
			[2, 0],
			[2, few],
			[2, few],
		] satisfies Field[]),
		...([
			[4, Math.min(length, MAX_32)],
			[4, Math.min(start, MAX_32)],
			[2, 0],
		] satisfies Field[]),
	);
	if (!long) return [end];
	const end64 = record(
		...([
			[4, 0x06064b50],
			[8, 44],
			[2, VERSION_64],
			[2, VERSION_64],
		] satisfies Field[]),
		...([
			[4, 0],
			[4, 0],
			[8, entries],
			[8, entries],
			[8, length],
			[8, start],
		] satisfies Field[]),
	);
	return [end64, record([4, 0x07064b50], [4, 0], [8, start + length], [4, 1]), end];
}

/** What an archive is put together from. Throws `RangeError` for a file of 4 GB or more. */
export function archiveParts(entries: readonly ArchiveEntry[]): (Bytes | Blob)[] {
	const encoder = new TextEncoder();
	const parts: (Bytes | Blob)[] = [];
	const directory: Bytes[] = [];
	let offset = 0;
	for (const entry of entries) {
		if (entry.file.size >= MAX_32) throw new RangeError(`${entry.path} is too large`);
		const name = encoder.encode(entry.path);
		const header = localHeader(entry, name);
		directory.push(...directoryHeader(entry, name, offset));
		parts.push(header, name, entry.file);
		offset += header.length + name.length + entry.file.size;
	}
	const length = directory.reduce((sum, part) => sum + part.length, 0);
	return [...parts, ...directory, ...endRecords(entries.length, offset, length)];
}

/** Takes no bytes in but names and headers. */
export function buildArchive(entries: readonly ArchiveEntry[]): Blob {
	return new Blob(archiveParts(entries), { type: "application/zip" });
}
