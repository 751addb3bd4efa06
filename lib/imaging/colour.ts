/**
 * Colour profiles. Converting costs as much as decoding, so it is done after the resize, and not
 * at all where the profile is sRGB under one of its many names.
 */
import { fromPixels, type Pixels, sharp, toPixels } from "./decoder.ts";
import { type DeepPixels, srgbToLinear, toSrgbBytes } from "./hdr.ts";
import type { CodedColours } from "./probe-heif.ts";

/** Colorants of sRGB adapted to D50 (IEC 61966-2-1, Annex F; ICC.1 encodes them as s15Fixed16). */
const SRGB_COLORANTS: Record<string, [number, number, number]> = {
	rXYZ: [0.4361, 0.2225, 0.0139],
	gXYZ: [0.3851, 0.7169, 0.0971],
	bXYZ: [0.1431, 0.0606, 0.7141],
};

/**
 * True where an RGB matrix profile (ICC.1:2022) describes sRGB: colorants within 0.003 and the
 * transfer curve within 0.01. Anything odd is "no", which costs a conversion and no colour.
 */
export function isSrgbProfile(icc: Uint8Array): boolean {
	try {
		const tags = readTags(icc);
		if (!tags) return false;
		const view = new DataView(icc.buffer, icc.byteOffset, icc.byteLength);
		for (const [name, expected] of Object.entries(SRGB_COLORANTS)) {
			const at = tags.get(name);
			if (at === undefined) return false;
			for (let i = 0; i < 3; i++)
				if (Math.abs(view.getInt32(at + 8 + i * 4) / 65536 - (expected[i] ?? 0)) > 0.003)
					return false;
		}
		return ["rTRC", "gTRC", "bTRC"].every((name) => {
			const at = tags.get(name);
			return at !== undefined && isSrgbCurve(view, at);
		});
	} catch {
		return false;
	}
}

/** Offsets of the tags of an RGB profile without lookup tables; null for any other. */
function readTags(icc: Uint8Array): Map<string, number> | null {
	const view = new DataView(icc.buffer, icc.byteOffset, icc.byteLength);
	const text = (at: number) => String.fromCharCode(...icc.subarray(at, at + 4));
	if (text(16) !== "RGB " || text(20) !== "XYZ ") return null;
	const count = view.getUint32(128);
	if (count > 100) return null;
	const tags = new Map<string, number>();
	for (let i = 0; i < count; i++) tags.set(text(132 + i * 12), view.getUint32(132 + i * 12 + 4));
	return tags.has("A2B0") ? null : tags;
}

function isSrgbCurve(view: DataView, at: number): boolean {
	const curve = readCurve(view, at);
	if (!curve) return false;
	for (const v of [0.05, 0.2, 0.4, 0.6, 0.8, 0.95])
		if (Math.abs(curve(v) - srgbToLinear(v)) > 0.01) return false;
	return true;
}

/** A `curv` or `para` tag as a function on 0 to 1 (ICC.1:2022, 10.6 and 10.18). */
function readCurve(view: DataView, at: number): ((v: number) => number) | null {
	const type = view.getUint32(at);
	if (type === 0x63757276) {
		const count = view.getUint32(at + 8);
		if (count === 0) return (v) => v;
		if (count === 1) return (v) => v ** (view.getUint16(at + 12) / 256);
		return (v) => view.getUint16(at + 12 + Math.round(v * (count - 1)) * 2) / 65535;
	}
	if (type === 0x70617261 && view.getUint16(at + 8) === 3) {
		const [g = 1, a = 1, b = 0, c = 1, d = 0] = [0, 1, 2, 3, 4].map(
			(i) => view.getInt32(at + 12 + i * 4) / 65536,
		);
		return (v) => (v >= d ? (a * v + b) ** g : c * v);
	}
	return null;
}

/** Pixels in the colours of `icc` (none is sRGB) → sRGB. A broken profile leaves them as they are. */
export async function fromProfile(pixels: Pixels, icc: Uint8Array | undefined): Promise<Pixels> {
	const simple = await withoutIdleAlpha(pixels);
	return icc && !isSrgbProfile(icc) ? toPixels(sharp(wrapAsTiff(simple, icc))) : simple;
}

/** Pixels whose container says their colours by number → sRGB. */
export async function fromCodedColours(
	pixels: DeepPixels & { width: number; height: number },
	colours: CodedColours,
): Promise<Pixels> {
	const { width, height, channels } = pixels;
	return withoutIdleAlpha({ data: toSrgbBytes(pixels, colours), width, height, channels });
}

/** An uncompressed one-strip TIFF 6.0 with a profile: the cheapest way to hand libvips both. */
function wrapAsTiff(pixels: Pixels, icc: Uint8Array): Buffer {
	const { width, height, channels, data } = pixels;
	const SHORT = 3;
	const LONG = 4;
	const UNDEFINED = 7;
	const entries = channels === 4 ? 11 : 10;
	const bitsAt = 8 + 2 + entries * 12 + 4;
	const iccAt = bitsAt + 8;
	const dataAt = iccAt + icc.length + (icc.length % 2);
	const header = Buffer.alloc(dataAt);
	header.write("II*\0", 0, "latin1");
	header.writeUInt32LE(8, 4);
	header.writeUInt16LE(entries, 8);
	let at = 10;
	const entry = (tag: number, type: number, count: number, value: number) => {
		header.writeUInt16LE(tag, at);
		header.writeUInt16LE(type, at + 2);
		header.writeUInt32LE(count, at + 4);
		header.writeUInt32LE(value, at + 8);
		at += 12;
	};
	entry(256, LONG, 1, width);
	entry(257, LONG, 1, height);
	entry(258, SHORT, channels, bitsAt); // BitsPerSample
	entry(259, SHORT, 1, 1); // Compression: none
	entry(262, SHORT, 1, 2); // PhotometricInterpretation: RGB
	entry(273, LONG, 1, dataAt); // StripOffsets
	entry(277, SHORT, 1, channels);
	entry(278, LONG, 1, height); // RowsPerStrip
	entry(279, LONG, 1, data.length); // StripByteCounts
	if (channels === 4) entry(338, SHORT, 1, 2); // ExtraSamples: unassociated alpha
	entry(34675, UNDEFINED, icc.length, iccAt);
	for (let i = 0; i < 4; i++) header.writeUInt16LE(8, bitsAt + i * 2);
	header.set(icc, iccAt);
	return Buffer.concat([header, data]);
}

/** The same without an alpha channel in which no pixel is see-through: it is only weight. */
export async function withoutIdleAlpha(pixels: Pixels): Promise<Pixels> {
	if (pixels.channels === 3) return pixels;
	for (let i = 3; i < pixels.data.length; i += 4) if (pixels.data[i] !== 255) return pixels;
	return toPixels(fromPixels(pixels).removeAlpha());
}
