/** The face engine: photos → faces → embeddings. Runs wherever it is loaded, on one thread. */
import { join } from "node:path";
import { ARCFACE_CHIP, ChipEmbedder, DLIB_CHIP } from "./chip-embedder.ts";
import type { Detector, Embedder, Face, FivePoints, Photo } from "./faces.types.ts";
import { Landmarker } from "./landmarker.ts";
import { Network } from "./network.ts";
import { qualityOf } from "./quality.ts";
import { ScrfdDetector } from "./scrfd-detector.ts";
import { SsdDetector } from "./ssd-detector.ts";

export interface EngineOptions {
	/** With `detector.onnx`, `landmarker.onnx` and `embedder.onnx`, as the build makes them. */
	modelsDir: string;
	/** The operator's own detector, SCRFD or alike, instead of ours. */
	scrfdFile?: string;
	/** The operator's own embedder, ArcFace or alike, instead of ours. */
	arcfaceFile?: string;
}

export interface FaceEngine {
	/** Numbers in an embedding. */
	readonly embeddingLength: number;
	/** All faces of a photo, the surest first. */
	detectFaces(photo: Photo): Promise<Face[]>;
	/** An embedding of unit length for each face, in their order. */
	embed(photo: Photo, faces: readonly { landmarks: FivePoints }[]): Promise<Float32Array[]>;
	/** Frees the models. */
	close(): Promise<void>;
}

/** Below, a box is no face. What is above has to have a face's landmarks too. */
const MIN_SCORE = 0.35;
const SCRFD_SIDE = 640;

/** Loads the models. Rejects where a file is missing or is no such model. */
export async function loadFaceEngine(options: EngineOptions): Promise<FaceEngine> {
	const { modelsDir, scrfdFile, arcfaceFile } = options;
	const ours = (name: string) => join(modelsDir, `${name}.onnx`);
	const files = [
		scrfdFile ?? ours("detector"),
		ours("landmarker"),
		arcfaceFile ?? ours("embedder"),
	];
	const [finder, marker, encoder] = (await Promise.all(files.map(Network.load))) as [
		Network,
		Network,
		Network,
	];
	const detector = scrfdFile
		? new ScrfdDetector(finder, { side: SCRFD_SIDE, minScore: MIN_SCORE })
		: new SsdDetector(finder, MIN_SCORE);
	const embedder = new ChipEmbedder(encoder, arcfaceFile ? ARCFACE_CHIP : DLIB_CHIP);
	return new Engine(detector, new Landmarker(marker), embedder, [finder, marker, encoder]);
}

class Engine implements FaceEngine {
	readonly #detector: Detector;
	readonly #landmarker: Landmarker;
	readonly #embedder: Embedder;
	readonly #networks: Network[];

	constructor(detector: Detector, landmarker: Landmarker, embedder: Embedder, all: Network[]) {
		this.#detector = detector;
		this.#landmarker = landmarker;
		this.#embedder = embedder;
		this.#networks = all;
	}

	get embeddingLength(): number {
		return this.#embedder.length;
	}

	async detectFaces(photo: Photo): Promise<Face[]> {
		const candidates = await this.#detector.detect(photo);
		const unmarked = candidates.filter(({ landmarks }) => !landmarks).map(({ box }) => box);
		const found = await this.#landmarker.find(photo, unmarked);
		return candidates.flatMap((candidate) => {
			const landmarks = candidate.landmarks ?? found.shift();
			return landmarks ? { ...candidate, landmarks, quality: qualityOf(photo, landmarks) } : [];
		});
	}

	embed(photo: Photo, faces: readonly { landmarks: FivePoints }[]): Promise<Float32Array[]> {
		return this.#embedder.embed(photo, faces);
	}

	async close(): Promise<void> {
		await Promise.all(this.#networks.map((network) => network.close()));
	}
}
