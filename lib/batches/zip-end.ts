/**
 * The record at an archive's end, read before anything else: it says how large the directory claims
 * to be, so that a hostile one is refused unread, and where the archive begins within the object.
 */
import { damagedArchive, ZipFault } from "./zip.types.ts";
import type { WindowReader } from "./zip-reader.ts";

const END = 0x06054b50;
const END_64 = 0x06064b50;
const LOCATOR_64 = 0x07064b50;
const DIRECTORY_ENTRY = 0x02014b50;
const LOCAL_ENTRY = 0x04034b50;
const END_LENGTH = 22;
const END_64_LENGTH = 56;
const LOCATOR_LENGTH = 20;
const MAX_COMMENT = 0xffff;

export interface ZipEnd {
	entries: number;
	/** Of the directory: first byte, as the archive counts, and length. */
	directory: { start: number; size: number };
	/** Bytes before the archive that its offsets do not count. */
	shift: number;
	/** First byte after the archive, comment included; others may follow. */
	end: number;
}

interface Declared {
	entries: number;
	start: number;
	size: number;
	/** Where the record stands: the directory ends there, or before. */
	at: number;
}

export async function readZipEnd(reader: WindowReader, size: number): Promise<ZipEnd> {
	const length = Math.min(size, LOCATOR_LENGTH + END_LENGTH + MAX_COMMENT);
	const tail = await reader.bytes(size - length, length);
	const at = findEnd(tail);
	if (at === undefined) throw await withoutEnd(reader, size);
	const end = size - length + at + END_LENGTH + tail.readUInt16LE(at + 20);
	const declared = await declaredBy(reader, tail, at, size - length);
	const { entries, start, size: bytes } = declared;
	const shift = await findShift(reader, declared);
	return { entries, directory: { start, size: bytes }, shift, end };
}

/** The last record whose comment ends with the object; else the last one that fits at all. */
function findEnd(tail: Buffer): number | undefined {
	let fits: number | undefined;
	for (let at = tail.length - END_LENGTH; at >= 0; at -= 1) {
		if (tail.readUInt32LE(at) !== END) continue;
		const rest = tail.length - at - END_LENGTH;
		const comment = tail.readUInt16LE(at + 20);
		if (comment === rest) return at;
		if (comment < rest) fits ??= at;
	}
	return fits;
}

/** What begins like an archive and does not end like one was most likely cut short on its way. */
async function withoutEnd(reader: WindowReader, size: number): Promise<ZipFault> {
	if (size >= 4 && (await reader.bytes(0, 4)).readUInt32LE(0) === LOCAL_ENTRY)
		return damagedArchive();
	return new ZipFault("NOT_A_ZIP", "The file is not a ZIP file.");
}

async function declaredBy(reader: WindowReader, tail: Buffer, at: number, tailStart: number) {
	const locator = at - LOCATOR_LENGTH;
	if (locator >= 0 && tail.readUInt32LE(locator) === LOCATOR_64)
		return declaredBy64(reader, safe(tail, locator + 8), tailStart + locator);
	const disk = tail.readUInt16LE(at + 4);
	if (disk !== 0) throw splitArchive();
	return {
		entries: tail.readUInt16LE(at + 10),
		size: tail.readUInt32LE(at + 12),
		start: tail.readUInt32LE(at + 16),
		at: tailStart + at,
	};
}

/** Where bytes lead the archive, the record is not where it says, but right before its locator. */
async function declaredBy64(reader: WindowReader, said: number, locator: number) {
	for (const at of [said, locator - END_64_LENGTH]) {
		if (at < 0 || at + END_64_LENGTH > locator) continue;
		const record = await reader.bytes(at, END_64_LENGTH);
		if (record.readUInt32LE(0) !== END_64) continue;
		if (record.readUInt32LE(16) !== 0) throw splitArchive();
		return { entries: safe(record, 32), size: safe(record, 40), start: safe(record, 48), at };
	}
	throw damagedArchive();
}

/**
 * The directory is expected to end where the record begins. One that does not is either where it
 * says, with a gap behind it, or further back, because something was put before the archive.
 */
async function findShift(reader: WindowReader, { entries, start, size, at }: Declared) {
	const shift = at - size - start;
	if (shift < 0) throw damagedArchive();
	if (shift === 0 || entries === 0) return 0;
	const first = await reader.bytes(start, 4);
	return first.readUInt32LE(0) === DIRECTORY_ENTRY ? 0 : shift;
}

function safe(bytes: Buffer, at: number): number {
	const value = bytes.readBigUInt64LE(at);
	if (value > BigInt(Number.MAX_SAFE_INTEGER)) throw damagedArchive();
	return Number(value);
}

const splitArchive = () =>
	new ZipFault("DAMAGED", "The ZIP file is one part of a split archive; send it in one piece.");
