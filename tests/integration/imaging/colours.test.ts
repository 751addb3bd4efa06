import sharp from "sharp";
import { describe, expect, test } from "vitest";
import { openStudio, quarterPixels, quarters, read, worstQuarter } from "./studio.ts";

const { render } = openStudio("colours");
const CLOSE = 8;

describe("pictures with another profile come out in sRGB", () => {
	const inP3 = () => quarters(800, 600).withIccProfile("p3");
	test.each([
		["JPEG", () => inP3().jpeg({ quality: 98, chromaSubsampling: "4:4:4" })],
		["PNG", () => inP3().png()],
		["WebP", () => inP3().webp({ lossless: true })],
		["TIFF", () => inP3().tiff({ compression: "lzw" })],
		["PNG of 16 bit", () => quarters(800, 600).toColourspace("rgb16").withIccProfile("p3").png()],
	])("%s in Display P3", async (_, make) => {
		const file = await make().toBuffer();
		const { data } = await sharp(file, { ignoreIcc: true })
			.raw()
			.toBuffer({ resolveWithObject: true });
		// The numbers in the file are not those of sRGB, or the test would show nothing.
		expect(Math.abs((data[0] ?? 0) - 220)).toBeGreaterThan(10);
		expect(await worstQuarter(await render(file))).toBeLessThanOrEqual(CLOSE);
	});

	test("with alpha", async () => {
		const file = await quarters().ensureAlpha(0.5).withIccProfile("p3").png().toBuffer();
		expect(await worstQuarter(await render(file))).toBeLessThanOrEqual(CLOSE);
	});

	test("a profile of nonsense is no profile", async () => {
		const file = await quarters().withIccProfile("p3").png({ compressionLevel: 0 }).toBuffer();
		const jpeg = await quarters().withIccProfile("p3").jpeg({ quality: 95 }).toBuffer();
		jpeg.fill(0x41, jpeg.indexOf("acsp") + 8, jpeg.indexOf("acsp") + 200);
		expect((await render(file)).damaged).toBe(false);
		expect((await render(jpeg)).renditions).toHaveLength(3);
	});
});

describe("renditions carry nothing but pixels", () => {
	const exif = {
		IFD0: { Make: "Kamera", Model: "One", Software: "1.0" },
		IFD2: { DateTimeOriginal: "2026:11:20 10:00:00", OffsetTimeOriginal: "+07:00" },
		IFD3: {
			GPSLatitudeRef: "S",
			GPSLatitude: "6/1 12/1 0/1",
			GPSLongitudeRef: "E",
			GPSLongitude: "106/1 48/1 0/1",
		},
	};
	test.each(["jpeg", "webp", "png", "avif"] as const)("of a %s", async (format) => {
		const file = await quarters(600, 400)
			.withIccProfile("p3")
			.withExif(exif)
			.toFormat(format)
			.toBuffer();
		expect(file.includes("Kamera")).toBe(true);
		const rendered = await render(file);
		for (const name of ["small", "medium", "large"] as const) {
			const bytes = read(rendered, name);
			const metadata = await sharp(bytes).metadata();
			expect(metadata).not.toHaveProperty("exif");
			expect(metadata).not.toHaveProperty("icc");
			expect(metadata).not.toHaveProperty("xmp");
			expect(bytes.includes("Kamera")).toBe(false);
		}
		expect(rendered.exif).toMatchObject({
			make: "Kamera",
			model: "One",
			gps: { latitude: -6.2, longitude: 106.8 },
		});
		expect(rendered.takenAt).toBe("2026-11-20T03:00:00.000Z");
	});
});

test("near-identical files describe themselves alike, whatever their format", async () => {
	const raw = quarterPixels(700, 500);
	const image = () => sharp(raw, { raw: { width: 700, height: 500, channels: 3 } }).blur(30);
	const [jpeg, png] = await Promise.all([
		render(await image().jpeg().toBuffer()),
		render(await image().png().toBuffer()),
	]);
	const different = BigInt(`0x${jpeg.dhash}`) ^ BigInt(`0x${png.dhash}`);
	expect(different.toString(2).replaceAll("0", "").length).toBeLessThan(6);
	expect(jpeg.sharpness).toBeGreaterThan(0);
	expect(jpeg.thumbhash.length).toBeGreaterThan(20);
});
