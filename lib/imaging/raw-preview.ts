/**
 * The picture inside a camera raw file. Every maker keeps its JPEG previews somewhere else (sub-
 * directories, maker notes, boxes, behind a header of its own), but all keep them as they are: the
 * file is searched for them, and the largest is the photo. Sensor data is never developed.
 */
import { open } from "node:fs/promises";
import { ByteWindow } from "./byte-window.ts";
import { orientationSegment } from "./orientation.ts";
import { type JpegFrame, jpegFrame } from "./probe.ts";
import type { ReadRange } from "./probe-file.ts";
import { exifOrientation } from "./probe-tiff.ts";
import { stripJpeg } from "./strip-jpeg.ts";
import { recipeSize, type StripRecipe, sliceRecipe } from "./strip-recipe.ts";

export interface RawPreview {
	/** Where it begins in the raw file. */
	at: number;
	/** How to write it: upright by an EXIF of nothing but the orientation; offsets from `at`. */
	recipe: StripRecipe;
}

const START = Buffer.from([0xff, 0xd8, 0xff]);
/** A preview's own EXIF, with a thumbnail and a profile, before its frame. */
const HEADER_BYTES = 256 * 1024;
/** Previews and what looks like one: a dozen; sensor data has the signature every 16 MB. */
const CANDIDATES_MAX = 200;
/** Of the raw file; the largest cameras write 240 MB. */
const SEARCH_MAX_BYTES = 512 * 1024 * 1024;

/** The largest preview within `maxPixels`; null where there is none. */
export async function findPreview(
	read: ReadRange,
	size: number,
	maxPixels: number,
): Promise<RawPreview | null> {
	const found: { at: number; frame: JpegFrame }[] = [];
	for await (const at of candidates(read, size)) {
		const frame = await frameAt(read, at);
		const pixels = frame ? frame.width * frame.height : 0;
		if (frame && pixels > 0 && pixels <= maxPixels) found.push({ at, frame });
	}
	found.sort((a, b) => b.frame.width * b.frame.height - a.frame.width * a.frame.height);
	for (const { at, frame } of found) {
		const recipe = await recipeAt(read, size, at);
		if (recipe) return { at, recipe: await turn(recipe, frame, read) };
	}
	return null;
}

/** Wherever a JPEG might begin. */
async function* candidates(read: ReadRange, size: number): AsyncGenerator<number> {
	const file = new ByteWindow(read, Math.min(size, SEARCH_MAX_BYTES));
	let count = 0;
	// From the second byte on: a raw file is not itself a JPEG.
	for (let at = 1; at + START.length <= file.size && count < CANDIDATES_MAX; ) {
		if (!file.has(at, START.length)) await file.load(at, START.length);
		const found = file.find(START, at);
		if (found >= 0) {
			count++;
			yield found;
		}
		at = found >= 0 ? found + START.length : file.end - START.length + 1;
	}
}

/** Of what browsers and libjpeg decode: baseline, extended or progressive, of 8 bit. */
async function frameAt(read: ReadRange, at: number): Promise<JpegFrame | null> {
	try {
		const frame = jpegFrame(await read(at, HEADER_BYTES));
		return frame && frame.marker <= 0xc2 && frame.precision === 8 ? frame : null;
	} catch (error) {
		if (error instanceof RangeError) return null;
		throw error;
	}
}

async function recipeAt(read: ReadRange, size: number, at: number): Promise<StripRecipe | null> {
	const fromThere: ReadRange = (from, length, into) => read(at + from, length, into);
	try {
		return await stripJpeg(new ByteWindow(fromThere, size - at));
	} catch (error) {
		if (error instanceof RangeError) return null;
		throw error;
	}
}

/** A preview that does not say how it is to be turned is to be turned as the raw picture is. */
async function turn(recipe: StripRecipe, frame: JpegFrame, read: ReadRange): Promise<StripRecipe> {
	const head = await readRawTiff(read);
	const orientation = frame.orientation ?? (head && exifOrientation(head)) ?? 1;
	if (frame.orientation !== undefined || orientation === 1) return recipe;
	const segment = orientationSegment(orientation).toString("base64");
	const rest = sliceRecipe(recipe, 2, recipeSize(recipe) - 1);
	return [...sliceRecipe(recipe, 0, 1), { base64: segment }, ...rest];
}

const RAW_HEAD_BYTES = 1024 * 1024;

/**
 * The raw file's own directory of tags as the beginning of an ordinary TIFF: some makers write a
 * signature of their own before it, Canon's CR3 has it in a box. Null where there is none.
 */
export async function readRawTiff(read: ReadRange): Promise<Buffer | null> {
	const head = Buffer.from(await read(0, RAW_HEAD_BYTES));
	const order = head.toString("latin1", 0, 2);
	if (order === "II" || order === "MM") {
		head.set(order === "II" ? [0x2a, 0] : [0, 0x2a], 2);
		return head;
	}
	const box = head.toString("latin1", 4, 8) === "ftyp" ? head.indexOf("CMT1") : -1;
	return box < 4 ? null : head.subarray(box + 4, box - 4 + head.readUInt32BE(box - 4));
}

const COPY_BYTES = 1024 * 1024;

/** Writes the preview as a file of its own. */
export async function writePreview(
	read: ReadRange,
	{ at, recipe }: RawPreview,
	path: string,
): Promise<void> {
	const file = await open(path, "wx");
	try {
		for (const part of recipe) {
			if ("base64" in part) await file.write(Buffer.from(part.base64, "base64"));
			else
				for (let from = part.start; from <= part.end; from += COPY_BYTES)
					await file.write(await read(at + from, Math.min(COPY_BYTES, part.end + 1 - from)));
		}
	} finally {
		await file.close();
	}
}
