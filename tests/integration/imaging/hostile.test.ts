import { crc32, deflateSync } from "node:zlib";
import sharp, { type Sharp } from "sharp";
import { describe, expect, test } from "vitest";
import { ImagingError } from "#lib/imaging/imaging.types.ts";
import { aBmp } from "../../unit/imaging/bmp-files.ts";
import { aHeic } from "../../unit/imaging/heic-files.ts";
import { openStudio, quarters } from "./studio.ts";

const { render, failure } = openStudio("hostile");

/** The code a file ends in, or "shown" or "damaged". */
async function outcome(bytes: Uint8Array): Promise<string> {
	try {
		return (await render(bytes)).damaged ? "damaged" : "shown";
	} catch (error) {
		return error instanceof ImagingError ? error.code : String(error);
	}
}

const formats: Record<string, (image: Sharp) => Sharp> = {
	jpeg: (image) => image.jpeg(),
	"progressive jpeg": (image) => image.jpeg({ progressive: true }),
	png: (image) => image.png(),
	webp: (image) => image.webp(),
	gif: (image) => image.gif(),
	tiff: (image) => image.tiff({ compression: "lzw" }),
	avif: (image) => image.avif({ effort: 0 }),
};
/** A small generator, so that a failing seed fails again (Park and Miller, 1988). */
function randomFrom(seed: number): () => number {
	let state = seed * 7919 + 1;
	return () => {
		state = (state * 48271) % 2147483647;
		return state;
	};
}

const noisy = () => {
	const random = randomFrom(1);
	const data = Buffer.from(Array.from({ length: 120 * 90 * 3 }, () => random() & 255));
	return sharp(data, { raw: { width: 120, height: 90, channels: 3 } });
};
const bmp = () => aBmp({ width: 120, height: 90, depth: 24, pixel: (x, y) => x * y * 999 });
const heic = () =>
	aHeic({ squares: [1, 2, 3].map((i) => [1, 2, 3].map((j) => [i * 60, j * 60, 99])) });
const make = async (format: string) => {
	if (format === "bmp") return bmp();
	if (format === "heic") return heic();
	return (await formats[format]?.(noisy()).toBuffer()) ?? Buffer.alloc(0);
};

const all = [...Object.keys(formats), "bmp", "heic"];
const TRUNCATIONS = 20;
const SEEDS = 112;

describe.each(all)("%s", (format) => {
	test(`cut off at ${TRUNCATIONS} points is damaged or refused`, async () => {
		const file = await make(format);
		const cuts = Array.from({ length: TRUNCATIONS }, (_, i) =>
			Math.floor((file.length * i) / TRUNCATIONS),
		);
		const outcomes = await Promise.all(cuts.map((end) => outcome(file.subarray(0, end))));
		for (const result of outcomes)
			expect(["damaged", "INVALID_IMAGE", "UNSUPPORTED_FORMAT"]).toContain(result);
	});

	test(`random bytes behind its header, ${SEEDS} seeds`, async () => {
		const file = await make(format);
		const files = Array.from({ length: SEEDS }, (_, seed) => {
			const random = randomFrom(seed);
			const broken = Buffer.from(file);
			// Half of them all over, half with single bytes changed, which goes deeper.
			const from = seed % 2 ? 12 + (random() % 600) : 12;
			if (seed % 2) for (let i = from; i < broken.length; i++) broken[i] = random() & 255;
			else
				for (let i = 0; i < 10; i++)
					broken[from + (random() % (broken.length - from))] = random() & 255;
			return broken;
		});
		const outcomes = await Promise.all(files.map(outcome));
		for (const result of outcomes)
			expect([
				"shown",
				"damaged",
				"INVALID_IMAGE",
				"UNSUPPORTED_FORMAT",
				"IMAGE_TOO_LARGE",
			]).toContain(result);
	});
});

test("a JPEG that lacks its second half is shown, and said to be damaged", async () => {
	const file = await make("jpeg");
	const rendered = await render(file.subarray(0, file.length / 2));
	expect(rendered.damaged).toBe(true);
	expect([rendered.width, rendered.height]).toEqual([120, 90]);
});

/** A PNG of grey bits, its pixels given as one compressed block. */
function aPng(width: number, height: number, data: Uint8Array): Buffer {
	const chunk = (type: string, content: Uint8Array) => {
		const body = Buffer.concat([Buffer.from(type, "latin1"), content]);
		const frame = Buffer.alloc(body.length + 8);
		frame.writeUInt32BE(content.length, 0);
		body.copy(frame, 4);
		frame.writeUInt32BE(crc32(body), body.length + 4);
		return frame;
	};
	const header = Buffer.alloc(13);
	header.writeUInt32BE(width, 0);
	header.writeUInt32BE(height, 4);
	header[8] = 1;
	return Buffer.concat([
		Buffer.from("89504e470d0a1a0a", "hex"),
		chunk("IHDR", header),
		chunk("IDAT", data),
		chunk("IEND", Buffer.alloc(0)),
	]);
}

