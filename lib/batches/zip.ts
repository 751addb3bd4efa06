/**
 * ZIP archives out of the object store: judged as a whole before a sheet is read, then read sheet by
 * sheet. Memory is that of the directory's names and of one chunk, whatever the archive holds or
 * says it holds; nothing is ever unpacked to a path.
 */
import type { Readable } from "node:stream";
import type { ZipFile } from "yauzl";
import {
	type ZipContents,
	ZipFault,
	type ZipLimits,
	type ZipSheet,
	type ZipSource,
} from "./zip.types.ts";
import { assertDirectorySize, readDirectory, type SheetEntry } from "./zip-directory.ts";
import { readZipEnd } from "./zip-end.ts";
import { compareZipNames } from "./zip-names.ts";
import { WindowReader } from "./zip-reader.ts";
import { DEFLATED, damagedSheet, readSheet, STORED } from "./zip-sheet.ts";

export type { ZipContents, ZipLimits, ZipSheet, ZipSource } from "./zip.types.ts";
export { ZipFault } from "./zip.types.ts";

interface Archive {
	source: ZipSource;
	limits: ZipLimits;
	reader: WindowReader;
	zip: ZipFile;
	/** Streams that somebody reads. */
	open: Set<Readable>;
}

/** Throws a `ZipFault` for an archive that is refused as a whole. */
export async function openZip(source: ZipSource, limits: ZipLimits): Promise<ZipContents> {
	const reader = new WindowReader(source);
	const end = await readZipEnd(reader, source.size);
	assertDirectorySize(end, limits);
	reader.shift = end.shift;
	const { zip, sheets, skipped } = await readDirectory(reader, end);
	try {
		assertSheets(sheets, limits);
	} catch (error) {
		zip.close();
		throw error;
	}
	const archive: Archive = { source, limits, reader, zip, open: new Set() };
	sheets.sort((a, b) => compareZipNames(a.name.segments, b.name.segments));
	return {
		sheets: sheets.map((entry) => toSheet(archive, entry)),
		skipped,
		close: async () => closeArchive(archive),
	};
}

/** One sheet that is too large fails alone, later; what all of them declare is judged here. */
function assertSheets(sheets: readonly SheetEntry[], limits: ZipLimits): void {
	if (sheets.length === 0)
		throw new ZipFault("EMPTY", "The ZIP file has no photos in it that can be read.");
	let size = 0;
	let compressed = 0;
	for (const entry of sheets) {
		size += entry.size;
		compressed += entry.compressedSize;
		assertRatio(entry.size, entry.compressedSize, limits);
	}
	if (size > limits.totalBytes)
		throw new ZipFault("TOO_LARGE", "The photos in the ZIP file are too large together.");
	assertRatio(size, compressed, limits);
}

function assertRatio(size: number, compressed: number, { ratio }: ZipLimits): void {
	if (size > compressed * ratio)
		throw new ZipFault("BOMB", "The ZIP file would unpack to far more than it is.");
}

function toSheet(archive: Archive, entry: SheetEntry): ZipSheet {
	return { name: entry.name.label, size: entry.size, open: () => openSheet(archive, entry) };
}

async function openSheet(archive: Archive, entry: SheetEntry): Promise<AsyncIterable<Uint8Array>> {
	const { source, limits, reader, zip, open } = archive;
	if (!zip.isOpen) throw new Error("The archive was closed");
	if (entry.size > limits.entryBytes)
		throw new ZipFault("TOO_LARGE", `“${entry.name.label}” is too large.`);
	if (entry.method !== STORED && entry.method !== DEFLATED)
		throw new ZipFault("DAMAGED", `“${entry.name.label}” is packed in a way that is not known.`);
	if (entry.method === STORED && entry.size !== entry.compressedSize) throw damagedSheet(entry);
	return readSheet(source, entry, (await findData(reader, entry)) + reader.shift, open);
}

const LOCAL_ENTRY = 0x04034b50;
const LOCAL_LENGTH = 30;

/** How long the name and the extra field are is said once more in front of the data. */
async function findData(reader: WindowReader, entry: SheetEntry): Promise<number> {
	const header = await reader.bytes(entry.start + reader.shift, LOCAL_LENGTH);
	if (header.readUInt32LE(0) !== LOCAL_ENTRY) throw damagedSheet(entry);
	const start = entry.start + LOCAL_LENGTH + header.readUInt16LE(26) + header.readUInt16LE(28);
	if (start + entry.compressedSize > entry.bound) throw damagedSheet(entry);
	return start;
}

function closeArchive({ zip, open }: Archive): void {
	zip.close();
	for (const stream of open) stream.destroy();
	open.clear();
}
