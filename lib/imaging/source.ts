/** What is decoded for an original: itself, or the picture inside it. */
import { rm } from "node:fs/promises";
import { join } from "node:path";
import { detectType } from "./detect.ts";
import { detectRaw } from "./detect-raw.ts";
import { ImagingError, type ImagingLimits, type RenderRequest } from "./imaging.types.ts";
import type { ReadRange } from "./probe-file.ts";
import { withRanges } from "./read-ranges.ts";

export interface Source {
	/** The file that is decoded. */
	path: string;
	/** By its first bytes: one of the types that `detectType` names. */
	type: string;
	/** Where EXIF is read from: a file, or the beginning of one. */
	metadata: string | Uint8Array;
	/** False where the picture was taken out of another file. */
	isOriginal: boolean;
}

/** Enough for every signature, and for a TIFF's first directory in most files. */
const HEAD_BYTES = 4100;

/** Works on the picture of a request; what was taken out of a file is removed afterwards. */
export async function withSource<T>(
	{ inputPath, outputDir }: RenderRequest,
	limits: ImagingLimits,
	work: (source: Source) => Promise<T>,
): Promise<T> {
	const head = await withRanges(inputPath, (read) => read(0, HEAD_BYTES));
	const type = detectType(head);
	if (type) return work({ path: inputPath, type, metadata: inputPath, isOriginal: true });
	if (!detectRaw(head))
		throw new ImagingError("UNSUPPORTED_FORMAT", "The file is not an image of a kind we can show.");
	const path = join(outputDir, "preview.jpg");
	try {
		const metadata = await withRanges(inputPath, (read, size) => takeOut(read, size, path, limits));
		return await work({
			path,
			type: "image/jpeg",
			metadata: metadata ?? inputPath,
			isOriginal: false,
		});
	} finally {
		await rm(path, { force: true });
	}
}

/** Writes the preview of a raw file; returns what its EXIF is to be read from, if not the file. */
async function takeOut(
	read: ReadRange,
	size: number,
	path: string,
	limits: ImagingLimits,
): Promise<Uint8Array | null> {
	const { findPreview, readRawTiff, writePreview } = await import("./raw-preview.ts");
	const preview = await findPreview(read, size, limits.maxPixels);
	if (!preview)
		throw new ImagingError(
			"UNSUPPORTED_FORMAT",
			"This camera's raw file holds no picture that can be shown.",
		);
	await writePreview(read, preview, path);
	// An ordinary TIFF is read from the file itself, which may have its EXIF anywhere.
	if (/^(II\*\0|MM\0\*)/.test(Buffer.from(await read(0, 4)).toString("latin1"))) return null;
	return (await readRawTiff(read)) ?? (await read(preview.at, 1024 * 1024));
}
