/** What is read out of archives that mean well, and what reading costs. */
import { randomBytes } from "node:crypto";
import { Readable } from "node:stream";
import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import { crc32, createDeflateRaw } from "node:zlib";
import { describe, expect, it } from "vitest";
import { openZip, ZipFault } from "#lib/batches/zip.ts";
import { CountedSource, LIMITS, readAll, readSheets } from "#tests/support/zip-source.ts";
import { aZip, extraField, type ZipFile, type ZipShape } from "#tests/support/zip-writer.ts";

const photo = (name: string | Buffer, more: Partial<ZipFile> = {}): ZipFile => ({
	name,
	bytes: Buffer.from(`bytes of ${name}`),
	...more,
});

const open = (files: ZipFile[], shape?: ZipShape) =>
	openZip(new CountedSource(aZip(files, shape)), LIMITS);

async function namesOf(...files: ZipFile[]): Promise<string[]> {
	return (await open(files)).sheets.map((sheet) => sheet.name);
}

function unicodePath(raw: Buffer, name: string, sum = crc32(raw)): Buffer {
	const head = Buffer.alloc(5);
	head.writeUInt8(1, 0);
	head.writeUInt32LE(sum, 1);
	return extraField(0x7075, Buffer.concat([head, Buffer.from(name)]));
}

const FORMS: [string, Partial<ZipFile>, ZipShape][] = [
	["deflated", {}, {}],
	["stored", { stored: true }, {}],
	["with data descriptors", { descriptor: true }, {}],
	["stored, with data descriptors", { descriptor: true, stored: true }, {}],
	["zip64", { zip64: true }, { zip64: true }],
	["zip64 at its end alone", {}, { zip64: true }],
	["with a comment", {}, { comment: Buffer.alloc(60_000, "c") }],
	["behind other bytes", {}, { lead: Buffer.alloc(100_000, "l") }],
	["zip64 behind other bytes", { zip64: true }, { zip64: true, lead: Buffer.alloc(999, "l") }],
	["from Unix", { mode: 0o100644 }, {}],
];

describe("an archive is read", () => {
	it.each(FORMS)("%s", async (_, form, shape) => {
		const zip = await open([photo("a.jpg", form), photo("b.png", form)], shape);
		expect(zip.sheets.map(({ name, size }) => [name, size])).toEqual([
			["a.jpg", 14],
			["b.png", 14],
		]);
		expect(await readSheets(zip)).toEqual(["bytes of a.jpg", "bytes of b.png"]);
		await zip.close();
	});

	it("with bytes behind it", async () => {
		const bytes = Buffer.concat([aZip([photo("a.jpg")]), Buffer.alloc(5000)]);
		expect(await readSheets(await openZip(new CountedSource(bytes), LIMITS))).toHaveLength(1);
	});

	it("with an empty sheet", async () => {
		const empty = { bytes: Buffer.alloc(0) };
		const zip = await open([photo("a.jpg", empty), photo("b.jpg", { ...empty, stored: true })]);
		expect(await readSheets(zip)).toEqual(["", ""]);
	});

	it("all endings of images, and nothing else", async () => {
		const endings = "jpg jpeg png gif bmp tif tiff webp avif heic heif JPG Heic".split(" ");
		const others = ["a.zip", "b.txt", "c.jpg.exe", "jpg", "d.jpg/", "e/", "__MACOSX/._a.jpg"];
		const hidden = [".f.jpg", ".trash/g.jpg", "h/.i.png", "x/__MACOSX/j.jpg"];
		const names = [...endings.map((ending) => `p.${ending}`), "./q.jpg", ...others, ...hidden];
		const zip = await open(names.map((name) => photo(name)));
		expect(zip.sheets).toHaveLength(endings.length + 1);
		expect(zip.skipped).toBe(others.length + hidden.length);
	});

	it("in natural order of folders and names", async () => {
		const names = ["page10.jpg", "Page2.jpg", "b/1.jpg", "a 2/3.jpg", "a/20.jpg", "a/9.jpg"];
		const zip = await open([...names, "page1.jpg", "PAGE2.jpg"].map((name) => photo(name)));
		expect((await readSheets(zip)).map((bytes) => String(bytes).slice(9))).toEqual(
			["a/9.jpg", "a/20.jpg", "a 2/3.jpg", "b/1.jpg"].concat([
				"page1.jpg",
				"Page2.jpg",
				"PAGE2.jpg",
				"page10.jpg",
			]),
		);
	});
});

describe("a name is", () => {
	const cp437 = Buffer.from([0x81, 0x62, 0x65, 0x72, 0x2e, 0x6a, 0x70, 0x67]);

	it("UTF-8 where it says so, and where it is", async () => {
		expect(await namesOf(photo("foto—日本.jpg", { utf8: true }), photo("ünter.jpg"))).toEqual(
			expect.arrayContaining(["foto—日本.jpg", "ünter.jpg"]),
		);
	});

	it("CP437 otherwise", async () => {
		expect(await namesOf(photo(cp437))).toEqual(["über.jpg"]);
	});

	it("what the extra field says, where that belongs to it", async () => {
		const extra = unicodePath(cp437, "写真.jpg");
		expect(await namesOf(photo(cp437, { extra }))).toEqual(["写真.jpg"]);
		const stale = unicodePath(cp437, "写真.jpg", 1);
		expect(await namesOf(photo(cp437, { extra: stale }))).toEqual(["über.jpg"]);
	});

	it("judged in the extra field too", async () => {
		const extra = unicodePath(cp437, "../写真.jpg");
		await expect(namesOf(photo(cp437, { extra }))).rejects.toMatchObject({ code: "UNSAFE_NAME" });
	});

	it("without folders and what cannot be printed", async () => {
		expect(await namesOf(photo("a/b\\c\u202egpj\u0007.jpg"))).toEqual(["cgpj.jpg"]);
	});
});

