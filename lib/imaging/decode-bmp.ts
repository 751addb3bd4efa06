/** A bitmap file → pixels that fit the largest rendition. Loaded when the first one comes. */
import { readFile } from "node:fs/promises";
import { readBmpHeader } from "./bmp-header.ts";
import { readBmpPixels } from "./bmp-pixels.ts";
import { withoutIdleAlpha } from "./colour.ts";
import { checkPixelCount, type Decoded, fitLarge, fromPixels, toPixels } from "./decoder.ts";

export async function decodeBmp(path: string, maxPixels: number): Promise<Decoded> {
	const bytes = await readFile(path);
	const header = readBmpHeader(bytes);
	checkPixelCount(header.width, header.height, maxPixels);
	const { truncated, ...full } = readBmpPixels(bytes, header);
	const pixels = await withoutIdleAlpha(await toPixels(fitLarge(fromPixels(full))));
	return { pixels, width: full.width, height: full.height, damaged: truncated };
}
