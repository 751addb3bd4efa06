/** One original → everything the product shows of it. Runs in a child process; see `pool.ts`. */
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
import { readCodes } from "./read-codes.ts";
import { withRanges } from "./read-ranges.ts";
import { makeRenditions } from "./renditions.ts";
import { stripRecipe } from "./strip.ts";

/** Enough for every signature, and for a TIFF's first directory in most files. */
const HEAD_BYTES = 4100;

/** Decodes once and makes all renditions. Throws `ImagingError`. */
export async function render(request: RenderRequest, limits: ImagingLimits): Promise<Rendered> {
	const type = detectType(await withRanges(request.inputPath, (read) => read(0, HEAD_BYTES)));
	if (!type)
		throw new ImagingError("UNSUPPORTED_FORMAT", "The file is not an image of a kind we can show.");
	const decoded = await decode(request.inputPath, type, limits);
	const { large, medium, small } = await makeRenditions(decoded.pixels, request.outputDir);
	return {
		width: decoded.width,
		height: decoded.height,
		damaged: decoded.damaged,
		animated: decoded.animated ?? false,
		renditions: [small.file, medium.file, large.file],
		thumbhash: await thumbhashOf(small.pixels),
		dhash: await dhashOf(small.pixels),
		sharpness: sharpnessOf(medium.pixels),
		...(await readExif(request.inputPath, type)),
		qr: await readCodes(request, type, decoded, limits),
		stripped: await withRanges(request.inputPath, (read, size) => stripRecipe(read, size, type)),
	};
}
