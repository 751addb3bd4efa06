/** PNG (W3C, third edition) and its animations without metadata: see `strip.ts`. */
import { crc32 } from "node:zlib";
import type { ByteWindow } from "./byte-window.ts";
import { orientationTiff } from "./orientation.ts";
import { exifOrientation } from "./probe-tiff.ts";
import { RecipeWriter, type StripRecipe } from "./strip-recipe.ts";

/** What the picture is made of; the rest is text, time, previews and what programs noted. */
const KEPT = new Set(
	(
		"IHDR PLTE IDAT IEND tRNS acTL fcTL fdAT " +
		"gAMA cHRM sRGB iCCP cICP sBIT mDCV cLLI mDCv cLLi bKGD hIST sPLT pHYs"
	).split(" "),
);
const SIGNATURE_BYTES = 8;
/** Length, type and checksum. */
const FRAME_BYTES = 12;
/** Encoders that cut the data into 8 kB need this for 1.6 GB. */
const CHUNKS_MAX = 200_000;
const EXIF_MAX = 256 * 1024;

/** Null where it ends before its IEND. */
export async function stripPng(file: ByteWindow): Promise<StripRecipe | null> {
	await file.load(0, SIGNATURE_BYTES + FRAME_BYTES);
	if (typeAt(file, SIGNATURE_BYTES) !== "IHDR") return null;
	const recipe = new RecipeWriter();
	recipe.keep(0, SIGNATURE_BYTES);
	let at = SIGNATURE_BYTES;
	let pixels = false;
	for (let step = 0; step < CHUNKS_MAX; step++) {
		if (!file.has(at, 8)) await file.load(at, 8);
		const length = file.slice(at, 4).readUInt32BE();
		const type = typeAt(file, at);
		const next = at + FRAME_BYTES + length;
		if (next > file.size) return null;
		pixels ||= type === "IDAT";
		if (KEPT.has(type)) recipe.keep(at, next);
		if (type === "eXIf" && length <= EXIF_MAX) {
			await file.load(at + 8, length);
			const orientation = exifOrientation(file.slice(at + 8, length)) ?? 1;
			if (orientation !== 1) recipe.write(orientationChunk(orientation));
		}
		if (type === "IEND") return pixels ? recipe.finish() : null;
		at = next;
	}
	return null;
}

const typeAt = (file: ByteWindow, at: number) => file.slice(at + 4, 4).toString("latin1");

function orientationChunk(orientation: number): Buffer {
	const typed = Buffer.concat([Buffer.from("eXIf"), orientationTiff(orientation)]);
	const chunk = Buffer.alloc(8 + typed.length);
	chunk.writeUInt32BE(typed.length - 4, 0);
	chunk.set(typed, 4);
	chunk.writeUInt32BE(crc32(typed), 4 + typed.length);
	return chunk;
}
