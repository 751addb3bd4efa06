import { writeFileSync } from "node:fs";
import { join } from "node:path";
import sharp from "sharp";
import { describe, expect, test } from "vitest";
import { DecoderProcess } from "#lib/imaging/decoder-process.ts";
import { probeSize } from "#lib/imaging/probe.ts";
import { aHeic, type HeicFile } from "../../unit/imaging/heic-files.ts";
import { colourAt, openStudio, QUARTERS } from "./studio.ts";

const { render, failure, folder } = openStudio("heic");
/** What YCbCr, JPEG and its halved colour may change a flat square by. */
const CLOSE = 10;

const [red, green, blue, yellow] = QUARTERS;
const squares: HeicFile["squares"] = [
	[red, red, green, green],
	[blue, blue, yellow, yellow],
];

/** The four corners of what a file is shown as, from the upper left by rows. */
async function corners(file: Buffer) {
	const rendered = await render(file);
	const places = [
		[0.2, 0.2],
		[0.8, 0.2],
		[0.2, 0.8],
		[0.8, 0.8],
	];
	const colours = await Promise.all(places.map(([x = 0, y = 0]) => colourAt(rendered, x, y)));
	return { rendered, colours };
}

async function expectCorners(file: Buffer, ...expected: (readonly number[])[]) {
	const { rendered, colours } = await corners(file);
	for (const [index, colour] of colours.entries())
		for (let c = 0; c < 3; c++)
			expect(Math.abs((colour[c] ?? 0) - (expected[index]?.[c] ?? 0))).toBeLessThanOrEqual(CLOSE);
	const { width, height } = rendered;
	expect(probeSize(file, "image/heic")).toEqual({ ok: true, width, height });
	return rendered;
}

describe("the container says how a picture lies", () => {
	test("as it is stored", async () => {
		const rendered = await expectCorners(aHeic({ squares }), red, green, blue, yellow);
		expect([rendered.width, rendered.height, rendered.damaged]).toEqual([64, 32, false]);
	});
	test.each([
		[1, [32, 64], [green, yellow, red, blue]],
		[2, [64, 32], [yellow, blue, green, red]],
		[3, [32, 64], [blue, red, yellow, green]],
	])("%i quarter turns against the clock", async (quarterTurns, size, order) => {
		const rendered = await expectCorners(aHeic({ squares, quarterTurns }), ...order);
		expect([rendered.width, rendered.height]).toEqual(size);
	});
	test("mirrored", async () => {
		await expectCorners(aHeic({ squares, mirror: 0 }), blue, yellow, red, green);
		await expectCorners(aHeic({ squares, mirror: 1 }), green, red, yellow, blue);
	});
	test("turned, then mirrored", async () => {
		const file = aHeic({ squares, quarterTurns: 1, mirror: 1 });
		await expectCorners(file, yellow, green, blue, red);
	});
});

test.each(["heix", "heis", "mif1"])("major brand %s", async (brand) => {
	const file = aHeic({ squares });
	file.write(brand, 8, "latin1");
	await expectCorners(file, red, green, blue, yellow);
});

describe("colours", () => {
	/** sRGB's red as Display P3 writes it (SMPTE EG 432-1). */
	const redInP3 = [234, 51, 35] as const;
	const flat: HeicFile["squares"] = [
		[redInP3, redInP3],
		[redInP3, redInP3],
	];
	test("of a profile", async () => {
		const tiff = await sharp({ create: { width: 2, height: 2, channels: 3, background: "#123" } })
			.withIccProfile("p3")
			.tiff()
			.toBuffer();
		const at = tiff.indexOf("acsp") - 36;
		const icc = tiff.subarray(at, at + tiff.readUInt32BE(at));
		const [r = 0, g = 255, b = 255] = await colourAt(
			await render(aHeic({ squares: flat, icc })),
			0.5,
			0.5,
		);
		expect([r > 245, g < 16, b < 16]).toEqual([true, true, true]);
	});
	test("by number", async () => {
		const file = aHeic({ squares: flat, colours: { primaries: 12, transfer: 13 } });
		const [r = 0, g = 255, b = 255] = await colourAt(await render(file), 0.5, 0.5);
		expect([r > 245, g < 16, b < 16]).toEqual([true, true, true]);
	});
	test("of sRGB stay", async () => {
		const [r = 0, g = 0] = await colourAt(await render(aHeic({ squares: flat })), 0.5, 0.5);
		expect([Math.abs(r - 234) <= CLOSE, Math.abs(g - 51) <= CLOSE]).toEqual([true, true]);
	});
});

test("a file that ends early is shown as damaged, or refused", async () => {
	const file = aHeic({ squares });
	for (const missing of [1, 300, 1500]) {
		const cut = file.subarray(0, -missing);
		const shown = await render(cut).catch((error: unknown) => error);
		if (shown instanceof Error) expect(shown).toMatchObject({ code: "INVALID_IMAGE" });
		else expect(shown).toMatchObject({ damaged: true });
	}
	expect((await failure(file.subarray(0, 200))).code).toBe("INVALID_IMAGE");
});

test("a process in which libheif has failed is not given another image", async () => {
	const file = aHeic({ squares });
	file.fill(0xa5, file.indexOf("mdat") + 8);
	const inputPath = join(folder, "broken.heic");
	writeFileSync(inputPath, file);
	const child = new DecoderProcess({ timeoutMs: 30_000, memoryMb: 1024 });
	const request = { inputPath, outputDir: folder, contentType: "image/heic" };
	const limits = { maxPixels: 1e6, maxPixelsAvif: 1e6 };
	const outcome = child.run({ work: { render: request }, limits, testHooks: false });
	await expect(outcome).rejects.toMatchObject({ code: "INVALID_IMAGE" });
	expect(child.spoilt).toBe(true);
	child.kill(new Error("done"));
	await child.ended;
});
