/** The pixels behind a bitmap's headers. Never reads or writes outside; what is missing is black. */
import { BI_RLE4, BI_RLE8, type BmpHeader } from "./bmp-header.ts";
import type { Pixels } from "./decoder.ts";

export interface BmpPixels extends Pixels {
	/** The file ends before its last row does. */
	truncated: boolean;
}

/** `header.width × header.height` must have been checked against the limit. */
export function readBmpPixels(bytes: Uint8Array, header: BmpHeader): BmpPixels {
	if (header.compression === BI_RLE8 || header.compression === BI_RLE4)
		return readRunLengths(bytes, header);
	const { width, height, depth } = header;
	const stride = Math.ceil((width * depth) / 32) * 4;
	const channels = depth > 8 && header.masks[3] ? 4 : 3;
	const data = Buffer.alloc(width * height * channels);
	const readRow = rowReader(bytes, header, channels);
	// The last row may lack its padding.
	const needed = Math.ceil((width * depth) / 8);
	const rows = Math.min(
		height,
		Math.floor((bytes.length - header.dataAt + stride - needed) / stride),
	);
	for (let row = 0; row < rows; row++) {
		const y = header.topDown ? row : height - 1 - row;
		readRow(header.dataAt + row * stride, data, y * width * channels);
	}
	if (channels === 4) showIfInvisible(data);
	return { data, width, height, channels, truncated: rows < height };
}

type ReadRow = (from: number, data: Buffer, to: number) => void;

function rowReader(bytes: Uint8Array, header: BmpHeader, channels: 3 | 4): ReadRow {
	if (header.depth <= 8) return paletteRow(bytes, header);
	if (header.depth === 24) return bgrRow(bytes, header.width);
	return maskedRow(bytes, header, channels);
}

function paletteRow(bytes: Uint8Array, { width, depth, palette }: BmpHeader): ReadRow {
	const perByte = 8 / depth;
	const mask = (1 << depth) - 1;
	return (from, data, to) => {
		for (let x = 0; x < width; x++) {
			const byte = bytes[from + Math.floor(x / perByte)] ?? 0;
			const index = (byte >> (8 - depth * ((x % perByte) + 1))) & mask;
			paint(data, to + x * 3, palette, index);
		}
	};
}

function paint(data: Buffer, to: number, palette: Uint8Array, index: number): void {
	data[to] = palette[index * 3] ?? 0;
	data[to + 1] = palette[index * 3 + 1] ?? 0;
	data[to + 2] = palette[index * 3 + 2] ?? 0;
}

function bgrRow(bytes: Uint8Array, width: number): ReadRow {
	return (from, data, to) => {
		for (let i = 0; i < width * 3; i += 3) {
			data[to + i] = bytes[from + i + 2] ?? 0;
			data[to + i + 1] = bytes[from + i + 1] ?? 0;
			data[to + i + 2] = bytes[from + i] ?? 0;
		}
	};
}

function maskedRow(bytes: Uint8Array, header: BmpHeader, channels: 3 | 4): ReadRow {
	const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
	const { width, depth } = header;
	const scales = header.masks.slice(0, channels).map(scaleOf);
	return (from, data, to) => {
		for (let x = 0; x < width; x++) {
			const pixel =
				depth === 16 ? view.getUint16(from + x * 2, true) : view.getUint32(from + x * 4, true);
			for (let c = 0; c < channels; c++)
				data[to + x * channels + c] = (scales[c] as (pixel: number) => number)(pixel);
		}
	};
}

/** The bits of one mask, stretched to 0 to 255. */
function scaleOf(mask: number): (pixel: number) => number {
	if (mask === 0) return () => 0;
	const shift = 31 - Math.clz32(mask & -mask);
	const highest = mask >>> shift;
	return (pixel) => Math.round((((pixel & mask) >>> shift) * 255) / highest);
}

/** Programs that know nothing of alpha leave it 0 throughout. */
function showIfInvisible(data: Buffer): void {
	for (let i = 3; i < data.length; i += 4) if (data[i] !== 0) return;
	for (let i = 3; i < data.length; i += 4) data[i] = 255;
}

function readRunLengths(bytes: Uint8Array, header: BmpHeader): BmpPixels {
	const { width, height, palette } = header;
	const { indexes, truncated } = unpack(bytes, header);
	const data = Buffer.alloc(width * height * 3);
	for (let i = 0; i < indexes.length; i++) {
		const y = Math.floor(i / width);
		const to = header.topDown ? i : i + (height - 1 - 2 * y) * width;
		paint(data, to * 3, palette, indexes[i] ?? 0);
	}
	return { data, width, height, channels: 3, truncated };
}

/** RLE8 and RLE4: pairs of count and value; a count of 0 is an escape. Every step takes two bytes. */
function unpack(bytes: Uint8Array, { width, height, compression, dataAt }: BmpHeader) {
	const indexes = new Uint8Array(width * height);
	const nibbles = compression === BI_RLE4;
	let [x, row, at] = [0, 0, dataAt];
	let ended = false;
	const put = (index: number) => {
		if (x < width && row < height) indexes[row * width + x] = index;
		x++;
	};
	const half = (byte: number, i: number) => (i % 2 ? byte & 15 : byte >> 4);
	while (!ended && at + 1 < bytes.length && row < height) {
		const count = bytes[at++] ?? 0;
		const value = bytes[at++] ?? 0;
		if (count > 0) {
			for (let i = 0; i < count; i++) put(nibbles ? half(value, i) : value);
		} else if (value === 0) {
			x = 0;
			row++;
		} else if (value === 1) {
			ended = true;
		} else if (value === 2) {
			x += bytes[at++] ?? 0;
			row += bytes[at++] ?? 0;
		} else {
			for (let i = 0; i < value; i++)
				put(nibbles ? half(bytes[at + (i >> 1)] ?? 0, i) : (bytes[at + i] ?? 0));
			// Literal runs are padded to 16 bits.
			at += Math.ceil(nibbles ? value / 4 : value / 2) * 2;
		}
	}
	return { indexes, truncated: !ended && row < height - 1 };
}
