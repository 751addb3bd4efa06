import { expect, test } from "vitest";
import { detectType } from "#lib/imaging/detect.ts";
import { detectRaw } from "#lib/imaging/detect-raw.ts";
import { detectVideo } from "#lib/imaging/detect-video.ts";
import { aHeifHeader, box } from "./heif-files.ts";
import { aCr3 } from "./raw-files.ts";

const ftyp = (brand: string) => box("ftyp", Buffer.from(`${brand}\0\0\0\0isom`));
const ebml = (kind: string) =>
	Buffer.from(
		`\x1aE\xdf\xa3\x9f\x42\x86\x81\x01\x42\x82${String.fromCharCode(0x80 + kind.length)}${kind}`,
		"latin1",
	);

test.each([
	["video/mp4", ftyp("isom")],
	["video/mp4", ftyp("mp42")],
	["video/mp4", ftyp("M4V ")],
	["video/quicktime", ftyp("qt  ")],
	["video/quicktime", box("moov", Buffer.alloc(40))],
	["video/quicktime", Buffer.concat([box("wide", Buffer.alloc(0)), box("mdat", Buffer.alloc(9))])],
	["video/3gpp", ftyp("3gp5")],
	["video/webm", ebml("webm")],
	["video/x-matroska", ebml("matroska")],
	["video/x-msvideo", Buffer.from("RIFF\0\0\0\0AVI LIST", "latin1")],
])("%s", (type, head) => {
	expect(detectVideo(head)).toBe(type);
	expect([detectType(head), detectRaw(head)]).toEqual([null, null]);
	for (let length = 0; length < head.length; length++) detectVideo(head.subarray(0, length));
});

test.each([
	["HEIC", aHeifHeader({ width: 40, height: 30 })],
	["AVIF", ftyp("avif")],
	["CR3", aCr3(1, [])],
	["sound", ftyp("M4A ")],
	["a WebP", Buffer.from("RIFF\0\0\0\0WEBPVP8 ", "latin1")],
	["a sound in RIFF", Buffer.from("RIFF\0\0\0\0WAVEfmt ", "latin1")],
	["EBML of another kind", ebml("other")],
	["a playlist", Buffer.from("#EXTM3U\nhttp://a.example/")],
	["nothing", Buffer.alloc(0)],
])("no video: %s", (_, head) => {
	expect(detectVideo(head)).toBeNull();
});
