/** Parts of a file on disk, as everything that walks over formats asks for them. */
import { type FileHandle, open } from "node:fs/promises";
import type { ReadRange } from "./probe-file.ts";

/** Opens the file for as long as the work takes; `size` is its size in bytes. Or the bytes themselves. */
export async function withRanges<T>(
	path: string | Uint8Array,
	work: (read: ReadRange, size: number) => Promise<T>,
): Promise<T> {
	if (typeof path !== "string")
		return work(async (from, length) => path.subarray(from, from + length), path.length);
	const file = await open(path, "r");
	try {
		return await work(rangesOf(file), (await file.stat()).size);
	} finally {
		await file.close();
	}
}

const rangesOf =
	(file: FileHandle): ReadRange =>
	async (from, length, into = Buffer.allocUnsafe(length)) => {
		const { buffer, bytesRead } = await file.read(into, 0, length, from);
		return buffer.subarray(0, bytesRead);
	};
