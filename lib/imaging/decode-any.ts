/** A picture whose type only its bytes say. */
import { decode } from "./decode.ts";
import type { Pixels } from "./decoder.ts";
import { detectType } from "./detect.ts";
import { ImagingError, type ImagingLimits } from "./imaging.types.ts";
import { withRanges } from "./read-ranges.ts";

/** Enough for every signature. */
const HEAD_BYTES = 4100;

/** Its pixels, upright. `input` is a file, or its bytes. Throws `ImagingError`. */
export async function decodeAny(
	input: string | Uint8Array,
	limits: ImagingLimits,
): Promise<Pixels> {
	const type = detectType(await withRanges(input, (read) => read(0, HEAD_BYTES)));
	if (type === null)
		throw new ImagingError("UNSUPPORTED_FORMAT", "The file is not an image of a kind we can show.");
	return (await decode(input, type, limits)).pixels;
}
