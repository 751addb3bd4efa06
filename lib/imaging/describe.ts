/** Numbers that describe what a photo looks like, from pixels that are there anyway. */
import { rgbaToThumbHash } from "thumbhash";
import type { Pixels } from "./decoder.ts";

/** thumbhash keeps so little that more than 32 px changes nothing but the time it takes. */
const THUMBHASH_SIDE = 32;

/** The placeholder that is drawn until the photo is there, base64 of about 25 bytes. */
export function thumbhashOf(small: Pixels): string {
	const scale = Math.min(1, THUMBHASH_SIDE / Math.max(small.width, small.height));
	const side = (length: number) => Math.max(1, Math.round(length * scale));
	const tiny = average(small, side(small.width), side(small.height));
	return Buffer.from(rgbaToThumbHash(tiny.width, tiny.height, tiny.data)).toString("base64");
}

/**
 * Difference hash (N. Krawetz, "Kind of Like That", 2013): grey at 9 × 8, one bit for "brighter
 * than its right neighbour". 16 hex digits, first row first.
 */
export function dhashOf(small: Pixels): string {
	const grey = greyOf(onWhite(average(small, 9, 8)));
	let bits = 0n;
	for (let y = 0; y < 8; y++)
		for (let x = 0; x < 8; x++) {
			const at = y * 9 + x;
			bits = (bits << 1n) | ((grey[at] ?? 0) > (grey[at + 1] ?? 0) ? 1n : 0n);
		}
	return bits.toString(16).padStart(16, "0");
}

/**
 * RGBA, each pixel the mean of those it stands for, weighted by how opaque they are. Where the image
 * is smaller than what is wanted, its pixels are repeated.
 */
function average(image: Pixels, width: number, height: number): Pixels {
	const data = Buffer.alloc(width * height * 4);
	for (let y = 0; y < height; y++)
		for (let x = 0; x < width; x++) {
			const [left, right] = stretch(x, width, image.width);
			const [top, bottom] = stretch(y, height, image.height);
			data.set(meanOf(image, left, top, right, bottom), (y * width + x) * 4);
		}
	return { data, width, height, channels: 4 };
}

/** First pixel, and the one after the last, that stand behind one of fewer. */
function stretch(index: number, of: number, length: number): [number, number] {
	const start = Math.floor((index * length) / of);
	return [start, Math.max(start + 1, Math.floor(((index + 1) * length) / of))];
}

function meanOf(
	{ data, width, channels }: Pixels,
	left: number,
	top: number,
	right: number,
	bottom: number,
): [number, number, number, number] {
	let [red, green, blue, opaque] = [0, 0, 0, 0];
	for (let y = top; y < bottom; y++) {
		const end = (y * width + right) * channels;
		for (let at = (y * width + left) * channels; at < end; at += channels) {
			const alpha = channels === 4 ? (data[at + 3] as number) : 255;
			red += (data[at] as number) * alpha;
			green += (data[at + 1] as number) * alpha;
			blue += (data[at + 2] as number) * alpha;
			opaque += alpha;
		}
	}
	if (opaque === 0) return [0, 0, 0, 0];
	const count = (right - left) * (bottom - top);
	return [red / opaque, green / opaque, blue / opaque, opaque / count].map(Math.round) as [
		...[number, number, number, number],
	];
}

function onWhite(image: Pixels): Pixels {
	const data = Buffer.from(image.data);
	for (let at = 0; at < data.length; at += 4) {
		const alpha = (data[at + 3] as number) / 255;
		for (let channel = at; channel < at + 3; channel++)
			data[channel] = Math.round((data[channel] as number) * alpha + 255 * (1 - alpha));
	}
	return { ...image, data };
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
