/** Looks for QR codes as hard as the one who asks expects there to be one. */
import { decode } from "./decode.ts";
import type { Decoded } from "./decoder.ts";
import { type ImagingLimits, RENDITION_SIZES, type RenderRequest } from "./imaging.types.ts";
import type { Source } from "./source.ts";

/** At this size a code of 3 % of the picture's width has four pixels a module. */
const SECOND_LOOK_SIDE = 3000;

/**
 * The texts of the codes, of a file that was decoded already. Only where a code is expected and
 * none was found is the file decoded again, larger; what goes wrong then is no fault of the photo.
 */
export async function readCodes(
	qr: RenderRequest["qr"],
	{ path, type }: Source,
	decoded: Decoded,
	limits: ImagingLimits,
): Promise<string[]> {
	if (!qr) return [];
	const { readQr } = await import("./qr.ts");
	const found = await readQr(decoded.pixels);
	const isReduced = Math.max(decoded.width, decoded.height) > RENDITION_SIZES.large;
	if (found.length > 0 || qr === "look" || !isReduced) return found;
	const larger = await decode(path, type, limits, SECOND_LOOK_SIDE).catch(() => null);
	return larger ? readQr(larger.pixels) : [];
}
