/** Archives whose files are made up as they are read, however large they are. */
import { Readable } from "node:stream";
import { crc32 } from "node:zlib";
import { RandomAccessReader } from "yauzl";
import { type ArchiveContent, archiveBytes } from "#lib/downloads/archive-bytes.ts";
import {
	type Layout,
	layOut,
	type PlacedEntry,
	type PlannedEntry,
} from "#lib/downloads/archive-layout.ts";

const CHUNK = 64 * 1024;
const PAGE = 3;

export interface MadeFile {
	name: string;
	/** Else zeros, `size` of them, whose sum nobody has taken. */
	bytes?: Buffer;
	size?: number;
	wallTime?: Date;
	modifiedAt?: Date | null;
}

function planned(file: MadeFile, place: number): PlannedEntry {
	const { name, bytes, size = bytes?.length ?? 0 } = file;
	return {
		...{ name, bytes: size, crc32: bytes ? crc32(bytes) : 0 },
		...{ mediaId: String(place), source: "original", objectKey: name },
		wallTime: file.wallTime ?? new Date("2026-05-09T19:51:20Z"),
		modifiedAt: file.modifiedAt ?? null,
	};
}

async function* zeros(count: number) {
	for (let left = count; left > 0; left -= CHUNK) yield Buffer.alloc(Math.min(left, CHUNK));
}

/** Those from the last that begins at or before a byte, a few at a time. */
async function* from(
	entries: readonly PlacedEntry[],
	byte: number,
	place: "headerAt" | "directoryAt",
) {
	const first = Math.max(
		0,
		entries.findLastIndex((entry) => entry[place] <= byte),
	);
	for (let at = first; at < entries.length; at += PAGE) yield entries.slice(at, at + PAGE);
}

export function anArchive(files: readonly MadeFile[]): ArchiveContent & { layout: Layout } {
	const layout = layOut(files.map(planned));
	const { entries, directoryAt, endAt } = layout;
	return {
		...{ layout, files: entries.length, directoryAt, endAt },
		entriesFrom: (byte) => from(entries, byte, "headerAt"),
		directoryFrom: (byte) => from(entries, byte, "directoryAt"),
		async *read({ position }, { start, end }) {
			const bytes = files[position]?.bytes;
			if (!bytes) return yield* zeros(end - start + 1);
			const middle = Math.ceil((start + end) / 2);
			yield bytes.subarray(start, middle);
			yield bytes.subarray(middle, end + 1);
		},
	};
}

/** As a reader of archives asks for it: the end first, and then here and there. */
export class ArchiveReader extends RandomAccessReader {
	readonly #archive: ArchiveContent;
	constructor(archive: ArchiveContent) {
		super();
		this.#archive = archive;
	}
	override _readStreamForRange(start: number, end: number): Readable {
		return Readable.from(archiveBytes(this.#archive, { start, end: end - 1 }));
	}
}
