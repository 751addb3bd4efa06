/** The directory of an archive, read entry by entry and judged as it comes. */
import { type Entry, fromRandomAccessReaderPromise, type ZipFile } from "yauzl";
import { damagedArchive, ZipFault, type ZipLimits } from "./zip.types.ts";
import type { ZipEnd } from "./zip-end.ts";
import { readZipName, type ZipName } from "./zip-names.ts";
import type { WindowReader } from "./zip-reader.ts";

const ENTRY_LENGTH = 46;
const LOCAL_LENGTH = 30;
/** Names, extra fields and comments of an entry, on average: what is kept of them stays bounded. */
const BYTES_PER_ENTRY = 2048;
const ROOM = 64 * 1024;

/** Bits 0, 6 and 13: encrypted, strongly encrypted, directory encrypted as well. */
const ENCRYPTED_FLAGS = 0x2041;
const AES = 99;

const FILE_TYPE = 0o170000;
const SYMLINK = 0o120000;
const PLAIN = [0, 0o100000, 0o040000];
const UNIX_HOSTS = [3, 19];

/** What of an entry is needed to read it later; the rest of it is let go. */
export interface SheetEntry {
	name: ZipName;
	method: number;
	crc32: number;
	size: number;
	compressedSize: number;
	/** Of its local header, as the archive counts. */
	start: number;
	/** Where the next entry or the directory begins: its bytes end before. */
	bound: number;
}

export interface Directory {
	zip: ZipFile;
	sheets: SheetEntry[];
	skipped: number;
}

export function assertDirectorySize({ entries, directory }: ZipEnd, limits: ZipLimits): void {
	if (entries > limits.entries)
		throw new ZipFault(
			"TOO_MANY_ENTRIES",
			`The ZIP file has ${entries} entries; at most ${limits.entries} are taken.`,
		);
	if (directory.size > ROOM + limits.entries * BYTES_PER_ENTRY)
		throw new ZipFault("TOO_LARGE", "The ZIP file's table of contents is too large.");
}

export async function readDirectory(reader: WindowReader, end: ZipEnd): Promise<Directory> {
	const zip = await startReading(reader, end);
	const sheets: SheetEntry[] = [];
	const spans: Span[] = [];
	let cursor = end.directory.start;
	try {
		for await (const entry of zip.eachEntry()) {
			const sheet = judge(entry);
			spans.push(sheet);
			if (sheet.name.isSheet) sheets.push(sheet);
			cursor += ENTRY_LENGTH + entry.fileNameLength;
			cursor += entry.extraFieldLength + entry.fileCommentLength;
		}
		// A count that is too low would leave pictures out without a word.
		if (cursor !== end.directory.start + end.directory.size) throw damagedArchive();
		bindSpans(spans, end.directory.start);
	} catch (error) {
		zip.close();
		throw await reasonAt(reader, cursor + end.shift, error);
	}
	return { zip, sheets, skipped: spans.length - sheets.length };
}

/** Names and sizes are judged here: the parser would refuse the archive for one odd sheet. */
async function startReading(reader: WindowReader, end: ZipEnd): Promise<ZipFile> {
	const options = { autoClose: false, decodeStrings: false, validateEntrySizes: false };
	try {
		return await fromRandomAccessReaderPromise(reader, end.end - end.shift, options);
	} catch (error) {
		if (error instanceof ZipFault || error === reader.failure) throw error;
		throw damagedArchive(error);
	}
}

function judge(entry: Entry): SheetEntry {
	if (entry.generalPurposeBitFlag & ENCRYPTED_FLAGS || entry.compressionMethod === AES)
		throw encrypted();
	const name = readZipName(entry);
	assertPlainFile(entry);
	return {
		name,
		method: entry.compressionMethod,
		crc32: entry.crc32,
		size: entry.uncompressedSize,
		compressedSize: entry.compressedSize,
		start: entry.relativeOffsetOfLocalHeader,
		bound: 0,
	};
}

function assertPlainFile({ externalFileAttributes, versionMadeBy }: Entry): void {
	const type = (externalFileAttributes >>> 16) & FILE_TYPE;
	const unix = UNIX_HOSTS.includes(versionMadeBy >>> 8);
	if (type === SYMLINK || (unix && !PLAIN.includes(type)))
		throw new ZipFault("LINK", "The ZIP file has links or special files in it.");
}

const encrypted = () =>
	new ZipFault("ENCRYPTED", "The ZIP file is protected with a password; send it without one.");

/** The parser stops at a strongly encrypted entry before it hands it over: the flag says so. */
async function reasonAt(reader: WindowReader, cursor: number, error: unknown): Promise<unknown> {
	if (error instanceof ZipFault || error === reader.failure) return error;
	const header = await reader.bytes(cursor, ENTRY_LENGTH).catch(() => undefined);
	if (header && header.readUInt16LE(8) & ENCRYPTED_FLAGS) return encrypted();
	return damagedArchive(error);
}

interface Span {
	start: number;
	compressedSize: number;
	bound: number;
}

/**
 * Entries that share bytes are how a small archive becomes a large one without any of them being
 * suspicious alone. Header and data of each must end before the next begins.
 */
function bindSpans(spans: readonly Span[], directory: number): void {
	const ordered = spans.toSorted((a, b) => a.start - b.start);
	for (const [at, span] of ordered.entries()) {
		span.bound = ordered[at + 1]?.start ?? directory;
		if (span.start + LOCAL_LENGTH + span.compressedSize <= span.bound) continue;
		if (at === ordered.length - 1) throw damagedArchive();
		throw new ZipFault("BOMB", "The ZIP file has entries that overlap each other.");
	}
}
