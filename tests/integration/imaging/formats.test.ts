import sharp from "sharp";
import { describe, expect, test } from "vitest";
import { recipeSize } from "#lib/imaging/strip-recipe.ts";
import { aBmp } from "../../unit/imaging/bmp-files.ts";
import { serve } from "../../unit/imaging/strip-files.ts";
import {
	colourAt,
	openStudio,
	QUARTERS,
	quarterPixels,
	quarters,
	read,
	worstQuarter,
} from "./studio.ts";

const { render, failure } = openStudio("formats");
/** What JPEG at our quality may change a flat colour by. */
const CLOSE = 8;

describe("orientation", () => {
	/** Pixels that are upright once the orientation is applied (EXIF 2.32, 4.6.4): its inverse. */
	const stored = async (orientation: number) => {
		const turned = { 3: 180, 5: 90, 6: 270, 7: 90, 8: 90 }[orientation] ?? 0;
		const image = sharp(await quarters().rotate(turned).png().toBuffer());
		if (orientation === 2 || orientation === 5) return image.flop();
		if (orientation === 4 || orientation === 7) return image.flip();
		return image;
	};
	test.each([1, 2, 3, 4, 5, 6, 7, 8])("%i ends upright", async (orientation) => {
		const turned = await (await stored(orientation)).png().toBuffer();
		const file = await sharp(turned).withMetadata({ orientation }).jpeg({ quality: 95 }).toBuffer();
		const rendered = await render(file);
		expect([rendered.width, rendered.height]).toEqual([96, 64]);
		expect(rendered.exif.orientation).toBe(orientation);
		expect(await worstQuarter(rendered)).toBeLessThanOrEqual(CLOSE);
	});
	test("0 and 9 are no orientations", async () => {
		const file = await quarters().withMetadata({ orientation: 8 }).jpeg().toBuffer();
		const at = file.indexOf(Buffer.from([0x01, 0x12, 0x00, 0x03, 0, 0, 0, 1, 0, 8]));
		const little = file.indexOf(Buffer.from([0x12, 0x01, 0x03, 0x00, 1, 0, 0, 0, 8, 0]));
		file[at >= 0 ? at + 9 : little + 8] = 9;
		expect(await worstQuarter(await render(file))).toBeLessThanOrEqual(CLOSE);
	});
});

describe("formats", () => {
	test.each([
		["JPEG", () => quarters().jpeg({ quality: 95 })],
		["progressive JPEG", () => quarters().jpeg({ quality: 95, progressive: true })],
		["grey JPEG", () => quarters().greyscale().jpeg()],
		["PNG", () => quarters().png()],
		["PNG with a palette", () => quarters().png({ palette: true })],
		["PNG of 16 bit", () => quarters().toColourspace("rgb16").png()],
		["WebP", () => quarters().webp({ quality: 95 })],
		["lossless WebP", () => quarters().webp({ lossless: true })],
		["GIF", () => quarters().gif()],
		["AVIF", () => quarters().avif({ quality: 90, effort: 0 })],
		["AVIF of 10 bit", () => quarters().avif({ quality: 90, effort: 0, bitdepth: 10 })],
		["TIFF with LZW", () => quarters().tiff({ compression: "lzw" })],
		["TIFF with JPEG inside", () => quarters().tiff({ compression: "jpeg", quality: 95 })],
		["tiled pyramid TIFF", () => quarters(512, 512).tiff({ tile: true, pyramid: true })],
	])("%s", async (name, make) => {
		const rendered = await render(await make().toBuffer());
		expect(rendered.damaged).toBe(false);
		expect(rendered.renditions.map(({ name }) => name)).toEqual(["small", "medium", "large"]);
		if (name !== "grey JPEG") expect(await worstQuarter(rendered)).toBeLessThanOrEqual(CLOSE);
	});

	test("CMYK has the colours it prints", async () => {
		const file = await quarters().toColourspace("cmyk").jpeg({ quality: 95 }).toBuffer();
		expect((await sharp(file).metadata()).space).toBe("cmyk");
		const rendered = await render(file);
		// Ink cannot print these greens and blues; it comes near.
		expect(await worstQuarter(rendered)).toBeLessThan(90);
		const [r = 0, g = 0, b = 0] = await colourAt(rendered, 0.25, 0.25);
		expect(r).toBeGreaterThan(2 * Math.max(g, b));
	});

	test("BMP", async () => {
		const pixels = quarterPixels(96, 64);
		const pixel = (x: number, y: number) => pixels.readUIntBE((y * 96 + x) * 3, 3);
		for (const topDown of [true, false]) {
			const rendered = await render(aBmp({ width: 96, height: 64, depth: 24, topDown, pixel }));
			expect([rendered.width, rendered.height]).toEqual([96, 64]);
			expect(await worstQuarter(rendered)).toBeLessThanOrEqual(CLOSE);
		}
	});

	test.each(["gif", "webp"] as const)("of an animated %s the first frame", async (format) => {
		const frames = [QUARTERS[0], QUARTERS[2]].map(([r, g, b]) =>
			sharp({ create: { width: 50, height: 40, channels: 3, background: { r, g, b } } })
				.png()
				.toBuffer(),
		);
		const file = await sharp(await Promise.all(frames), { join: { animated: true } })
			.toFormat(format)
			.toBuffer();
		expect((await sharp(file).metadata()).pages).toBe(2);
		const rendered = await render(file);
		expect([rendered.width, rendered.height]).toEqual([50, 40]);
		const [r = 0, , b = 255] = await colourAt(rendered, 0.5, 0.5);
		expect(r - b).toBeGreaterThan(150);
	});

	test("what is see-through stays so", async () => {
		const file = await quarters().ensureAlpha(0.5).png().toBuffer();
		const rendered = await render(file);
		expect(new Set(rendered.renditions.map((r) => r.contentType))).toEqual(new Set(["image/webp"]));
		expect((await colourAt(rendered, 0.25, 0.25))[3]).toBeGreaterThan(125);
	});

	test("an alpha channel of nothing but opaque is none", async () => {
		const rendered = await render(await quarters().ensureAlpha(1).png().toBuffer());
		const plain = await render(await quarters().png().toBuffer());
		const types = [rendered, plain].map((one) => one.renditions.map((file) => file.contentType));
		expect(types[0]).toEqual(types[1]);
	});
});

