/**
 * Camera raw files by their first bytes. Most are TIFF by their signature; to take them for one
 * would publish a stamp of 160 pixels, which is why `detectType` takes none of them.
 */

const TAG_NEW_SUBFILE_TYPE = 254;
const TAG_MAKE = 271;
const TAG_SUB_IFDS = 330;
const TAG_DNG_VERSION = 50706;
/** Entries of the first directory that are looked at. */
const ENTRIES_MAX = 200;

const ascii = (bytes: Uint8Array, from: number, length: number): string =>
	from + length <= bytes.length ? String.fromCharCode(...bytes.subarray(from, from + length)) : "";

/** Signatures of raw files that are no TIFF. */
const SIGNATURES: [string, string][] = [
	["FUJIFILMCCD-RAW", "image/x-fuji-raf"],
	["IIRO", "image/x-olympus-orf"],
	["IIRS", "image/x-olympus-orf"],
	["MMOR", "image/x-olympus-orf"],
	["IIU\0", "image/x-panasonic-rw2"],
];

const MAKERS: [string, string][] = [
	["NIKON", "image/x-nikon-nef"],
	["SONY", "image/x-sony-arw"],
	["PENTAX", "image/x-pentax-pef"],
	["SAMSUNG", "image/x-samsung-srw"],
];

/**
 * MIME type of the raw file that begins with `head` (4,100 bytes are enough), `image/x-raw` where
 * its maker is not known, or null. What `detectType` takes is never raw.
 */
export function detectRaw(head: Uint8Array): string | null {
	const signature = SIGNATURES.find(([text]) => ascii(head, 0, text.length) === text);
	if (signature) return signature[1];
	if (ascii(head, 4, 8) === "ftypcrx ") return "image/x-canon-cr3";
	const four = ascii(head, 0, 4);
	if ((four !== "II*\0" && four !== "MM\0*") || !isCameraRaw(head)) return null;
	if (ascii(head, 8, 2) === "CR") return "image/x-canon-cr2";
	const { isDng, make } = readMarks(head);
	if (isDng) return "image/x-adobe-dng";
	return MAKERS.find(([name]) => make.toUpperCase().startsWith(name))?.[1] ?? "image/x-raw";
}

/**
 * CR2, NEF, ARW, DNG and their kin, of a file with TIFF's signature: its first picture is a small
 * preview of the sensor data.
 */
export function isCameraRaw(head: Uint8Array): boolean {
	if (ascii(head, 8, 2) === "CR") return true;
	const { isDng, reduced, subImages } = readMarks(head);
	return isDng || (reduced && subImages);
}

/** What the first directory says, as far as `head` reaches. */
function readMarks(head: Uint8Array) {
	const marks = { isDng: false, reduced: false, subImages: false, make: "" };
	const view = new DataView(head.buffer, head.byteOffset, head.byteLength);
	const little = head[0] === 0x49;
	if (head.length < 8 || view.getUint16(2, little) !== 42) return marks;
	const ifd = view.getUint32(4, little);
	if (ifd + 2 > head.length) return marks;
	const end = ifd + 2 + Math.min(view.getUint16(ifd, little), ENTRIES_MAX) * 12;
	for (let entry = ifd + 2; entry + 12 <= head.length && entry < end; entry += 12) {
		const tag = view.getUint16(entry, little);
		const value = view.getUint32(entry + 8, little);
		if (tag === TAG_DNG_VERSION) marks.isDng = true;
		if (tag === TAG_NEW_SUBFILE_TYPE) marks.reduced = (value & 1) === 1;
		if (tag === TAG_SUB_IFDS) marks.subImages = true;
		if (tag === TAG_MAKE) marks.make = String.fromCharCode(...head.subarray(value, value + 8));
	}
	return marks;
}
