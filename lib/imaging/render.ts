/** One original → everything the product shows of it. Runs in a child process; see `pool.ts`. */
import { decode } from "./decode.ts";
import { dhashOf, sharpnessOf, thumbhashOf } from "./describe.ts";
import { NO_EXIF, readExif } from "./exif.ts";
import type { ImagingLimits, Rendered, RenderRequest } from "./imaging.types.ts";
import { readCodes } from "./read-codes.ts";
import { withRanges } from "./read-ranges.ts";
import { makeRenditions } from "./renditions.ts";
import { type Source, withSource } from "./source.ts";
import { stripRecipe } from "./strip.ts";

/** Decodes once and makes all renditions. Throws `ImagingError`. */
export function render(request: RenderRequest, limits: ImagingLimits): Promise<Rendered> {
	return withSource(request, limits, (source) => renderSource(request, source, limits));
}

async function renderSource(
	{ outputDir, qr }: RenderRequest,
	source: Source,
	limits: ImagingLimits,
): Promise<Rendered> {
	const { path, type, isOriginal } = source;
	const decoded = await decode(path, type, limits);
	const { large, medium, small } = await makeRenditions(decoded.pixels, outputDir);
	return {
		width: decoded.width,
		height: decoded.height,
		damaged: decoded.damaged,
		frames: decoded.frames ?? 1,
		renditions: [small.file, medium.file, large.file],
		thumbhash: thumbhashOf(small.pixels),
		dhash: dhashOf(small.pixels),
		sharpness: sharpnessOf(medium.pixels),
		...(decoded.plain && isOriginal ? NO_EXIF : await readExif(source)),
		qr: await readCodes(qr, source, decoded, limits),
		stripped: isOriginal
			? await withRanges(path, (read, size) => stripRecipe(read, size, type))
			: null,
	};
}
