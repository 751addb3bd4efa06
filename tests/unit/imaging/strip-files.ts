/** Pictures full of things to be left out, and what comes of serving them by a recipe. */
import sharp, { type Sharp } from "sharp";
import type { ReadRange } from "#lib/imaging/probe-file.ts";
import { stripRecipe } from "#lib/imaging/strip.ts";
import type { StripRecipe } from "#lib/imaging/strip-recipe.ts";

/** In every text of the metadata: found nowhere in a file that was stripped. */
export const SECRET = "Secret-48.2082";

const XMP = `<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF
	xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><rdf:Description
	xmlns:dc="http://purl.org/dc/elements/1.1/" dc:source="${SECRET}"/></rdf:RDF></x:xmpmeta>`;

/** 48 × 32 pixels that all differ, in the colours of Display P3. */
export function picture(): Sharp {
	const data = Buffer.from(Array.from({ length: 48 * 32 * 3 }, (_, i) => (i * i * 7919) >> 3));
	return sharp(data, { raw: { width: 48, height: 32, channels: 3 } });
}

/** The same with a profile, EXIF with a place, XMP and an orientation. */
export function told(orientation: number): Sharp {
	return picture()
		.withMetadata({ orientation })
		.withExifMerge({
			IFD0: { ImageDescription: SECRET, Artist: SECRET },
			IFD3: { GPSLatitudeRef: "N", GPSLatitude: "48/1 12/1 30/1" },
		})
		.withXmp(XMP)
		.keepIccProfile()
		.withIccProfile("p3", { attach: true });
}

export const readerOf =
	(file: Uint8Array): ReadRange =>
	async (from, length) =>
		file.subarray(Math.min(from, file.length), Math.min(from + length, file.length));

export function serve(recipe: StripRecipe, file: Uint8Array): Buffer {
	return Buffer.concat(
		recipe.map((part) => {
			if ("base64" in part) return Buffer.from(part.base64, "base64");
			if (part.start < 0 || part.start > part.end || part.end >= file.length)
				throw new Error(`no such bytes: ${part.start} to ${part.end} of ${file.length}`);
			return file.subarray(part.start, part.end + 1);
		}),
	);
}

/** The file without its metadata, or null. */
export async function strip(file: Uint8Array, type: string): Promise<Buffer | null> {
	const recipe = await stripRecipe(readerOf(file), file.length, type);
	return recipe && serve(recipe, file);
}

/** Upright pixels as they are stored, without colours being converted. */
export const pixelsOf = (file: Uint8Array, options = {}) =>
	sharp(file, { autoOrient: true, ignoreIcc: true, failOn: "none", ...options })
		.raw()
		.toBuffer();

/** A marker segment of JPEG. */
export function segment(marker: number, content: string | Uint8Array): Buffer {
	const body = typeof content === "string" ? Buffer.from(content, "latin1") : content;
	const head = Buffer.from([0xff, marker, 0, 0]);
	head.writeUInt16BE(body.length + 2, 2);
	return Buffer.concat([head, body]);
}

/** The file with more bytes at an offset. */
export const insert = (file: Uint8Array, at: number, ...more: Uint8Array[]): Buffer =>
	Buffer.concat([file.subarray(0, at), ...more, file.subarray(at)]);
