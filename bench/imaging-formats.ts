/**
 * What becomes of every file of a folder, a line each: type, size, renditions, or why not; and how
 * far each JPEG whose name ends in _0 to _8 (the EXIF orientations of one picture) is from the first.
 * `npm run bench -- imaging-formats FOLDER`
 */
import { mkdirSync, mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import sharp from "sharp";
import { config } from "#lib/config/config.ts";
import { ImagingError } from "#lib/imaging/imaging.types.ts";
import { createImagingPool } from "#lib/imaging/pool.ts";

const folder = process.argv[2] ?? ".";
const scratch = mkdtempSync(join(tmpdir(), "potret-bench-formats-"));
const pool = createImagingPool(config().imaging);

/** Mean difference of grey values at 200 pixels, 0 to 255. */
async function difference(a: string, b: string): Promise<number> {
	const read = (path: string) =>
		sharp(path).resize(200, 200, { fit: "fill" }).greyscale().raw().toBuffer();
	const [left, right] = await Promise.all([read(a), read(b)]);
	const sum = left.reduce((total, value, at) => total + Math.abs(value - (right[at] ?? 0)), 0);
	return sum / left.length;
}

async function look(name: string): Promise<{ line: string; large?: string }> {
	const outputDir = join(scratch, name);
	mkdirSync(outputDir);
	try {
		const inputPath = join(folder, name);
		const rendered = await pool.render({ inputPath, outputDir, contentType: "" });
		const { width, height, damaged, frames, stripped, takenAt } = rendered;
		const sizes = rendered.renditions.map((file) => `${file.width}×${file.height}`).join(" ");
		const notes = [
			damaged && "damaged",
			frames > 1 && `${frames} frames`,
			stripped && "strippable",
			takenAt,
		];
		const large = rendered.renditions.find((file) => file.name === "large")?.path;
		const line = `${width}×${height}  ${sizes}  ${notes.filter(Boolean).join(", ")}`;
		return large ? { line, large } : { line };
	} catch (error) {
		if (!(error instanceof ImagingError)) throw error;
		return { line: `${error.code}: ${error.message}` };
	}
}

try {
	const first = new Map<string, string>();
	for (const name of readdirSync(folder).sort()) {
		const { line, large } = await look(name);
		const series = /^(.*)_[0-8]\.jpe?g$/.exec(name)?.[1];
		let apart = "";
		if (series && large) {
			const reference = first.get(series);
			if (reference) apart = `  ${(await difference(reference, large)).toFixed(2)} from the first`;
			else first.set(series, large);
		}
		console.log(name.padEnd(28), line + apart);
	}
} finally {
	await pool.close();
	rmSync(scratch, { recursive: true, force: true });
}
