/** A picture cut to a size. Runs in a child process; see `pool.ts`. */
import sharp from "sharp";
import { decodeAny } from "./decode-any.ts";
import { fromPixels } from "./decoder.ts";
import type { Cropped, CropRequest, ImagingLimits } from "./imaging.types.ts";

/** Filled to its edges with what draws the eye; on white where one sees through. Throws `ImagingError`. */
export async function crop(request: CropRequest, limits: ImagingLimits): Promise<Cropped> {
	const { input, width, height } = request;
	const image = fromPixels(await decodeAny(input, limits))
		.resize(width, height, { fit: "cover", position: sharp.strategy.attention })
		.flatten({ background: "white" });
	return { jpeg: await image.jpeg({ quality: 80 }).toBuffer() };
}
