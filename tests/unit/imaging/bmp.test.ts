import { describe, expect, test } from "vitest";
import { readBmpHeader } from "#lib/imaging/bmp-header.ts";
import { readBmpPixels } from "#lib/imaging/bmp-pixels.ts";
import { aBmp, type BmpFile } from "./bmp-files.ts";

function decode(file: Buffer) {
	const pixels = readBmpPixels(file, readBmpHeader(file));
	return { ...pixels, data: [...pixels.data] };
}

/** Colours of a small picture with no symmetry, so that any turn or shift shows. */
const colour = (x: number, y: number): [number, number, number] => [
	(x * 37) & 255,
	(y * 91) & 255,
	(x * y * 13 + 5) & 255,
];
const [width, height] = [7, 5];
const places = Array.from({ length: width * height }, (_, i) => [i % width, Math.floor(i / width)]);
const expected = places.flatMap(([x = 0, y = 0]) => colour(x, y));

const paletteOf = (count: number) =>
	Array.from({ length: count }, (_, i) => [(i * 7) & 255, (i * 29) & 255, (255 - i) & 255]);
const indexAt = (count: number) => (x: number, y: number) => (x * 5 + y * 3) % count;
const indexed = (count: number) =>
	places.flatMap(([x = 0, y = 0]) => paletteOf(count)[indexAt(count)(x, y)] ?? []);

describe.each([false, true])("top-down %s", (topDown) => {
	test.each([1, 2, 4, 8] as const)("%i bit with a palette", (depth) => {
		const count = 1 << depth;
		const file = aBmp({
			width,
			height,
			depth,
			topDown,
			palette: paletteOf(count),
			pixel: indexAt(count),
		});
		expect(decode(file)).toMatchObject({ width, height, channels: 3, truncated: false });
		expect(decode(file).data).toEqual(indexed(count));
	});

	const bgr = (x: number, y: number) => {
		const [r, g, b] = colour(x, y);
		return (r << 16) | (g << 8) | b;
	};
	test("24 bit", () => {
		expect(decode(aBmp({ width, height, depth: 24, topDown, pixel: bgr })).data).toEqual(expected);
	});
	test("32 bit, whose fourth byte means nothing", () => {
		const file = aBmp({
			width,
			height,
			depth: 32,
			topDown,
			pixel: (x, y) => bgr(x, y) + 0x55000000,
		});
		expect(decode(file).data).toEqual(expected);
	});
	test("16 bit, five a colour", () => {
		const pixel = (x: number, y: number) => (x << 10) | (y << 5) | 31;
		const file = aBmp({ width, height, depth: 16, topDown, pixel });
		const stretched = places.flatMap(([x = 0, y = 0]) => [
			Math.round((x * 255) / 31),
			Math.round((y * 255) / 31),
			255,
		]);
		expect(decode(file).data).toEqual(stretched);
	});
});

test.each([40, 56, 108, 124] as const)("16 bit with masks 5-6-5, header of %i", (headerSize) => {
	const masks: BmpFile["masks"] = [0xf800, 0x07e0, 0x001f, 0];
	const file = aBmp({
		width: 2,
		height: 1,
		depth: 16,
		headerSize,
		masks,
		pixel: (x) => (x ? 0x07e0 : 0xf81f),
	});
	expect(decode(file).data).toEqual([255, 0, 255, 0, 255, 0]);
});

describe("32 bit with an alpha mask", () => {
	const masks: BmpFile["masks"] = [0xff0000, 0xff00, 0xff, 0xff000000];
	const base = { width: 2, height: 1, depth: 32, headerSize: 124, masks } as const;
	test("is kept", () => {
		const file = aBmp({ ...base, pixel: (x) => (x ? 0x80102030 : 0xff405060) });
		expect(decode(file)).toMatchObject({
			channels: 4,
			data: [0x40, 0x50, 0x60, 255, 0x10, 0x20, 0x30, 128],
		});
	});
	test("of nothing but 0 is a program that knew no alpha", () => {
		const file = aBmp({ ...base, pixel: () => 0x102030 });
		expect(decode(file).data).toEqual([0x10, 0x20, 0x30, 255, 0x10, 0x20, 0x30, 255]);
	});
});

test("the header of OS/2 has three bytes a colour", () => {
	const palette = paletteOf(16);
	const file = aBmp({ width, height, depth: 4, headerSize: 12, palette, pixel: indexAt(16) });
	expect(decode(file).data).toEqual(indexed(16));
});

test("pixels begin where the file says", () => {
	const file = aBmp({ width, height, depth: 8, palette: paletteOf(9), gap: 20, pixel: indexAt(9) });
	expect(decode(file).data).toEqual(indexed(9));
});

describe("run lengths", () => {
	const palette = [
		[0, 0, 0],
		[255, 0, 0],
		[0, 255, 0],
		[0, 0, 255],
	];
	const runs = (compression: 1 | 2, bytes: number[], topDown = false) =>
		decode(
			aBmp({
				width: 4,
				height: 2,
				depth: compression === 1 ? 8 : 4,
				topDown,
				palette,
				pixel: () => 0,
				runs: { compression, bytes },
			}),
		);
	const rgb = (...indexes: number[]) => indexes.flatMap((index) => palette[index] ?? []);

	test("RLE8: runs, literals with padding, end of line, end of picture", () => {
		const { data, truncated } = runs(1, [3, 1, 1, 2, 0, 0, 0, 3, 1, 2, 3, 0, 1, 1, 0, 1]);
		expect(data).toEqual([...rgb(1, 2, 3, 1), ...rgb(1, 1, 1, 2)]);
		expect(truncated).toBe(false);
	});
	test("RLE4: alternating runs and literals", () => {
		const { data } = runs(2, [4, 0x12, 0, 0, 0, 4, 0x31, 0x23, 0, 1]);
		expect(data).toEqual([...rgb(3, 1, 2, 3), ...rgb(1, 2, 1, 2)]);
	});
	test("a step to the right and up", () => {
		expect(runs(1, [1, 1, 0, 2, 1, 1, 1, 2, 0, 1]).data).toEqual([
			...rgb(0, 0, 2, 0),
			...rgb(1, 0, 0, 0),
		]);
	});
	test("runs past the edge are cut", () => {
		expect(runs(1, [200, 1, 0, 0, 200, 2, 0, 0, 200, 3]).data).toEqual([
			...rgb(2, 2, 2, 2),
			...rgb(1, 1, 1, 1),
		]);
	});
	test("a file that ends in the middle", () => {
		expect(runs(1, [4, 1]).truncated).toBe(true);
	});
});

test("missing rows are black, and said to be missing", () => {
	const whole = aBmp({ width: 4, height: 4, depth: 24, pixel: () => 0xffffff });
	const { data, truncated } = decode(whole.subarray(0, -24));
	expect(truncated).toBe(true);
	expect(data.slice(0, 24)).toEqual(Array(24).fill(0));
	expect(data.slice(24)).toEqual(Array(24).fill(255));
});

test("kinds that are no photos are refused", () => {
	const jpegInside = aBmp({ width: 1, height: 1, depth: 24, pixel: () => 0 });
	jpegInside.writeUInt32LE(4, 30);
	expect(() => readBmpHeader(jpegInside)).toThrow(/cannot be shown/);
});
