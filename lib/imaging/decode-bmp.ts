/** A bitmap file → pixels that fit the largest rendition. Loaded when the first one comes. */
import { readFile } from "node:fs/promises";
import { readBmpHeader } from "./bmp-header.ts";
import { readBmpPixels } from "./bmp-pixels.ts";
import { withoutIdleAlpha } from "./colour.ts";
import {
	type Bounds,
	checkPixelCount,
	type Decoded,
	fitInside,
	fromPixels,
	toPixels,
} from "./decoder.ts";

export async function decodeBmp(
	path: string | Uint8Array,
	{ maxPixels, side }: Bounds,
): Promise<Decoded> {
	const bytes = typeof path === "string" ? await readFile(path) : Buffer.from(path);
	const header = readBmpHeader(bytes);
	checkPixelCount(header.width, header.height, maxPixels);
	const { truncated, ...full } = readBmpPixels(bytes, header);
	const pixels = await withoutIdleAlpha(await toPixels(fitInside(fromPixels(full), side)));
	return { pixels, width: full.width, height: full.height, damaged: truncated };
}
