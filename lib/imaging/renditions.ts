/** Pixels → the files that browsers are given, each made from the next larger one. */
import { copyFile, stat } from "node:fs/promises";
import { join } from "node:path";
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

/** The next smaller rendition; of an original that fits already, the same file again. */
async function next(from: Made, name: RenditionName, outputDir: string): Promise<Made> {
	const side = RENDITION_SIZES[name];
	if (from.pixels.width <= side && from.pixels.height <= side) {
		const path = join(outputDir, name + from.file.path.slice(from.file.path.lastIndexOf(".")));
		await copyFile(from.file.path, path);
		return { pixels: from.pixels, file: { ...from.file, name, path } };
	}
	const pixels = await toPixels(
		fromPixels(from.pixels).resize(side, side, { fit: "inside", withoutEnlargement: true }),
	);
	return { pixels, file: await encode(pixels, name, outputDir) };
}

/** See docs/decisions/2026-11-20-imaging-encoder.md for the numbers behind these settings. */
async function encode(
	pixels: Pixels,
	name: RenditionName,
	outputDir: string,
): Promise<RenderedFile> {
	const { width, height } = pixels;
	const transparent = pixels.channels === 4;
	const path = join(outputDir, `${name}.${transparent ? "webp" : "jpg"}`);
	const image = fromPixels(pixels);
	if (transparent) await image.webp({ quality: 82, effort: 2 }).toFile(path);
	else await image.jpeg({ quality: 82 }).toFile(path);
	const { size } = await stat(path);
	const contentType = transparent ? "image/webp" : "image/jpeg";
	return { name, width, height, bytes: size, contentType, path };
}
