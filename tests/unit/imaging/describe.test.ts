import { describe, expect, test } from "vitest";
import type { Pixels } from "#lib/imaging/decoder.ts";
import { dhashOf, sharpnessOf, thumbhashOf } from "#lib/imaging/describe.ts";

function paint(width: number, height: number, grey: (x: number, y: number) => number): Pixels {
	const data = Buffer.alloc(width * height * 3);
	for (let i = 0; i < width * height; i++)
		data.fill(grey(i % width, Math.floor(i / width)), i * 3, i * 3 + 3);
	return { data, width, height, channels: 3 };
}

const differentBits = (a: string, b: string) =>
	(BigInt(`0x${a}`) ^ BigInt(`0x${b}`)).toString(2).replaceAll("0", "").length;

describe("sharpness", () => {
	test("a flat picture has none", () => {
		expect(sharpnessOf(paint(20, 20, () => 77))).toBe(0);
	});
	test("a checkerboard of 0 and 255 has the most there is", () => {
		// Every inner pixel differs by 255 from its four neighbours: ±1020, mean 0.
		expect(sharpnessOf(paint(22, 22, (x, y) => ((x + y) % 2) * 255))).toBe(1020 ** 2);
	});
	test("a soft edge has less than a hard one", () => {
		const hard = paint(40, 40, (x) => (x < 20 ? 0 : 255));
		const soft = paint(40, 40, (x) => Math.max(0, Math.min(255, (x - 10) * 12)));
		expect(sharpnessOf(soft)).toBeLessThan(sharpnessOf(hard) / 10);
	});
	test.each([
		[1, 1],
		[2, 2],
		[1, 50],
	])("%i × %i has no inner pixel", (width, height) => {
		expect(sharpnessOf(paint(width, height, () => 9))).toBe(0);
	});
});

describe("difference hash", () => {
	const scene = (shift: number) =>
		paint(90, 80, (x, y) => Math.round(127 + 100 * Math.sin(x / 12 + shift) * Math.cos(y / 15)));
	test("is 16 hex digits", async () => {
		expect(dhashOf(scene(0))).toMatch(/^[0-9a-f]{16}$/);
	});
	test("falling brightness sets all bits, rising none", async () => {
		expect(dhashOf(paint(90, 80, (x) => 250 - x * 2))).toBe("ffffffffffffffff");
		expect(dhashOf(paint(90, 80, (x) => x * 2))).toBe("0000000000000000");
	});
	test("near-identical shots are near, others are not", async () => {
		const [first, near, far] = await Promise.all([0, 0.03, 3.1].map((s) => dhashOf(scene(s))));
		expect(differentBits(first ?? "", near ?? "")).toBeLessThan(6);
		expect(differentBits(first ?? "", far ?? "")).toBeGreaterThan(30);
	});
});

test("thumbhash is short, and the same each time", async () => {
	const picture = paint(300, 200, (x, y) => (x + y) % 256);
	const hash = thumbhashOf(picture);
	expect(Buffer.from(hash, "base64").length).toBeLessThan(40);
	expect(thumbhashOf(picture)).toBe(hash);
});
