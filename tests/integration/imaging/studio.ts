/** A pool of decoders and a folder for the files that a test file makes. */
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import sharp from "sharp";
import { afterAll } from "vitest";
import {
	ImagingError,
	type Rendered,
	type RenderRequest,
	type RenditionName,
} from "#lib/imaging/imaging.types.ts";
import { createImagingPool, type ImagingPoolOptions } from "#lib/imaging/pool.ts";
import { makeScratch, removeScratch } from "#tests/support/scratch.ts";

export function openStudio(name: string, options: Partial<ImagingPoolOptions> = {}) {
	const folder = makeScratch(`imaging-${name}`);
	const pool = createImagingPool({
		concurrency: 2,
		memoryMb: 1024,
		timeoutMs: 30_000,
		imagesPerChild: 500,
		maxPixels: 120e6,
		maxPixelsAvif: 40e6,
		testHooks: true,
		...options,
	});
	let files = 0;

	/** Writes bytes into a file and hands them to the pool. */
	function render(
		bytes: Uint8Array,
		signal?: AbortSignal,
		more: Pick<RenderRequest, "qr"> = {},
	): Promise<Rendered> {
		const inputPath = join(folder, `${++files}.original`);
		const outputDir = join(folder, String(files));
		mkdirSync(outputDir);
		writeFileSync(inputPath, bytes);
		return pool.render({ inputPath, outputDir, contentType: "image/jpeg", ...more }, signal);
	}

	/** The error that a file ends in. */
	async function failure(bytes: Uint8Array, signal?: AbortSignal): Promise<ImagingError> {
		const outcome = await render(bytes, signal).catch((error: unknown) => error);
		if (outcome instanceof ImagingError) return outcome;
		throw new Error("an ImagingError was expected", { cause: outcome });
	}

	afterAll(async () => {
		await pool.close();
		removeScratch(folder);
	});
	return { pool, folder, render, failure };
}

/** A rendition's bytes. */
export function read(rendered: Rendered, name: RenditionName = "large"): Buffer {
	const file = rendered.renditions.find((rendition) => rendition.name === name);
	if (!file) throw new Error(`no rendition ${name}`);
	return readFileSync(file.path);
}

/** Red, green, blue (and alpha) at fractions of a rendition's width and height. */
export async function colourAt(rendered: Rendered, x: number, y: number): Promise<number[]> {
	const { data, info } = await sharp(read(rendered)).raw().toBuffer({ resolveWithObject: true });
	const at =
		(Math.floor(y * info.height) * info.width + Math.floor(x * info.width)) * info.channels;
	return [...data.subarray(at, at + info.channels)];
}

/** Red, green, blue and yellow quarters: upper left, upper right, lower left, lower right. */
export const QUARTERS = [
	[220, 30, 30],
	[30, 200, 30],
	[30, 30, 220],
	[220, 220, 30],
] as const;

/** Pixels of the quarters, 3 bytes each. */
export function quarterPixels(width: number, height: number): Buffer {
	const data = Buffer.alloc(width * height * 3);
	for (let y = 0; y < height; y++)
		for (let x = 0; x < width; x++) {
			const quarter = (y * 2 >= height ? 2 : 0) + (x * 2 >= width ? 1 : 0);
			data.set(QUARTERS[quarter] ?? [], (y * width + x) * 3);
		}
	return data;
}

export function quarters(width = 96, height = 64) {
	return sharp(quarterPixels(width, height), { raw: { width, height, channels: 3 } });
}

/** How far the four quarters of a rendition are from what they should be, at the worst. */
export async function worstQuarter(rendered: Rendered): Promise<number> {
	const places = [
		[0.25, 0.25],
		[0.75, 0.25],
		[0.25, 0.75],
		[0.75, 0.75],
	];
	let worst = 0;
	for (const [index, [x = 0, y = 0]] of places.entries()) {
		const colour = await colourAt(rendered, x, y);
		for (let c = 0; c < 3; c++)
			worst = Math.max(worst, Math.abs((colour[c] ?? 0) - (QUARTERS[index]?.[c] ?? 0)));
	}
	return worst;
}
