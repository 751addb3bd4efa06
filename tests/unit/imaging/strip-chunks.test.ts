import { crc32 } from "node:zlib";
import sharp from "sharp";
import { describe, expect, test } from "vitest";
import { insert, picture, pixelsOf, SECRET, strip, told } from "./strip-files.ts";

describe("PNG", () => {
	const chunk = (type: string, content: string) => {
		const typed = Buffer.from(type + content, "latin1");
		const whole = Buffer.alloc(typed.length + 8);
		whole.writeUInt32BE(content.length);
		whole.set(typed, 4);
		whole.writeUInt32BE(crc32(typed), typed.length + 4);
		return whole;
	};
	test.each(["tEXt", "zTXt", "iTXt", "tIME", "eXIf", "caBX", "iDOT"])("%s goes", async (type) => {
		const file = await picture().png().toBuffer();
		for (const at of [33, file.length - 12])
			expect(await strip(insert(file, at, chunk(type, SECRET)), "image/png")).toEqual(file);
	});
	test.each(["gAMA", "cHRM", "sRGB", "cICP", "sBIT", "pHYs", "acTL"])("%s stays", async (type) => {
		const file = insert(await picture().png().toBuffer(), 33, chunk(type, "1234"));
		expect(await strip(file, "image/png")).toEqual(file);
	});
	test("without IHDR, IDAT or IEND: null", async () => {
		const file = await picture().png().toBuffer();
		const swapped = insert(file, 8, chunk("tEXt", SECRET));
		expect(await strip(swapped, "image/png")).toBeNull();
		expect(await strip(file.subarray(0, -12), "image/png")).toBeNull();
		const hollow = Buffer.concat([file.subarray(0, 33), chunk("IEND", "")]);
		expect(await strip(hollow, "image/png")).toBeNull();
	});
	test("two thousand pieces of data with a text between each: null", async () => {
		const file = await picture().png().toBuffer();
		const pieces = Array.from({ length: 4000 }, (_, i) => chunk(i % 2 ? "tEXt" : "IDAT", ""));
		expect(await strip(insert(file, file.length - 12, ...pieces), "image/png")).toBeNull();
	});
});

const frames = (format: "gif" | "webp") => {
	const colours = ["#f00", "#0f0", "#00f"].map((background) =>
		sharp({ create: { width: 20, height: 10, channels: 3, background } })
			.png()
			.toBuffer(),
	);
	return Promise.all(colours).then((all) =>
		sharp(all, { join: { animated: true } })
			.toFormat(format, { loop: 3, delay: [100, 200, 300] })
			.toBuffer(),
	);
};

describe("WebP", () => {
	const chunk = (type: string, content: string) => {
		const head = Buffer.from(`${type}\0\0\0\0`, "latin1");
		head.writeUInt32LE(content.length, 4);
		return Buffer.concat([
			head,
			Buffer.from(content.padEnd(content.length + (content.length % 2))),
		]);
	};
	const sized = (file: Buffer) => {
		file.writeUInt32LE(file.length - 8, 4);
		return file;
	};
	test("unknown chunks go, and the size is right", async () => {
		const file = await told(1).webp().toBuffer();
		const longer = sized(insert(file, file.length, chunk("ODD ", SECRET)));
		const stripped = (await strip(longer, "image/webp")) as Buffer;
		expect(stripped.includes(SECRET)).toBe(false);
		expect(stripped.readUInt32LE(4)).toBe(stripped.length - 8);
	});
	test("an animation moves as before", async () => {
		const file = await frames("webp");
		const longer = sized(insert(file, file.length, chunk("XMP ", SECRET)));
		const stripped = (await strip(longer, "image/webp")) as Buffer;
		expect(stripped).toEqual(file);
		expect((await sharp(stripped).metadata()).pages).toBe(3);
	});
	test("padding that is missing at the end", async () => {
		const file = await picture().webp().toBuffer();
		const odd = insert(file, file.length, chunk("ALPH", "abc")).subarray(0, -1);
		const stripped = (await strip(sized(odd), "image/webp")) as Buffer;
		expect(stripped.length % 2).toBe(0);
		expect(await pixelsOf(stripped)).toEqual(await pixelsOf(file));
	});
});

describe("GIF", () => {
	const extension = (label: number, ...blocks: string[]) =>
		Buffer.concat([
			Buffer.from([0x21, label]),
			...blocks.map((block) => Buffer.from(String.fromCharCode(block.length) + block, "latin1")),
			Buffer.from([0]),
		]);
	const headOf = (file: Buffer) => {
		const flags = file.readUInt8(10);
		return 13 + (flags & 0x80 ? 3 * 2 ** ((flags & 7) + 1) : 0);
	};
	test("an animation keeps its frames, its times and its loop", async () => {
		const file = await frames("gif");
		const at = headOf(file);
		const longer = insert(
			file,
			at,
			extension(0xfe, SECRET, SECRET),
			extension(0xff, "XMP DataXMP", SECRET),
			extension(0xff, "OTHERAPP1.0", SECRET),
		);
		const stripped = (await strip(longer, "image/gif")) as Buffer;
		expect(stripped.includes(SECRET)).toBe(false);
		expect(await sharp(stripped).metadata()).toMatchObject({
			pages: 3,
			loop: 3,
			delay: [100, 200, 300],
		});
		const all = { animated: true };
		expect(await pixelsOf(stripped, all)).toEqual(await pixelsOf(file, all));
		expect(stripped).toEqual(file);
	});
	test("what follows is gone, and a missing trailer is set", async () => {
		const file = await picture().gif().toBuffer();
		expect(await strip(Buffer.concat([file, Buffer.from(SECRET)]), "image/gif")).toEqual(file);
		expect(await strip(file.subarray(0, -1), "image/gif")).toEqual(file);
	});
	test("cut off in a picture: null, and so is one of none", async () => {
		const file = await picture().gif().toBuffer();
		expect(await strip(file.subarray(0, -9), "image/gif")).toBeNull();
		const none = Buffer.concat([file.subarray(0, headOf(file)), Buffer.from([0x3b])]);
		expect(await strip(none, "image/gif")).toBeNull();
	});
	test("300 files with random bytes in them", async () => {
		const file = await frames("gif");
		for (let seed = 1; seed <= 300; seed++) {
			const spoilt = Buffer.from(file);
			for (let i = 0; i < 5; i++) spoilt[(seed * 7919 * (i + 3)) % file.length] = seed * (i + 1);
			await strip(spoilt, "image/gif");
		}
	});
});
