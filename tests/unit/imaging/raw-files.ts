/** Camera raw files in little: the containers are real, the sensor data is noise. */
import sharp from "sharp";
import { box } from "./heif-files.ts";

/** A preview in one colour. */
export const aPreview = (width: number, height: number, background: string) =>
	sharp({ create: { width, height, channels: 3, background } }).jpeg({ quality: 95 });

/** What sensor data looks like that is packed as lossless JPEG: a frame of SOF3, and larger. */
export const losslessData = Buffer.from(
	"ffd8ffc3000b0e0fa01770010111 00ffda0008010100010000 123456789a".replaceAll(" ", ""),
	"hex",
);

interface RawTiff {
	/** "II*\0" by default; some makers have their own. */
	signature?: string;
	make?: string;
	orientation?: number;
	dng?: boolean;
	/** Pictures and data, one behind the other. */
	parts: Uint8Array[];
}

/** A first directory as cameras write it: tags in order, the preview "reduced", sub-directories. */
export function aRawTiff({
	signature = "II*\0",
	make = "Nobody",
	orientation,
	dng,
	parts,
}: RawTiff): Buffer {
	const little = signature.startsWith("II");
	const short = (value: number) => (little ? value : value << 16) >>> 0;
	const entries: [number, number, number, number | "make"][] = [[254, 4, 1, 1]];
	entries.push([271, 2, make.length + 1, "make"]);
	if (orientation) entries.push([274, 3, 1, short(orientation)]);
	entries.push([330, 4, 1, 8]);
	if (dng) entries.push([50706, 1, 4, 0x01040000]);
	const head = Buffer.alloc(8 + 2 + entries.length * 12 + 4 + make.length + 1);
	const u16 = (value: number, at: number) =>
		little ? head.writeUInt16LE(value, at) : head.writeUInt16BE(value, at);
	const u32 = (value: number, at: number) =>
		little ? head.writeUInt32LE(value, at) : head.writeUInt32BE(value, at);
	head.write(signature, "latin1");
	u32(8, 4);
	u16(entries.length, 8);
	const makeAt = head.length - make.length - 1;
	head.write(make, makeAt, "latin1");
	for (const [index, [tag, type, count, value]] of entries.entries()) {
		const at = 10 + index * 12;
		u16(tag, at);
		u16(type, at + 2);
		u32(count, at + 4);
		u32(value === "make" ? makeAt : value, at + 8);
	}
	return Buffer.concat([head, ...parts]);
}

/** Canon's CR3: boxes, the first directory in one of them. */
export const aCr3 = (orientation: number, parts: Uint8Array[]) =>
	Buffer.concat([
		box("ftyp", Buffer.from("crx \0\0\0\x01crx isom", "latin1")),
		box("moov", box("CMT1", aRawTiff({ make: "Canon", orientation, parts: [] }))),
		box("mdat", Buffer.concat(parts)),
	]);

export const aRaf = (parts: Uint8Array[]) =>
	Buffer.concat([Buffer.from("FUJIFILMCCD-RAW 0201FF383501X-T3".padEnd(148, "\0")), ...parts]);
