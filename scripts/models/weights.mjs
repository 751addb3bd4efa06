/**
 * Weights as TensorFlow.js stores them: a manifest of names and shapes, and one file of numbers, in
 * bytes with a scale and a minimum where the manifest says so.
 */
import { readFileSync } from "node:fs";
import { join } from "node:path";

const BYTES = { float32: 4, int32: 4, uint8: 1 };

/** Every tensor of `<folder>/<model>_model.bin` by its name: `{ values: Float32Array, shape }`. */
export function readWeights(folder, model) {
	const manifest = join(folder, `${model}_model-weights_manifest.json`);
	const [{ paths, weights }] = JSON.parse(readFileSync(manifest, "utf8"));
	const bytes = Buffer.concat(paths.map((path) => readFileSync(join(folder, path))));
	const tensors = new Map();
	let at = 0;
	for (const { name, shape, dtype, quantization } of weights) {
		const count = shape.reduce((product, size) => product * size, 1);
		const length = count * BYTES[quantization?.dtype ?? dtype];
		const values = dequantize(bytes.subarray(at, at + length), quantization);
		tensors.set(name, { values, shape });
		at += length;
	}
	if (at !== bytes.length) throw new Error(`${model}: ${bytes.length - at} bytes are left over.`);
	return (name) => {
		const tensor = tensors.get(name);
		if (!tensor) throw new Error(`${model} has no weights named ${name}.`);
		return tensor;
	};
}

function dequantize(bytes, quantization) {
	if (quantization) {
		const { scale, min } = quantization;
		return Float32Array.from(bytes, (byte) => byte * scale + min);
	}
	return new Float32Array(Uint8Array.from(bytes).buffer);
}
