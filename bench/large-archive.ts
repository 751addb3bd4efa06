/**
 * Not a race but a proof: a ZIP of several gigabytes (stored, photos of different bytes) by resumable
 * upload in chunks of 50 MB, while the web process is killed at random moments of the upload and the
 * worker at random moments of the work. Says how much memory both took, and fails where a sheet is
 * missing or its bytes are not those that were sent. Linux.
 * `npm run bench -- large-archive FOLDER [gigabytes] [kills]`
 */
import { createHash } from "node:crypto";
import { createReadStream, createWriteStream, mkdtempSync, rmSync, statSync } from "node:fs";
import { readdir, readFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { ZipFile } from "yazl";
import { originalKey } from "#lib/storage/object-keys.ts";
import { completed, sendBatch, sendResumable } from "./batch-client.ts";
import { type Headers, type OurServer, residentBytes, signIn, startPotret } from "./our-server.ts";

const [folder, gigabytes = "5", kills = "5"] = process.argv.slice(2);
const WATCH_MS = 100;
const PAGE = 500;

const scratch = mkdtempSync(join(tmpdir(), "potret-bench-large-"));

const megabytes = (bytes: number) => `${Math.round(bytes / 1024 / 1024)} MB`;
const secondsSince = (started: number) => `${Math.round((performance.now() - started) / 1000)} s`;

async function sha256(chunks: AsyncIterable<Uint8Array> | Iterable<Uint8Array>): Promise<string> {
	const hash = createHash("sha256");
	for await (const chunk of chunks) hash.update(chunk);
	return hash.digest("hex");
}

/** Writes the archive: the folder's photos in turn, each with a tail of its own. Gives their hashes. */
async function pack(path: string, bytes: number): Promise<string[]> {
	if (!folder) throw new Error("Which folder of JPEGs?");
	const names = (await readdir(folder)).filter((name) => /\.jpe?g$/i.test(name));
	const photos = await Promise.all(names.map((name) => readFile(join(folder, name))));
	const zip = new ZipFile();
	const hashes: string[] = [];
	for (let packed = 0; packed < bytes; ) {
		const index = hashes.length;
		const parts = [photos[index % photos.length] as Buffer, Buffer.from(`${index}`)];
		packed += parts.reduce((sum, part) => sum + part.length, 0);
		hashes.push(await sha256(parts));
		zip.addReadStreamLazy(`photo-${index}.jpg`, { compress: false }, (give) =>
			give(null, Readable.from(parts)),
		);
	}
	zip.end();
	await pipeline(zip.outputStream, createWriteStream(path));
	return hashes;
}

/** What a role's processes hold: at first, and the most that was seen. */
function watchMemory(server: OurServer, role: "web" | "worker") {
	const first = residentBytes(server.processes(role));
	let most = first;
	const timer = setInterval(() => {
		most = Math.max(most, residentBytes(server.processes(role)));
	}, WATCH_MS);
	return () => {
		clearInterval(timer);
		console.log(`  ${role}: ${megabytes(first)} at first, ${megabytes(most)} at most`);
	};
}

/** Kills a role's process at random shares of the work. */
function killer(server: OurServer, role: "web" | "worker"): (share: number) => void {
	const shares = Array.from({ length: Number(kills) }, () => Math.random()).sort((a, b) => a - b);
	return (share) => {
		const [pid] = server.processes(role);
		if (pid === undefined || share < (shares[0] ?? Number.POSITIVE_INFINITY)) return;
		shares.shift();
		process.kill(pid, "SIGKILL");
		console.log(`  at ${(share * 100).toFixed(1)} % the ${role} process was killed`);
	};
}

async function send(server: OurServer, headers: Headers, archive: string): Promise<string> {
	const { size } = statSync(archive);
	const report = watchMemory(server, "web");
	const kill = killer(server, "web");
	const started = performance.now();
	const id = await sendResumable({ ...server, headers }, archive, (sent) => kill(sent / size));
	console.log(`sent ${megabytes(size)} in ${secondsSince(started)}`);
	report();
	return id;
}

async function work(server: OurServer, headers: Headers, uploadId: string): Promise<string> {
	const report = watchMemory(server, "worker");
	const kill = killer(server, "worker");
	const started = performance.now();
	const client = { url: server.url, headers };
	const id = await sendBatch(client, uploadId, "20261120");
	const { processed_count: count } = await completed(client, id, (progress) =>
		kill(progress.progress_percentage / 100),
	);
	console.log(`worked on ${count} sheets for ${secondsSince(started)}`);
	report();
	return id;
}

/** Throws where the stored originals are not, one by one, what was packed. */
async function compare(server: OurServer, headers: Headers, id: string, hashes: string[]) {
	const objects = join(scratch, "data", "storage", "objects");
	let count = 0;
	for (let offset = 0; offset < hashes.length; offset += PAGE) {
		const page = `limit=${PAGE}&offset=${offset}`;
		const answer = await fetch(`${server.url}/api/batches/${id}/status?${page}`, { headers });
		for (const sheet of (await answer.json()).sheets) {
			const index = Number(/\d+/.exec(sheet.name)?.[0]);
			const stored = await sha256(createReadStream(join(objects, originalKey(sheet.id))));
			if (index !== count || stored !== hashes[index]) throw new Error(`${sheet.name} is another.`);
			count += 1;
		}
	}
	if (count !== hashes.length) throw new Error(`${count} of ${hashes.length} sheets are there.`);
	console.log(`all ${count} sheets are there, in their order, byte for byte`);
}

async function main(): Promise<void> {
	const archive = join(scratch, "large.zip");
	const hashes = await pack(archive, Number(gigabytes) * 1024 ** 3);
	const server = await startPotret(join(scratch, "data"));
	try {
		const headers = await signIn(server.url);
		const upload = await send(server, headers, archive);
		await compare(server, headers, await work(server, headers, upload), hashes);
	} finally {
		await server.stop();
	}
}

try {
	await main();
} finally {
	rmSync(scratch, { recursive: true, force: true });
}
