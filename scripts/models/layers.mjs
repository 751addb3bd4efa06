/** The layers that the networks have in common. TensorFlow keeps channels last, ONNX before rows. */

/** Convolution weights, rows × columns × in × out, as out × in × rows × columns. */
function toOnnx({ values, shape }) {
	const [rows, columns, inputs, outputs] = shape;
	const turned = new Float32Array(values.length);
	for (let place = 0; place < rows * columns; place++)
		for (let i = 0; i < inputs; i++)
			for (let o = 0; o < outputs; o++)
				turned[(o * inputs + i) * rows * columns + place] =
					values[(place * inputs + i) * outputs + o];
	return { values: turned, shape: [outputs, inputs, rows, columns] };
}

/** Depthwise weights, rows × columns × channels × 1, as convolutions of one channel each. */
const toOnnxDepthwise = ({ values, shape: [rows, columns, channels] }) =>
	toOnnx({ values, shape: [rows, columns, 1, channels] });

/** Multiplies each output channel's weights: what was a step after the convolution becomes part of it. */
function scaled({ values, shape }, factors) {
	const perOutput = values.length / shape[0];
	return { values: values.map((value, at) => value * factors[Math.floor(at / perOutput)]), shape };
}

/** TensorFlow's "same": the odd pixel of padding goes to the end. */
function samePads(size, kernel, stride) {
	const total = Math.max(0, (Math.ceil(size / stride) - 1) * stride + kernel - size);
	const before = Math.floor(total / 2);
	return [before, before, total - before, total - before];
}

const NO_PADS = [0, 0, 0, 0];

/**
 * One convolution with its bias. `size` is the side of what comes in, for "same" padding; without
 * it there is none. `scale` is a factor for each output channel.
 */
export function convolve(graph, from, filters, bias, options = {}) {
	const { stride = 1, size, depthwise = false, scale } = options;
	const plain = depthwise ? toOnnxDepthwise(filters) : toOnnx(filters);
	const { values, shape } = scale ? scaled(plain, scale) : plain;
	const inputs = [from, graph.constant(values, shape)];
	if (bias) inputs.push(graph.constant(bias, [bias.length]));
	return graph.node("Conv", inputs, {
		kernel_shape: shape.slice(2),
		strides: [stride, stride],
		pads: size ? samePads(size, shape[2], stride) : NO_PADS,
		group: depthwise ? shape[0] : 1,
	});
}

/**
 * Declares an input of `n` pictures as bytes, n × side × side × RGB, and brings it into the form
 * that the network was trained on: `(value - means) / scale`, channels first.
 */
export function pictures(graph, side, means, scale) {
	const bytes = graph.input("pictures", ["n", side, side, 3], "uint8");
	const floats = graph.node("Cast", [bytes], { to: 1 });
	const centred = graph.node("Sub", [floats, graph.constant(Float32Array.from(means), [3])]);
	const normal = graph.node("Div", [centred, graph.constant(Float32Array.of(scale), [1])]);
	return graph.node("Transpose", [normal], { perm: [0, 3, 1, 2] });
}

/** The matrix product with a layer's weights, of the mean of every channel. */
export function dense(graph, from, weights, bias) {
	const mean = graph.node("GlobalAveragePool", [from]);
	const flat = graph.node("Flatten", [mean]);
	const inputs = [flat, graph.constant(weights.values, weights.shape)];
	if (bias) inputs.push(graph.constant(bias.values, bias.shape));
	return graph.node("Gemm", inputs);
}

export const integers = (graph, ...values) =>
	graph.constant(BigInt64Array.from(values, BigInt), [values.length]);
