/** dlib's residual network: a face in a picture of 150 × 150 → 128 numbers. */
import { Graph } from "./graph.mjs";
import { convolve, dense, integers, pictures } from "./layers.mjs";

const SIDE = 150;

/** The layers, with the side of what goes into each; `down` halves it and may double the channels. */
const LAYERS = [
	...["conv32_1", "conv32_2", "conv32_3"].map((name) => ({ name, size: 35 })),
	{ name: "conv64_down", size: 35, down: true },
	...["conv64_1", "conv64_2", "conv64_3"].map((name) => ({ name, size: 17 })),
	{ name: "conv128_down", size: 17, down: true },
	...["conv128_1", "conv128_2"].map((name) => ({ name, size: 8 })),
	{ name: "conv256_down", size: 8, down: true },
	...["conv256_1", "conv256_2"].map((name) => ({ name, size: 4 })),
	{ name: "conv256_down_out", size: 4, down: true },
];

export function makeEmbedder(weights) {
	const graph = new Graph("face-embedder");
	const start = pictures(graph, SIDE, [122.782, 117.001, 104.298], 255);
	const first = graph.node("Relu", [
		scaledConv(graph, start, "conv32_down", { stride: 2 }, weights),
	]);
	let out = graph.node("MaxPool", [first], { kernel_shape: [3, 3], strides: [2, 2] });
	for (const layer of LAYERS) out = residual(graph, out, layer, weights);
	graph.output(dense(graph, out, weights("fc")), "embeddings", ["n", 128]);
	return graph.encode();
}

/** Convolution, then a factor and an offset for each channel: in one. */
function scaledConv(graph, from, prefix, options, weights) {
	const scale = weights(`${prefix}/scale/weights`).values;
	const offset = weights(`${prefix}/scale/biases`).values;
	const bias = weights(`${prefix}/conv/bias`).values.map(
		(value, at) => value * scale[at] + offset[at],
	);
	return convolve(graph, from, weights(`${prefix}/conv/filters`), bias, { ...options, scale });
}

function residual(graph, from, { name, size, down = false }, weights) {
	const side = down ? Math.floor((size - 3) / 2) + 1 : size;
	const first = down ? { stride: 2 } : { size };
	const inner = graph.node("Relu", [scaledConv(graph, from, `${name}/conv1`, first, weights)]);
	const out = scaledConv(graph, inner, `${name}/conv2`, { size: side }, weights);
	if (!down) return graph.node("Relu", [graph.node("Add", [out, from])]);
	const pooled = graph.node("AveragePool", [from], { kernel_shape: [2, 2], strides: [2, 2] });
	const channels = weights(`${name}/conv1/conv/filters`).shape;
	const rest = Math.floor(size / 2) - side;
	const sum = graph.node("Add", [
		padded(graph, out, 0, rest),
		padded(graph, pooled, channels[3] - channels[2], 0),
	]);
	return graph.node("Relu", [sum]);
}

/** Zeros after the last channel, the last row and the last column. */
function padded(graph, from, channels, rest) {
	if (channels === 0 && rest === 0) return from;
	return graph.node("Pad", [from, integers(graph, 0, 0, 0, 0, 0, channels, rest, rest)]);
}
