/** Sheets as the batches document means them (A4, 300 dpi) and the archives they come in. */
import { createReadStream, createWriteStream, readdirSync, writeFileSync } from "node:fs";
import { basename, join } from "node:path";
import { pipeline } from "node:stream/promises";
import sharp, { type OverlayOptions } from "sharp";
import { ZipFile } from "yazl";
import { qrPicture } from "#lib/client/qr.ts";

/** A4 at 300 dpi, in pixels. */
const WIDTH = 2480;
const HEIGHT = 3508;
const DIFFERENT = 16;

export const TASK_ID = "20261120";

/** Soft shapes with noise: as hard for a JPEG as a photo is. */
async function aPicture(index: number): Promise<Buffer> {
	const noise = { type: "gaussian", mean: 128, sigma: 60 + 4 * index } as const;
	return sharp({ create: { width: 48, height: 36, channels: 3, background: "#000", noise } })
		.resize(2000, 1500, { kernel: "cubic" })
		.jpeg()
		.toBuffer();
}

/** A white sheet with a picture and lines of writing on it. */
async function aSheet(photo: string | Buffer, code: string | null): Promise<Buffer> {
	const picture = await sharp(photo).resize(2000, 1500).toBuffer();
	const lines = Array.from({ length: 60 }, (_, line) => {
		const [x, y, width] = [240, 2200 + line * 20, 900 + ((line * 373) % 1100)];
		return `<rect x="${x}" y="${y}" width="${width}" height="9"/>`;
	});
	const writing = Buffer.from(`<svg width="${WIDTH}" height="${HEIGHT}">${lines.join("")}</svg>`);
	const layers: OverlayOptions[] = [
		{ input: picture, left: 240, top: 560 },
		{ input: writing, left: 0, top: 0 },
	];
	if (code) {
		const { size, path } = qrPicture(code);
		const square = `<svg width="400" height="400" viewBox="0 0 ${size} ${size}"><path d="${path}"/></svg>`;
		layers.push({ input: Buffer.from(square), left: 1960, top: 120 });
	}
	const paper = { width: WIDTH, height: HEIGHT, channels: 3, background: "#fff" } as const;
	return sharp({ create: paper }).composite(layers).jpeg({ quality: 88 }).toBuffer();
}

async function withTail(path: string, bytes: Buffer, tail: string): Promise<string> {
	writeFileSync(path, Buffer.concat([bytes, Buffer.from(tail)]));
	return path;
}

/**
 * So many files of different bytes: a sheet with a QR code first, then sheets with photos of the
 * folder, or made up, in turn. Their names sort as they come.
 */
export async function makeSheets(scratch: string, count: number, folder: string | undefined) {
	const photos = folder
		? readdirSync(folder).filter((name) => /\.jpe?g$/i.test(name))
		: Array.from({ length: DIFFERENT }, () => "");
	const pictureOf = (index: number) =>
		folder ? join(folder, photos[index % photos.length] as string) : aPicture(index);
	const different: Buffer[] = [];
	for (let index = 0; index < Math.min(photos.length, count); index++)
		different.push(await aSheet(await pictureOf(index), null));
	const first = await aSheet(await pictureOf(0), TASK_ID);
	const files: Promise<string>[] = [];
	for (let index = 0; index < count; index++) {
		const bytes = index === 0 ? first : (different[index % different.length] as Buffer);
		files.push(withTail(join(scratch, `sheet-${index}.jpg`), bytes, `${index}`));
	}
	return Promise.all(files);
}

/** Packs files as cameras' files are packed: stored. ZIP64 where it is needed. */
export async function packSheets(path: string, files: readonly string[]): Promise<string> {
	const zip = new ZipFile();
	for (const file of files)
		zip.addReadStreamLazy(basename(file), { compress: false }, (give) =>
			give(null, createReadStream(file)),
		);
	zip.end();
	await pipeline(zip.outputStream, createWriteStream(path));
	return path;
}
