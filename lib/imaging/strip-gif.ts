/** GIF 89a without comments and metadata: see `strip.ts`. */
import type { ByteWindow } from "./byte-window.ts";
import { RecipeWriter, type StripRecipe } from "./strip-recipe.ts";

const [EXTENSION, IMAGE, TRAILER] = [0x21, 0x2c, 0x3b];
const [GRAPHIC_CONTROL, APPLICATION] = [0xf9, 0xff];
/** How often it plays, and its colour profile. */
const KEPT_APPLICATIONS = new Set(["NETSCAPE2.0", "ANIMEXTS1.0", "ICCRGBG1012"]);
/** Frames and extensions; ten minutes of animation have 20,000 frames. */
const BLOCKS_MAX = 100_000;

/** Ended where it ends, with the trailer that many lack; null where it is cut off in a block. */
export async function stripGif(file: ByteWindow): Promise<StripRecipe | null> {
	await file.load(0, 13);
	const recipe = new RecipeWriter();
	let at = 13 + colourTableBytes(file.byte(10));
	if (at > file.size) return null;
	recipe.keep(0, at);
	let images = 0;
	for (let block = 0; block < BLOCKS_MAX; block++) {
		if (at < file.size && !file.has(at, 1)) await file.load(at, 1);
		const kind = at < file.size ? file.byte(at) : TRAILER;
		if (kind === TRAILER) {
			if (at < file.size) recipe.keep(at, at + 1);
			else recipe.write(Buffer.from([TRAILER]));
			return images > 0 ? recipe.finish() : null;
		}
		if (kind !== IMAGE && kind !== EXTENSION) return null;
		const kept = kind === IMAGE || (await isKeptExtension(file, at));
		const next = kind === IMAGE ? await endOfImage(file, at) : await endOfBlocks(file, at + 2);
		if (kept) recipe.keep(at, next);
		if (kind === IMAGE) images++;
		at = next;
	}
	return null;
}

/** By the flags of the screen or of an image: 3 bytes a colour, 2 to 256 colours, or none. */
const colourTableBytes = (flags: number) => (flags & 0x80 ? 3 * 2 ** ((flags & 7) + 1) : 0);

async function isKeptExtension(file: ByteWindow, at: number): Promise<boolean> {
	await file.load(at, 2);
	const label = file.byte(at + 1);
	if (label === GRAPHIC_CONTROL) return true;
	if (label !== APPLICATION) return false;
	await file.load(at, 14);
	return (
		file.byte(at + 2) === 11 && KEPT_APPLICATIONS.has(file.slice(at + 3, 11).toString("latin1"))
	);
}

/** Descriptor, colours, the code size, and the data in blocks. */
async function endOfImage(file: ByteWindow, at: number): Promise<number> {
	await file.load(at, 10);
	return endOfBlocks(file, at + 10 + colourTableBytes(file.byte(at + 9)) + 1);
}

/** Behind a row of blocks, each with its length before it, the last one of length 0. */
async function endOfBlocks(file: ByteWindow, from: number): Promise<number> {
	for (let at = from; ; ) {
		if (!file.has(at, 1)) await file.load(at, 1);
		const length = file.byte(at);
		at += 1 + length;
		if (length === 0) return at;
	}
}
