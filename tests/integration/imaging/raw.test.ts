import { randomBytes } from "node:crypto";
import { existsSync } from "node:fs";
import { dirname, join } from "node:path";
import sharp from "sharp";
import { describe, expect, test } from "vitest";
import { aCr3, aPreview, aRaf, aRawTiff, losslessData } from "../../unit/imaging/raw-files.ts";
import { openStudio, quarters, read, worstQuarter } from "./studio.ts";

const { render, failure } = openStudio("raw", { maxPixels: 1e6 });
const CLOSE = 8;

const stamp = await aPreview(160, 120, "#888").toBuffer();
const photo = await quarters(600, 400).jpeg({ quality: 95 }).toBuffer();
const medium = await aPreview(320, 200, "#555").toBuffer();
const sensor = randomBytes(700_000);

test.each([
	["NEF", aRawTiff({ make: "NIKON", parts: [stamp, medium, photo, sensor] })],
	["DNG", aRawTiff({ dng: true, parts: [photo, losslessData, sensor, stamp] })],
	["ORF", aRawTiff({ signature: "IIRO", parts: [stamp, sensor, photo] })],
	["RW2", aRawTiff({ signature: "IIU\0", parts: [sensor, photo, stamp] })],
	["RAF", aRaf([photo, sensor])],
	["CR3", aCr3(1, [stamp, photo, sensor])],
])("%s: the largest preview is the photo", async (_, file) => {
	const rendered = await render(file);
	expect([rendered.width, rendered.height, rendered.damaged]).toEqual([600, 400, false]);
	expect(await worstQuarter(rendered)).toBeLessThanOrEqual(CLOSE);
	expect(rendered.stripped).toBeNull();
	const folder = dirname(rendered.renditions[0]?.path ?? "");
	expect([
		existsSync(join(folder, "large.jpg")),
		existsSync(join(folder, "taken-out.jpg")),
	]).toEqual([true, false]);
});

describe("how it is to be turned", () => {
	/** 400 × 600 as it is stored; upright when turned by 90° clockwise. */
	const lying = async () =>
		sharp(await quarters(600, 400).rotate(270).png().toBuffer()).jpeg({ quality: 95 });
	test.each([
		["a TIFF says", (jpeg: Buffer) => aRawTiff({ orientation: 6, parts: [jpeg, sensor] })],
		[
			"a big-endian TIFF says",
			(jpeg: Buffer) => aRawTiff({ signature: "MM\0*", orientation: 6, parts: [jpeg] }),
		],
		["a CR3 says", (jpeg: Buffer) => aCr3(6, [jpeg])],
	])("%s", async (_, wrap) => {
		const rendered = await render(wrap(await (await lying()).toBuffer()));
		expect([rendered.width, rendered.height]).toEqual([600, 400]);
		expect(await worstQuarter(rendered)).toBeLessThanOrEqual(CLOSE);
		expect(rendered.exif.orientation).toBe(6);
	});
	test("the preview says itself", async () => {
		const jpeg = await (await lying()).withMetadata({ orientation: 6 }).toBuffer();
		for (const file of [aRaf([jpeg]), aRawTiff({ orientation: 6, parts: [jpeg] })])
			expect(await worstQuarter(await render(file))).toBeLessThanOrEqual(CLOSE);
	});
});

describe("metadata", () => {
	const told = () =>
		sharp(photo)
			.withExif({ IFD0: { Make: "FUJIFILM" }, IFD2: { DateTimeOriginal: "2026:05:17 20:15:00" } })
			.toBuffer();
	test("of the raw file", async () => {
		const file = aRawTiff({ make: "NIKON", parts: [photo] });
		expect((await render(file)).exif.make).toBe("NIKON");
		expect((await render(aCr3(1, [photo]))).exif.make).toBe("Canon");
		const orf = aRawTiff({ signature: "IIRO", make: "OLYMPUS", parts: [photo] });
		expect((await render(orf)).exif.make).toBe("OLYMPUS");
	});
	test("of the preview, where the file has none of its own", async () => {
		const rendered = await render(aRaf([await told(), sensor]));
		expect([rendered.exif.make, rendered.takenAt]).toEqual([
			"FUJIFILM",
			"2026-05-17T20:15:00.000Z",
		]);
	});
	test("goes into no rendition", async () => {
		const rendered = await render(aRaf([await told()]));
		expect(read(rendered).includes("FUJIFILM")).toBe(false);
	});
});

describe("what cannot be shown", () => {
	test.each([
		["no preview", aRawTiff({ parts: [sensor] })],
		["only sensor data in lossless JPEG", aRawTiff({ parts: [losslessData] })],
		["a preview that ends in its header", aRawTiff({ parts: [photo.subarray(0, 100)] })],
		["nothing behind its header", aRawTiff({ parts: [] })],
	])("%s", async (_, file) => {
		expect(await failure(file)).toMatchObject({ code: "UNSUPPORTED_FORMAT", final: true });
	});
	test("a preview over the limit of pixels is passed over", async () => {
		const large = await aPreview(1200, 900, "#f00").toBuffer();
		const rendered = await render(aRawTiff({ parts: [large, photo] }));
		expect([rendered.width, rendered.height]).toEqual([600, 400]);
	});
	test("a thousand beginnings of previews", async () => {
		const beginnings = Array.from({ length: 1000 }, () => Buffer.from([0xff, 0xd8, 0xff, 0xe0]));
		const file = aRawTiff({ parts: [photo, ...beginnings] });
		expect((await render(file)).width).toBe(600);
	});
	test("cut off at 20 points: shown as far as it goes, or refused", async () => {
		const file = aRawTiff({ parts: [stamp, photo] });
		for (let i = 1; i <= 20; i++) {
			const shown = await render(file.subarray(0, (file.length * i) / 21)).catch((e) => e);
			if (shown instanceof Error) expect(shown).toMatchObject({ final: true });
			else expect([160, 600]).toContain(shown.width);
		}
	});
});
