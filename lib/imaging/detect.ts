/**
 * The type of an image from its first bytes. A name or a header may say anything; these are the
 * only types that any decoder here is ever given.
 */

import { isCameraRaw } from "./detect-raw.ts";

const ascii = (bytes: Uint8Array, from: number, length: number): string =>
	from + length <= bytes.length ? String.fromCharCode(...bytes.subarray(from, from + length)) : "";

const startsWith = (bytes: Uint8Array, ...expected: number[]): boolean =>
	expected.every((value, index) => bytes[index] === value);

const HEVC_BRANDS = new Set(["heic", "heix", "heim", "heis", "hevc", "hevx", "hevm", "hevs"]);
const AV1_BRANDS = new Set(["avif", "avis"]);
const HEIF_BRANDS = new Set(["mif1", "msf1"]);

/** Sizes of the information header: core, OS/2 2 (short and full), info, V2, V3, V4, V5. */
const BMP_HEADERS = new Set([12, 16, 40, 52, 56, 64, 108, 124]);
const BMP_DEPTHS = new Set([1, 2, 4, 8, 16, 24, 32]);

/**
 * MIME type of the image that begins with `head` (4,100 bytes are enough, fewer will do), or null
 * where it is none of jpeg, png, webp, avif, heic, heif, gif, bmp, tiff. Camera raw files, which
 * are TIFF by their first bytes, are null too.
 */
export function detectType(head: Uint8Array): string | null {
	if (startsWith(head, 0xff, 0xd8, 0xff)) return "image/jpeg";
	if (startsWith(head, 0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a)) return "image/png";
	const six = ascii(head, 0, 6);
	if (six === "GIF87a" || six === "GIF89a") return "image/gif";
	if (six.startsWith("RIFF") && ascii(head, 8, 4) === "WEBP") return "image/webp";
	if (ascii(head, 4, 4) === "ftyp") return detectHeif(head);
	if (six.startsWith("BM")) return isBmp(head) ? "image/bmp" : null;
	if (isTiff(head)) return isCameraRaw(head) ? null : "image/tiff";
	return null;
}

/** ISO/IEC 23008-12: the major brand decides, and where it only says "HEIF", the compatible ones. */
function detectHeif(head: Uint8Array): string | null {
	const view = new DataView(head.buffer, head.byteOffset, head.byteLength);
	const size = Math.min(view.getUint32(0), head.length, 512);
	const major = ascii(head, 8, 4);
	if (AV1_BRANDS.has(major)) return "image/avif";
	if (HEVC_BRANDS.has(major)) return "image/heic";
	if (!HEIF_BRANDS.has(major)) return null;
	const compatible: string[] = [];
	for (let at = 16; at + 4 <= size; at += 4) compatible.push(ascii(head, at, 4));
	if (compatible.some((brand) => AV1_BRANDS.has(brand))) return "image/avif";
	if (compatible.some((brand) => HEVC_BRANDS.has(brand))) return "image/heic";
	return "image/heif";
}

/** "BM" begins many a text; the header behind it must make sense too. */
function isBmp(head: Uint8Array): boolean {
	if (head.length < 26) return false;
	const view = new DataView(head.buffer, head.byteOffset, head.byteLength);
	const headerSize = view.getUint32(14, true);
	if (!BMP_HEADERS.has(headerSize)) return false;
	const planesAt = headerSize === 12 ? 22 : 26;
	if (head.length < planesAt + 4) return false;
	return view.getUint16(planesAt, true) === 1 && BMP_DEPTHS.has(view.getUint16(planesAt + 2, true));
}

function isTiff(head: Uint8Array): boolean {
	return (
		startsWith(head, 0x49, 0x49, 0x2a, 0x00) ||
		startsWith(head, 0x4d, 0x4d, 0x00, 0x2a) ||
		startsWith(head, 0x49, 0x49, 0x2b, 0x00) ||
		startsWith(head, 0x4d, 0x4d, 0x00, 0x2b)
	);
}
