/**
 * A file → pixels of at most 2000 × 2000 (or what was asked for), upright, in sRGB. Decoded once, at the scale the decoder
 * itself can give (JPEG at a half or a quarter), strictly first and then tolerantly.
 */
import type { FailOnOptions, Metadata, Sharp } from "sharp";
import { fromCodedColours, fromProfile, withoutIdleAlpha } from "./colour.ts";
import {
	type Bounds,
	checkPixelCount,
	type Decoded,
	fitInside,
	type Pixels,
	sharp,
	toDeepPixels,
	toPixels,
	translate,
} from "./decoder.ts";
import { needsConversion } from "./hdr.ts";
import { ImagingError, type ImagingLimits, RENDITION_SIZES } from "./imaging.types.ts";
import { type CodedColours, heifColours } from "./probe-heif.ts";
import { withRanges } from "./read-ranges.ts";

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

/** A file, or what would be in it. */
export type Input = string | Uint8Array;

/** Decodes the file, whose first bytes say `type`. Throws `ImagingError`. */
export async function decode(
	path: Input,
	type: string,
	limits: ImagingLimits,
	side: number = RENDITION_SIZES.large,
): Promise<Decoded> {
	const maxPixels = type === "image/avif" ? limits.maxPixelsAvif : limits.maxPixels;
	const bounds = { maxPixels, side };
	try {
		if (type === "image/bmp")
			return await (await import("./decode-bmp.ts")).decodeBmp(path, bounds);
		const header = await readHeader(path, type, maxPixels);
		if (header.compression === "hevc")
			return await (await import("./decode-heic.ts")).decodeHeic(path, header, bounds);
		if (header.compression === "av1")
			checkPixelCount(header.width, header.height, limits.maxPixelsAvif);
		return await decodeWithSharp(path, header, bounds);
	} catch (error) {
		throw translate(error, maxPixels);
	}
}

/** The header alone; its size is within the limit and its format the one the first bytes promise. */
async function readHeader(path: Input, type: string, maxPixels: number): Promise<Metadata> {
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
	path: Input,
	header: Metadata,
	{ maxPixels, side }: Bounds,
): Promise<Decoded> {
	const { width, height } = header.autoOrient;
	const upright = { width, height };
	// A TIFF of several pages is a document, not a film.
	const frames = /^(gif|webp)$/.test(header.format) ? (header.pages ?? 1) : 1;
	const colours = header.format === "heif" && !header.icc ? await readColours(path) : null;
	const open = (failOn: FailOnOptions) =>
		fitInside(
			sharp(path, {
				failOn,
				limitInputPixels: maxPixels,
				autoOrient: true,
				ignoreIcc: !convertsWhileDecoding(header),
			}),
			side,
		);
	try {
		const pixels = await finish(open("error"), header, colours);
		return { pixels, ...upright, damaged: false, frames, plain: isPlain(header) };
	} catch (strict) {
		if (strict instanceof ImagingError && strict.code !== "INVALID_IMAGE") throw strict;
		const pixels = await finish(open("none"), header, colours);
		return { pixels, ...upright, damaged: true, frames };
	}
}

/** A JPEG whose header has none of the segments that metadata stands in. */
function isPlain({ format, exif, xmp, iptc }: Metadata): boolean {
	return format === "jpeg" && !exif && !xmp && !iptc;
}

/**
 * CMYK has no meaning without its profile, and more than 8 bits would be lost before it: these few
 * are converted at full size, by libvips.
 */
function convertsWhileDecoding(header: Metadata): boolean {
	return header.space === "cmyk" || header.depth !== "uchar";
}

async function finish(
	fitted: Sharp,
	header: Metadata,
	colours: CodedColours | null,
): Promise<Pixels> {
	if (colours) return fromCodedColours(await toDeepPixels(fitted), colours);
	if (convertsWhileDecoding(header)) {
		// For 16 bit with a profile sharp works in P3; asking for sRGB at the end brings it home.
		const wide = header.space === "rgb16" && header.icc;
		return withoutIdleAlpha(await toPixels(wide ? fitted.withIccProfile("srgb") : fitted));
	}
	return fromProfile(await toPixels(fitted), header.icc);
}

/** The properties of a picture stand in its first box. */
const HEIF_HEAD_BYTES = 256 * 1024;

async function readColours(path: Input): Promise<CodedColours | null> {
	const colours = heifColours(await withRanges(path, (read) => read(0, HEIF_HEAD_BYTES)));
	return colours && needsConversion(colours) ? colours : null;
}
