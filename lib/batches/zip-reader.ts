/**
 * Reads of a few bytes out of an object that is far away. The directory of an archive is asked for
 * in tens of thousands of small pieces, one after the other: those come out of a window. A read
 * anywhere else (the header of one sheet) fetches what was asked for and no more.
 */
import { RandomAccessReader } from "yauzl";
import { damagedArchive, type ZipSource } from "./zip.types.ts";

/** 20,000 entries of usual names are some 2 MB of directory: eight requests. */
const WINDOW = 256 * 1024;

interface Piece {
	start: number;
	bytes: Buffer;
}

type ReadCallback = (error: Error | null) => void;

export class WindowReader extends RandomAccessReader {
	readonly #source: ZipSource;
	/** Bytes before the archive's first: its offsets count from there. */
	shift = 0;
	#window: Piece = { start: 0, bytes: Buffer.alloc(0) };
	/** What the store last failed with: no fault of the archive. */
	failure: unknown;
	/** Where the last read ended: one that goes on from there is followed by more. */
	#next = -1;

	constructor(source: ZipSource) {
		super();
		this.#source = source;
	}

	/** Bytes of the object itself, whatever the shift. A `ZipFault` where there are not so many. */
	async bytes(start: number, length: number): Promise<Buffer> {
		const size = this.#source.size;
		if (!Number.isSafeInteger(start) || start < 0 || start + length > size) throw damagedArchive();
		if (length === 0) return Buffer.alloc(0);
		const goesOn = start === this.#next;
		this.#next = start + length;
		const known = within(this.#window, start, length);
		if (known) return known;
		const wanted = goesOn ? Math.max(length, Math.min(WINDOW, size - start)) : length;
		const piece = { start, bytes: await this.#fetch(start, wanted) };
		if (piece.bytes.length < length) throw damagedArchive();
		if (goesOn || piece.bytes.length > this.#window.bytes.length) this.#window = piece;
		return piece.bytes.subarray(0, length);
	}

	override read(into: Buffer, at: number, length: number, from: number, done: ReadCallback): void {
		this.bytes(from + this.shift, length).then(
			(bytes) => {
				bytes.copy(into, at);
				done(null);
			},
			(error) => done(error),
		);
	}

	async #fetch(start: number, length: number): Promise<Buffer> {
		const bytes = Buffer.allocUnsafeSlow(length);
		let filled = 0;
		try {
			const stream = await this.#source.read({ start, end: start + length - 1 });
			for await (const chunk of stream) filled += chunk.copy(bytes, filled);
		} catch (error) {
			this.failure = error;
			throw error;
		}
		return bytes.subarray(0, filled);
	}
}

function within(piece: Piece, start: number, length: number): Buffer | undefined {
	const at = start - piece.start;
	if (at < 0 || at + length > piece.bytes.length) return undefined;
	return piece.bytes.subarray(at, at + length);
}
