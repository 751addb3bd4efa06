import exifr from "exifr";
import sharp, { type Sharp } from "sharp";
import { describe, expect, test } from "vitest";
import { stripRecipe } from "#lib/imaging/strip.ts";
import { picture, pixelsOf, readerOf, SECRET, strip, told } from "./strip-files.ts";

const FORMATS: [string, string, (image: Sharp) => Sharp][] = [
	["JPEG", "image/jpeg", (image) => image.jpeg()],
	["progressive JPEG", "image/jpeg", (image) => image.jpeg({ progressive: true })],
	["PNG", "image/png", (image) => image.png()],
	["WebP", "image/webp", (image) => image.webp()],
	["lossless WebP", "image/webp", (image) => image.webp({ lossless: true })],
	["see-through WebP", "image/webp", (image) => image.ensureAlpha(0.5).webp()],
];

const MARKS = [SECRET, "adobe", "Photoshop", "rdf:", "GPS"];

describe.each(FORMATS)("%s", (_, type, encode) => {
	test.each([1, 2, 3, 4, 5, 6, 7, 8])("orientation %i", async (orientation) => {
		const file = await encode(told(orientation)).toBuffer();
		expect(file.includes(SECRET)).toBe(true);
		const stripped = (await strip(file, type)) as Buffer;
		expect(await pixelsOf(stripped)).toEqual(await pixelsOf(file));
		const [before, after] = [await sharp(file).metadata(), await sharp(stripped).metadata()];
		expect(after.orientation ?? 1).toBe(orientation);
		expect(after.icc).toEqual(before.icc);
		expect(after.icc?.length).toBeGreaterThan(100);
		expect([after.xmp, after.iptc]).toEqual([undefined, undefined]);
		for (const mark of MARKS) expect(stripped.includes(mark)).toBe(false);
	});
	test("a file that says nothing stays as it is", async () => {
		const file = await encode(picture()).toBuffer();
		expect(await strip(file, type)).toEqual(file);
	});
	test("what follows the picture is left out", async () => {
		const file = await encode(told(6)).toBuffer();
		const longer = Buffer.concat([file, Buffer.from(`${SECRET}\xff\xd9`, "latin1")]);
		expect(await strip(longer, type)).toEqual(await strip(file, type));
	});
	test("cut off anywhere: what can be seen of it, or null", async () => {
		const file = await encode(told(6)).toBuffer();
		for (let length = 0; length < file.length; length += 7) {
			const stripped = await strip(file.subarray(0, length), type);
			if (!stripped) continue;
			expect(stripped.includes(SECRET)).toBe(false);
			const seen = await pixelsOf(file.subarray(0, length)).catch(() => null);
			if (seen) expect(await pixelsOf(stripped)).toEqual(seen);
		}
	});
	test("300 files with random bytes in them", async () => {
		const file = await encode(told(6)).toBuffer();
		for (let seed = 1; seed <= 300; seed++) await strip(spoil(file, seed), type);
	});
});

/** A few bytes changed, here and there: mulberry32. */
function spoil(file: Uint8Array, seed: number): Uint8Array {
	let state = seed * 0x9e3779b9;
	const random = (below: number) => {
		state = (state + 0x6d2b79f5) | 0;
		let t = Math.imul(state ^ (state >>> 15), 1 | state);
		t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
		return ((t ^ (t >>> 14)) >>> 0) % below;
	};
	const spoilt = Buffer.from(file);
	for (let i = 0; i < 1 + random(12); i++) spoilt[random(file.length)] = random(256);
	return seed % 3 === 0 ? spoilt.subarray(0, 2 + random(file.length)) : spoilt;
}

test("EXIF readers find nothing but the orientation", async () => {
	const stripped = (await strip(await told(6).jpeg().toBuffer(), "image/jpeg")) as Buffer;
	expect(await exifr.parse(stripped, { gps: true, xmp: true, iptc: true })).toEqual({
		Orientation: "Rotate 90 CW",
	});
});

test("a bitmap is served whole", async () => {
	expect(await stripRecipe(readerOf(Buffer.alloc(77)), 77, "image/bmp")).toEqual([
		{ start: 0, end: 76 },
	]);
});

test.each(["image/heic", "image/avif", "image/tiff", "image/x-adobe-dng", "text/html", "toString"])(
	"%s: null",
	async (type) => {
		const file = await picture().jpeg().toBuffer();
		expect(await strip(file, type)).toBeNull();
	},
);

test.each(["image/jpeg", "image/png", "image/webp", "image/gif", "image/bmp"])(
	"an empty %s, and one of zeros: null",
	async (type) => {
		expect(await strip(Buffer.alloc(0), type)).toBeNull();
		if (type !== "image/bmp") expect(await strip(Buffer.alloc(300_000), type)).toBeNull();
	},
);

test("where reading fails, that is what is said", async () => {
	const broken = () => Promise.reject(new Error("no disk"));
	await expect(stripRecipe(broken, 1000, "image/jpeg")).rejects.toThrow("no disk");
});
