/** WebP (RFC 9649, section 2) without metadata: see `strip.ts`. */
import type { ByteWindow } from "./byte-window.ts";
import { orientationTiff } from "./orientation.ts";
import { exifOrientation } from "./probe-tiff.ts";
import { RecipeWriter, type StripRecipe } from "./strip-recipe.ts";

const KEPT = new Set(["VP8 ", "VP8L", "ALPH", "ANIM", "ANMF", "ICCP"]);
const PIXELS = new Set(["VP8 ", "VP8L", "ANMF"]);
const HEADER_BYTES = 12;
/** Frames of an animation, mostly. */
const CHUNKS_MAX = 100_000;
const EXIF_MAX = 256 * 1024;
const [EXIF_FLAG, XMP_FLAG] = [0x08, 0x04];

interface Chunk {
	at: number;
	type: string;
	/** Bytes of its content, which begins 8 bytes behind `at`. */
	length: number;
	/** Where the next one begins. */
	next: number;
}

/** Null where a chunk ends behind the file's end. */
export async function stripWebp(file: ByteWindow): Promise<StripRecipe | null> {
	const chunks = await listChunks(file);
	if (!chunks?.some(({ type }) => PIXELS.has(type))) return null;
	const orientation = await readOrientation(file, chunks);
	const recipe = new RecipeWriter();
	recipe.write(Buffer.alloc(HEADER_BYTES));
	for (const { at, type, length, next } of chunks) {
		if (type === "VP8X") {
			if (length < 10) return null;
			await file.load(at, 18);
			recipe.write(withFlags(file.slice(at, 18), orientation));
		} else if (type === "EXIF" && orientation !== 1) recipe.write(orientationChunk(orientation));
		else if (KEPT.has(type)) recipe.keep(at, next);
		// The last byte of an odd chunk is padding, which some encoders leave out at the end.
		if (KEPT.has(type) && next === file.size && (next - at) % 2 === 1)
			recipe.write(Buffer.alloc(1));
	}
	recipe.rewriteFirst(riffHeader(recipe.size - 8));
	return recipe.finish();
}

async function listChunks(file: ByteWindow): Promise<Chunk[] | null> {
	await file.load(0, HEADER_BYTES);
	const declared = 8 + file.slice(4, 4).readUInt32LE();
	const end = Math.min(declared, file.size);
	const chunks: Chunk[] = [];
	for (let at = HEADER_BYTES; at + 8 <= end; at = chunks.at(-1)?.next ?? end) {
		if (!file.has(at, 8)) await file.load(at, 8);
		const head = file.slice(at, 8);
		const length = head.readUInt32LE(4);
		const next = at + 8 + length;
		if (next > file.size || chunks.length >= CHUNKS_MAX) return null;
		const padded = Math.min(next + (length % 2), file.size);
		chunks.push({ at, type: head.toString("latin1", 0, 4), length, next: padded });
	}
	return chunks;
}

/** 1 to 8; EXIF counts only where the first chunk announces it, as with decoders. */
async function readOrientation(file: ByteWindow, chunks: Chunk[]): Promise<number> {
	const extended = chunks.find(({ type }) => type === "VP8X");
	const exif = chunks.find(({ type }) => type === "EXIF");
	if (!extended || !exif || exif.length > EXIF_MAX) return 1;
	await file.load(extended.at + 8, 1);
	if (!(file.byte(extended.at + 8) & EXIF_FLAG)) return 1;
	await file.load(exif.at + 8, exif.length);
	return exifOrientation(file.slice(exif.at + 8, exif.length)) ?? 1;
}

function withFlags(chunk: Buffer, orientation: number): Buffer {
	const patched = Buffer.from(chunk);
	patched.writeUInt32LE(10, 4);
	const kept = chunk.readUInt8(8) & ~(EXIF_FLAG | XMP_FLAG);
	patched.writeUInt8(kept | (orientation === 1 ? 0 : EXIF_FLAG), 8);
	return patched;
}

function orientationChunk(orientation: number): Buffer {
	const tiff = orientationTiff(orientation);
	const head = Buffer.from("EXIF\0\0\0\0", "latin1");
	head.writeUInt32LE(tiff.length, 4);
	return Buffer.concat([head, tiff]);
}

function riffHeader(size: number): Buffer {
	const header = Buffer.from("RIFF\0\0\0\0WEBP", "latin1");
	header.writeUInt32LE(size, 4);
	return header;
}
