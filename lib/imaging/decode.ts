/**
 * A file → pixels of at most 2000 × 2000, upright, in sRGB. Decoded once, at the scale the decoder
 * itself can give (JPEG at a half or a quarter), strictly first and then tolerantly.
 */
import { readFile } from "node:fs/promises";
import type { HeicImage } from "heic-decode";
import type { FailOnOptions, Metadata, Sharp } from "sharp";
import { convertToSrgb, dropAlpha, isOpaque, isSrgbProfile } from "./colour.ts";
import { checkPixelCount, fromPixels, type Pixels, sharp, toPixels, translate } from "./decoder.ts";
import { ImagingError, type ImagingLimits, RENDITION_SIZES } from "./imaging.types.ts";

export interface Decoded {
	pixels: Pixels;
	/** Of the upright original, in pixels. */
	width: number;
	/** Of the upright original, in pixels. */
	height: number;
	damaged: boolean;
}

/** The names sharp has for what `detectType` found. */
const SHARP_FORMATS: Record<string, string> = {
	"image/jpeg": "jpeg",
	"image/png": "png",
	"image/webp": "webp",
	"image/gif": "gif",
	"image/tiff": "tiff",
	"image/avif": "heif",
	"image/heic": "heif",
	"image/heif": "heif",
};

/** Decodes the file, whose first bytes say `type`. Throws `ImagingError`. */
export async function decode(path: string, type: string, limits: ImagingLimits): Promise<Decoded> {
	const maxPixels = type === "image/avif" ? limits.maxPixelsAvif : limits.maxPixels;
	try {
		if (type === "image/bmp") return await decodeBmpFile(path, maxPixels);
		const header = await readHeader(path, type, maxPixels);
		if (header.compression === "hevc") return await decodeHeicFile(path, header);
		if (header.compression === "av1")
			checkPixelCount(header.width, header.height, limits.maxPixelsAvif);
		return await decodeWithSharp(path, header, maxPixels);
	} catch (error) {
		throw translate(error, maxPixels);
	}
}

/** The header alone; its size is within the limit and its format the one the first bytes promise. */
async function readHeader(path: string, type: string, maxPixels: number): Promise<Metadata> {
	const header = await sharp(path, { failOn: "none", limitInputPixels: maxPixels }).metadata();
	if (header.format !== SHARP_FORMATS[type])
		throw new ImagingError(
			"UNSUPPORTED_FORMAT",
			"The file is not the kind of image it begins as.",
			`${type} opened as ${header.format}`,
		);
	checkPixelCount(header.width, header.height, maxPixels);
	return header;
}

/** Strict first; what is broken is then read as far as it goes, and said to be damaged. */
async function decodeWithSharp(
	path: string,
	header: Metadata,
	maxPixels: number,
): Promise<Decoded> {
	const upright = header.autoOrient;
	const open = (failOn: FailOnOptions) =>
		sharp(path, {
			failOn,
			limitInputPixels: maxPixels,
			autoOrient: true,
			ignoreIcc: !convertsWhileDecoding(header),
		});
	try {
		const pixels = await finish(open("error"), header);
		return { pixels, width: upright.width, height: upright.height, damaged: false };
	} catch (strict) {
		if (strict instanceof ImagingError && strict.code !== "INVALID_IMAGE") throw strict;
		const pixels = await finish(open("none"), header);
		return { pixels, width: upright.width, height: upright.height, damaged: true };
	}
}

/**
 * CMYK has no meaning without its profile, and more than 8 bits would be lost before it: these few
 * are converted at full size, by libvips.
 */
function convertsWhileDecoding(header: Metadata): boolean {
	return header.space === "cmyk" || header.depth !== "uchar";
}

async function finish(image: Sharp, header: Metadata): Promise<Pixels> {
	const fitted = fitLarge(image);
	if (convertsWhileDecoding(header)) {
		// For 16 bit with a profile sharp works in P3; asking for sRGB at the end brings it home.
		const wide = header.space === "rgb16" && header.icc;
		return simplify(await toPixels(wide ? fitted.withIccProfile("srgb") : fitted));
	}
	return toSrgb(await toPixels(fitted), header.icc);
}

/** Fits pixels of any decoder into the largest rendition. */
export function fitLarge(image: Sharp): Sharp {
	return image.resize(RENDITION_SIZES.large, RENDITION_SIZES.large, {
		fit: "inside",
		withoutEnlargement: true,
	});
}

async function toSrgb(pixels: Pixels, icc: Buffer | undefined): Promise<Pixels> {
	const simple = await simplify(pixels);
	return icc && !isSrgbProfile(icc) ? convertToSrgb(simple, icc) : simple;
}

async function simplify(pixels: Pixels): Promise<Pixels> {
	return pixels.channels === 4 && isOpaque(pixels) ? dropAlpha(pixels) : pixels;
}

async function decodeBmpFile(path: string, maxPixels: number): Promise<Decoded> {
	const [{ readBmpHeader }, { readBmpPixels }] = await Promise.all([
		import("./bmp-header.ts"),
		import("./bmp-pixels.ts"),
	]);
	const bytes = await readFile(path);
	const header = readBmpHeader(bytes);
	checkPixelCount(header.width, header.height, maxPixels);
	const { truncated, ...full } = readBmpPixels(bytes, header);
	const pixels = await simplify(await toPixels(fitLarge(fromPixels(full))));
	return { pixels, width: full.width, height: full.height, damaged: truncated };
}

/** HEVC is decoded by libheif in WebAssembly, which turns and mirrors as the container says. */
async function decodeHeicFile(path: string, header: Metadata): Promise<Decoded> {
	const { default: decodeHeic } = await import("heic-decode");
	const images = await decodeHeic.all({ buffer: await readFile(path) });
	try {
		// A file may hold more pictures than the one it is about; libvips has found that one.
		const isPrimary = (image: HeicImage) =>
			image.width === header.width && image.height === header.height;
		const image = images.find(isPrimary) ?? images[0];
		if (!image) throw new ImagingError("INVALID_IMAGE", "The file holds no image.");
		const { data, width, height } = await image.decode();
		const full = { data: Buffer.from(data.buffer), width, height, channels: 4 as const };
		const pixels = await toSrgb(await toPixels(fitLarge(fromPixels(full))), header.icc);
		return { pixels, width, height, damaged: false };
	} finally {
		images.dispose();
	}
}
