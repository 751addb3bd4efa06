import sharp from "sharp";
import { describe, expect, test } from "vitest";
import { isSrgbProfile } from "#lib/imaging/colour.ts";
import { needsConversion, toSrgbBytes } from "#lib/imaging/hdr.ts";

/** sharp's own profiles, as it writes them into a file. */
async function profile(name: string): Promise<Buffer> {
	const file = await sharp({ create: { width: 2, height: 2, channels: 3, background: "#123" } })
		.withIccProfile(name)
		.tiff()
		.toBuffer();
	const at = file.indexOf("acsp", 0, "latin1") - 36;
	return file.subarray(at, at + file.readUInt32BE(at));
}

describe("a profile", () => {
	test("of sRGB needs no conversion", async () => {
		expect(isSrgbProfile(await profile("srgb"))).toBe(true);
	});
	test.each(["p3", "cmyk"])("%s is another", async (name) => {
		expect(isSrgbProfile(await profile(name))).toBe(false);
	});
	test("with the curve of another is another", async () => {
		const icc = Buffer.from(await profile("srgb"));
		const tags = icc.readUInt32BE(128);
		for (let i = 0; i < tags; i++) {
			const at = 132 + i * 12;
			if (icc.toString("latin1", at, at + 4) !== "gTRC") continue;
			const curve = icc.readUInt32BE(at + 4);
			icc.write("curv", curve, "latin1");
			icc.writeUInt32BE(1, curve + 8);
			icc.writeUInt16BE(0x0100, curve + 12); // gamma 1.0
		}
		expect(isSrgbProfile(icc)).toBe(false);
	});
	test("that is cut off anywhere is no sRGB, and no error", async () => {
		const icc = await profile("p3");
		for (let end = 0; end < icc.length; end++)
			expect(isSrgbProfile(icc.subarray(0, end))).toBe(false);
	});
});

describe("colours by number", () => {
	const convert = (rgb: number[], primaries: number, transfer: number) => [
		...toSrgbBytes(
			{ data: Uint16Array.from(rgb, (v) => Math.round(v * 65535)), channels: 3 },
			{ primaries, transfer },
		),
	];
	test.each([
		[1, 13, false],
		[1, 1, false],
		[2, 2, false],
		[12, 13, true],
		[9, 16, true],
		[9, 18, true],
		[1, 16, true],
	])("primaries %i with transfer %i are converted: %s", (primaries, transfer, yes) => {
		expect(needsConversion({ primaries, transfer })).toBe(yes);
	});
	test("grey of Display P3 stays as grey as it was", () => {
		for (const v of [0, 0.25, 0.5, 0.75, 1])
			for (const channel of convert([v, v, v], 12, 13))
				expect(Math.abs(channel - v * 255)).toBeLessThanOrEqual(1);
	});
	test("sRGB red written in P3 comes back as red", () => {
		// Red of sRGB in Display P3, from the matrices of SMPTE EG 432-1: 0.9175, 0.2003, 0.1386.
		const [r = 0, g = 255, b = 255] = convert([0.9175, 0.2003, 0.1386], 12, 13);
		expect(r).toBeGreaterThan(252);
		expect(Math.max(g, b)).toBeLessThan(10);
	});
	test("PQ: black is black, diffuse white is light, 10,000 nits are not beyond white", () => {
		expect(convert([0, 0, 0], 9, 16)).toEqual([0, 0, 0]);
		const white = convert([0.5806, 0.5806, 0.5806], 9, 16); // 203 cd/m²
		expect(Math.min(...white)).toBeGreaterThan(225);
		expect(Math.max(...white)).toBeLessThan(245);
		expect(Math.min(...convert([1, 1, 1], 9, 16))).toBeGreaterThan(250);
	});
	test("PQ: what is below the knee keeps its luminance", () => {
		// 40.6 cd/m² is 0.2 of diffuse white, which sRGB writes as 0.4845.
		const [v = 0] = convert([0.4204, 0.4204, 0.4204], 1, 16);
		expect(Math.abs(v - 0.4845 * 255)).toBeLessThan(3);
	});
	test("HLG: brighter in, brighter out", () => {
		const steps = [0, 0.2, 0.4, 0.6, 0.8, 1].map((v) => convert([v, v, v], 9, 18)[0] ?? 0);
		expect(steps).toEqual([...steps].sort((a, b) => a - b));
		expect(steps[0]).toBe(0);
		expect(steps.at(-1)).toBeGreaterThan(245);
	});
	test("alpha is kept", () => {
		const data = Uint16Array.from([0, 0, 0, 0x8000]);
		expect(toSrgbBytes({ data, channels: 4 }, { primaries: 12, transfer: 13 })[3]).toBe(128);
	});
});
