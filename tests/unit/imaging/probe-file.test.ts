import sharp, { type Sharp } from "sharp";
import { describe, expect, test } from "vitest";
import { probeSize } from "#lib/imaging/probe.ts";
import { probeFile, type ReadRange } from "#lib/imaging/probe-file.ts";
import { aHeifHeader, box } from "./heif-files.ts";

const MB = 1024 * 1024;
const reader =
	(file: Uint8Array): ReadRange =>
	async (from, length) =>
		file.subarray(Math.min(from, file.length), Math.min(from + length, file.length));

const noisy = (width: number, height: number) => {
	const data = Buffer.from(Array.from({ length: 3 * 997 }, (_, i) => (i * 7919) & 255));
	const pixels = Buffer.alloc(width * height * 3, data);
	return sharp(pixels, { raw: { width, height, channels: 3 } });
};
const size = (width: number, height: number) => ({ ok: true, width, height });

describe("the answer lies beyond the first megabyte", () => {
	const expectFound = async (file: Uint8Array, type: string, width: number, height: number) => {
		expect(file.length).toBeGreaterThan(MB);
		expect(probeSize(file.subarray(0, MB), type)).toEqual({ ok: false, reason: "incomplete" });
		expect(await probeFile(reader(file), type)).toEqual(size(width, height));
	};
	test.each([false, true])("TIFF with its directory at the end, BigTIFF %s", async (bigtiff) => {
		const image = noisy(900, 600).withMetadata({ orientation: 6 });
		const file = await image.tiff({ compression: "none", bigtiff }).toBuffer();
		await expectFound(file, "image/tiff", 600, 900);
	});
	test("HEIF with its boxes behind the pixels", async () => {
		const header = aHeifHeader({ width: 4000, height: 3000, quarterTurns: 1 });
		const ftyp = header.readUInt32BE(0);
		const pixels = box("mdat", Buffer.alloc(2 * MB));
		const file = Buffer.concat([header.subarray(0, ftyp), pixels, header.subarray(ftyp)]);
		await expectFound(file, "image/heic", 3000, 4000);
	});
	test("JPEG with previews before its frame", async () => {
		const jpeg = await noisy(60, 40).withMetadata({ orientation: 8 }).jpeg().toBuffer();
		const segment = Buffer.alloc(65_000, 0xff);
		segment.writeUInt32BE(0xffe2fde6, 0);
		const exifEnds = 4 + jpeg.readUInt16BE(4);
		const file = Buffer.concat([
			jpeg.subarray(0, exifEnds),
			...Array.from({ length: 20 }, () => segment),
			jpeg.subarray(exifEnds),
		]);
		await expectFound(file, "image/jpeg", 40, 60);
	});
});

const encoders: Record<string, (image: Sharp) => Sharp> = {
	"image/jpeg": (image) => image.jpeg(),
	"image/png": (image) => image.png(),
	"image/webp": (image) => image.webp(),
	"image/gif": (image) => image.gif(),
	"image/tiff": (image) => image.tiff(),
	"image/avif": (image) => image.avif({ effort: 0 }),
};
test.each(Object.entries(encoders))(
	"%s: cut anywhere, it ends in an answer",
	async (type, encode) => {
		const file = await encode(noisy(60, 40)).toBuffer();
		for (let end = 0; end <= file.length; end += 7) {
			const result = await probeFile(reader(file.subarray(0, end)), type);
			if (!result.ok) expect(result.reason).toBe("incomplete");
			else expect(result).toEqual(size(60, 40));
		}
	},
);

test("a file that points in circles ends in an answer", async () => {
	const boxes = Buffer.concat(Array.from({ length: 5000 }, () => box("free")));
	const heif = Buffer.concat([aHeifHeader({ width: 1, height: 1 }).subarray(0, 24), boxes]);
	expect((await probeFile(reader(heif), "image/heic")).ok).toBe(false);
	const tiff = Buffer.from("49492a00ffffffff", "hex");
	expect((await probeFile(reader(tiff), "image/tiff")).ok).toBe(false);
});
