/** Pictures made for tests: small, and no two alike unless they are asked for by the same seed. */
import sharp from "sharp";

let made = 0;

export interface PictureOptions {
	width?: number;
	height?: number;
	format?: "jpeg" | "png" | "webp" | "gif" | "avif" | "tiff";
	/** The same seed gives the same bytes. */
	seed?: number;
}

/** A picture of two colours with a gradient, encoded. */
export async function aPicture(options: PictureOptions = {}): Promise<Buffer> {
	const { width = 640, height = 427, format = "jpeg" } = options;
	const seed = options.seed ?? ++made * 7919 + process.pid;
	const pixels = Buffer.alloc(width * height * 3);
	for (let y = 0; y < height; y++)
		for (let x = 0; x < width; x++) {
			const at = (y * width + x) * 3;
			pixels[at] = (x * 255) / width;
			pixels[at + 1] = (y * 255) / height;
			pixels[at + 2] = (seed * 31 + ((x >> 5) ^ (y >> 5)) * 13) & 255;
		}
	// The seed in the corner, so that pictures differ whatever the encoder rounds away.
	for (let bit = 0; bit < 32; bit++)
		for (let x = 0; x < 8; x++)
			pixels.fill(((seed >>> bit) & 1) * 255, (bit * 8 + x) * 3, (bit * 8 + x) * 3 + 3);
	return sharp(pixels, { raw: { width, height, channels: 3 } })
		[format]()
		.toBuffer();
}

/** A JPEG of exactly so many bytes: a picture, and a comment behind it that decoders pass over. */
export async function aJpegOf(bytes: number): Promise<Buffer> {
	const picture = await aPicture({ width: 64, height: 64 });
	return Buffer.concat([picture, Buffer.alloc(bytes - picture.length)]);
}
