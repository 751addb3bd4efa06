/** Archives as the store gives them out, and what was asked of it. */
import { Readable } from "node:stream";
import type { ZipContents, ZipLimits, ZipSource } from "#lib/batches/zip.ts";

export const LIMITS: ZipLimits = {
	entries: 20_000,
	totalBytes: 1024 ** 3,
	entryBytes: 512 * 1024 ** 2,
	ratio: 100,
};

export class CountedSource implements ZipSource {
	readonly size: number;
	readonly #bytes: Buffer;
	reads = 0;
	/** Asked for. */
	bytesAsked = 0;
	/** Given out so far. */
	bytesGiven = 0;
	readonly streams: Readable[] = [];

	constructor(bytes: Buffer) {
		this.#bytes = bytes;
		this.size = bytes.length;
	}

	async read({ start, end }: { start: number; end: number }): Promise<Readable> {
		if (start < 0 || end < start || end >= this.size) throw new RangeError("Not in the object");
		this.reads += 1;
		this.bytesAsked += end + 1 - start;
		const stream = Readable.from(this.#chunks(start, end + 1), { objectMode: false });
		this.streams.push(stream);
		return stream;
	}

	*#chunks(start: number, end: number) {
		for (let at = start; at < end; at += 16_384) {
			const chunk = this.#bytes.subarray(at, Math.min(end, at + 16_384));
			this.bytesGiven += chunk.length;
			yield chunk;
		}
	}
}

export async function readAll(chunks: AsyncIterable<Uint8Array>): Promise<Buffer> {
	const parts: Uint8Array[] = [];
	for await (const chunk of chunks) parts.push(chunk);
	return Buffer.concat(parts);
}

/** Every sheet's bytes, in order; what a sheet fails with stands in its place. */
export async function readSheets(zip: ZipContents): Promise<(string | Error)[]> {
	const found: (string | Error)[] = [];
	for (const sheet of zip.sheets)
		found.push(
			await sheet
				.open()
				.then(readAll)
				.then(String)
				.catch((error: Error) => error),
		);
	return found;
}
