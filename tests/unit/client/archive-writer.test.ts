import { randomBytes } from "node:crypto";
import { Readable } from "node:stream";
import { crc32 as reference } from "node:zlib";
import { describe, expect, it } from "vitest";
import { type Entry, fromRandomAccessReaderPromise, RandomAccessReader } from "yauzl";
import { openZip } from "#lib/batches/zip.ts";
import { crc32, crc32Of } from "#lib/client/archive-crc32.ts";
import { type ArchiveEntry, archiveParts, buildArchive } from "#lib/client/archive-writer.ts";
import { CountedSource, LIMITS, readAll, readSheets } from "#tests/support/zip-source.ts";

const MB = 1024 ** 2;
const anEntry = (path: string, bytes: Buffer<ArrayBuffer>): ArchiveEntry => ({
	path,
	file: new Blob([bytes]),
	crc32: crc32(bytes),
	modifiedAt: Date.UTC(2026, 10, 20, 9, 30, 12),
});

/** Node's own Blob has no places past four gigabytes; its parts have. */
class PartsReader extends RandomAccessReader {
	readonly #parts: Blob[];
	constructor(parts: Blob[]) {
		super();
		this.#parts = parts;
	}
	override _readStreamForRange(start: number, end: number): Readable {
		return Readable.from(this.#slices(start, end));
	}
	async *#slices(start: number, end: number) {
		let at = 0;
		for (const part of this.#parts) {
			const [from, to] = [Math.max(start - at, 0), Math.min(end - at, part.size)];
			if (from < to) yield Buffer.from(await part.slice(from, to).arrayBuffer());
			at += part.size;
		}
	}
}

async function entriesOf(files: ArchiveEntry[]) {
	const parts = archiveParts(files).map((part) => (part instanceof Blob ? part : new Blob([part])));
	const size = parts.reduce((sum, part) => sum + part.size, 0);
	const zip = await fromRandomAccessReaderPromise(new PartsReader(parts), size, {
		autoClose: false,
	});
	const entries: Entry[] = [];
	for await (const entry of zip.eachEntry()) entries.push(entry);
	const bytesOf = async (entry: Entry) => readAll(await zip.openReadStreamPromise(entry));
	return { entries, bytesOf, size };
}

describe("the sum of an archive's bytes", () => {
	it("is the one that everybody has, however the bytes are cut", () => {
		for (const length of [0, 1, 2, 3, 4, 5, 63, 64, 65, 100_003]) {
			const bytes = randomBytes(length);
			const cut = Math.floor(length / 3);
			expect(crc32(bytes)).toBe(reference(bytes));
			expect(crc32(bytes.subarray(cut), crc32(bytes.subarray(0, cut)))).toBe(reference(bytes));
		}
	});
	it("is taken of a file as it is read, and says how far it has come", async () => {
		const bytes = randomBytes(300_000);
		let read = 0;
		const sum = await crc32Of(new Blob([bytes]), new AbortController().signal, (count) => {
			read += count;
		});
		expect([sum, read]).toEqual([reference(bytes), bytes.length]);
	});
	it("stops when it is no longer wanted", async () => {
		const abort = new AbortController();
		const reading = crc32Of(new Blob([randomBytes(4 * MB)]), abort.signal, () => abort.abort());
		await expect(reading).rejects.toThrow();
	});
});

describe("an archive of files as they are", () => {
	it("is read back by another hand: names, times, sizes and bytes", async () => {
		const files = [
			anEntry("day/a.jpg", randomBytes(1000)),
			anEntry("day/Müller & Söhne 図.jpg", randomBytes(2)),
			anEntry("empty.jpg", Buffer.alloc(0)),
		];
		const { entries, bytesOf } = await entriesOf(files);
		expect(entries.map((entry) => entry.fileName)).toEqual(files.map((file) => file.path));
		for (const [index, entry] of entries.entries()) {
			const file = files[index] as ArchiveEntry;
			expect(entry.getLastModDate({ timezone: "UTC" }).getTime()).toBe(file.modifiedAt);
			expect(await bytesOf(entry)).toEqual(Buffer.from(await file.file.arrayBuffer()));
		}
	});
	it("is read by the server: every sheet whole, in its order", async () => {
		const files = ["10.jpg", "9.jpg", "a/1.jpg"].map((path) => anEntry(path, Buffer.from(path)));
		const bytes = Buffer.from(await buildArchive(files).arrayBuffer());
		const zip = await openZip(new CountedSource(bytes), LIMITS);
		expect(await readSheets(zip)).toEqual(["9.jpg", "10.jpg", "a/1.jpg"]);
		await zip.close();
	});
	it("is the same bytes for the same files", async () => {
		const make = () => buildArchive([anEntry("a.jpg", Buffer.from("a"))]).arrayBuffer();
		expect(Buffer.from(await make())).toEqual(Buffer.from(await make()));
	});
	it("takes files from before there were archives", async () => {
		const old = { ...anEntry("old.jpg", Buffer.from("old")), modifiedAt: 0 };
		const { entries } = await entriesOf([old]);
		expect(entries[0]?.getLastModDate({ timezone: "UTC" }).getUTCFullYear()).toBe(1980);
	});
	it("goes past four gigabytes without taking them in", async () => {
		const page = randomBytes(MB);
		let large = new Blob([Buffer.alloc(MB)]);
		while (large.size < 1024 * MB) large = new Blob([large, large]);
		const before = process.memoryUsage().rss;
		const file = { path: "large.tif", file: large, crc32: 0, modifiedAt: 0 };
		const files = [file, file, file, file, anEntry("last.jpg", page)];
		const { entries, bytesOf, size } = await entriesOf(files);
		expect(size).toBeGreaterThan(2 ** 32);
		expect(entries.map((entry) => entry.fileName).at(-1)).toBe("last.jpg");
		expect(await bytesOf(entries.at(-1) as Entry)).toEqual(page);
		expect(process.memoryUsage().rss - before).toBeLessThan(200 * MB);
	});
	it("refuses a single file that has no room in a plain header", () => {
		const large = { size: 2 ** 32 } as Blob;
		expect(() => buildArchive([{ path: "a", file: large, crc32: 0, modifiedAt: 0 }])).toThrow(
			RangeError,
		);
	});
});
