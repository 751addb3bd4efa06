/**
 * What any file is, by its first bytes. The ending of its name is asked only where bytes cannot tell:
 * which document a ZIP or an OLE container is, and which text a text.
 */
import mime from "mime";
import { detectType } from "#lib/imaging/detect.ts";
import { detectRaw } from "#lib/imaging/detect-raw.ts";
import { detectVideo } from "#lib/imaging/detect-video.ts";

export type MediaKind = "image" | "video" | "file";

export interface FileType {
	/** An image and a video are given to a decoder, a file never. */
	kind: MediaKind;
	contentType: string;
}

/** Where a signature begins, its bytes in Latin-1, and what begins so. */
const SIGNATURES: [at: number, bytes: string, contentType: string][] = [
	[0, "%PDF-", "application/pdf"],
	[0, "PK\x03\x04", "application/zip"],
	[0, "PK\x05\x06", "application/zip"],
	[0, "\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "application/x-ole-storage"],
	[0, "\x1f\x8b", "application/gzip"],
	[0, "BZh", "application/x-bzip2"],
	[0, "\xfd7zXZ\0", "application/x-xz"],
	[0, "7z\xbc\xaf\x27\x1c", "application/x-7z-compressed"],
	[0, "Rar!\x1a\x07", "application/vnd.rar"],
	[257, "ustar", "application/x-tar"],
	[0, "{\\rtf", "application/rtf"],
	[0, "%!PS", "application/postscript"],
	[0, "8BPS", "image/vnd.adobe.photoshop"],
	[0, "ID3", "audio/mpeg"],
	[0, "\xff\xfb", "audio/mpeg"],
	[0, "\xff\xf3", "audio/mpeg"],
	[0, "\xff\xf2", "audio/mpeg"],
	[0, "\xff\xf1", "audio/aac"],
	[0, "\xff\xf9", "audio/aac"],
	[0, "fLaC", "audio/flac"],
	[8, "WAVE", "audio/wav"],
	[8, "AIFF", "audio/aiff"],
	[4, "ftypM4A ", "audio/mp4"],
	[4, "ftypM4B ", "audio/mp4"],
	[0, "MThd", "audio/midi"],
	[28, "\x80theora", "video/ogg"],
	[0, "OggS", "audio/ogg"],
	[0, "FLV\x01", "video/x-flv"],
	[0, "\x30\x26\xb2\x75\x8e\x66\xcf\x11", "video/x-ms-asf"],
	[0, "\0\0\x01\xba", "video/mpeg"],
	[0, "\0\0\x01\xb3", "video/mpeg"],
];

/** Types that share a container's signature: between these the name decides. */
const WITHIN: Record<string, RegExp> = {
	"application/zip":
		/openxmlformats|opendocument|\+zip$|java-archive|macroenabled|vnd\.(apple|android)\./,
	"application/x-ole-storage": /^application\/(msword|vnd\.ms-)/,
};

/** Types that are nothing but text. */
const TEXTUAL =
	/^text\/|[+/](xml|json)$|^application\/(sql|toml|x-sh|x-subrip|x-httpd-php|javascript)$/;

function bySignature(head: Uint8Array, named: string | null): string | null {
	const text = Buffer.from(head.subarray(0, 300)).toString("latin1");
	const found = SIGNATURES.find(([at, bytes]) => text.startsWith(bytes, at))?.[2] ?? null;
	return found && named && WITHIN[found]?.test(named) ? named : found;
}

/** Whether these bytes, which may end amid a character, are readable as UTF-8. */
function isText(head: Uint8Array): boolean {
	try {
		const text = new TextDecoder("utf-8", { fatal: true }).decode(head, { stream: true });
		// biome-ignore lint/suspicious/noControlCharactersInRegex: texts have none but these few
		return !/[^\t\n\f\r\x1b\x20-\uffff]/.test(text);
	} catch {
		return false;
	}
}

function typeOfFile(head: Uint8Array, fileName: string): string {
	const named = mime.getType(fileName);
	const found = bySignature(head, named);
	if (found) return found;
	if (!isText(head)) return "application/octet-stream";
	return named && TEXTUAL.test(named) ? named : "text/plain";
}

/** The type of the file that begins with `head` (4,100 bytes are enough) and goes by that name. */
export function detectFile(head: Uint8Array, fileName: string): FileType {
	const image = detectType(head) ?? detectRaw(head);
	if (image) return { kind: "image", contentType: image };
	const contentType = detectVideo(head) ?? typeOfFile(head, fileName);
	return { kind: contentType.startsWith("video/") ? "video" : "file", contentType };
}
