import { randomBytes } from "node:crypto";
import { buffer } from "node:stream/consumers";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type Entry, fromBufferPromise, fromRandomAccessReaderPromise } from "yauzl";
import { archiveBytes } from "#lib/downloads/archive-bytes.ts";
import { ArchiveReader, anArchive, type MadeFile } from "./archives.ts";

const GB = 1024 ** 3;

const whole = (archive: ReturnType<typeof anArchive>) =>
	buffer(archiveBytes(archive, { start: 0, end: archive.layout.size - 1 }));

async function read(files: readonly MadeFile[]) {
	const archive = anArchive(files);
	const { size } = archive.layout;
	const reader = new ArchiveReader(archive);
	const zip = await fromRandomAccessReaderPromise(reader, size, { autoClose: false });
	const entries: Entry[] = [];
	for await (const entry of zip.eachEntry()) entries.push(entry);
	const bytesOf = async (entry: Entry) => buffer(await zip.openReadStreamPromise(entry));
	return { archive, entries, bytesOf };
}

const someFiles = (count: number): MadeFile[] =>
	Array.from({ length: count }, (_, n) => ({
		name: `${n} – foto.jpg`,
		bytes: randomBytes((n * 37) % 300),
		modifiedAt: n % 2 === 0 ? new Date("2026-05-09T12:51:20Z") : null,
	}));

describe("the bytes of an archive", () => {
	it("are as many as were promised, and every reader finds the files in them", async () => {
		const files = someFiles(8);
		const { archive, entries, bytesOf } = await read(files);
		expect((await whole(archive)).length).toBe(archive.layout.size);
		expect(entries.map(({ fileName }) => fileName)).toEqual(files.map(({ name }) => name));
		for (const [place, entry] of entries.entries()) {
			expect((await bytesOf(entry)).equals(files[place]?.bytes ?? Buffer.alloc(0))).toBe(true);
			expect(entry.compressionMethod).toBe(0);
		}
	});

	it("are the same whichever part is asked for", async () => {
		const archive = anArchive(someFiles(8));
		const all = await whole(archive);
		const last = all.length - 1;
		const places = fc.tuple(fc.nat(last), fc.nat(last));
		await fc.assert(
			fc.asyncProperty(places, async ([a, b]) => {
				const range = { start: Math.min(a, b), end: Math.max(a, b) };
				const part = await buffer(archiveBytes(archive, range));
				expect(part.equals(all.subarray(range.start, range.end + 1))).toBe(true);
			}),
			{ numRuns: 300 },
		);
	});

	it("are the same from and to every place where something begins", async () => {
		const archive = anArchive(someFiles(5));
		const all = await whole(archive);
		const { entries, directoryAt, endAt } = archive.layout;
		const edges = [...entries.flatMap((e) => [e.headerAt, e.directoryAt]), directoryAt, endAt];
		const near = edges.flatMap((edge) => [edge - 1, edge, edge + 1]);
		const last = all.length - 1;
		for (const start of near.filter((place) => place >= 0 && place <= last)) {
			const tail = await buffer(archiveBytes(archive, { start, end: last }));
			expect(tail.equals(all.subarray(start))).toBe(true);
			const head = await buffer(archiveBytes(archive, { start: 0, end: start }));
			expect(head.equals(all.subarray(0, start + 1))).toBe(true);
		}
	});

	it("end with an error where a file has fewer or more bytes than it had", async () => {
		for (const length of [9, 11]) {
			const archive = anArchive([{ name: "a.jpg", bytes: Buffer.alloc(10) }]);
			archive.read = async function* () {
				yield Buffer.alloc(length);
			};
			await expect(whole(archive)).rejects.toThrow("changed");
		}
	});

	it("say when a photo was taken, on the wall and, where it is known, in the world", async () => {
		const wallTime = new Date("2026-05-09T19:51:20Z");
		const known = { name: "a.jpg", wallTime, modifiedAt: new Date("2026-05-09T12:51:20Z") };
		const { entries } = await read([known, { name: "b.jpg", wallTime }]);
		const onWall = (entry: Entry | undefined) => entry?.getLastModDate({ forceDosFormat: true });
		const local = new Date(2026, 4, 9, 19, 51, 20);
		expect([onWall(entries[0]), onWall(entries[1])]).toEqual([local, local]);
		expect(entries[0]?.getLastModDate()).toEqual(known.modifiedAt);
		expect(entries[1]?.extraFields).toEqual([]);
	});

	it("of a file before 1980 or after 2107 are those of a good archive", async () => {
		const { entries } = await read([
			{ name: "old.jpg", wallTime: new Date("1931-01-01"), modifiedAt: new Date("1931-01-01") },
			{ name: "new.jpg", wallTime: new Date("2200-01-01"), modifiedAt: new Date("2200-01-01") },
		]);
		expect(entries.map(({ fileName }) => fileName)).toEqual(["old.jpg", "new.jpg"]);
	});
});

describe("an archive past what the old format holds", () => {
	it("has files of more than 4 GB, and files behind them", async () => {
		const behind = randomBytes(100);
		const files = [
			{ name: "film.mp4", size: 5 * GB },
			{ name: "small.jpg", bytes: behind },
			{ name: "exactly.bin", size: 0xffffffff },
		];
		const { archive, entries, bytesOf } = await read(files);
		expect(archive.layout.size).toBeGreaterThan(9 * GB - 10);
		expect(entries.map(({ uncompressedSize }) => uncompressedSize)).toEqual([
			...[5 * GB, 100, 0xffffffff],
		]);
		expect((await bytesOf(entries[1] as Entry)).equals(behind)).toBe(true);
	});

	it("has more than 65,535 of them", { timeout: 60_000 }, async () => {
		const count = 65_540;
		const files = Array.from({ length: count }, (_, n) => ({ name: `${n}.jpg` }));
		const archive = anArchive(files);
		const bytes = await whole(archive);
		expect(bytes.length).toBe(archive.layout.size);
		const zip = await fromBufferPromise(bytes);
		expect(zip.entryCount).toBe(count);
		const last = archive.layout.entries.at(-1)?.directoryAt ?? 0;
		expect(bytes.subarray(last, archive.endAt).toString("latin1")).toMatch(/65539\.jpg$/);
	});
});

describe("the hash of an archive", () => {
	it("is that of its content", () => {
		const [a, b] = [someFiles(3), someFiles(3)];
		expect(anArchive(a).layout.hash).toBe(anArchive(a).layout.hash);
		expect(anArchive(a).layout.hash).not.toBe(anArchive(b).layout.hash);
	});
});
