import { describe, expect, it } from "vitest";
import { detectFile } from "#lib/media/file-type.ts";
import { isShown, servedType } from "#lib/storage/served-types.ts";

const latin1 = (text: string) => Buffer.from(text, "latin1");
const at = (offset: number, text: string) => Buffer.concat([Buffer.alloc(offset), latin1(text)]);
const JPEG = latin1("\xff\xd8\xff\xe0\0\x10JFIF");
const MP4 = latin1("\0\0\0\x18ftypisom\0\0\0\0isommp42");
const ZIP = latin1("PK\x03\x04\x14\0\0\0");
const OLE = latin1("\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1");

describe("bytes decide", () => {
	it.each([
		["a JPEG called a page", JPEG, "page.html", "image", "image/jpeg"],
		["a camera raw file", latin1("FUJIFILMCCD-RAW "), "a.jpg", "image", "image/x-fuji-raf"],
		["a film called a picture", MP4, "a.jpg", "video", "video/mp4"],
		["a film of another kind", latin1("FLV\x01\x05"), "a.bin", "video", "video/x-flv"],
		[
			"Theora",
			Buffer.concat([latin1("OggS"), at(24, "\x80theora")]),
			"a.ogv",
			"video",
			"video/ogg",
		],
		[
			"sound in Ogg",
			Buffer.concat([latin1("OggS"), at(24, "\x01vorbis")]),
			"a.ogv",
			"file",
			"audio/ogg",
		],
		["an MP3", latin1("ID3\x04"), "song", "file", "audio/mpeg"],
		["M4A", latin1("\0\0\0\x18ftypM4A "), "a.mp4", "file", "audio/mp4"],
		["WAV", latin1("RIFF\x24\0\0\0WAVEfmt "), "a.wav", "file", "audio/wav"],
		["a PDF called a picture", latin1("%PDF-1.7"), "a.png", "file", "application/pdf"],
		["a ZIP", ZIP, "a.zip", "file", "application/zip"],
		["a ZIP called a film", ZIP, "a.mp4", "file", "application/zip"],
		["tar", at(257, "ustar"), "a", "file", "application/x-tar"],
		["Photoshop", latin1("8BPS\0\x01"), "a.psd", "file", "image/vnd.adobe.photoshop"],
		[
			"nothing known, called a picture",
			latin1("\x01\x02\x03\0"),
			"a.jpg",
			"file",
			"application/octet-stream",
		],
		[
			"nothing known, called a film",
			latin1("\xfe\x80\x81"),
			"a.mp4",
			"file",
			"application/octet-stream",
		],
		["text called a picture", latin1("hello"), "a.jpg", "file", "text/plain"],
		["text called a film", latin1("hello"), "a.mp4", "file", "text/plain"],
	])("%s", (_, head, name, kind, contentType) => {
		expect(detectFile(head, name)).toEqual({ kind, contentType });
	});
});

describe("the name decides between what begins alike", () => {
	it.each([
		["a.docx", ZIP, "application/vnd.openxmlformats-officedocument.wordprocessingml.document"],
		["a.ODT", ZIP, "application/vnd.oasis.opendocument.text"],
		["a.epub", ZIP, "application/epub+zip"],
		["a.doc", OLE, "application/msword"],
		["a.xls", OLE, "application/vnd.ms-excel"],
		["a.docx", OLE, "application/x-ole-storage"],
		["a.html", OLE, "application/x-ole-storage"],
		["a.csv", latin1("a,b"), "text/csv"],
		["a.html", latin1("<p>"), "text/html"],
		["a.svg", latin1("<svg/>"), "image/svg+xml"],
		["a.json", latin1("{}"), "application/json"],
		["no ending", latin1("# A"), "text/plain"],
		["a.unheardof", latin1("# A"), "text/plain"],
	])("%s", (name, head, contentType) => {
		expect(detectFile(head, name).contentType).toBe(contentType);
	});
});

describe("text", () => {
	const plain = (bytes: Uint8Array) => detectFile(bytes, "a.txt").contentType;
	it("may end amid a character", () => {
		expect(plain(Buffer.from("花嫁").subarray(0, 5))).toBe("text/plain");
	});
	it("has neither NUL nor other control characters", () => {
		expect(plain(latin1("a\0b"))).toBe("application/octet-stream");
		expect(plain(latin1("a\x02b"))).toBe("application/octet-stream");
	});
});

describe("what reaches a browser", () => {
	it.each(["image/jpeg", "video/mp4", "video/webm", "audio/mpeg", "audio/wav", "audio/ogg"])(
		"%s is shown",
		(type) => {
			expect(isShown(type)).toBe(true);
			expect(servedType(type)).toBe(type);
		},
	);
	it.each([
		...["text/html", "image/svg+xml", "application/xhtml+xml", "text/xml", "application/xml"],
		...["text/javascript", "application/javascript", "text/css", "application/wasm"],
		...["application/x-httpd-php", "application/postscript"],
	])("%s is a download of no type", (type) => {
		expect(isShown(type)).toBe(false);
		expect(servedType(type)).toBe("application/octet-stream");
	});
	it.each([
		...["application/pdf", "text/plain", "text/csv", "application/zip", "image/tiff"],
		"application/vnd.openxmlformats-officedocument.wordprocessingml.document",
	])("%s is a download", (type) => {
		expect(isShown(type)).toBe(false);
		expect(servedType(type)).toBe(type);
	});
});
