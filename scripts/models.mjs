/**
 * Converts the face models of `@vladmandic/face-api` (MIT) from the form of TensorFlow.js to ONNX.
 * The same package gives the same bytes. Part of the build; `node scripts/models.mjs FOLDER`.
 */
import { mkdirSync, renameSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { makeDetector } from "./models/detector.mjs";
import { makeEmbedder } from "./models/embedder.mjs";
import { makeLandmarker } from "./models/landmarker.mjs";
import { readWeights } from "./models/weights.mjs";

const source = join(
	dirname(fileURLToPath(import.meta.resolve("@vladmandic/face-api/package.json"))),
	"model",
);
const MODELS = [
	["detector.onnx", makeDetector, "ssd_mobilenetv1"],
	["landmarker.onnx", makeLandmarker, "face_landmark_68"],
	["embedder.onnx", makeEmbedder, "face_recognition"],
];

const folder = process.argv[2];
if (!folder) throw new Error("Which folder are the models to be written to?");
mkdirSync(folder, { recursive: true });
for (const [name, make, weights] of MODELS) {
	const file = join(folder, name);
	writeFileSync(`${file}.part`, make(readWeights(source, weights)));
	renameSync(`${file}.part`, file);
}
