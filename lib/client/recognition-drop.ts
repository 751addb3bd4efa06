/** What was dropped to be recognised, told apart before it is sent. */
import { isLitter } from "./dropped-files.ts";
import type { FoundFile } from "./found-file.ts";

export const MOST_PHOTOS = 100;
export const LARGEST_PHOTO = 10 * 1024 ** 2;

/** HEIC is not among them: the document does not take it. */
const FORMATS = /\.(jpe?g|png|gif|bmp|tiff?|webp|avif)$/i;
const TYPES = /^image\/(jpeg|png|gif|bmp|x-ms-bmp|tiff|webp|avif)$/;

export type LeftOutReason = "kind" | "empty" | "tooLarge" | "tooMany";

export interface RecognitionDrop {
	photos: File[];
	leftOut: { path: string; why: LeftOutReason }[];
}

function faultOf(file: File): LeftOutReason | null {
	// Phones hand over photos without an extension; the server looks at the bytes anyway.
	if (!FORMATS.test(file.name) && !TYPES.test(file.type)) return "kind";
	if (file.size === 0) return "empty";
	return file.size > LARGEST_PHOTO ? "tooLarge" : null;
}

/** The first hundred that can be sent, in the order of their names, and why the others cannot. */
export function sortDropped(found: Iterable<FoundFile>): RecognitionDrop {
	const byName = new Intl.Collator(undefined, { numeric: true });
	const files = [...found]
		.filter(({ path }) => !isLitter(path))
		.sort((a, b) => byName.compare(a.path, b.path));
	const drop: RecognitionDrop = { photos: [], leftOut: [] };
	for (const { file, path } of files) {
		const why = faultOf(file) ?? (drop.photos.length < MOST_PHOTOS ? null : "tooMany");
		if (why) drop.leftOut.push({ path, why });
		else drop.photos.push(file);
	}
	return drop;
}
