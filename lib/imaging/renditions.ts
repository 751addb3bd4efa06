/** Pixels → the files that browsers are given, each made from the next larger one. */
import { copyFile } from "node:fs/promises";
import { extname, join } from "node:path";
import type { Sharp } from "sharp";
import { fromPixels, type Pixels, toPixels } from "./decoder.ts";
import { RENDITION_SIZES, type RenderedFile, type RenditionName } from "./imaging.types.ts";

export interface Made {
	file: RenderedFile;
	pixels: Pixels;
}

/** Writes all renditions into the folder. sharp writes no metadata unless asked, and is not asked. */
export async function makeRenditions(
	large: Pixels,
	outputDir: string,
): Promise<Record<RenditionName, Made>> {
	const first = { pixels: large, file: await encode(large, "large", outputDir) };
	const second = await next(first, "medium", outputDir);
	const third = await next(second, "small", outputDir);
	return { large: first, medium: second, small: third };
}

/** The next smaller rendition; of an original that fits already, the same pixels again. */
async function next(from: Made, name: RenditionName, outputDir: string): Promise<Made> {
	const side = RENDITION_SIZES[name];
	if (from.pixels.width > side || from.pixels.height > side) {
		const smaller = fromPixels(from.pixels).resize(side, side, { fit: "inside" });
		const pixels = await toPixels(smaller);
		return { pixels, file: await encode(pixels, name, outputDir) };
	}
	const path = join(outputDir, name + extname(from.file.path));
	await copyFile(from.file.path, path);
	return { pixels: from.pixels, file: { ...from.file, name, path } };
}

/**
 * The numbers behind these settings are in docs/decisions/2026-11-20-imaging-encoder.md: JPEG costs
 * a tenth of the time of WebP; for the small ones of the grid that is little, and the bytes count.
 */
function encoder(image: Sharp, name: RenditionName, transparent: boolean) {
	if (transparent) return { file: image.webp({ quality: 84, effort: 2 }), extension: "webp" };
	if (name === "small") return { file: image.webp({ quality: 80, effort: 2 }), extension: "webp" };
	return { file: image.jpeg({ quality: 80, optimiseCoding: false }), extension: "jpg" };
}

async function encode(
	pixels: Pixels,
	name: RenditionName,
	outputDir: string,
): Promise<RenderedFile> {
	const { width, height, channels } = pixels;
	const { file, extension } = encoder(fromPixels(pixels), name, channels === 4);
	const path = join(outputDir, `${name}.${extension}`);
	const { size } = await file.toFile(path);
	const contentType = extension === "webp" ? "image/webp" : "image/jpeg";
	return { name, width, height, bytes: size, contentType, path };
}
