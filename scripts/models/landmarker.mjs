/** 68 landmarks of a face in a picture of 112 × 112: x, y, x, y, …, 0 to 1. */
import { Graph } from "./graph.mjs";
import { convolve, dense, pictures } from "./layers.mjs";

const SIDE = 112;
const BLOCKS = 4;

export function makeLandmarker(weights) {
	const graph = new Graph("face-landmarker");
	let out = pictures(graph, SIDE, [122.782, 117.001, 104.298], 255);
	for (let block = 0; block < BLOCKS; block++)
		out = denseBlock(graph, out, `dense${block}`, SIDE / 2 ** block, weights);
	const points = dense(graph, out, weights("fc/weights"), weights("fc/bias"));
	graph.output(points, "points", ["n", 136]);
	return graph.encode();
}

const relu = (graph, from) => graph.node("Relu", [from]);

/** Depthwise, then pointwise; the very first layer is an ordinary convolution. */
function separable(graph, from, prefix, options, weights) {
	const bias = weights(`${prefix}/bias`).values;
	if (prefix === "dense0/conv0")
		return convolve(graph, from, weights(`${prefix}/filters`), bias, options);
	const filters = weights(`${prefix}/depthwise_filter`);
	const deep = convolve(graph, from, filters, undefined, { ...options, depthwise: true });
	return convolve(graph, deep, weights(`${prefix}/pointwise_filter`), bias);
}

/** Four convolutions, each on the sum of all before it; the first halves the picture. */
function denseBlock(graph, from, prefix, size, weights) {
	const first = separable(graph, from, `${prefix}/conv0`, { stride: 2, size }, weights);
	let sum = relu(graph, first);
	let out = sum;
	for (let layer = 1; layer < 4; layer++) {
		const next = separable(graph, out, `${prefix}/conv${layer}`, { size: size / 2 }, weights);
		sum = graph.node("Add", [sum, next]);
		out = relu(graph, sum);
	}
	return out;
}
