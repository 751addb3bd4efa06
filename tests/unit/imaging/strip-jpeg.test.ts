import sharp from "sharp";
import { describe, expect, test } from "vitest";
import { insert, picture, pixelsOf, SECRET, segment, strip, told } from "./strip-files.ts";

const TYPE = "image/jpeg";
const JFIF = segment(0xe0, "JFIF\0\x01\x01\x01\0\x48\0\x48\0\0");
const plain = async () => insert(await picture().jpeg().toBuffer(), 2, JFIF);
const stripped = async (file: Uint8Array) => (await strip(file, TYPE)) as Buffer;

/**
 * A column of grey squares, a restart marker after each: one square's data again and again, as its
 * prediction begins anew with every restart.
 */
async function withRestarts(count: number): Promise<Buffer> {
	const square = { width: 8, height: 8, channels: 3, background: "#777" } as const;
	const file = await sharp({ create: square }).greyscale().jpeg().toBuffer();
	const frame = file.indexOf(Buffer.from([0xff, 0xc0]));
	file.writeUInt16BE(8 * count, frame + 5);
	const scan = file.indexOf(Buffer.from([0xff, 0xda]));
	const dataAt = scan + 2 + file.readUInt16BE(scan + 2);
	const data = file.subarray(dataAt, -2);
	const rows = Array.from({ length: count }, (_, i) =>
		i === 0 ? data : Buffer.concat([Buffer.from([0xff, 0xd0 + ((i - 1) % 8)]), data]),
	);
	const interval = segment(0xdd, Buffer.from([0, 1]));
	return Buffer.concat([
		file.subarray(0, scan),
		interval,
		file.subarray(scan, dataAt),
		...rows,
		file.subarray(-2),
	]);
}

describe("segments", () => {
	test.each([
		["a comment", segment(0xfe, SECRET)],
		["IPTC", segment(0xed, `Photoshop 3.0\0${SECRET}`)],
		["a further EXIF", segment(0xe1, `Exif\0\0${SECRET}`)],
		["a JFIF extension", segment(0xe0, `JFXX\0${SECRET}`)],
		["a list of pictures", segment(0xe2, `MPF\0${SECRET}`)],
		["an APP14 of another kind", segment(0xee, `Adobe${SECRET}`)],
		["an APP9", segment(0xe9, SECRET)],
		["stray bytes", Buffer.from(SECRET)],
		["fill bytes", Buffer.from([0xff, 0xff, 0xff])],
	])("%s", async (_, more) => {
		const file = await plain();
		expect(await strip(insert(file, 20, more), TYPE)).toEqual(file);
	});
	test("a thumbnail in JFIF", async () => {
		const file = await plain();
		expect(file.readUInt16BE(4)).toBe(16);
		const thumbnail = Buffer.from(SECRET.padEnd(15));
		const longer = insert(file, 20, thumbnail);
		longer.writeUInt16BE(16 + 15, 4);
		longer.set([5, 1], 18);
		expect(await strip(longer, TYPE)).toEqual(file);
	});
	test("CMYK keeps Adobe's segment, which says what its numbers mean", async () => {
		const file = await picture()
			.toColourspace("cmyk")
			.withExif({ IFD0: { Artist: SECRET } });
		const jpeg = await file.jpeg().toBuffer();
		expect(jpeg.includes("Adobe")).toBe(true);
		expect(await pixelsOf(await stripped(jpeg))).toEqual(await pixelsOf(jpeg));
		expect((await stripped(jpeg)).includes("Adobe")).toBe(true);
	});
	test("between the scans of a progressive one", async () => {
		const file = await picture().jpeg({ progressive: true }).toBuffer();
		const second = file.indexOf(
			Buffer.from([0xff, 0xda]),
			file.indexOf("\xff\xda", 0, "latin1") + 2,
		);
		expect(second).toBeGreaterThan(0);
		const told = insert(file, second, segment(0xfe, SECRET));
		expect(await strip(told, TYPE)).toEqual(file);
	});
});

describe("the end", () => {
	test("of a picture with restart markers is not at the first of them", async () => {
		const file = await withRestarts(40);
		expect(await sharp(file, { failOn: "warning" }).metadata()).toMatchObject({ height: 320 });
		await sharp(file, { failOn: "warning" }).raw().toBuffer();
		expect(await strip(file, TYPE)).toEqual(file);
		expect(await strip(insert(file, 2, segment(0xe1, SECRET)), TYPE)).toEqual(file);
	});
	test("motion photo: the video behind it is gone", async () => {
		const file = await told(1).jpeg().toBuffer();
		const video = Buffer.from(`\0\0\0\x18ftypmp42${SECRET}`, "latin1");
		expect(await strip(Buffer.concat([file, video]), TYPE)).toEqual(await stripped(file));
	});
	test("several pictures: the first", async () => {
		const [first, second] = [await plain(), await told(6).jpeg().toBuffer()];
		expect(await strip(Buffer.concat([first, second]), TYPE)).toEqual(first);
	});
	test("the first one's end is missing: the next one's beginning is", async () => {
		const [first, second] = [await plain(), await told(6).jpeg().toBuffer()];
		expect(await strip(Buffer.concat([first.subarray(0, -2), second]), TYPE)).toEqual(first);
	});
	test("a marker across two windows of reading", async () => {
		const noise = { type: "gaussian", mean: 128, sigma: 60 } as const;
		const create = { width: 1200, height: 900, channels: 3, background: "#000", noise } as const;
		const file = await sharp({ create }).jpeg({ quality: 98 }).toBuffer();
		expect(file.length).toBeGreaterThan(3 * 256 * 1024);
		for (const shift of [0, 1, 2, 3]) {
			const told = insert(file, 2, segment(0xfe, "x".repeat(1000 + shift)));
			expect((await stripped(told)).equals(file)).toBe(true);
		}
	});
});

test("more segments than any camera writes: null", async () => {
	const many = Array.from({ length: 6000 }, () => segment(0xfe, ""));
	expect(await strip(insert(await plain(), 20, ...many), TYPE)).toBeNull();
});