describe("decompression bombs", () => {
	const patched = async (format: string, patch: (file: Buffer) => void) => {
		const file = await make(format);
		patch(file);
		return file;
	};
	const bombs: [string, () => Buffer | Promise<Buffer>][] = [
		["PNG", () => aPng(30_000, 30_000, deflateSync(Buffer.alloc(4000)))],
		[
			"JPEG",
			() =>
				patched("jpeg", (file) =>
					file.writeUInt32BE(0xffdcffdc, file.indexOf(Buffer.from([0xff, 0xc0])) + 5),
				),
		],
		[
			"GIF",
			() =>
				patched("gif", (file) => {
					file.writeUInt32LE(0xffffffff, 6);
					file.writeUInt32LE(0xffffffff, file.indexOf(Buffer.from("2c00000000", "hex")) + 5);
				}),
		],
		["WebP", () => patched("webp", (file) => file.writeUInt32LE(0x3fff3fff, 26))],
		[
			"AVIF",
			() =>
				patched("avif", (file) => {
					const at = file.indexOf("ispe") + 8;
					file.writeUInt32BE(30_000, at);
					file.writeUInt32BE(30_000, at + 4);
				}),
		],
		[
			"BMP",
			() =>
				patched("bmp", (file) => {
					file.writeInt32LE(60_000, 18);
					file.writeInt32LE(-60_000, 22);
				}),
		],
	];
	test.each(bombs)("%s over the limit", async (_, bomb) => {
		const error = await failure(await bomb());
		expect([error.code, error.final]).toEqual(["IMAGE_TOO_LARGE", true]);
		expect(error.message).toMatch(/more than (120|40) megapixels/);
	});
	test("TIFF over the limit", async () => {
		const file = await make("tiff");
		const directory = file.readUInt32LE(4);
		for (const entry of [0, 1, 2, 3]) {
			const at = directory + 2 + entry * 12;
			if ([256, 257].includes(file.readUInt16LE(at))) {
				file.writeUInt16LE(4, at + 2);
				file.writeUInt32LE(100_000, at + 8);
			}
		}
		expect((await failure(file)).code).toBe("IMAGE_TOO_LARGE");
	});
	test("100 megapixels of nothing, within the limit, are shown", async () => {
		const rows = deflateSync(Buffer.alloc(10_000 * (1 + 10_000 / 8)));
		expect(rows.length).toBeLessThan(100_000);
		const rendered = await render(aPng(10_000, 10_000, rows));
		expect([rendered.width, rendered.height, rendered.damaged]).toEqual([10_000, 10_000, false]);
	});
	test("AVIF has a lower limit", async () => {
		const file = await make("avif");
		const at = file.indexOf("ispe") + 8;
		file.writeUInt32BE(7000, at);
		file.writeUInt32BE(6000, at + 4);
		expect((await failure(file)).message).toBe("The image has more than 40 megapixels.");
	});
});

describe("polyglots and false names", () => {
	test("a JPEG with a page behind it is the JPEG", async () => {
		const file = Buffer.concat([await make("jpeg"), Buffer.from("<script>alert(1)</script>")]);
		expect(await outcome(file)).toBe("shown");
	});
	test("an SVG behind the first bytes of a JPEG is no image", async () => {
		const file = Buffer.concat([
			Buffer.from("ffd8ff", "hex"),
			Buffer.from("<svg xmlns='http://www.w3.org/2000/svg'/>"),
		]);
		expect((await failure(file)).code).toBe("INVALID_IMAGE");
	});
	test("a WebP behind a PNG's signature is no image", async () => {
		const file = Buffer.concat([Buffer.from("89504e470d0a1a0a", "hex"), await make("webp")]);
		expect((await failure(file)).code).toBe("INVALID_IMAGE");
	});
});

test("good photos are done while bad ones fail", async () => {
	const good = await quarters(800, 600).jpeg().toBuffer();
	const bad = Buffer.concat([Buffer.from("ffd8ffe0", "hex"), Buffer.alloc(500, 7)]);
	const outcomes = await Promise.all(
		Array.from({ length: 20 }, (_, i) => outcome(i % 2 ? good : bad)),
	);
	expect(outcomes).toEqual(
		Array.from({ length: 20 }, (_, i) => (i % 2 ? "shown" : "INVALID_IMAGE")),
	);
});
