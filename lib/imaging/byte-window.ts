/** A file seen through one buffer of bounded size that moves forward over it. */
import type { ReadRange } from "./probe-file.ts";

const WINDOW_BYTES = 256 * 1024;

/**
 * All offsets are the file's. What `load` was not asked for may not be there: the readers throw a
 * RangeError on it, as they do behind the end of the file.
 */
export class ByteWindow {
	readonly size: number;
	readonly #read: ReadRange;
	#start = 0;
	#space: Buffer | undefined;
	#bytes: Buffer = Buffer.alloc(0);

	/** `size`: bytes of the whole file. */
	constructor(read: ReadRange, size: number) {
		this.#read = read;
		this.size = size;
	}

	/** Where the bytes in hand end. */
	get end(): number {
		return this.#start + this.#bytes.length;
	}

	/** True where no `load` is needed; asked first, so that a tight loop need not wait for one. */
	has(at: number, length: number): boolean {
		return at >= this.#start && at + length <= this.end;
	}

	/** Brings `length` bytes from `at` into the window; RangeError where the file has fewer. */
	async load(at: number, length: number): Promise<void> {
		if (this.has(at, length)) return;
		if (at + length > this.size) throw new RangeError("past the end");
		const wanted = Math.min(Math.max(length, WINDOW_BYTES), this.size - at);
		// A new buffer each time costs more than what is read into it.
		if (wanted <= WINDOW_BYTES) this.#space ??= Buffer.allocUnsafe(WINDOW_BYTES);
		const into = wanted <= WINDOW_BYTES ? this.#space : undefined;
		const bytes = await this.#read(at, wanted, into);
		this.#bytes = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
		this.#start = at;
		if (this.#bytes.length < length) throw new RangeError("shorter than it was");
	}

	/** A view, valid until the next `load`. */
	slice(at: number, length: number): Buffer {
		if (!this.has(at, length)) throw new RangeError("not in the window");
		return this.#bytes.subarray(at - this.#start, at - this.#start + length);
	}

	byte(at: number): number {
		return this.#bytes.readUInt8(at - this.#start);
	}

	/** Offset of the next `wanted` (a byte, or several) in the window at or behind `at`, or -1. */
	find(wanted: number | Uint8Array, at: number): number {
		const found = this.#bytes.indexOf(wanted, at - this.#start);
		return found < 0 ? -1 : found + this.#start;
	}
}
