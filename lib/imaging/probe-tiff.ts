/** The first directory of a TIFF, which is also what EXIF is made of (TIFF 6.0, section 2). */
import type { StoredSize } from "./bytes.ts";

const WIDTH = 256;
const HEIGHT = 257;
const ORIENTATION = 274;
const WANTED = new Set([WIDTH, HEIGHT, ORIENTATION]);
/** More tags than any camera writes; what claims more is not read to its end. */
const ENTRIES_MAX = 1000;

export function tiffSize(bytes: Uint8Array): StoredSize | null {
	const tags = firstDirectory(bytes);
	const width = tags?.get(WIDTH);
	const height = tags?.get(HEIGHT);
	if (!width || !height) return null;
	return { width, height, orientation: tags?.get(ORIENTATION) };
}

/** Orientation (1 to 8) of a block of EXIF, with or without its "Exif\0\0"; undefined if unsaid. */
export function exifOrientation(block: Uint8Array): number | undefined {
	try {
		const prefixed = block[0] === 0x45 && block[1] === 0x78;
		const value = firstDirectory(prefixed ? block.subarray(6) : block)?.get(ORIENTATION);
		return value !== undefined && value >= 1 && value <= 8 ? value : undefined;
	} catch {
		return undefined;
	}
}

/** The wanted tags with a single SHORT or LONG; null where the header is not a TIFF's. */
function firstDirectory(bytes: Uint8Array): Map<number, number> | null {
	const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
	const little = view.getUint16(0) === 0x4949;
	if (!little && view.getUint16(0) !== 0x4d4d) return null;
	const version = view.getUint16(2, little);
	if (version !== 42 && version !== 43) return null;
	const big = version === 43;
	const start = big ? Number(view.getBigUint64(8, little)) : view.getUint32(4, little);
	const count = big ? Number(view.getBigUint64(start, little)) : view.getUint16(start, little);
	const entryBytes = big ? 20 : 12;
	const tags = new Map<number, number>();
	for (let i = 0; i < Math.min(count, ENTRIES_MAX); i++) {
		const at = start + (big ? 8 : 2) + i * entryBytes;
		const tag = view.getUint16(at, little);
		if (tag > ORIENTATION) break; // sorted in ascending order
		if (!WANTED.has(tag)) continue;
		const type = view.getUint16(at + 2, little);
		const valueAt = at + (big ? 12 : 8);
		if (type === 3) tags.set(tag, view.getUint16(valueAt, little));
		if (type === 4) tags.set(tag, view.getUint32(valueAt, little));
	}
	return tags;
}
