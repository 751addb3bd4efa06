/** JPEG (ITU-T T.81, annex B) without metadata: see `strip.ts`. */
import type { ByteWindow } from "./byte-window.ts";
import { orientationSegment } from "./orientation.ts";
import { exifOrientation } from "./probe-tiff.ts";
import { RecipeWriter, type StripRecipe } from "./strip-recipe.ts";

const SOI = 0xd8;
const EOI = 0xd9;
const SOS = 0xda;
const [APP0, APP1, APP2, APP14] = [0xe0, 0xe1, 0xe2, 0xee];
const END = Buffer.from([0xff, EOI]);

/** Segments of one file: some dozens, and with progressive scans a few hundred. */
const SEGMENTS_MAX = 5000;

const standsAlone = (marker: number) => marker === 0x01 || (marker >= 0xd0 && marker <= 0xd7);

/** Tables, frames and scans: DQT, DNL, DRI, and SOF0 to SOF15 with DHT and DAC among them. */
const isPicture = (marker: number) =>
	(marker >= 0xc0 && marker <= 0xcf) || (marker >= SOS && marker <= 0xdd);

/**
 * Everything up to the end of the first image; what follows it (further pictures, gain maps, video)
 * is no part of it. An image that is cut off is ended where it is.
 */
export async function stripJpeg(file: ByteWindow): Promise<StripRecipe | null> {
	await file.load(0, 2);
	if (file.byte(0) !== 0xff || file.byte(1) !== SOI) return null;
	const recipe = new RecipeWriter();
	recipe.keep(0, 2);
	const state = { at: 2, scans: 0, oriented: false };
	for (let step = 0; step < SEGMENTS_MAX; step++) {
		const markerAt = await findMarker(file, state.at);
		// The next image's beginning ends this one too.
		const marker = markerAt === null ? EOI : file.byte(markerAt + 1);
		if (markerAt === null || marker === EOI || marker === SOI) {
			if (markerAt !== null && marker === EOI) recipe.keep(markerAt, markerAt + 2);
			else recipe.write(END);
			return state.scans > 0 ? recipe.finish() : null;
		}
		if (standsAlone(marker)) state.at = markerAt + 2;
		else await takeSegment(file, recipe, state, markerAt);
	}
	return null;
}

/** Where the next marker is: 0xFF and neither zero nor a fill byte. Null at the end of the file. */
async function findMarker(file: ByteWindow, from: number): Promise<number | null> {
	for (let at = from; ; ) {
		if (at + 2 > file.size) return null;
		if (!file.has(at, 2)) await file.load(at, 2);
		const found = file.find(0xff, at);
		if (found < 0) at = file.end;
		else if (!file.has(found, 2)) at = found;
		else {
			const next = file.byte(found + 1);
			if (next !== 0 && next !== 0xff) return found;
			at = found + (next === 0 ? 2 : 1);
		}
	}
}

interface State {
	/** Where the next segment is looked for. */
	at: number;
	scans: number;
	oriented: boolean;
}

/** A segment as it is, as less than it was, or not at all. A scan is followed by its data. */
async function takeSegment(
	file: ByteWindow,
	recipe: RecipeWriter,
	state: State,
	at: number,
): Promise<void> {
	await file.load(at, 4);
	const marker = file.byte(at + 1);
	const length = file.slice(at + 2, 2).readUInt16BE();
	if (length < 2) throw new RangeError("a segment without a length");
	state.at = at + 2 + length;
	if (isPicture(marker)) {
		if (state.at > file.size) throw new RangeError("cut off in a header");
		if (marker === SOS) {
			state.scans++;
			state.at = await skipScan(file, state.at);
		}
		recipe.keep(at, state.at);
	} else await takeApplication(file, recipe, state, at, length);
}

/** Where the entropy-coded data ends: at a marker that is no restart, or with the file. */
async function skipScan(file: ByteWindow, from: number): Promise<number> {
	for (let at = from; ; ) {
		const found = await findMarker(file, at);
		if (found === null) return file.size;
		if (!standsAlone(file.byte(found + 1))) return found;
		at = found + 2;
	}
}

/** What decoders need of the application segments, without what may hide behind it. */
async function takeApplication(
	file: ByteWindow,
	recipe: RecipeWriter,
	state: State,
	at: number,
	length: number,
): Promise<void> {
	const marker = file.byte(at + 1);
	if (![APP0, APP1, APP2, APP14].includes(marker) || at + 2 + length > file.size) return;
	await file.load(at, 2 + length);
	const body = file.slice(at + 4, length - 2);
	const begins = (text: string) => body.toString("latin1", 0, text.length) === text;
	if (marker === APP0 && begins("JFIF\0") && body.length >= 14) {
		if (body.length === 14) recipe.keep(at, state.at);
		else recipe.write(withoutThumbnail(body));
	}
	if (marker === APP1 && begins("Exif\0\0") && !state.oriented) {
		const orientation = exifOrientation(body);
		state.oriented = orientation !== undefined;
		if (orientation && orientation !== 1) recipe.write(orientationSegment(orientation));
	}
	if (marker === APP2 && begins("ICC_PROFILE\0")) recipe.keep(at, state.at);
	if (marker === APP14 && begins("Adobe") && body.length === 12) recipe.keep(at, state.at);
}

/** JFIF 1.02: the last two bytes are the thumbnail's width and height. */
function withoutThumbnail(body: Buffer): Buffer {
	return Buffer.concat([Buffer.from([0xff, APP0, 0, 16]), body.subarray(0, 12), Buffer.alloc(2)]);
}
