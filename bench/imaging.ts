/**
 * Photos a second and CPU a photo: our pool of decoders beside the bare pipeline in plain Node
 * processes, three independent sharp() calls, and vipsthumbnail where it is installed; all on the
 * same files, two at a time, in turns. `node bench/imaging.ts [folder of JPEGs]`; without one it
 * makes photos up, half of them with a colour profile.
 *
 * Ours does more than its rivals: EXIF, hashes, sharpness, strictness, limits. Start-up counts.
 */
import { execFile } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { createImagingPool } from "#lib/imaging/pool.ts";
import { collectPhotos, inChildren, outputOf, PARALLEL, share } from "./camera-photos.ts";

const COUNT = 20;
const ROUNDS = 3;

const scratch = mkdtempSync(join(tmpdir(), "potret-bench-imaging-"));
const run = promisify(execFile);

async function inPool(files: string[]): Promise<void> {
	const pool = createImagingPool({
		concurrency: PARALLEL,
		memoryMb: 1024,
		timeoutMs: 60_000,
		imagesPerChild: 500,
		maxPixels: 120e6,
		maxPixelsAvif: 40e6,
	});
	await Promise.all(
		files.map((inputPath) =>
			pool.render({ inputPath, outputDir: outputOf(inputPath), contentType: "image/jpeg" }),
		),
	);
	await pool.close();
}

async function byVipsthumbnail(files: string[]): Promise<void> {
	const env = { ...process.env, VIPS_CONCURRENCY: "1" };
	await share(files, async (path) => {
		const folder = outputOf(path);
		for (const [side, output] of [
			["2000", "large.jpg[Q=80]"],
			["1080", "medium.jpg[Q=80]"],
			["400", "small.webp[Q=80,effort=2]"],
		] as const)
			await run(
				"vipsthumbnail",
				[path, "-s", `${side}x${side}>`, "-e", "srgb", "-o", join(folder, output)],
				{ env },
			);
	});
}

/** CPU seconds of all children that have ended and were waited for (Linux; 100 ticks a second). */
function childrenCpu(): number {
	try {
		const fields = readFileSync("/proc/self/stat", "utf8").split(") ")[1]?.split(" ") ?? [];
		return (Number(fields[13]) + Number(fields[14])) / 100;
	} catch {
		return Number.NaN;
	}
}

/** Resident bytes of this process's children together, sampled; the most that was seen. */
function watchMemory(): () => number {
	let peak = 0;
	const look = () => {
		try {
			const pids = readFileSync(`/proc/self/task/${process.pid}/children`, "utf8")
				.trim()
				.split(" ");
			let sum = 0;
			for (const pid of pids)
				sum += Number(readFileSync(`/proc/${pid}/statm`, "utf8").split(" ")[1]) * 4096;
			peak = Math.max(peak, sum);
		} catch {
			// A child has just ended, or there is no /proc.
		}
	};
	const timer = setInterval(look, 20);
	return () => {
		clearInterval(timer);
		return peak;
	};
}

interface Result {
	perSecond: number;
	cpuMs: number;
	peakMb: number;
}

async function measure(work: (files: string[]) => Promise<void>, files: string[]): Promise<Result> {
	const [cpu, start, peak] = [childrenCpu(), performance.now(), watchMemory()];
	await work(files);
	const seconds = (performance.now() - start) / 1000;
	return {
		perSecond: files.length / seconds,
		cpuMs: ((childrenCpu() - cpu) * 1000) / files.length,
		peakMb: peak() / 1024 / 1024,
	};
}

async function main(): Promise<void> {
	const files = await collectPhotos(scratch, COUNT, process.argv[2]);
	const rivals: Record<string, (files: string[]) => Promise<void>> = {
		"bare pipeline": (all) => inChildren("bare", all),
		"our pool": inPool,
		"three sharp() calls": (all) => inChildren("naive", all),
	};
	const hasVips = await run("vipsthumbnail", ["--version"]).then(
		() => true,
		() => false,
	);
	if (hasVips) rivals.vipsthumbnail = byVipsthumbnail;
	else console.log("vipsthumbnail is not installed; left out.");
	const best: Record<string, Result> = {};
	for (let round = 0; round < ROUNDS; round++)
		for (const [name, work] of Object.entries(rivals)) {
			const result = await measure(work, files);
			if (result.perSecond > (best[name]?.perSecond ?? 0)) best[name] = result;
		}
	console.log(`${COUNT} photos, ${PARALLEL} at a time, best of ${ROUNDS} rounds`);
	const bare = best["bare pipeline"];
	for (const [name, { perSecond, cpuMs, peakMb }] of Object.entries(best))
		console.log(
			name.padEnd(20),
			`${perSecond.toFixed(2).padStart(6)} photos/s (×${(perSecond / (bare?.perSecond ?? 1)).toFixed(2)})`,
			`${cpuMs.toFixed(0).padStart(5)} CPU ms/photo (×${(cpuMs / (bare?.cpuMs ?? 1)).toFixed(2)})`,
			`${peakMb.toFixed(0).padStart(5)} MB in children`,
		);
}

try {
	await main();
} finally {
	rmSync(scratch, { recursive: true, force: true });
}