describe("what is not shown", () => {
	test.each([
		["an SVG", '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><rect/></svg>'],
		["an MVG", "push graphic-context\nviewbox 0 0 9 9\nimage over 0,0 9,9 'https://a.example/'"],
		["a text", "Not a picture."],
		["nothing", ""],
	])("%s", async (_, text) => {
		const error = await failure(Buffer.from(text));
		expect([error.code, error.final]).toEqual(["UNSUPPORTED_FORMAT", true]);
	});
	test("a JPEG of 12 bit, with a reason", async () => {
		const file = await quarters().jpeg().toBuffer();
		file[file.indexOf(Buffer.from([0xff, 0xc0])) + 4] = 12;
		expect(await failure(file)).toMatchObject({
			code: "UNSUPPORTED_FORMAT",
			message: "JPEG images of 12 bit cannot be shown.",
		});
	});
});

describe("sizes", () => {
	const dimensions = async (width: number, height: number) => {
		const image = sharp({ create: { width, height, channels: 3, background: "#808080" } });
		const { renditions } = await render(await image.jpeg().toBuffer());
		return renditions.map((rendition) => [rendition.width, rendition.height]);
	};
	test.each([
		[3000, 2000, [400, 267], [1080, 720], [2000, 1333]],
		[2000, 3000, [267, 400], [720, 1080], [1333, 2000]],
		[1500, 1000, [400, 267], [1080, 720], [1500, 1000]],
		[400, 300, [400, 300], [400, 300], [400, 300]],
		[1, 1, [1, 1], [1, 1], [1, 1]],
		[8000, 2, [400, 1], [1080, 1], [2000, 1]],
	])("%i × %i", async (width, height, small, medium, large) => {
		expect(await dimensions(width, height)).toEqual([small, medium, large]);
	});
	test("bytes and sizes are those of the files", async () => {
		const rendered = await render(await quarters(1300, 900).jpeg().toBuffer());
		for (const { name, width, height, bytes } of rendered.renditions) {
			const file = read(rendered, name);
			expect(file.length).toBe(bytes);
			expect(await sharp(file).metadata()).toMatchObject({ width, height });
		}
	});
});

describe("the original without its metadata", () => {
	test("a recipe for a JPEG, byte for byte", async () => {
		const file = await quarters()
			.withExif({ IFD0: { Artist: "Somebody" } })
			.jpeg()
			.toBuffer();
		const { stripped } = await render(file);
		expect(recipeSize(stripped ?? [])).toBeGreaterThan(100);
		expect(serve(stripped ?? [], file)).toEqual(await quarters().jpeg().toBuffer());
	});
	test("none for a TIFF", async () => {
		expect((await render(await quarters().tiff().toBuffer())).stripped).toBeNull();
	});
});
