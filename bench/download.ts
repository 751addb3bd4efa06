/**
 * All photos of an event as one ZIP, through the real processes: beside a plain server that sends the
 * same files one behind the other, in the same run. Then cut in the middle and gone on with, and tested
 * by Python. `npm run bench -- download [photos] [kB of each]`
 */
import { execFileSync, fork } from "node:child_process";
import { createHash, randomBytes } from "node:crypto";
import { once } from "node:events";
import {
	createWriteStream,
	mkdtempSync,
	readFileSync,
	rmSync,
	statSync,
	writeFileSync,
} from "node:fs";
import { get, type IncomingMessage } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pipeline } from "node:stream/promises";
import { setTimeout as pause } from "node:timers/promises";
import sharp from "sharp";
import { type Headers, signIn, startPotret } from "./our-server.ts";

const MB = 1024 ** 2;
const [count = 2000, kilobytes = 1024] = process.argv.slice(2).map(Number);
const PER_REQUEST = 10;
const ROUNDS = 3;

const scratch = mkdtempSync(join(tmpdir(), "potret-bench-download-"));

/** A small picture with noise behind it, which decoders pass over: to be rendered quickly. */
async function aPhoto(n: number): Promise<Blob> {
	const background = { r: n & 255, g: (n >> 8) & 255, b: 99 };
	const picture = sharp({ create: { width: 64, height: 64, channels: 3, background } });
	const head = await picture.jpeg().toBuffer();
	return new Blob([head, randomBytes(kilobytes * 1024 - head.length)]);
}

async function fill(url: string, headers: Headers): Promise<string> {
	const body = JSON.stringify({ name: "Bench", date: "2026-05-09" });
	const event = await fetch(`${url}/api/events`, { method: "POST", headers, body });
	const { id } = await event.json();
	const photos = `${url}/api/events/${id}/photos`;
	for (let n = 0; n < count; n += PER_REQUEST) {
		const form = new FormData();
		form.set("albumName", "Official");
		for (let place = 0; place < Math.min(PER_REQUEST, count - n); place++)
			form.set(`file${place}`, await aPhoto(n + place), `IMG_${n + place}.jpg`);
		const { status } = await fetch(`${photos}/batch`, { method: "POST", headers, body: form });
		if (status !== 200) throw new Error(`An upload answered ${status}.`);
	}
	// A photo that is being rendered costs the same cores.
	for (;;) {
		const list = await (await fetch(`${url}/api/events?owned=true`, { headers })).json();
		const { processing_count: left } = list.events.find((each: { id: string }) => each.id === id);
		if (left === 0) return id;
		await pause(1000);
	}
}

async function open(url: string, range?: string): Promise<IncomingMessage> {
	const sending = get(url, { agent: false, headers: range ? { range } : {} });
	const [response] = (await once(sending, "response")) as [IncomingMessage];
	return response;
}

async function megabytesPerSecond(url: string): Promise<number> {
	const started = performance.now();
	let bytes = 0;
	for await (const chunk of await open(url)) bytes += chunk.length;
	return bytes / MB / ((performance.now() - started) / 1000);
}

/** Half of it, its connection broken off; then the rest. Returns the file's SHA-256. */
async function fetchInTwo(url: string, path: string, size: number): Promise<string> {
	const half = Math.floor(size / 2);
	const hash = createHash("sha256");
	const first = await open(url);
	let read = 0;
	async function* untilHalf() {
		for await (const chunk of first) {
			const part = chunk.subarray(0, half - read);
			read += part.length;
			hash.update(part);
			yield part;
			if (read === half) return;
		}
	}
	await pipeline(untilHalf(), createWriteStream(path));
	first.destroy();
	const rest = await open(url, `bytes=${half}-`);
	async function* hashed() {
		for await (const chunk of rest) {
			hash.update(chunk);
			yield chunk;
		}
	}
	await pipeline(hashed(), createWriteStream(path, { flags: "a" }));
	return hash.digest("hex");
}

async function hashOf(url: string): Promise<string> {
	const hash = createHash("sha256");
	for await (const chunk of await open(url)) hash.update(chunk);
	return hash.digest("hex");
}

const CHECK = `
import sys, zipfile
with zipfile.ZipFile(sys.argv[1]) as archive:
    assert archive.testzip() is None
    print(len(archive.infolist()))
`;

/** Resident megabytes: now, and the most since the peak was last forgotten (Linux). */
function residence(pid: number) {
	const status = readFileSync(`/proc/${pid}/status`, "utf8");
	const read = (name: string) => Number(new RegExp(`${name}:\\s+(\\d+)`).exec(status)?.[1]) / 1024;
	return { now: read("VmRSS"), peak: read("VmHWM") };
}

async function main(): Promise<void> {
	const dataDir = join(scratch, "data");
	const potret = await startPotret(dataDir);
	let bare: ReturnType<typeof fork> | undefined;
	try {
		const headers = await signIn(potret.url);
		const eventId = await fill(potret.url, headers);
		bare = fork(join("bench", "cat-server.ts"), [join(dataDir, "storage")]);
		const [port] = await once(bare, "message");
		const started = performance.now();
		const answer = await fetch(`${potret.url}/api/events/${eventId}/downloads`, {
			...{ method: "POST", headers, body: JSON.stringify({ all: true }) },
		});
		const { url, files, bytes } = await answer.json();
		console.log(
			`${files} photos, ${(bytes / MB).toFixed(0)} MB; planned in ${(performance.now() - started).toFixed(0)} ms`,
		);
		const [web = 0] = potret.processes("web");
		writeFileSync(`/proc/${web}/clear_refs`, "5");
		const before = residence(web);
		const ratios: number[] = [];
		for (let round = 1; round <= ROUNDS; round++) {
			const plain = await megabytesPerSecond(`http://127.0.0.1:${port}/`);
			const ours = await megabytesPerSecond(url);
			ratios.push(ours / plain);
			console.log(
				`round ${round}: ZIP ${ours.toFixed(0)} MB/s, plain ${plain.toFixed(0)} MB/s, ratio ${(ours / plain).toFixed(2)}`,
			);
		}
		const after = residence(web);
		const path = join(scratch, "all.zip");
		const resumed = await fetchInTwo(url, path, bytes);
		const same = resumed === (await hashOf(url)) && statSync(path).size === bytes;
		const found = execFileSync("python3", ["-c", CHECK, path]).toString().trim();
		const median = ratios.sort((a, b) => a - b)[Math.floor(ROUNDS / 2)] ?? Number.NaN;
		console.log(
			`median ratio ${median.toFixed(2)}; web process ${before.now.toFixed(0)} MB before, ${after.peak.toFixed(0)} MB at most; cut and resumed ${same ? "the same" : "DIFFERENT"}; Python read ${found} of ${files} files`,
		);
	} finally {
		bare?.kill();
		await potret.stop();
	}
}

try {
	await main();
} finally {
	rmSync(scratch, { recursive: true, force: true });
}
