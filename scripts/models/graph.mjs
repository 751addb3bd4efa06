/** A neural network as an ONNX file, written node by node. */
import { fileURLToPath } from "node:url";
import protobuf from "protobufjs";

const schema = new protobuf.Root().loadSync(fileURLToPath(new URL("onnx.proto", import.meta.url)), {
	keepCase: true,
});
const ModelProto = schema.lookupType("onnx.ModelProto");

/** Element types, as the format numbers them. */
const TYPES = { float: 1, uint8: 2, int64: 7 };
const IR_VERSION = 8;
const OPSET = 17;

/** A shape may hold a name instead of a number: any size, such as that of a batch. */
const shaped = (name, shape, type) => ({
	name,
	type: {
		tensor_type: {
			elem_type: TYPES[type],
			shape: {
				dim: shape.map((size) =>
					typeof size === "string" ? { dim_param: size } : { dim_value: size },
				),
			},
		},
	},
});

/** Whole numbers are integers, other numbers floats; what is a float for certain says so. */
function attribute([name, value]) {
	if (Array.isArray(value)) return { name, ints: value, type: 7 };
	if (typeof value === "object") return { name, f: value.float, type: 1 };
	return { name, i: value, type: 2 };
}

export class Graph {
	#name;
	#nodes = [];
	#initializers = [];
	#inputs = [];
	#outputs = [];

	constructor(name) {
		this.#name = name;
	}

	/** Declares what the network is given, and returns its name. */
	input(name, shape, type) {
		this.#inputs.push(shaped(name, shape, type));
		return name;
	}

	/** Keeps numbers (Float32Array or BigInt64Array) in the file, and returns their name. */
	constant(values, dims) {
		const name = `c${this.#initializers.length}`;
		this.#initializers.push({
			name,
			dims,
			data_type: values instanceof Float32Array ? TYPES.float : TYPES.int64,
			raw_data: new Uint8Array(values.buffer, values.byteOffset, values.byteLength),
		});
		return name;
	}

	/** Adds one operation, and returns the name of what comes out of it. */
	node(type, inputs, attributes = {}, name = `n${this.#nodes.length}`) {
		this.#nodes.push({
			input: inputs,
			output: [name],
			name,
			op_type: type,
			attribute: Object.entries(attributes).map(attribute),
		});
		return name;
	}

	/** Gives what `from` names to whoever runs the network, under a name of its own. */
	output(from, name, shape) {
		this.node("Identity", [from], {}, name);
		this.#outputs.push(shaped(name, shape, "float"));
	}

	/** The file's bytes; the same network gives the same bytes. */
	encode() {
		const graph = {
			name: this.#name,
			node: this.#nodes,
			initializer: this.#initializers,
			input: this.#inputs,
			output: this.#outputs,
		};
		return ModelProto.encode({
			ir_version: IR_VERSION,
			producer_name: "potret",
			graph,
			opset_import: [{ domain: "", version: OPSET }],
		}).finish();
	}
}
