/** One original → everything the product shows of it. Runs in a child process; see `pool.ts`. */
import { open } from "node:fs/promises";
import { decode } from "./decode.ts";
import { dhashOf, sharpnessOf, thumbhashOf } from "./describe.ts";
import { detectType } from "./detect.ts";
import { readExif } from "./exif.ts";
import {
	ImagingError,
	type ImagingLimits,
	type Rendered,
	type RenderRequest,
} from "./imaging.types.ts";
import { makeRenditions } from "./renditions.ts";

/** Enough for every signature, and for a TIFF's first directory in most files. */
const HEAD_BYTES = 4100;

/** Decodes once and makes all renditions. Throws `ImagingError`. */
export async function render(request: RenderRequest, limits: ImagingLimits): Promise<Rendered> {
	const type = detectType(await readHead(request.inputPath));
	if (!type)
		throw new ImagingError("UNSUPPORTED_FORMAT", "The file is not an image of a kind we can show.");
	const decoded = await decode(request.inputPath, type, limits);
	const { large, medium, small } = await makeRenditions(decoded.pixels, request.outputDir);
	return {
		width: decoded.width,
		height: decoded.height,
		damaged: decoded.damaged,
		renditions: [small.file, medium.file, large.file],
		thumbhash: await thumbhashOf(small.pixels),
		dhash: await dhashOf(small.pixels),
		sharpness: sharpnessOf(medium.pixels),
		...(await readExif(request.inputPath, type)),
	};
}

async function readHead(path: string): Promise<Uint8Array> {
	const file = await open(path, "r");
	try {
		const { buffer, bytesRead } = await file.read(Buffer.alloc(HEAD_BYTES), 0, HEAD_BYTES, 0);
		return buffer.subarray(0, bytesRead);
	} finally {
		await file.close();
	}
}
