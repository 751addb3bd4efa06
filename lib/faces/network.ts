/** A neural network from an ONNX file, run on one thread of this process. */
import { InferenceSession, Tensor } from "onnxruntime-node";
import { GREY } from "./sampler.ts";

export interface Outputs {
	[name: string]: { data: Float32Array; dims: readonly number[] };
}

/** What most networks take instead of bytes: `(value − mean) / scale`. */
export interface Scaling {
	mean: number;
	scale: number;
}

/** Small views are faster several in one call; from this many pixels on, one by one. */
const BATCH = 8;
const BATCH_PIXELS = 200_000;

export class Network {
	readonly #session: InferenceSession;

	private constructor(session: InferenceSession) {
		this.#session = session;
	}

	/** Reads the file; throws where it is no model that can be run. */
	static async load(file: string): Promise<Network> {
		const session = await InferenceSession.create(file, {
			intraOpNumThreads: 1,
			interOpNumThreads: 1,
			executionMode: "sequential",
			logSeverityLevel: 3,
		});
		return new Network(session);
	}

	/** Gives the network one tensor, and its outputs by their names. */
	async run(input: Uint8Array | Float32Array, dims: readonly number[]): Promise<Outputs> {
		const type = input instanceof Float32Array ? "float32" : "uint8";
		const [name = ""] = this.#session.inputNames;
		return (await this.#session.run({
			[name]: new Tensor(type, input as Float32Array, dims),
		})) as unknown as Outputs;
	}

	/**
	 * Runs over `count` square RGB views, a few at a time; `draw` fills in one of them. They go in as
	 * bytes, or as the planes that `scaling` asks for.
	 */
	async runViews(
		count: number,
		side: number,
		draw: (view: number, bytes: Uint8Array) => void,
		scaling?: Scaling,
	): Promise<Outputs[]> {
		const size = side * side * 3;
		const most = Math.max(1, Math.min(BATCH, Math.floor(BATCH_PIXELS / side ** 2)));
		const batches: Outputs[] = [];
		for (let start = 0; start < count; start += most) {
			const length = Math.min(most, count - start);
			const bytes = new Uint8Array(length * size).fill(GREY);
			for (let i = 0; i < length; i++) draw(start + i, bytes.subarray(i * size, (i + 1) * size));
			batches.push(
				scaling
					? await this.run(toPlanes(bytes, length, scaling), [length, 3, side, side])
					: await this.run(bytes, [length, side, side, 3]),
			);
		}
		return batches;
	}

	/** Frees its memory at once. */
	async close(): Promise<void> {
		await this.#session.release();
	}
}

/** RGB bytes of `count` views as the numbers of three planes each. */
function toPlanes(bytes: Uint8Array, count: number, { mean, scale }: Scaling): Float32Array {
	const pixels = bytes.length / count / 3;
	const planes = new Float32Array(bytes.length);
	for (let view = 0; view < bytes.length; view += pixels * 3)
		for (let pixel = 0; pixel < pixels; pixel++)
			for (let c = 0; c < 3; c++)
				planes[view + c * pixels + pixel] =
					((bytes[view + pixel * 3 + c] as number) - mean) / scale;
	return planes;
}
