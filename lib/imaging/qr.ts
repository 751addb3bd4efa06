/**
 * QR codes in a photo, by zxing-cpp in WebAssembly: what a hostile picture does to it stays inside.
 * Loaded when the first photo is asked about.
 */
import { readFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { prepareZXingModule, type ReadResult, readBarcodes } from "zxing-wasm/reader";
import { health, type Pixels } from "./decoder.ts";
import { greyOf } from "./describe.ts";

/**
 * Scaled down by itself for large codes; turned and inverted for those that are. Guesses that fail
 * a code's own error correction are not returned.
 */
const OPTIONS = {
	formats: ["QRCode"],
	tryHarder: true,
	tryRotate: true,
	tryInvert: true,
	returnErrors: false,
	maxNumberOfSymbols: 50,
} satisfies Parameters<typeof readBarcodes>[1];

let prepared: Promise<unknown> | undefined;

/** From the package; without the bytes it would ask a CDN for them. */
async function prepare(): Promise<void> {
	const file = fileURLToPath(import.meta.resolve("zxing-wasm/reader/zxing_reader.wasm"));
	const wasmBinary = Uint8Array.from(await readFile(file)).buffer;
	await prepareZXingModule({ overrides: { wasmBinary }, fireImmediately: true });
}

/** The texts in upright pixels: each once, from the top left to the bottom right. */
export async function readQr(pixels: Pixels): Promise<string[]> {
	prepared ??= prepare();
	await prepared;
	const found = await readBarcodes(asPgm(pixels), OPTIONS).catch(() => {
		// A reader that has trapped has found nothing, and is not asked again.
		health.spoilt = true;
		return [];
	});
	const texts = inReadingOrder(found.filter((code) => code.isValid)).map((code) => code.text);
	return [...new Set(texts.filter((text) => text !== ""))];
}

/** A portable grey map: the reader's own way in is RGBA, four times the bytes. */
function asPgm(pixels: Pixels): Buffer {
	const header = Buffer.from(`P5\n${pixels.width} ${pixels.height}\n255\n`, "latin1");
	return Buffer.concat([header, greyOf(pixels)]);
}

interface Placed {
	code: ReadResult;
	/** Middle, pixels. */
	x: number;
	y: number;
	height: number;
}

function place(code: ReadResult): Placed {
	const { topLeft, topRight, bottomLeft, bottomRight } = code.position;
	const corners = [topLeft, topRight, bottomLeft, bottomRight];
	const ys = corners.map(({ y }) => y);
	return {
		code,
		x: corners.reduce((sum, { x }) => sum + x, 0) / 4,
		y: ys.reduce((sum, y) => sum + y, 0) / 4,
		height: Math.max(...ys) - Math.min(...ys),
	};
}

/** Codes whose middles differ by less than half a code's height are in one row. */
function inReadingOrder(codes: ReadResult[]): ReadResult[] {
	const rows: Placed[][] = [];
	for (const placed of codes.map(place).sort((a, b) => a.y - b.y)) {
		const first = rows.at(-1)?.[0];
		if (first && placed.y - first.y < first.height / 2) rows.at(-1)?.push(placed);
		else rows.push([placed]);
	}
	return rows.flatMap((row) => row.sort((a, b) => a.x - b.x).map(({ code }) => code));
}
