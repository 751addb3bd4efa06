/** Reads a file's EXIF, IPTC and XMP. A photo with unreadable metadata is a photo all the same. */
import exifr from "exifr";
import { sharp } from "./decoder.ts";
import { pickExif, pickTakenAt, type Segments } from "./exif-fields.ts";
import type { Rendered } from "./imaging.types.ts";
import type { Source } from "./source.ts";

/** Values as they stand in the file, each segment by itself; no maker notes, no profile. */
const OPTIONS = {
	tiff: true,
	ifd1: false,
	exif: true,
	gps: true,
	xmp: true,
	iptc: true,
	icc: false,
	jfif: false,
	ihdr: false,
	makerNote: false,
	userComment: false,
	mergeOutput: false,
	reviveValues: false,
	translateValues: false,
} as const;

/** What exifr opens by itself, reading no more of the file than it needs. */
const READABLE = new Set(["image/jpeg", "image/png", "image/tiff", "image/heic", "image/heif"]);

/** What a file without metadata says. */
export const NO_EXIF: Pick<Rendered, "exif" | "takenAt"> = { exif: {}, takenAt: null };

/** Never throws: metadata that cannot be read is left out. */
export async function readExif({
	path,
	type,
	metadata,
}: Source): Promise<Pick<Rendered, "exif" | "takenAt">> {
	try {
		const segments = READABLE.has(type) ? await readFile(metadata) : await readChunks(path, type);
		return { exif: pickExif(segments), takenAt: pickTakenAt(segments) };
	} catch {
		return NO_EXIF;
	}
}

async function readFile(file: string | Uint8Array): Promise<Segments> {
	return (await exifr.parse(file, OPTIONS)) ?? {};
}

/** exifr does not know WebP and misses much AVIF; libvips hands out what it finds in them. */
async function readChunks(path: string, type: string): Promise<Segments> {
	if (type !== "image/webp" && type !== "image/avif") return {};
	const { exif, xmp } = await sharp(path, { failOn: "none" }).metadata();
	const tiff = exif?.toString("latin1", 0, 4) === "Exif" ? exif.subarray(6) : exif;
	return {
		...(xmp ? await exifr.sidecar(xmp, OPTIONS, "xmp").catch(() => undefined) : undefined),
		...(tiff ? await exifr.parse(tiff, OPTIONS) : undefined),
	};
}
