/**
 * What to serve to those who may have the original but not its metadata: the same pixels, bit for
 * bit, without EXIF, GPS, XMP, IPTC, comments, previews, and what cameras append behind the image.
 * Colour profiles and the orientation stay.
 */
import { ByteWindow } from "./byte-window.ts";
import type { ReadRange } from "./probe-file.ts";
import { stripGif } from "./strip-gif.ts";
import { stripJpeg } from "./strip-jpeg.ts";
import { stripPng } from "./strip-png.ts";
import type { StripRecipe } from "./strip-recipe.ts";
import { stripWebp } from "./strip-webp.ts";

type Strip = (file: ByteWindow) => Promise<StripRecipe | null>;

const STRIPS = new Map<string, Strip>(
	Object.entries({
		"image/jpeg": stripJpeg,
		"image/png": stripPng,
		"image/webp": stripWebp,
		"image/gif": stripGif,
		// Bitmaps have no place for metadata.
		"image/bmp": async ({ size }) => (size > 0 ? [{ start: 0, end: size - 1 }] : null),
	}),
);

/**
 * The recipe for a file of `size` bytes whose first bytes say `contentType`. Null where the format
 * keeps its metadata in places that cannot be left out (HEIF, AVIF, TIFF, camera raw), and where
 * the file is too broken to tell what is what: then the large rendition is what there is to give.
 * Rejects only where reading itself fails.
 */
export async function stripRecipe(
	read: ReadRange,
	size: number,
	contentType: string,
): Promise<StripRecipe | null> {
	try {
		return (await STRIPS.get(contentType)?.(new ByteWindow(read, size))) ?? null;
	} catch (error) {
		if (error instanceof RangeError) return null;
		throw error;
	}
}
