/**
 * HEVC in HEIF, by libheif in WebAssembly: slower than native code, and what a hostile file does to
 * it stays inside. Loaded when the first one comes.
 */
import { readFile } from "node:fs/promises";
import heic, { type HeicImage } from "heic-decode";
import type { Metadata } from "sharp";
import { fromCodedColours, fromProfile } from "./colour.ts";
import {
	type Bounds,
	checkPixelCount,
	type Decoded,
	fitInside,
	fromPixels,
	health,
	type Pixels,
	toPixels,
} from "./decoder.ts";
import { needsConversion } from "./hdr.ts";
import { ImagingError } from "./imaging.types.ts";
import { heifColours, isHeifCutOff } from "./probe-heif.ts";

/** `header` is libvips' reading of the container; libheif turns and mirrors as that says. */
export async function decodeHeic(
	path: string | Uint8Array,
	header: Metadata,
	{ maxPixels, side }: Bounds,
): Promise<Decoded> {
	const file = typeof path === "string" ? await readFile(path) : Buffer.from(path);
	// heic-decode asks for one of six major brands; libheif knows what it is from the items.
	file.write("heic", 8, "latin1");
	const full = await decodeFull(file, header, maxPixels).catch((error: unknown) => {
		health.spoilt = true;
		throw error;
	});
	const fitted = await toPixels(fitInside(fromPixels(full), side));
	const pixels = await toSrgb(fitted, file, header.icc);
	return { pixels, width: full.width, height: full.height, damaged: isHeifCutOff(file) };
}

async function decodeFull(file: Uint8Array, header: Metadata, maxPixels: number): Promise<Pixels> {
	const images = await heic.all({ buffer: file });
	try {
		// A file may hold more pictures than the one it is about; libvips has found that one.
		const isPrimary = (image: HeicImage) =>
			image.width === header.width && image.height === header.height;
		const image = images.find(isPrimary) ?? images[0];
		if (!image) throw new ImagingError("INVALID_IMAGE", "The file holds no image.");
		checkPixelCount(image.width, image.height, maxPixels);
		const { data, width, height } = await orUncaught(image.decode());
		return { data: Buffer.from(data.buffer), width, height, channels: 4 };
	} finally {
		images.dispose();
	}
}

/** libheif decodes in a timer, and what it throws there nobody could catch. */
async function orUncaught<T>(work: Promise<T>): Promise<T> {
	const { promise: thrown, reject } = Promise.withResolvers<never>();
	process.once("uncaughtException", reject);
	try {
		return await Promise.race([work, thrown]);
	} finally {
		process.off("uncaughtException", reject);
	}
}

async function toSrgb(pixels: Pixels, file: Uint8Array, icc: Buffer | undefined): Promise<Pixels> {
	const colours = icc ? null : heifColours(file);
	if (!colours || !needsConversion(colours)) return fromProfile(pixels, icc);
	const data = Uint16Array.from(pixels.data, (value) => value * 257);
	return fromCodedColours({ ...pixels, data }, colours);
}
