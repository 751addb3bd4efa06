/** Pictures for a large event: a few of each shape, made and rendered once. */

import { mkdir, readFile } from "node:fs/promises";
import { availableParallelism } from "node:os";
import { join } from "node:path";
import sharp from "sharp";
import { config } from "#lib/config/config.ts";
import type { Rendered } from "#lib/imaging/imaging.types.ts";
import { createImagingPool } from "#lib/imaging/pool.ts";

export interface SeedPicture {
	/** A JPEG. Bytes behind its end are no part of the picture, and make files differ. */
	original: Buffer;
	rendered: Rendered;
}

/** Width by height, as cameras and phones have them. */
const SHAPES = [
	[1800, 1200],
	[1200, 1800],
	[1600, 1200],
	[1200, 1600],
	[1920, 1080],
	[1080, 1920],
	[1400, 1400],
	[2000, 900],
] as const;
const OF_EACH = 3;

/** Soft hills of colour, with a little grain: compresses about as a photo does. */
function pixels(width: number, height: number, seed: number): Buffer {
	const data = Buffer.alloc(width * height * 3);
	let grain = seed * 2654435761;
	for (let y = 0; y < height; y++)
		for (let x = 0; x < width; x++) {
			grain = (Math.imul(grain, 1664525) + 1013904223) | 0;
			const hill =
				Math.sin((x * (2 + (seed % 5))) / width + seed) + Math.cos((y * 3) / height - seed);
			const at = (y * width + x) * 3;
			for (let channel = 0; channel < 3; channel++)
				data[at + channel] =
					128 +
					48 * hill * Math.cos(seed * (channel + 1)) +
					40 * Math.sin(seed * 3 + channel) +
					((grain >>> 28) - 8);
		}
	return data;
}

/** Makes them in `folder`, with the renderer that uploads go through. */
export async function makePictures(folder: string): Promise<SeedPicture[]> {
	const { imaging } = config();
	const pool = createImagingPool({ ...imaging, concurrency: availableParallelism() });
	try {
		return await Promise.all(
			Array.from({ length: SHAPES.length * OF_EACH }, async (_, seed) => {
				const [width, height] = SHAPES[seed % SHAPES.length] ?? SHAPES[0];
				const inputPath = join(folder, `${seed}.jpg`);
				const outputDir = join(folder, `${seed}`);
				await mkdir(outputDir);
				const raw = { width, height, channels: 3 as const };
				await sharp(pixels(width, height, seed + 1), { raw })
					.jpeg({ quality: 72 })
					.toFile(inputPath);
				const rendered = await pool.render({ inputPath, outputDir, contentType: "image/jpeg" });
				return { original: await readFile(inputPath), rendered };
			}),
		);
	} finally {
		await pool.close();
	}
}
