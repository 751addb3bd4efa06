/**
 * HEVC in HEIF, by libheif in WebAssembly: slower than native code, and what a hostile file does to
 * it stays inside. Loaded when the first one comes.
 */
import { readFile } from "node:fs/promises";
import heic, { type HeicImage } from "heic-decode";
import type { Metadata } from "sharp";
import { fromCodedColours, fromProfile } from "./colour.ts";
import { type Decoded, fitLarge, fromPixels, type Pixels, toPixels } from "./decoder.ts";
import { needsConversion } from "./hdr.ts";
import { ImagingError } from "./imaging.types.ts";
import { heifColours, isHeifCutOff } from "./probe-heif.ts";

/** `header` is libvips' reading of the container; libheif turns and mirrors as that says. */
export async function decodeHeic(path: string, header: Metadata): Promise<Decoded> {
	const file = await readFile(path);
	const images = await heic.all({ buffer: file });
	try {
		// A file may hold more pictures than the one it is about; libvips has found that one.
		const isPrimary = (image: HeicImage) =>
			image.width === header.width && image.height === header.height;
		const image = images.find(isPrimary) ?? images[0];
		if (!image) throw new ImagingError("INVALID_IMAGE", "The file holds no image.");
		const { data, width, height } = await image.decode();
		const full = { data: Buffer.from(data.buffer), width, height, channels: 4 as const };
		const fitted = await toPixels(fitLarge(fromPixels(full)));
		const pixels = await toSrgb(fitted, file, header.icc);
		return { pixels, width, height, damaged: isHeifCutOff(file) };
	} finally {
		images.dispose();
	}
}

async function toSrgb(pixels: Pixels, file: Uint8Array, icc: Buffer | undefined): Promise<Pixels> {
	const colours = icc ? null : heifColours(file);
	if (!colours || !needsConversion(colours)) return fromProfile(pixels, icc);
	const data = Uint16Array.from(pixels.data, (value) => value * 257);
	return fromCodedColours({ ...pixels, data }, colours);
}
