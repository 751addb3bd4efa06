import sharp from "sharp";
import { expect, test } from "vitest";
import { detectType } from "#lib/imaging/detect.ts";
import { detectRaw } from "#lib/imaging/detect-raw.ts";
import { aCr3, aRaf, aRawTiff } from "./raw-files.ts";

const parts: Uint8Array[] = [];
const cr2 = Buffer.from("II*\0\x10\0\0\0CR\x02\0\0\0\0\0", "latin1");

test.each([
	["CR2", "image/x-canon-cr2", cr2],
	["CR3", "image/x-canon-cr3", aCr3(1, parts)],
	["NEF", "image/x-nikon-nef", aRawTiff({ make: "NIKON CORPORATION", parts })],
	["NEF, big-endian", "image/x-nikon-nef", aRawTiff({ signature: "MM\0*", make: "NIKON", parts })],
	["ARW", "image/x-sony-arw", aRawTiff({ make: "SONY", parts })],
	["PEF", "image/x-pentax-pef", aRawTiff({ make: "PENTAX", parts })],
	["SRW", "image/x-samsung-srw", aRawTiff({ make: "SAMSUNG", parts })],
	["DNG", "image/x-adobe-dng", aRawTiff({ make: "Apple", dng: true, parts })],
	["a maker's that nobody knows", "image/x-raw", aRawTiff({ make: "Me", parts })],
	["ORF", "image/x-olympus-orf", aRawTiff({ signature: "IIRO", parts })],
	["ORF, big-endian", "image/x-olympus-orf", aRawTiff({ signature: "MMOR", parts })],
	["RW2", "image/x-panasonic-rw2", aRawTiff({ signature: "IIU\0", parts })],
	["RAF", "image/x-fuji-raf", aRaf(parts)],
])("%s", (_, type, file) => {
	expect(detectRaw(file)).toBe(type);
	expect(detectType(file)).toBeNull();
	for (let length = 0; length < file.length; length++) {
		expect([type, "image/x-raw", null]).toContain(detectRaw(file.subarray(0, length)));
	}
});

test("pictures are no raw files", async () => {
	const image = sharp({ create: { width: 9, height: 9, channels: 3, background: "#123" } });
	for (const format of ["jpeg", "png", "webp", "gif", "avif", "tiff"] as const)
		expect(detectRaw(await image.toFormat(format).toBuffer())).toBeNull();
	for (const text of ["", "II", "IIRX", "Some text that is no picture at all."])
		expect(detectRaw(Buffer.from(text))).toBeNull();
});
