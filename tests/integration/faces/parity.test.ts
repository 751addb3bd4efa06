/** Our ONNX files against the same weights run by TensorFlow.js, as their package does it. */
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import * as tf from "@tensorflow/tfjs";
import { setWasmPaths } from "@tensorflow/tfjs-backend-wasm";
import faceapi from "@vladmandic/face-api/dist/face-api.node-wasm.js";
import { afterAll, beforeAll, expect, test } from "vitest";
import { Network, type Outputs } from "#lib/faces/network.ts";
import type { Pixels } from "#lib/imaging/decoder.ts";
import { MODELS, PORTRAITS, squeezed } from "./portraits.ts";

const folderOf = (file: string) => dirname(fileURLToPath(import.meta.resolve(file)));
const { ssdMobilenetv1, faceLandmark68Net, faceRecognitionNet } = faceapi.nets;
const ours: Record<string, Network> = {};

beforeAll(async () => {
	setWasmPaths(`${folderOf("@tensorflow/tfjs-backend-wasm")}/`);
	await tf.setBackend("wasm");
	const weights = join(folderOf("@vladmandic/face-api/package.json"), "model");
	for (const net of [ssdMobilenetv1, faceLandmark68Net, faceRecognitionNet])
		await net.loadFromDisk(weights);
	for (const name of ["detector", "landmarker", "embedder"])
		ours[name] = await Network.load(join(MODELS, `${name}.onnx`));
});

afterAll(async () => {
	for (const network of Object.values(ours)) await network.close();
});

async function run(name: string, { data, width }: Pixels): Promise<Outputs> {
	const [outputs] = (await ours[name]?.runViews(1, width, (_, bytes) => bytes.set(data))) ?? [];
	return outputs ?? {};
}

const tensor = ({ data, width, height }: Pixels) =>
	faceapi.toNetInput(tf.tensor3d(Float32Array.from(data), [height, width, 3]) as never);

function cosine(a: ArrayLike<number>, b: ArrayLike<number>): number {
	let [product, left, right] = [0, 0, 0];
	for (let i = 0; i < a.length; i++) {
		product += (a[i] as number) * (b[i] as number);
		left += (a[i] as number) ** 2;
		right += (b[i] as number) ** 2;
	}
	return product / Math.sqrt(left * right);
}

function expectClose(found: ArrayLike<number> = [], wanted: ArrayLike<number>, within: number) {
	expect(found.length).toBe(wanted.length);
	let worst = 0;
	for (let i = 0; i < wanted.length; i++)
		worst = Math.max(worst, Math.abs((found[i] as number) - (wanted[i] as number)));
	expect(worst).toBeLessThan(within);
}

// Three, since TensorFlow.js takes its time for them.
test.each(PORTRAITS.slice(0, 3))("portrait %d: the same boxes and scores", async (number) => {
	const photo = await squeezed(number, 512);
	const { boxes, scores } = ssdMobilenetv1.forwardInput(await tensor(photo));
	const found = await run("detector", photo);
	expectClose(found.boxes?.data, boxes[0]?.dataSync() ?? [], 1e-4);
	expectClose(found.scores?.data, scores[0]?.dataSync() ?? [], 1e-4);
});

test.each(PORTRAITS)("portrait %d: the same landmarks", async (number) => {
	const photo = await squeezed(number, 112);
	const points = faceLandmark68Net.forwardInput(await tensor(photo)).dataSync();
	expectClose((await run("landmarker", photo)).points?.data, points, 1e-4);
});

test.each(PORTRAITS)("portrait %d: the same embedding", async (number) => {
	const photo = await squeezed(number, 150);
	const embedding = faceRecognitionNet.forwardInput(await tensor(photo)).dataSync();
	const found = (await run("embedder", photo)).embeddings?.data ?? new Float32Array(128);
	expect(found).toHaveLength(128);
	expect(cosine(found, embedding)).toBeGreaterThan(0.9999);
});
