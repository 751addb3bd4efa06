/** Archives as they arrive: asked for, fetched, and opened by others than us. */
import { execFile } from "node:child_process";
import { mkdirSync, writeFileSync } from "node:fs";
import { request } from "node:http";
import { join } from "node:path";
import { buffer } from "node:stream/consumers";
import { promisify } from "node:util";
import sharp from "sharp";
import { fromBufferPromise } from "yauzl";
import { type Api, eventually, type Json } from "./api.ts";
import { aPicture } from "./pictures.ts";
import { makeScratch, removeScratch } from "./scratch.ts";

const run = promisify(execFile);

/** A photo that says where it was taken, and when: at 19:51 in a zone seven hours ahead. */
export async function aTravelPhoto(): Promise<Buffer> {
	return sharp(await aPicture())
		.withExif({
			IFD0: { Make: "Potret" },
			IFD2: { DateTimeOriginal: "2026:05:09 19:51:20", OffsetTimeOriginal: "+07:00" },
			IFD3: { GPSLatitudeRef: "S", GPSLatitude: "8/1 30/1 0/1" },
		})
		.jpeg()
		.toBuffer();
}

/** Resolves once nothing of an event is being processed. */
export async function allSettled(api: Api, eventId: string): Promise<Json[]> {
	const { photos } = await eventually(
		async () => (await api.get(`/api/events/${eventId}/photos?limit=200`)).body as Json,
		(list) => list.photos.every(({ status }: Json) => status !== "processing"),
	);
	return photos;
}

export const ask = (api: Api, eventId: string, body: unknown = { all: true }) =>
	api.post(`/api/events/${eventId}/downloads`, body);

export async function fetchWhole(url: string): Promise<Buffer> {
	const response = await fetch(url);
	if (!response.ok) throw new Error(`The archive answered ${response.status}`);
	return Buffer.from(await response.arrayBuffer());
}

/** What a reader of archives finds: bytes by name, in their order. Throws for what it would not open. */
export async function unpacked(bytes: Buffer): Promise<Map<string, Buffer>> {
	const zip = await fromBufferPromise(bytes);
	const found = new Map<string, Buffer>();
	for await (const entry of zip.eachEntry())
		found.set(entry.fileName, await buffer(await zip.openReadStreamPromise(entry)));
	return found;
}

const CHECK = `
import json, sys, zipfile
with zipfile.ZipFile(sys.argv[1]) as archive:
    assert archive.testzip() is None, archive.testzip()
    print(json.dumps([[entry.filename, list(entry.date_time)] for entry in archive.infolist()]))
`;

/** Has Info-ZIP and Python test every sum; names and wall-clock times as Python reads them. */
export async function tested(bytes: Buffer): Promise<[name: string, time: number[]][]> {
	const scratch = makeScratch("downloads");
	try {
		mkdirSync(scratch, { recursive: true });
		const path = join(scratch, "a.zip");
		writeFileSync(path, bytes);
		await run("unzip", ["-tq", path]);
		return JSON.parse((await run("python3", ["-c", CHECK, path])).stdout);
	} finally {
		removeScratch(scratch);
	}
}

/** The first bytes of an answer; then its connection is broken off. */
export function fetchAndBreak(url: string, count: number): Promise<Buffer> {
	return new Promise((resolve, reject) => {
		const sending = request(url, (response) => {
			const chunks: Buffer[] = [];
			let read = 0;
			response.on("data", (chunk: Buffer) => {
				chunks.push(chunk);
				read += chunk.length;
				if (read < count) return;
				sending.destroy();
				resolve(Buffer.concat(chunks).subarray(0, count));
			});
			response.on("error", () => undefined);
		});
		sending.on("error", reject);
		sending.end();
	});
}
