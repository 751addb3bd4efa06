/** Videos by their first bytes, for families that take any type. No image is taken for one. */

const ascii = (bytes: Uint8Array, from: number, length: number): string =>
	from + length <= bytes.length ? String.fromCharCode(...bytes.subarray(from, from + length)) : "";

/** Major brands (ISO/IEC 14496-12, mp4ra.org) of films; those of pictures and sound are not here. */
const MP4_BRANDS = /^(iso[m2-9]|mp4[12]|avc1|M4V[ HP]|MSNV|XAVC|dash|NDS[CHMPS]|f4v |mmp4)$/;
/** Boxes that QuickTime's files began with before there was `ftyp`. */
const QUICKTIME_BOXES = new Set(["moov", "mdat", "wide"]);

/** MIME type of the video that begins with `head` (64 bytes are enough), or null. */
export function detectVideo(head: Uint8Array): string | null {
	const box = ascii(head, 4, 4);
	if (box === "ftyp") return detectMp4(ascii(head, 8, 4));
	if (QUICKTIME_BOXES.has(box)) return "video/quicktime";
	if (ascii(head, 0, 4) === "RIFF" && ascii(head, 8, 4) === "AVI ") return "video/x-msvideo";
	if (ascii(head, 0, 4) === "\x1aE\xdf\xa3") return detectMatroska(head.subarray(0, 64));
	return null;
}

function detectMp4(brand: string): string | null {
	if (brand === "qt  ") return "video/quicktime";
	if (/^3g[p2]/.test(brand)) return "video/3gpp";
	return MP4_BRANDS.test(brand) ? "video/mp4" : null;
}

/** RFC 8794, 11.2: the header's DocType (0x4282) names the kind of file. */
function detectMatroska(head: Uint8Array): string | null {
	const text = Buffer.from(head).toString("latin1");
	const kind = /\x42\x82[\x80-\xff](webm|matroska)/.exec(text)?.[1];
	if (!kind) return null;
	return kind === "webm" ? "video/webm" : "video/x-matroska";
}
