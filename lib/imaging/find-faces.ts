/** The faces in a picture: decoded here, found by `lib/faces`. Runs in a child process; see `pool.ts`. */
import { type FaceEngine, loadFaceEngine } from "#lib/faces/engine.ts";
import type { Box } from "#lib/faces/faces.types.ts";
import { decodeAny } from "./decode-any.ts";
import type { FaceModels, FacesRequest, FoundFaces, ImagingLimits } from "./imaging.types.ts";

let loading: Promise<FaceEngine> | undefined;

/** A process is given the same models always: its pool's. */
function engineOf({ modelsDir, scrfdFile, arcfaceFile }: FaceModels): Promise<FaceEngine> {
	loading ??= loadFaceEngine({
		modelsDir,
		...(scrfdFile ? { scrfdFile } : {}),
		...(arcfaceFile ? { arcfaceFile } : {}),
	});
	return loading;
}

/** Finds and embeds all faces. Throws `ImagingError`. */
export async function findFaces(
	{ input, models }: FacesRequest,
	limits: ImagingLimits,
): Promise<FoundFaces> {
	const engine = await engineOf(models);
	const started = performance.now();
	const photo = await decodeAny(input, limits);
	const decoded = performance.now();
	const found = await engine.detectFaces(photo);
	const detected = performance.now();
	const embeddings = await engine.embed(photo, found);
	const embedded = performance.now();
	const faces = found.map(({ box, score, quality }, index) => {
		const embedding = embeddings[index] as Float32Array;
		return { ...fractionsOf(box, photo), score, quality, embedding };
	});
	return {
		faces: faces.toSorted((a, b) => b.width * b.height - a.width * a.height),
		ms: {
			decode: decoded - started,
			detect: detected - decoded,
			embed: embedded - detected,
		},
	};
}

const within = (value: number) => Math.min(1, Math.max(0, value));

/** What of the box is on the photo. */
function fractionsOf({ x, y, width, height }: Box, photo: { width: number; height: number }) {
	const [left, right] = [within(x / photo.width), within((x + width) / photo.width)];
	const [top, bottom] = [within(y / photo.height), within((y + height) / photo.height)];
	return { x: left, y: top, width: right - left, height: bottom - top };
}
