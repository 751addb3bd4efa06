/**
 * Width and height from the first bytes of a file, for the web process: no decoder runs there, and
 * nothing is believed. Every read is within bounds, every loop moves forward.
 */
import { latin1, type StoredSize, slice } from "./bytes.ts";
import { heifSize } from "./probe-heif.ts";
import { exifOrientation, tiffSize } from "./probe-tiff.ts";

export type ProbeResult =
	/** Of the upright picture, in pixels. */
	| { ok: true; width: number; height: number }
	/**
	 * `incomplete`: the answer lies beyond the bytes given; of a whole file, that it is cut off.
	 * `invalid`: the header makes no sense.
	 */
	| { ok: false; reason: "incomplete" | "invalid" };

type Probe = (bytes: Uint8Array, view: DataView) => StoredSize | null;

const PROBES: Record<string, Probe> = {
	"image/jpeg": jpegFrame,
	"image/png": pngSize,
	"image/gif": (_, view) => ({ width: view.getUint16(6, true), height: view.getUint16(8, true) }),
	"image/webp": webpSize,
	"image/bmp": bmpSize,
	"image/tiff": tiffSize,
	"image/avif": heifSize,
	"image/heic": heifSize,
	"image/heif": heifSize,
};

/** `contentType` is what `detectType` said of the same bytes; 1 MB of head is enough for cameras. */
export function probeSize(head: Uint8Array, contentType: string): ProbeResult {
	const probe = PROBES[contentType];
	if (!probe) return { ok: false, reason: "invalid" };
	try {
		const size = probe(head, new DataView(head.buffer, head.byteOffset, head.byteLength));
		if (!size || !(size.width > 0 && size.height > 0)) return { ok: false, reason: "invalid" };
		const turned = (size.orientation ?? 1) >= 5;
		return turned
			? { ok: true, width: size.height, height: size.width }
			: { ok: true, width: size.width, height: size.height };
	} catch (error) {
		// DataView's answer to a read past the end.
		if (error instanceof RangeError) return { ok: false, reason: "incomplete" };
		return { ok: false, reason: "invalid" };
	}
}

/** Markers that stand alone: TEM, RST0 to RST7, SOI. */
const standsAlone = (marker: number) => marker === 0x01 || (marker >= 0xd0 && marker <= 0xd8);
/** SOF0 to SOF15 without DHT, JPG and DAC, which share their range (ITU-T T.81, table B.1). */
const isFrame = (marker: number) =>
	marker >= 0xc0 && marker <= 0xcf && marker !== 0xc4 && marker !== 0xc8 && marker !== 0xcc;

export interface JpegFrame extends StoredSize {
	/** Which kind of SOF: 0xC0 baseline, 0xC1 extended, 0xC2 progressive, 0xC3 lossless… */
	marker: number;
	/** Bits a sample. */
	precision: number;
}

/** Throws RangeError where the frame lies behind the bytes; null where there is none. */
export function jpegFrame(bytes: Uint8Array): JpegFrame | null {
	const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
	let orientation: number | undefined;
	for (let at = 2; ; ) {
		// Decoders skip stray bytes and fill bytes between segments.
		while (view.getUint8(at) !== 0xff || view.getUint8(at + 1) === 0xff) at++;
		const marker = view.getUint8(at + 1);
		at += 2;
		if (marker === 0 || standsAlone(marker)) continue;
		if (marker === 0xd9 || marker === 0xda) return null; // the end, or a scan before any frame
		const length = view.getUint16(at);
		if (length < 2) return null;
		if (isFrame(marker))
			return {
				marker,
				precision: view.getUint8(at + 2),
				height: view.getUint16(at + 3),
				width: view.getUint16(at + 5),
				orientation,
			};
		if (marker === 0xe1 && length >= 8 && latin1(bytes, at + 2, 4) === "Exif")
			orientation ??= exifOrientation(slice(bytes, at + 8, length - 8));
		at += length;
	}
}

function pngSize(bytes: Uint8Array, view: DataView): StoredSize | null {
	if (latin1(bytes, 12, 4) !== "IHDR") return null;
	const size: StoredSize = { width: view.getUint32(16), height: view.getUint32(20) };
	if (size.width > 0x7fffffff || size.height > 0x7fffffff) return null;
	// An eXIf chunk may stand before the pixels; one behind them is not worth waiting for.
	for (let at = 8; at + 8 <= bytes.length; at += 12 + view.getUint32(at)) {
		const type = latin1(bytes, at + 4, 4);
		if (type === "IDAT" || at + 8 + view.getUint32(at) > bytes.length) break;
		if (type === "eXIf")
			size.orientation = exifOrientation(slice(bytes, at + 8, view.getUint32(at)));
	}
	return size;
}

/** RFC 9649: lossy, lossless, or extended with a canvas and perhaps an EXIF chunk. */
function webpSize(bytes: Uint8Array, view: DataView): StoredSize | null {
	const kind = latin1(bytes, 12, 4);
	if (kind === "VP8 ") {
		if (view.getUint8(23) !== 0x9d || view.getUint16(24, true) !== 0x2a01) return null;
		return { width: view.getUint16(26, true) & 0x3fff, height: view.getUint16(28, true) & 0x3fff };
	}
	if (kind === "VP8L") {
		if (view.getUint8(20) !== 0x2f) return null;
		const bits = view.getUint32(21, true);
		return { width: (bits & 0x3fff) + 1, height: ((bits >>> 14) & 0x3fff) + 1 };
	}
	if (kind !== "VP8X") return null;
	const uint24 = (at: number) => view.getUint16(at, true) | (view.getUint8(at + 2) << 16);
	const size: StoredSize = { width: uint24(24) + 1, height: uint24(27) + 1 };
	for (let at = 30; at + 8 <= bytes.length; ) {
		const length = view.getUint32(at + 4, true);
		if (at + 8 + length > bytes.length) break;
		if (latin1(bytes, at, 4) === "EXIF")
			size.orientation = exifOrientation(slice(bytes, at + 8, length));
		at += 8 + length + (length % 2);
	}
	return size;
}

function bmpSize(_: Uint8Array, view: DataView): StoredSize {
	if (view.getUint32(14, true) === 12)
		return { width: view.getUint16(18, true), height: view.getUint16(20, true) };
	return { width: view.getInt32(18, true), height: Math.abs(view.getInt32(22, true)) };
}
