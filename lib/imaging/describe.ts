/** Numbers that describe what a photo looks like, from pixels that are there anyway. */
import { rgbaToThumbHash } from "thumbhash";
import { fromPixels, type Pixels, toPixels } from "./decoder.ts";

/** thumbhash keeps so little that more than 32 px changes nothing but the time it takes. */
const THUMBHASH_SIDE = 32;

/** The placeholder that is drawn until the photo is there, base64 of about 25 bytes. */
export async function thumbhashOf(small: Pixels): Promise<string> {
	const tiny = await toPixels(
		fromPixels(small)
			.resize(THUMBHASH_SIDE, THUMBHASH_SIDE, { fit: "inside", withoutEnlargement: true })
			.ensureAlpha(),
	);
	return Buffer.from(rgbaToThumbHash(tiny.width, tiny.height, tiny.data)).toString("base64");
}

/**
 * Difference hash (N. Krawetz, "Kind of Like That", 2013): grey at 9 × 8, one bit for "brighter
 * than its right neighbour". 16 hex digits, first row first.
 */
export async function dhashOf(small: Pixels): Promise<string> {
	const { data } = await toPixels(
		fromPixels(small).flatten({ background: "#fff" }).resize(9, 8, { fit: "fill" }),
	);
	const grey = greyOf({ data, width: 9, height: 8, channels: 3 });
	let bits = 0n;
	for (let y = 0; y < 8; y++)
		for (let x = 0; x < 8; x++) {
			const at = y * 9 + x;
			bits = (bits << 1n) | ((grey[at] ?? 0) > (grey[at + 1] ?? 0) ? 1n : 0n);
		}
	return bits.toString(16).padStart(16, "0");
}

/** Luma of ITU-R BT.601 in 8 bit fixed point; alpha is not looked at. */
export function greyOf({ data, width, height, channels }: Pixels): Uint8Array {
	const grey = new Uint8Array(width * height);
	for (let i = 0, at = 0; i < grey.length; i++, at += channels)
		grey[i] =
			((data[at] as number) * 77 +
				(data[at + 1] as number) * 150 +
				(data[at + 2] as number) * 29) >>
			8;
	return grey;
}

/**
 * Variance of the 4-neighbour Laplacian (Pech-Pacheco et al., 2000), in squared grey levels, to two
 * decimals. 0 for images with no inner pixel.
 */
export function sharpnessOf(pixels: Pixels): number {
	const { width, height } = pixels;
	const grey = greyOf(pixels);
	let sum = 0;
	let squares = 0;
	for (let y = 1; y < height - 1; y++) {
		const end = (y + 1) * width - 1;
		for (let i = y * width + 1; i < end; i++) {
			const laplacian =
				4 * (grey[i] as number) -
				(grey[i - 1] as number) -
				(grey[i + 1] as number) -
				(grey[i - width] as number) -
				(grey[i + width] as number);
			sum += laplacian;
			squares += laplacian * laplacian;
		}
	}
	const count = (width - 2) * (height - 2);
	if (width < 3 || height < 3) return 0;
	const mean = sum / count;
	return Math.round((squares / count - mean * mean) * 100) / 100;
}
