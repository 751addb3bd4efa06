/** Cuts square views out of a photo: any place, size and turn, sampled without flicker. */
import type { Box, Photo } from "./faces.types.ts";
import { type Similarity, scaleOf } from "./similarity.ts";

/** What a view shows where the photo has ended. */
export const GREY = 128;

/** A photo shrunk to more than this many pixels a pixel is first halved. */
const HALVE_FROM = 1.6;

interface Level {
	data: Uint8Array;
	width: number;
	height: number;
	channels: number;
}

const samplers = new WeakMap<Photo, Sampler>();

/** The sampler of a photo; the same for as long as the photo is in memory. */
export function samplerOf(photo: Photo): Sampler {
	const sampler = samplers.get(photo) ?? new Sampler(photo);
	samplers.set(photo, sampler);
	return sampler;
}

class Sampler {
	/** The photo, and its halves, made when they are first needed. */
	readonly #levels: Level[];

	constructor(photo: Photo) {
		this.#levels = [photo];
	}

	/**
	 * Draws into a view of `side` × `side` RGB bytes: into all of it, or into one area. `toPhoto`
	 * leads from the view's pixels to the photo's; the middle of the first one is at (0.5, 0.5).
	 */
	cut(toPhoto: Similarity, side: number, out: Uint8Array, area?: Box): void {
		let depth = 0;
		for (let scale = scaleOf(toPhoto); scale > HALVE_FROM; scale /= 2) depth++;
		const level = this.#level(depth);
		const shrink = 1 / 2 ** Math.min(depth, this.#levels.length - 1);
		const { a, b, x0, y0 } = toPhoto;
		const shrunk = { a: a * shrink, b: b * shrink, x0: x0 * shrink, y0: y0 * shrink };
		draw(level, shrunk, wholePixels(area, side), side, out);
	}

	#level(depth: number): Level {
		for (;;) {
			const found = this.#levels[depth];
			if (found) return found;
			const last = this.#levels.at(-1) as Level;
			if (last.width < 2 || last.height < 2) return last;
			this.#levels.push(halve(last));
		}
	}
}

function halve({ data, width, height, channels }: Level): Level {
	const [halfWidth, halfHeight] = [width >> 1, height >> 1];
	const half = new Uint8Array(halfWidth * halfHeight * 3);
	const row = width * channels;
	let to = 0;
	for (let y = 0; y < halfHeight; y++) {
		let from = y * 2 * row;
		for (let x = 0; x < halfWidth; x++, from += 2 * channels)
			for (let at = from; at < from + 3; at++)
				half[to++] =
					((data[at] as number) +
						(data[at + channels] as number) +
						(data[at + row] as number) +
						(data[at + row + channels] as number) +
						2) >>
					2;
	}
	return { data: half, width: halfWidth, height: halfHeight, channels: 3 };
}

/** The pixels whose middles are inside. */
function wholePixels(area: Box | undefined, side: number): Box {
	if (!area) return { x: 0, y: 0, width: side, height: side };
	const [x, y] = [Math.round(area.x), Math.round(area.y)];
	const right = Math.min(side, Math.round(area.x + area.width));
	const bottom = Math.min(side, Math.round(area.y + area.height));
	return { x, y, width: right - x, height: bottom - y };
}

/** Bilinear; up to half a pixel past the edge is the edge, what is further out is grey. */
function draw(
	{ data, width, height, channels }: Level,
	{ a, b, x0, y0 }: Similarity,
	area: Box,
	side: number,
	out: Uint8Array,
): void {
	const row = width * channels;
	for (let v = area.y; v < area.y + area.height; v++) {
		let x = a * (area.x + 0.5) - b * (v + 0.5) + x0 - 0.5;
		let y = b * (area.x + 0.5) + a * (v + 0.5) + y0 - 0.5;
		let to = (v * side + area.x) * 3;
		for (let u = 0; u < area.width; u++, x += a, y += b, to += 3) {
			if (x < -0.5 || y < -0.5 || x > width - 0.5 || y > height - 0.5) {
				out[to] = out[to + 1] = out[to + 2] = GREY;
				continue;
			}
			const left = x < 0 ? 0 : x | 0;
			const top = y < 0 ? 0 : y | 0;
			const across = x < 0 || left >= width - 1 ? 0 : x - left;
			const down = y < 0 || top >= height - 1 ? 0 : y - top;
			const at = top * row + left * channels;
			const right = across > 0 ? channels : 0;
			const below = down > 0 ? row : 0;
			const w11 = across * down;
			const w10 = down - w11;
			const w01 = across - w11;
			const w00 = 1 - across - w10;
			for (let c = 0; c < 3; c++) {
				const from = at + c;
				out[to + c] =
					w00 * (data[from] as number) +
					w01 * (data[from + right] as number) +
					w10 * (data[from + below] as number) +
					w11 * (data[from + below + right] as number) +
					0.5;
			}
		}
	}
}

/** Turns a view of `side` × `side` RGB bytes into its mirror image. */
export function mirror(bytes: Uint8Array, side: number): void {
	const row = side * 3;
	for (let start = 0; start < bytes.length; start += row)
		for (let left = start, right = start + row - 3; left < right; left += 3, right -= 3)
			for (let c = 0; c < 3; c++) {
				const kept = bytes[left + c] as number;
				bytes[left + c] = bytes[right + c] as number;
				bytes[right + c] = kept;
			}
}
