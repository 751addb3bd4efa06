import { create } from "qrcode";
import sharp, { type OverlayOptions } from "sharp";
import { describe, expect, test } from "vitest";
import { openStudio } from "./studio.ts";

const { render } = openStudio("qr");

/** A picture with much going on in it, and no code; the same in every run. */
function scene(width = 1500, height = 1000, noise = 60) {
	const data = Buffer.alloc(90 * 60 * 3);
	let seed = 12345;
	// A linear congruential generator (Numerical Recipes); the sum of four is near enough to a bell.
	const next = () => {
		seed = (Math.imul(seed, 1664525) + 1013904223) >>> 0;
		return seed / 2 ** 32 - 0.5;
	};
	for (let i = 0; i < data.length; i++) {
		const bell = (next() + next() + next() + next()) * Math.sqrt(3);
		data[i] = Math.max(0, Math.min(255, 120 + noise * bell));
	}
	const raw = { width: 90, height: 60, channels: 3 } as const;
	return sharp(data, { raw }).resize(width, height, { kernel: "cubic", fit: "fill" });
}

interface Place {
	/** Of the code with its margin, pixels. */
	side: number;
	left: number;
	top: number;
	/** Degrees. */
	turn?: number;
	inverted?: boolean;
}

/** A code's modules and the quiet zone of four around them (ISO/IEC 18004, 6.3.8), a pixel each. */
function drawn(text: string, [dark, light]: [number, number]) {
	const { modules } = create(text, { errorCorrectionLevel: "M" });
	const side = modules.size + 8;
	const data = Buffer.alloc(side * side, light);
	for (let row = 0; row < modules.size; row++)
		for (let column = 0; column < modules.size; column++)
			if (modules.get(row, column)) data[(row + 4) * side + column + 4] = dark;
	return sharp(data, { raw: { width: side, height: side, channels: 1 } });
}

async function aCode(text: string, { side, left, top, ...how }: Place): Promise<OverlayOptions> {
	const tones: [number, number] = how.inverted ? [230, 30] : [30, 230];
	const sized = drawn(text, tones).resize(side * 4, side * 4, { kernel: "nearest" });
	const large = await sized.png().toBuffer();
	const small = await sharp(large).resize(side, side).png().toBuffer();
	const background = how.inverted ? "#1e1e1e" : "#e6e6e6";
	const input = await sharp(small)
		.rotate(how.turn ?? 0, { background })
		.png()
		.toBuffer();
	return { input, left, top };
}

async function photo(codes: Promise<OverlayOptions>[], canvas = scene()): Promise<Buffer> {
	const picture = await canvas.png().toBuffer();
	return sharp(picture)
		.composite(await Promise.all(codes))
		.jpeg({ quality: 88 })
		.toBuffer();
}

const read = async (file: Buffer, qr: "expected" | "look" = "look") =>
	(await render(file, undefined, { qr })).qr;

const place = { side: 180, left: 600, top: 400 };

describe("one code", () => {
	test.each([0, 17, 90, 135, 180, 263])("turned by %i°", async (turn) => {
		expect(await read(await photo([aCode("31415926", { ...place, turn })]))).toEqual(["31415926"]);
	});
	test("light on dark", async () => {
		const file = await photo([aCode("31415926", { ...place, inverted: true })]);
		expect(await read(file)).toEqual(["31415926"]);
	});
	test("with letters of any language", async () => {
		const text = "https://a.example/?q=Größe-日本";
		expect(await read(await photo([aCode(text, { ...place, side: 300 })]))).toEqual([text]);
	});
	test("in a photo that lies on its side", async () => {
		const file = await photo([aCode("31415926", place)]);
		const turned = await sharp(file).withMetadata({ orientation: 6 }).toBuffer();
		expect(await read(turned)).toEqual(["31415926"]);
	});
	test("in a PNG that is see-through", async () => {
		const file = await sharp(await photo([aCode("31415926", place)]))
			.ensureAlpha(0.9)
			.png();
		expect(await read(await file.toBuffer())).toEqual(["31415926"]);
	});
});

test("a code of 1.6 % of a large photo is found where one is expected", async () => {
	const code = aCode("27182818", { side: 48, left: 1501, top: 902 });
	const file = await photo([code], scene(3000, 2000));
	expect(await read(file, "look")).toEqual([]);
	expect(await read(file, "expected")).toEqual(["27182818"]);
});

describe("several codes", () => {
	test("come in reading order", async () => {
		const file = await photo([
			aCode("four", { side: 150, left: 1000, top: 700 }),
			aCode("two", { side: 150, left: 900, top: 190 }),
			aCode("three", { side: 150, left: 200, top: 700 }),
			aCode("one", { side: 150, left: 200, top: 230 }),
		]);
		expect(await read(file)).toEqual(["one", "two", "three", "four"]);
	});
	test("that say the same are one", async () => {
		const file = await photo([
			aCode("same", { side: 150, left: 200, top: 200 }),
			aCode("same", { side: 150, left: 900, top: 200 }),
		]);
		expect(await read(file)).toEqual(["same"]);
	});
});

describe("none", () => {
	test.each(["expected", "look"] as const)("%s: there is no code in noise", async (qr) => {
		expect(await read(await photo([], scene(2500, 1700, 120)), qr)).toEqual([]);
	});
	test("nobody asked", async () => {
		expect((await render(await photo([aCode("31415926", place)]))).qr).toEqual([]);
	});
	test("a picture of one pixel", async () => {
		const file = await sharp({ create: { width: 1, height: 1, channels: 3, background: "#fff" } });
		expect(await read(await file.png().toBuffer(), "expected")).toEqual([]);
	});
});
