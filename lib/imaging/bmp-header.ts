/**
 * The headers of a Windows or OS/2 bitmap ([MS-WMF] 2.2.2, BITMAPCOREHEADER to BITMAPV5HEADER).
 * libvips reads none of them, and the packages that do are wrong for many kinds.
 */
import { ImagingError } from "./imaging.types.ts";

export const BI_RGB = 0;
export const BI_RLE8 = 1;
export const BI_RLE4 = 2;
export const BI_BITFIELDS = 3;
export const BI_ALPHABITFIELDS = 6;

export interface BmpHeader {
	width: number;
	height: number;
	/** Rows begin with the uppermost. */
	topDown: boolean;
	/** Bits a pixel: 1, 2, 4, 8, 16, 24 or 32. */
	depth: number;
	compression: number;
	/** Three bytes a colour: red, green, blue. Empty past 8 bits. */
	palette: Uint8Array;
	/** Red, green, blue, alpha; 0 is "none". Used for 16 and 32 bit. */
	masks: readonly [number, number, number, number];
	/** Where the pixels begin. */
	dataAt: number;
}

const unsupported = (log: string) =>
	new ImagingError("UNSUPPORTED_FORMAT", "This kind of BMP image cannot be shown.", log);

/** Throws `ImagingError` on kinds that are not for photos, RangeError where the file is too short. */
export function readBmpHeader(bytes: Uint8Array): BmpHeader {
	const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
	const headerSize = view.getUint32(14, true);
	const core = headerSize === 12;
	const rawHeight = core ? view.getUint16(20, true) : view.getInt32(22, true);
	const depth = view.getUint16(core ? 24 : 28, true);
	const compression = core || headerSize < 20 ? BI_RGB : view.getUint32(30, true);
	checkKind(headerSize, depth, compression);
	const { masks, maskBytes } = readMasks(view, headerSize, depth, compression);
	const paletteAt = 14 + headerSize + maskBytes;
	const palette = readPalette(bytes, view, paletteAt, headerSize, depth);
	const declared = view.getUint32(10, true);
	return {
		width: core ? view.getUint16(18, true) : view.getInt32(18, true),
		height: Math.abs(rawHeight),
		topDown: rawHeight < 0,
		depth,
		compression,
		palette: palette.colours,
		masks,
		dataAt: declared >= paletteAt && declared < bytes.length ? declared : palette.end,
	};
}

function checkKind(headerSize: number, depth: number, compression: number): void {
	const fits: Record<number, number[]> = {
		[BI_RGB]: [1, 2, 4, 8, 16, 24, 32],
		[BI_RLE8]: [8],
		[BI_RLE4]: [4],
		[BI_BITFIELDS]: [16, 32],
		[BI_ALPHABITFIELDS]: [16, 32],
	};
	// In OS/2's header 3 and 4 are Huffman and RLE24, seen in fax software of 1992.
	if ((headerSize === 64 && compression > BI_RLE4) || !fits[compression]?.includes(depth))
		throw unsupported(`BMP header ${headerSize}, depth ${depth}, compression ${compression}`);
}

/** Masks lie inside the longer headers, and behind the short one. */
function readMasks(view: DataView, headerSize: number, depth: number, compression: number) {
	const alphaIncluded = headerSize >= 56 || compression === BI_ALPHABITFIELDS;
	if (compression === BI_BITFIELDS || compression === BI_ALPHABITFIELDS) {
		const mask = (index: number) => view.getUint32(54 + index * 4, true);
		const masks = [mask(0), mask(1), mask(2), alphaIncluded ? mask(3) : 0] as const;
		const maskBytes = headerSize === 40 ? (alphaIncluded ? 16 : 12) : 0;
		return { masks, maskBytes };
	}
	const masks =
		depth === 16 ? ([0x7c00, 0x03e0, 0x001f, 0] as const) : ([0xff0000, 0xff00, 0xff, 0] as const);
	return { masks, maskBytes: 0 };
}

function readPalette(
	bytes: Uint8Array,
	view: DataView,
	at: number,
	headerSize: number,
	depth: number,
): { colours: Uint8Array; end: number } {
	const entryBytes = headerSize === 12 ? 3 : 4;
	const used = headerSize >= 40 ? view.getUint32(46, true) : 0;
	// Past 8 bits a palette is only a hint for screens of 256 colours, but the pixels lie behind it.
	const written = depth <= 8 ? used || 1 << depth : used;
	const count = Math.min(written, Math.max(0, Math.floor((bytes.length - at) / entryBytes)));
	const kept = depth <= 8 ? Math.min(count, 1 << depth) : 0;
	const colours = new Uint8Array(kept * 3);
	for (let i = 0; i < kept; i++) {
		const from = at + i * entryBytes;
		colours[i * 3] = bytes[from + 2] ?? 0;
		colours[i * 3 + 1] = bytes[from + 1] ?? 0;
		colours[i * 3 + 2] = bytes[from] ?? 0;
	}
	return { colours, end: at + count * entryBytes };
}
