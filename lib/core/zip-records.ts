/**
 * The records of a ZIP archive whose files are not compressed (APPNOTE 6.3.10): everything that stands
 * between the files' bytes. Pure, for browsers too; the same entry gives the same bytes wherever it is
 * packed.
 */

export interface ZipEntry {
	/** UTF-8, with its folders, "/" between them. */
	name: Uint8Array<ArrayBuffer>;
	/** Bytes. */
	size: number;
	crc32: number;
	/** What the clock on the wall showed, as if in UTC; milliseconds since 1970. */
	wallTime: number;
	/** When that was, where it is known; milliseconds since 1970. */
	modifiedAt: number | null;
}

const MAX_16 = 0xffff;
const MAX_32 = 0xffffffff;
/** Names are UTF-8 (4.4.4, bit 11). */
const UTF8 = 0x800;
const STORED = 0;
/** What a reader must understand (4.4.3): folders, and ZIP64 for what lies past 4 GB. */
const VERSION = 20;
const VERSION_64 = 45;

type Field = [width: 1 | 2 | 4 | 8, value: number];
type Bytes = Uint8Array<ArrayBuffer>;

function record(...fields: Field[]): Bytes {
	const bytes = new Uint8Array(fields.reduce((sum, [width]) => sum + width, 0));
	const view = new DataView(bytes.buffer);
	let at = 0;
	for (const [width, value] of fields) {
		if (width === 1) view.setUint8(at, value);
		else if (width === 2) view.setUint16(at, value, true);
		else if (width === 4) view.setUint32(at, value, true);
		else view.setBigUint64(at, BigInt(value), true);
		at += width;
	}
	return bytes;
}

function joined(...parts: Bytes[]): Bytes {
	const bytes = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
	let at = 0;
	for (const part of parts) {
		bytes.set(part, at);
		at += part.length;
	}
	return bytes;
}

/** Two seconds fine, from 1980 on (4.4.6). */
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

/** Info-ZIP's extended timestamp, seconds since 1970: in directory and local header alike. */
function timestamp({ modifiedAt }: ZipEntry): Bytes {
	const seconds = Math.floor((modifiedAt ?? -1) / 1000);
	if (seconds < 0 || seconds > 0x7fffffff) return record();
	return record([2, 0x5455], [2, 5], [1, 1], [4, seconds]);
}

/** 4.5.3: the numbers that the header has no room for, in its order. */
function zip64(...numbers: number[]): Bytes {
	if (numbers.length === 0) return record();
	return record([2, 1], [2, 8 * numbers.length], ...numbers.map((value): Field => [8, value]));
}

const isLarge = ({ size }: ZipEntry) => size >= MAX_32;

/** What the local header (4.3.7) and the directory (4.3.12) say alike, from the flags on. */
function commonFields(entry: ZipEntry): Field[] {
	const { time, date } = dosTime(entry.wallTime);
	const size = isLarge(entry) ? MAX_32 : entry.size;
	return [
		[2, UTF8],
		[2, STORED],
		[2, time],
		[2, date],
		[4, entry.crc32],
		[4, size],
		[4, size],
		[2, entry.name.length],
	];
}

/** What stands right before an entry's bytes (4.3.7). */
export function localHeader(entry: ZipEntry): Bytes {
	const large = isLarge(entry);
	const extra = joined(large ? zip64(entry.size, entry.size) : record(), timestamp(entry));
	const version = large ? VERSION_64 : VERSION;
	const header = record([4, 0x04034b50], [2, version], ...commonFields(entry), [2, extra.length]);
	return joined(header, entry.name, extra);
}

/** An entry's place in the directory (4.3.12); its local header stands at `offset`. */
export function directoryHeader(entry: ZipEntry, offset: number): Bytes {
	const far = offset >= MAX_32;
	const large = isLarge(entry);
	const numbers = [...(large ? [entry.size, entry.size] : []), ...(far ? [offset] : [])];
	const extra = joined(zip64(...numbers), timestamp(entry));
	const version = far || large ? VERSION_64 : VERSION;
	const head: Field[] = [
		[4, 0x02014b50],
		[2, version],
		[2, version],
	];
	const tail: Field[] = [
		[2, extra.length],
		[2, 0],
		[2, 0],
		[2, 0],
		[4, 0],
		[4, far ? MAX_32 : offset],
	];
	return joined(record(...head, ...commonFields(entry), ...tail), entry.name, extra);
}

/** The end of an archive whose directory stands at `start`: with the records of ZIP64 where it needs them. */
export function endRecords(entries: number, start: number, length: number): Bytes {
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
	if (!long) return end;
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
	const locator = record([4, 0x07064b50], [4, 0], [8, start + length], [4, 1]);
	return joined(end64, locator, end);
}
