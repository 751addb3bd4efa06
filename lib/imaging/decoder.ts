/**
 * sharp, prepared for files that nobody vouches for. Only child processes import this.
 */
import sharp, { type Sharp } from "sharp";
import type { DeepPixels } from "./hdr.ts";
import { ImagingError } from "./imaging.types.ts";

/** Set where a decoder has failed in a way that may have harmed this process for the next image. */
export const health = { spoilt: false };

/** Pixels in memory: 8 bit a channel, sRGB unless a profile is yet to be applied. */
export interface Pixels {
	/** width × height × channels bytes, rows from the top, no padding. */
	data: Buffer;
	width: number;
	height: number;
	/** 3 is RGB, 4 is RGB with straight alpha. */
	channels: 3 | 4;
}

// One thread an image and as many images as cores: measured faster than threads inside an image.
sharp.concurrency(1);
// Nothing is opened twice, so a cache would only hold memory.
sharp.cache(false);
// Every loader is closed, then the few that are wanted are opened: an SVG named .jpg stays text.
sharp.block({ operation: ["VipsForeignLoad"] });
sharp.unblock({
	operation: [
		"VipsForeignLoadJpegFile",
		"VipsForeignLoadPngFile",
		"VipsForeignLoadWebpFile",
		"VipsForeignLoadHeifFile",
		"VipsForeignLoadNsgifFile",
		"VipsForeignLoadTiffFile",
		// Pictures that are looked at and never kept.
		"VipsForeignLoadJpegBuffer",
		"VipsForeignLoadPngBuffer",
		"VipsForeignLoadWebpBuffer",
		"VipsForeignLoadHeifBuffer",
		// Only ever given the TIFF that `colour.ts` wraps around pixels of ours.
		"VipsForeignLoadTiffBuffer",
	],
});

export { sharp };

export interface Decoded {
	/** No side longer than was asked for; upright, in sRGB. */
	pixels: Pixels;
	/** Of the upright original, in pixels. */
	width: number;
	/** Of the upright original, in pixels. */
	height: number;
	damaged: boolean;
	/** Of an animation; 1 where nothing is said. */
	frames?: number;
	/** The file has no metadata of any kind; nothing is said where that is not known. */
	plain?: boolean;
}

/** What an image is held to on its way in. */
export interface Bounds {
	/** Width × height of the file's image. */
	maxPixels: number;
	/** Longest side of what it is reduced to, pixels. */
	side: number;
}

/** Fits an image into the size that is wanted; JPEG and WebP are decoded smaller at once. */
export function fitInside(image: Sharp, side: number): Sharp {
	return image.resize(side, side, { fit: "inside", withoutEnlargement: true });
}

/** sharp's view on pixels in memory. */
export function fromPixels(pixels: Pixels): Sharp {
	const { width, height, channels } = pixels;
	return sharp(pixels.data, { raw: { width, height, channels } });
}

/** Runs a pipeline to pixels; grey becomes RGB. */
export async function toPixels(image: Sharp): Promise<Pixels> {
	const { data, info } = await image
		.toColourspace("srgb")
		.raw({ depth: "uchar" })
		.toBuffer({ resolveWithObject: true });
	if (info.channels !== 3 && info.channels !== 4) throw notShown();
	return { data, width: info.width, height: info.height, channels: info.channels };
}

/** Runs a pipeline to 16 bit a channel, its colours as they are in the file. */
export async function toDeepPixels(
	image: Sharp,
): Promise<DeepPixels & { width: number; height: number }> {
	const { data, info } = await image
		.toColourspace("rgb16")
		.raw({ depth: "ushort" })
		.toBuffer({ resolveWithObject: true });
	if (info.channels !== 3 && info.channels !== 4) throw notShown();
	const words = new Uint16Array(data.buffer, data.byteOffset, data.byteLength / 2);
	return { data: words, width: info.width, height: info.height, channels: info.channels };
}

/** Refuses an image over the limit before any pixel of it is decoded. */
export function checkPixelCount(width: number, height: number, maxPixels: number): void {
	if (!(width > 0 && height > 0))
		throw new ImagingError("INVALID_IMAGE", "The file is not a readable image.");
	if (width * height > maxPixels) throw tooLarge(maxPixels);
}

const notShown = () =>
	new ImagingError("UNSUPPORTED_FORMAT", "This kind of image cannot be shown.");

function tooLarge(maxPixels: number): ImagingError {
	return new ImagingError(
		"IMAGE_TOO_LARGE",
		`The image has more than ${Math.floor(maxPixels / 1e6)} megapixels.`,
	);
}

/** What a decoder threw, as an error of ours. */
export function translate(error: unknown, maxPixels: number): ImagingError {
	if (error instanceof ImagingError) return error;
	const log = error instanceof Error ? error.message : String(error);
	if (/exceeds pixel limit|exceeds.*limit of \d+ pixels/i.test(log)) return tooLarge(maxPixels);
	const precision = /Unsupported JPEG data precision (\d+)/.exec(log)?.[1];
	if (precision)
		return new ImagingError(
			"UNSUPPORTED_FORMAT",
			`JPEG images of ${precision} bit cannot be shown.`,
			log,
		);
	if (/out of memory|bad_alloc|Array buffer allocation failed/i.test(log))
		return new ImagingError("DECODER_MEMORY", "The image needs too much memory.", log);
	return new ImagingError("INVALID_IMAGE", "The file is damaged or not a readable image.", log);
}
