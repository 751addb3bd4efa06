/** SSD on MobileNet v1, 512 × 512: pictures → boxes (top, left, bottom, right; 0 to 1) and scores. */
import { Graph } from "./graph.mjs";
import { convolve, integers, pictures } from "./layers.mjs";

const SIDE = 512;
const EPSILON = 0.0010000000474974513;
/** The pairs of convolutions that halve the picture. */
const HALVING = new Set([2, 4, 6, 12]);
/** Background, face, and one that is not used. */
const CLASSES = 3;
const FACE = 1;

export function makeDetector(weights) {
	const graph = new Graph("face-detector");
	const start = pictures(graph, SIDE, [127.5, 127.5, 127.5], 127.5);
	const { middle, last } = backbone(graph, start, weights);
	const maps = [middle, last, ...extraLayers(graph, last, weights)];
	const boxes = maps.map((map, place) => boxPredictor(graph, map, place, weights));
	const scores = maps.map((map, place) => scorePredictor(graph, map, place, weights));
	decodeBoxes(graph, graph.node("Concat", boxes, { axis: 1 }), weights("Output/extra_dim"));
	const logits = graph.node("Concat", scores, { axis: 1 });
	graph.output(graph.node("Sigmoid", [logits]), "scores", ["n", "candidates"]);
	return graph.encode();
}

const clipped = (graph, from) =>
	graph.node("Clip", [
		from,
		graph.constant(Float32Array.of(0), []),
		graph.constant(Float32Array.of(6), []),
	]);

function pointwise(graph, from, prefix, weights, options) {
	const filters = weights(`${prefix}_pointwise/weights`);
	const bias = weights(`${prefix}_pointwise/convolution_bn_offset`).values;
	return clipped(graph, convolve(graph, from, filters, bias, options));
}

/** The batch normalisation after it becomes part of the convolution. */
function depthwise(graph, from, prefix, weights, options) {
	const part = (name) => weights(`${prefix}_depthwise/BatchNorm/${name}`).values;
	const variance = part("moving_variance");
	const [mean, beta] = [part("moving_mean"), part("beta")];
	const scale = part("gamma").map((gamma, at) => gamma / Math.sqrt(variance[at] + EPSILON));
	const bias = beta.map((offset, at) => offset - mean[at] * scale[at]);
	const filters = weights(`${prefix}_depthwise/depthwise_weights`);
	return clipped(
		graph,
		convolve(graph, from, filters, bias, { ...options, scale, depthwise: true }),
	);
}

function backbone(graph, start, weights) {
	let size = SIDE / 2;
	let out = pointwise(graph, start, "MobilenetV1/Conv2d_0", weights, { stride: 2, size: SIDE });
	let middle = out;
	for (let pair = 1; pair <= 13; pair++) {
		const prefix = `MobilenetV1/Conv2d_${pair}`;
		const stride = HALVING.has(pair) ? 2 : 1;
		out = depthwise(graph, out, prefix, weights, { stride, size });
		size /= stride;
		out = pointwise(graph, out, prefix, weights, { size });
		if (pair === 11) middle = out;
	}
	return { middle, last: out };
}

/** Ever smaller maps after the backbone, for ever larger faces. */
function extraLayers(graph, last, weights) {
	const maps = [];
	let out = last;
	let size = SIDE / 32;
	for (let layer = 0; layer < 8; layer += 2) {
		const prefix = `Prediction/Conv2d_`;
		out = pointwise(graph, out, prefix + layer, weights, { size });
		out = pointwise(graph, out, prefix + (layer + 1), weights, { stride: 2, size });
		size /= 2;
		maps.push(out);
	}
	return maps;
}

/** A map of predictions, flattened to one row an anchor: anchors of one place lie together. */
function flatten(graph, map, ...shape) {
	const channelsLast = graph.node("Transpose", [map], { perm: [0, 2, 3, 1] });
	return graph.node("Reshape", [channelsLast, integers(graph, 0, ...shape)]);
}

function boxPredictor(graph, map, place, weights) {
	const prefix = `Prediction/BoxPredictor_${place}/BoxEncodingPredictor`;
	const bias = weights(`${prefix}/biases`).values;
	return flatten(graph, convolve(graph, map, weights(`${prefix}/weights`), bias), -1, 4);
}

/** Of the classes that the network tells apart, only the face is computed. */
function scorePredictor(graph, map, place, weights) {
	const prefix = `Prediction/BoxPredictor_${place}/ClassPredictor`;
	const isFace = (_, at) => at % CLASSES === FACE;
	const all = weights(`${prefix}/weights`);
	const bias = weights(`${prefix}/biases`).values.filter(isFace);
	const filters = {
		values: all.values.filter(isFace),
		shape: [...all.shape.slice(0, 3), bias.length],
	};
	return flatten(graph, convolve(graph, map, filters, bias), -1);
}

/** Predictions are offsets from the anchors, in anchor sizes: centre / 10 and log of the size / 5. */
function decodeBoxes(graph, predictions, anchors) {
	const count = anchors.shape[1];
	const [centres, sizes] = [new Float32Array(count * 2), new Float32Array(count * 2)];
	for (let at = 0; at < count; at++)
		for (const axis of [0, 1]) {
			const from = anchors.values[at * 4 + axis];
			const size = anchors.values[at * 4 + axis + 2] - from;
			centres[at * 2 + axis] = from + size / 2;
			sizes[at * 2 + axis] = size;
		}
	const constant = (values) => graph.constant(values, [1, count, 2]);
	const part = (from, to) =>
		graph.node("Slice", [predictions, ...[from, to, 2].map((value) => integers(graph, value))]);
	const shift = graph.node("Mul", [part(0, 2), constant(sizes.map((size) => size / 10))]);
	const centre = graph.node("Add", [shift, constant(centres)]);
	const fifth = graph.constant(Float32Array.of(0.2), [1]);
	const growth = graph.node("Exp", [graph.node("Mul", [part(2, 4), fifth])]);
	const half = graph.node("Mul", [growth, constant(sizes.map((size) => size / 2))]);
	const corners = [graph.node("Sub", [centre, half]), graph.node("Add", [centre, half])];
	graph.output(graph.node("Concat", corners, { axis: 2 }), "boxes", ["n", count, 4]);
}
