import { describe, expect, test } from "vitest";
import type { Photo, Point } from "#lib/faces/faces.types.ts";
import { GREY, samplerOf } from "#lib/faces/sampler.ts";
import { apply, fitSimilarity, scaleOf } from "#lib/faces/similarity.ts";
import { numbers } from "./numbers.ts";

const POINTS: Point[] = [
	{ x: 47, y: 46 },
	{ x: 100, y: 47 },
	{ x: 74, y: 77 },
	{ x: 50, y: 103 },
	{ x: 97, y: 102 },
];

/** Every pixel says where it is: red its column, green its row. */
function gradient(width: number, height: number, channels: 3 | 4 = 3): Photo {
	const data = new Uint8Array(width * height * channels);
	for (let y = 0; y < height; y++)
		for (let x = 0; x < width; x++) data.set([x, y, 200], (y * width + x) * channels);
	return { data, width, height, channels };
}

const pixel = (view: Uint8Array, side: number, x: number, y: number) => [
	...view.subarray((y * side + x) * 3, (y * side + x) * 3 + 3),
];

describe("a similarity from points", () => {
	test.each([
		[0, 1, 0, 0],
		[30, 2, 10, -20],
		[180, 0.5, -300, 7],
		[-90, 4, 1, 1],
	])("turned %d°, %d times as large, moved by %d and %d", (degrees, scale, x0, y0) => {
		const angle = (degrees * Math.PI) / 180;
		const made = { a: scale * Math.cos(angle), b: scale * Math.sin(angle), x0, y0 };
		const found = fitSimilarity(
			POINTS,
			POINTS.map((point) => apply(made, point)),
		);
		for (const key of ["a", "b", "x0", "y0"] as const) expect(found[key]).toBeCloseTo(made[key], 9);
		expect(scaleOf(found)).toBeCloseTo(scale, 9);
	});
	test("no other is closer to points that do not fit", () => {
		const next = numbers(1);
		const to = POINTS.map(({ x, y }) => ({ x: 2 * x + next() * 20, y: 2 * y + next() * 20 }));
		const error = (transform: ReturnType<typeof fitSimilarity>) =>
			POINTS.reduce((sum, point, i) => {
				const at = apply(transform, point);
				return sum + (at.x - (to[i]?.x ?? 0)) ** 2 + (at.y - (to[i]?.y ?? 0)) ** 2;
			}, 0);
		const best = fitSimilarity(POINTS, to);
		for (const key of ["a", "b", "x0", "y0"] as const)
			for (const step of [0.01, -0.01])
				expect(error({ ...best, [key]: best[key] + step })).toBeGreaterThan(error(best));
	});
	test("points in one place are refused", () => {
		const same = [POINTS[0], POINTS[0]] as Point[];
		expect(() => fitSimilarity(same, same)).toThrow(RangeError);
	});
});

describe("a view", () => {
	test("of the photo as it is", () => {
		const view = new Uint8Array(64 * 64 * 3);
		samplerOf(gradient(64, 64)).cut({ a: 1, b: 0, x0: 0, y0: 0 }, 64, view);
		expect(view).toEqual(gradient(64, 64).data);
	});
	test("past the photo's edge is grey", () => {
		const view = new Uint8Array(32 * 32 * 3);
		samplerOf(gradient(16, 16)).cut({ a: 1, b: 0, x0: -8, y0: -8 }, 32, view);
		expect(pixel(view, 32, 7, 16)).toEqual([GREY, GREY, GREY]);
		expect(pixel(view, 32, 8, 8)).toEqual([0, 0, 200]);
		expect(pixel(view, 32, 23, 23)).toEqual([15, 15, 200]);
		expect(pixel(view, 32, 24, 23)).toEqual([GREY, GREY, GREY]);
	});
	test("turned by a quarter", () => {
		const view = new Uint8Array(20 * 20 * 3);
		samplerOf(gradient(20, 20)).cut({ a: 0, b: 1, x0: 20, y0: 0 }, 20, view);
		// What was at the right is now at the top.
		expect(pixel(view, 20, 0, 0)).toEqual([19, 0, 200]);
		expect(pixel(view, 20, 19, 0)).toEqual([19, 19, 200]);
		expect(pixel(view, 20, 0, 19)).toEqual([0, 0, 200]);
	});
	test.each([3, 4] as const)(
		"shrunk to an eighth, of %d channels, is still in place",
		(channels) => {
			const view = new Uint8Array(30 * 30 * 3);
			samplerOf(gradient(240, 240, channels)).cut({ a: 8, b: 0, x0: 0, y0: 0 }, 30, view);
			for (const at of [0, 7, 15, 29]) {
				const [red = 0, green = 0, blue] = pixel(view, 30, at, 29 - at);
				// The middle of eight pixels, from 0 on.
				expect(Math.abs(red - (at * 8 + 3.5))).toBeLessThanOrEqual(1.5);
				expect(Math.abs(green - ((29 - at) * 8 + 3.5))).toBeLessThanOrEqual(1.5);
				expect(blue).toBe(200);
			}
		},
	);
	test("stripes finer than a pixel become their mean", () => {
		const photo = gradient(256, 256);
		for (let i = 0; i < photo.data.length; i += 3) photo.data.fill((i / 3) % 2 ? 255 : 1, i, i + 3);
		const view = new Uint8Array(64 * 64 * 3);
		samplerOf(photo).cut({ a: 4, b: 0, x0: 0, y0: 0 }, 64, view);
		expect(new Set(view)).toEqual(new Set([128]));
	});
	test("in an area of its own leaves the rest as it was", () => {
		const view = new Uint8Array(32 * 32 * 3).fill(7);
		const area = { x: 8, y: 16, width: 16, height: 8 };
		samplerOf(gradient(16, 8)).cut({ a: 1, b: 0, x0: -8, y0: -16 }, 32, view, area);
		expect(pixel(view, 32, 8, 16)).toEqual([0, 0, 200]);
		expect(pixel(view, 32, 23, 23)).toEqual([15, 7, 200]);
		expect(view.filter((value) => value === 7).length).toBeGreaterThanOrEqual((1024 - 128) * 3);
		expect(pixel(view, 32, 24, 23)).toEqual([7, 7, 7]);
	});
});
