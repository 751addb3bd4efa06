import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type FaceEngine, loadFaceEngine } from "#lib/faces/engine.ts";
import type { Box, Face, Photo } from "#lib/faces/faces.types.ts";
import { fromPixels, toPixels } from "#lib/imaging/decoder.ts";
import { another, MODELS, PORTRAITS, portrait } from "./portraits.ts";

/** Where the faces are, as shares of width and height. */
const FACES: Record<number, [number, number][]> = {
	1: [
		[0.261, 0.37],
		[0.486, 0.416],
		[0.821, 0.248],
	],
	2: [
		[0.804, 0.201],
		[0.508, 0.246],
		[0.226, 0.194],
	],
	3: [
		[0.356, 0.346],
		[0.616, 0.269],
		[0.832, 0.318],
	],
	4: [
		[0.175, 0.213],
		[0.393, 0.126],
		[0.56, 0.202],
		[0.701, 0.178],
	],
	5: [
		[0.241, 0.723],
		[0.354, 0.386],
		[0.45, 0.154],
		[0.62, 0.227],
		[0.776, 0.376],
	],
	6: [
		[0.185, 0.4],
		[0.394, 0.308],
		[0.659, 0.289],
		[0.828, 0.261],
	],
};

let engine: FaceEngine;
/** Every face of every portrait. */
const known: { photo: number; face: Face; embedding: Float32Array }[] = [];

const likeness = (a: Float32Array, b: Float32Array) =>
	a.reduce((sum, value, i) => sum + value * (b[i] as number), 0);
const isInside = ({ x, y, width, height }: Box, px: number, py: number) =>
	px > x && py > y && px < x + width && py < y + height;
const widened = ({ x, y, width, height }: Box): Box => ({
	x: x - width / 4,
	y: y - height / 4,
	width: width * 1.5,
	height: height * 1.5,
});
const middle = ({ x, y, width, height }: Box) => ({ x: x + width / 2, y: y + height / 2 });

beforeAll(async () => {
	engine = await loadFaceEngine({ modelsDir: MODELS });
	for (const number of PORTRAITS) {
		const photo = await portrait(number);
		const faces = await engine.detectFaces(photo);
		const embeddings = await engine.embed(photo, faces);
		for (const [i, face] of faces.entries())
			known.push({ photo: number, face, embedding: embeddings[i] as Float32Array });
	}
});

afterAll(() => engine.close());

test.each(PORTRAITS)("portrait %d: each face is found, and nothing else", async (number) => {
	const { width, height } = await portrait(number);
	const faces = known.filter(({ photo }) => photo === number).map(({ face }) => face);
	const wanted = FACES[number] ?? [];
	for (const [x, y] of wanted)
		expect(faces.filter(({ box }) => isInside(box, x * width, y * height))).toHaveLength(1);
	expect(faces).toHaveLength(wanted.length);
});

test("eyes, nose and mouth are where they belong", () => {
	for (const { face } of known) {
		const { box, landmarks } = face;
		const [left, right, nose, mouth, corner] = landmarks;
		for (const { x, y } of landmarks) expect(isInside(widened(box), x, y)).toBe(true);
		expect(left.x).toBeLessThan(right.x);
		expect(mouth.x).toBeLessThan(corner.x);
		expect(Math.max(left.y, right.y)).toBeLessThan(Math.max(mouth.y, corner.y));
		expect(nose.y).toBeLessThan(Math.max(mouth.y, corner.y));
		expect(face.quality).toBeGreaterThan(0);
		expect(face.quality).toBeLessThanOrEqual(1);
	}
});

test("embeddings have unit length", () => {
	for (const { embedding } of known) {
		expect(embedding).toHaveLength(engine.embeddingLength);
		expect(Math.hypot(...embedding)).toBeCloseTo(1, 5);
	}
});

describe("the same people, turned, smaller and brighter", () => {
	test.each(PORTRAITS)(
		"portrait %d: each is more like themselves than like anybody",
		async (number) => {
			const { changed, follow } = await another(await portrait(number));
			const faces = await engine.detectFaces(changed);
			const embeddings = await engine.embed(changed, faces);
			for (const own of known.filter(({ photo }) => photo === number)) {
				const { x, y } = middle(own.face.box);
				const at = follow(x, y);
				const found = faces.findIndex(({ box }) => isInside(box, at.x, at.y));
				const embedding = embeddings[found] as Float32Array;
				const others = known.filter((other) => other !== own);
				const closest = Math.max(...others.map((other) => likeness(other.embedding, embedding)));
				expect(likeness(own.embedding, embedding)).toBeGreaterThan(closest);
			}
		},
	);
});

describe("photos of all kinds", () => {
	test("one face that fills the photo, and the same one from far away", async () => {
		const photo = await portrait(6);
		const { face, embedding } = known.find(({ photo: of }) => of === 6) as (typeof known)[number];
		const { x, y, width, height } = face.box;
		const area = { left: x, top: y, width, height };
		const whole = {
			left: x - width / 4,
			top: y - height / 4,
			width: width * 1.5,
			height: height * 1.5,
		};
		const cut = async ({ left, top, width, height }: typeof area) =>
			toPixels(
				fromPixels(photo).extract({
					left: Math.round(left),
					top: Math.round(top),
					width: Math.round(width),
					height: Math.round(height),
				}),
			);
		const close = await cut(whole);
		const far = await toPixels(
			fromPixels(close).extend({
				top: 900,
				left: 1600,
				right: 150,
				bottom: 400,
				background: "#567",
			}),
		);
		for (const one of [close, far]) {
			const faces = await engine.detectFaces(one);
			expect(faces).toHaveLength(1);
			const [found] = await engine.embed(one, faces);
			expect(likeness(found as Float32Array, embedding)).toBeGreaterThan(0.97);
		}
	});
	test("nobody on an empty photo, whatever its size", async () => {
		for (const [width, height] of [
			[1, 1],
			[2000, 3],
			[900, 1200],
		] as const) {
			const photo: Photo = {
				data: new Uint8Array(width * height * 3).fill(90),
				width,
				height,
				channels: 3,
			};
			expect(await engine.detectFaces(photo)).toEqual([]);
			expect(await engine.embed(photo, [])).toEqual([]);
		}
	});
	test("an alpha channel makes no difference", async () => {
		const photo = await portrait(3);
		const clear = await toPixels(fromPixels(photo).ensureAlpha());
		expect(clear.channels).toBe(4);
		expect(await engine.detectFaces(clear)).toEqual(await engine.detectFaces(photo));
	});
});

test("a model that is missing or damaged is no engine", async () => {
	const folder = mkdtempSync(join(tmpdir(), "potret-test-models-"));
	await expect(loadFaceEngine({ modelsDir: folder })).rejects.toThrow();
	for (const name of ["detector", "landmarker", "embedder"])
		writeFileSync(join(folder, `${name}.onnx`), "not a model");
	await expect(loadFaceEngine({ modelsDir: folder })).rejects.toThrow();
	rmSync(folder, { recursive: true });
});