describe("what reading costs", () => {
	it("a few requests for the directory of 15,000 entries", async () => {
		const files = Array.from({ length: 15_000 }, (_, at) =>
			photo(`album/sheet ${at}.jpg`, { stored: true }),
		);
		const bytes = aZip(files);
		const source = new CountedSource(bytes);
		const zip = await openZip(source, LIMITS);
		expect(zip.sheets.at(-1)?.name).toBe("sheet 14999.jpg");
		expect(source.reads).toBeLessThan(12);
		expect(source.bytesAsked).toBeLessThan(15_000 * 80 + 500_000);
		const before = source.reads;
		expect(await readAll((await zip.sheets[7_000]?.open()) ?? Readable.from([]))).toHaveLength(29);
		expect(source.reads - before).toBe(2);
	});

	it("70,000 entries by zip64, where so many are allowed", async () => {
		const many = Array.from({ length: 70_000 }, (_, at) => photo(`${at}.jpg`, { stored: true }));
		const bytes = aZip(many);
		const zip = await openZip(new CountedSource(bytes), { ...LIMITS, entries: 100_000 });
		expect(zip.sheets).toHaveLength(70_000);
	});

	it("no more of the source than is asked for, and nothing once it is left", async () => {
		const source = new CountedSource(
			aZip([photo("a.jpg", { bytes: randomBytes(20_000_000), stored: true }), photo("b.jpg")]),
		);
		const zip = await openZip(source, LIMITS);
		const before = source.bytesGiven;
		for await (const chunk of (await zip.sheets[0]?.open()) ?? []) {
			expect(chunk.length).toBeGreaterThan(0);
			break;
		}
		expect(source.bytesGiven - before).toBeLessThan(500_000);
		expect(source.streams.every((stream) => stream.destroyed)).toBe(true);
	});

	it("nothing for a sheet that was opened and never begun", async () => {
		const source = new CountedSource(aZip([photo("a.jpg")]));
		const zip = await openZip(source, LIMITS);
		const [chunks, before] = [await zip.sheets[0]?.open(), source.reads];
		await chunks?.[Symbol.asyncIterator]().return?.();
		expect(source.reads).toBe(before);
	});

	it("nothing after closing, whoever still reads", async () => {
		const bytes = randomBytes(5_000_000);
		const source = new CountedSource(aZip([photo("a.jpg", { bytes })]));
		const zip = await openZip(source, LIMITS);
		const chunks = (await zip.sheets[0]?.open())?.[Symbol.asyncIterator]();
		await chunks?.next();
		await zip.close();
		const rest = (async () => {
			while (!(await chunks?.next())?.done);
		})();
		await expect(rest).rejects.toThrow();
		expect(source.streams.every((stream) => stream.destroyed)).toBe(true);
	});

	it("flat memory for 200 MB out of one entry", async () => {
		setFlagsFromString("--expose-gc");
		const collect: () => void = runInNewContext("gc");
		const size = 200 * 1024 ** 2;
		const { packed, sum } = await packZeros(size);
		const source = new CountedSource(aZip([photo("a.bmp", { packed, size, crc: sum })]));
		const zip = await openZip(source, { ...LIMITS, ratio: 2000 });
		const used = () => process.memoryUsage().heapUsed + process.memoryUsage().arrayBuffers;
		collect();
		const before = used();
		let [seen, peak, chunks] = [0, 0, 0];
		for await (const chunk of (await zip.sheets[0]?.open()) ?? []) {
			seen += chunk.length;
			if (++chunks % 100 !== 0) continue;
			collect();
			peak = Math.max(peak, used() - before);
		}
		expect(seen).toBe(size);
		expect(chunks).toBeGreaterThan(100);
		expect(peak).toBeLessThan(8 * 1024 ** 2);
	});
});

describe("an error of the store", () => {
	const down = new Error("The store is away");

	it("is no fault of the archive", async () => {
		const source = { size: 5000, read: () => Promise.reject(down) };
		await expect(openZip(source, LIMITS)).rejects.toBe(down);
	});

	it("is none of a sheet either, in the middle of it", async () => {
		const bytes = aZip([photo("a.jpg", { bytes: randomBytes(500_000) })]);
		const whole = new CountedSource(bytes);
		const read = async (range: { start: number; end: number }) =>
			range.end - range.start < 200_000 ? whole.read(range) : Readable.from(failing());
		async function* failing() {
			yield bytes.subarray(35, 40_000);
			throw down;
		}
		const zip = await openZip({ size: bytes.length, read }, LIMITS);
		const [found] = await readSheets(zip);
		expect(found).toBe(down);
		expect(found).not.toBeInstanceOf(ZipFault);
	});
});

async function packZeros(size: number): Promise<{ packed: Buffer; sum: number }> {
	const piece = Buffer.alloc(1024 ** 2);
	let sum = 0;
	function* pieces() {
		for (let at = 0; at < size; at += piece.length) {
			sum = crc32(piece, sum);
			yield piece;
		}
	}
	const packed = await readAll(Readable.from(pieces()).pipe(createDeflateRaw()));
	return { packed, sum };
}
