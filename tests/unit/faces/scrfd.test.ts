import { expect, test } from "vitest";
import type { Outputs } from "#lib/faces/network.ts";
import { readScrfd } from "#lib/faces/scrfd-detector.ts";

const SIDE = 64;
const PLAIN = { a: 1, b: 0, x0: 0, y0: 0 };
const OPTIONS = { side: SIDE, minScore: 0.5 };

/** What a network gives that sees nothing: for each stride scores, then boxes, then landmarks. */
function nothing(anchors: number): Outputs {
	const outputs: Outputs = {};
	for (const width of [1, 4, 10])
		for (const stride of [8, 16, 32]) {
			const rows = (SIDE / stride) ** 2 * anchors;
			outputs[`${stride}-${width}`] = {
				data: new Float32Array(rows * width),
				dims: [rows, width],
			};
		}
	return outputs;
}

function see(outputs: Outputs, stride: number, row: number): Outputs {
	outputs[`${stride}-1`]?.data.set([0.9], row);
	outputs[`${stride}-4`]?.data.set([0.5, 0.25, 1, 2], row * 4);
	outputs[`${stride}-10`]?.data.set([0, 0, 1, 0, 0.5, 0.5, 0, 1, 1, 1], row * 10);
	return outputs;
}

test.each([
	[1, 8, 8 * 3 + 5],
	[2, 8, (8 * 3 + 5) * 2 + 1],
	[2, 16, (4 * 2 + 3) * 2],
	[1, 32, 3],
])("with %d anchors a cell, of stride %d, row %d", (anchors, stride, row) => {
	const cell = Math.floor(row / anchors);
	const columns = SIDE / stride;
	const [x, y] = [(cell % columns) * stride, Math.floor(cell / columns) * stride];
	const [face, ...more] = readScrfd(see(nothing(anchors), stride, row), OPTIONS, PLAIN);
	expect(more).toEqual([]);
	expect(face?.score).toBeCloseTo(0.9, 5);
	expect(face?.box).toEqual({
		x: x - stride / 2,
		y: y - stride / 4,
		width: stride * 1.5,
		height: stride * 2.25,
	});
	expect(face?.landmarks?.[1]).toEqual({ x: x + stride, y });
	expect(face?.landmarks?.[4]).toEqual({ x: x + stride, y: y + stride });
});

test("in the photo's pixels", () => {
	const view = { a: 10, b: 0, x0: 100, y0: -50 };
	const [face] = readScrfd(see(nothing(2), 8, 0), OPTIONS, view);
	expect(face?.box).toEqual({ x: 60, y: -70, width: 120, height: 180 });
	expect(face?.landmarks?.[0]).toEqual({ x: 100, y: -50 });
});

test("nothing is nothing", () => {
	expect(readScrfd(nothing(2), OPTIONS, PLAIN)).toEqual([]);
});

test("another kind of network is refused", () => {
	const { "16-10": _, ...outputs } = nothing(2);
	expect(() => readScrfd(outputs, OPTIONS, PLAIN)).toThrow("stride 16");
});
