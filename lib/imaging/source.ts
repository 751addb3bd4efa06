/** What is decoded for an original: itself, or the picture inside it. */
import { rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { detectType } from "./detect.ts";
import { detectRaw } from "./detect-raw.ts";
import { detectVideo } from "./detect-video.ts";
import { ImagingError, type ImagingLimits, type RenderRequest } from "./imaging.types.ts";
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
/** The EXIF of a preview stands before its frame. */
const EXIF_MAX_BYTES = 1024 * 1024;

/** Works on the picture of a request; what was taken out of a file is removed afterwards. */
export async function withSource<T>(
	{ inputPath, outputDir }: RenderRequest,
	limits: ImagingLimits,
	work: (source: Source) => Promise<T>,
): Promise<T> {
	const head = await withRanges(inputPath, (read) => read(0, HEAD_BYTES));
	const type = detectType(head);
	if (type) return work({ path: inputPath, type, metadata: inputPath, isOriginal: true });
	const path = join(outputDir, "taken-out.jpg");
	try {
		const metadata = await takeOut(inputPath, head, path, limits);
		return await work({ path, type: "image/jpeg", metadata, isOriginal: false });
	} finally {
		await rm(path, { force: true });
	}
}

/** Writes the picture inside another file; returns what its EXIF is to be read from. */
async function takeOut(
	inputPath: string,
	head: Uint8Array,
	path: string,
	limits: ImagingLimits,
): Promise<Source["metadata"]> {
	const video = detectVideo(head);
	if (video) return takeFrame(inputPath, video, path);
	if (!detectRaw(head)) throw unsupported("The file is not an image of a kind we can show.");
	return withRanges(inputPath, async (read, size) => {
		const { findPreview, readRawTiff, writePreview } = await import("./raw-preview.ts");
		const preview = await findPreview(read, size, limits.maxPixels);
		if (!preview) throw unsupported("This camera's raw file holds no picture that can be shown.");
		await writePreview(read, preview, path);
		// An ordinary TIFF is read from the file itself, which may have its EXIF anywhere.
		if (/^(II\*\0|MM\0\*)/.test(Buffer.from(head).toString("latin1", 0, 4))) return inputPath;
		return (await readRawTiff(read)) ?? (await read(preview.at, EXIF_MAX_BYTES));
	});
}

async function takeFrame(inputPath: string, type: string, path: string): Promise<string> {
	const { findFfmpeg, takePoster } = await import("./video.ts");
	const ffmpeg = findFfmpeg();
	const frame = ffmpeg ? await takePoster(ffmpeg, inputPath, type) : null;
	if (!frame) throw unsupported("No picture of this video can be shown.");
	await writeFile(path, frame);
	return path;
}

const unsupported = (message: string) => new ImagingError("UNSUPPORTED_FORMAT", message);
