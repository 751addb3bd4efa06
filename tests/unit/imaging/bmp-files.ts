/** Bitmap files of every kind, written by hand from a function of their pixels. */

export interface BmpFile {
	width: number;
	height: number;
	depth: 1 | 2 | 4 | 8 | 16 | 24 | 32;
	topDown?: boolean;
	/** Size of the information header; 40 unless told. */
	headerSize?: 12 | 40 | 56 | 108 | 124;
	/** Red, green, blue, alpha; written as BI_BITFIELDS. */
	masks?: [number, number, number, number];
	/** Red, green, blue each. */
	palette?: number[][];
	/** Value at a place, from the upper left: an index, or what the masks or BGR say. */
	pixel: (x: number, y: number) => number;
	/** 1 is RLE8, 2 is RLE4; with the encoded bytes instead of `pixel`. */
	runs?: { compression: 1 | 2; bytes: number[] };
	/** Bytes between headers and pixels. */
	gap?: number;
}

export function aBmp(file: BmpFile): Buffer {
	const { depth, headerSize = 40, masks, palette = [], runs, gap = 0 } = file;
	const header = Buffer.alloc(headerSize);
	header.writeUInt32LE(headerSize, 0);
	if (headerSize === 12) {
		header.writeUInt16LE(file.width, 4);
		header.writeUInt16LE(file.height, 6);
		header.writeUInt16LE(1, 8);
		header.writeUInt16LE(depth, 10);
	} else {
		header.writeInt32LE(file.width, 4);
		header.writeInt32LE(file.topDown ? -file.height : file.height, 8);
		header.writeUInt16LE(1, 12);
		header.writeUInt16LE(depth, 14);
		header.writeUInt32LE(runs?.compression ?? (masks ? 3 : 0), 16);
		header.writeUInt32LE(palette.length, 32);
		if (headerSize >= 56)
			masks?.forEach((mask, index) => {
				header.writeUInt32LE(mask, 40 + index * 4);
			});
	}
	const outside = Buffer.alloc(masks && headerSize === 40 ? 12 : 0);
	if (outside.length > 0)
		masks?.slice(0, 3).forEach((mask, index) => {
			outside.writeUInt32LE(mask, index * 4);
		});
	const colours = Buffer.from(
		palette.flatMap(([r = 0, g = 0, b = 0]) => (headerSize === 12 ? [b, g, r] : [b, g, r, 0])),
	);
	const before = [header, outside, colours, Buffer.alloc(gap)];
	const start = Buffer.alloc(14);
	start.write("BM", "latin1");
	start.writeUInt32LE(
		before.reduce((sum, part) => sum + part.length, 14),
		10,
	);
	return Buffer.concat([start, ...before, runs ? Buffer.from(runs.bytes) : rows(file)]);
}

function rows({ width, height, depth, topDown, pixel }: BmpFile): Buffer {
	const stride = Math.ceil((width * depth) / 32) * 4;
	const data = Buffer.alloc(stride * height);
	for (let row = 0; row < height; row++) {
		const y = topDown ? row : height - 1 - row;
		for (let x = 0; x < width; x++) {
			const value = pixel(x, y);
			const bit = x * depth;
			const at = row * stride + (bit >> 3);
			if (depth >= 8) data.writeUIntLE(value, at, depth / 8);
			else data[at] = (data[at] ?? 0) | (value << (8 - depth - (bit & 7)));
		}
	}
	return data;
}
