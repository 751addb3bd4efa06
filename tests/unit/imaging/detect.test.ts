import sharp from "sharp";
import { describe, expect, test } from "vitest";
import { detectType } from "#lib/imaging/detect.ts";

const blank = () => sharp({ create: { width: 8, height: 6, channels: 3, background: "#3a7" } });
const bytes = (text: string) => new Uint8Array(Buffer.from(text, "latin1"));
const ftyp = (major: string, ...compatible: string[]) => {
	const box = Buffer.alloc(16 + compatible.length * 4);
	box.writeUInt32BE(box.length, 0);
	box.write(`ftyp${major}`, 4, "latin1");
	box.write(compatible.join(""), 16, "latin1");
	return box;
};

describe("the type of real files", () => {
	test.each([
		["image/jpeg", () => blank().jpeg()],
		["image/png", () => blank().png()],
		["image/webp", () => blank().webp()],
		["image/gif", () => blank().gif()],
		["image/tiff", () => blank().tiff()],
		["image/avif", () => blank().avif()],
	])("%s", async (type, make) => {
		expect(detectType(await make().toBuffer())).toBe(type);
	});
});

test.each([
	["heic", [], "image/heic"],
	["heix", ["mif1"], "image/heic"],
	["hevc", [], "image/heic"],
	["mif1", ["mif1", "heic"], "image/heic"],
	["mif1", ["mif1", "miaf"], "image/heif"],
	["msf1", ["msf1", "hevc"], "image/heic"],
	["mif1", ["avif"], "image/avif"],
	["avis", [], "image/avif"],
	["mp42", ["isom"], null],
	["qt  ", [], null],
])("brand %s with %j is %s", (major, compatible, type) => {
	expect(detectType(ftyp(major as string, ...(compatible as string[])))).toBe(type);
});

test.each([
	["nothing", ""],
	["one byte", "\xff"],
	["text", "BMW makes cars, and this is a text about them."],
	["an SVG", '<svg xmlns="http://www.w3.org/2000/svg"/>'],
	["an SVG behind a byte order mark", "\xef\xbb\xbf<?xml version='1.0'?><svg/>"],
	["an MVG", "push graphic-context\nviewbox 0 0 640 480"],
	["a PDF", "%PDF-1.7"],
	["RIFF that is no WebP", "RIFF\0\0\0\0WAVEfmt "],
	["a page", "<!doctype html>"],
	["an ftyp of nothing", "\0\0\0\x08ftyp"],
])("%s is no image", (_, content) => {
	expect(detectType(bytes(content))).toBeNull();
});

test("a camera's raw file is not taken for a TIFF", () => {
	const dng = Buffer.alloc(64);
	dng.write("II*\0", "latin1");
	dng.writeUInt32LE(8, 4);
	dng.writeUInt16LE(1, 8);
	dng.writeUInt16LE(50706, 10); // DNGVersion
	expect(detectType(dng)).toBeNull();
	const cr2 = Buffer.from("II*\0\x10\0\0\0CR\x02\0", "latin1");
	expect(detectType(cr2)).toBeNull();
});

test("bytes at an offset inside a larger buffer are read from their own beginning", async () => {
	const png = await blank().png().toBuffer();
	const padded = Buffer.concat([Buffer.alloc(5, 0xff), png]);
	expect(detectType(padded.subarray(5))).toBe("image/png");
});
