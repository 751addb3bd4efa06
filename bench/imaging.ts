/**
 * Photos a second and CPU a photo: our pool of decoders, and our whole worker with database, queue
 * and storage, beside the bare pipeline in plain Node
 * processes, three independent sharp() calls, and vipsthumbnail where it is installed; all on the
 * same files, two at a time, in turns. `node bench/imaging.ts [folder of JPEGs]`; without one it
 * makes photos up, half of them with a colour profile.
 *
 * Ours does more than its rivals: EXIF, hashes, sharpness, strictness, limits, stripping. All are warm:
 * processes have started and have rendered a few photos before the clock runs.
 */
import { execFile } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { config } from "#lib/config/config.ts";
import { createImagingPool, type ImagingPool } from "#lib/imaging/pool.ts";
import {
	collectPhotos,
	outputOf,
	PARALLEL,
	type RivalChildren,
	share,
	startChildren,
} from "./camera-photos.ts";
import { type OurWorker, openWorker } from "./our-worker.ts";

const COUNT = 20;
const WARM_UP = 4;
const ROUNDS = 5;

const scratch = mkdtempSync(join(tmpdir(), "potret-bench-imaging-"));
const run = promisify(execFile);

function children(way: "bare" | "naive"): Rival {
	let running: RivalChildren | undefined;
	return {
		prepare: async (warmUp) => {
			running = startChildren(way);
			await running.render(warmUp);
		},
		work: async (files) => running?.render(files),
		finish: async () => running?.end(),
	};
}

function ourPool(): Rival {
	const pool = () => createImagingPool({ ...config().imaging, concurrency: PARALLEL });
	let running: ImagingPool | undefined;
	const render = async (files: string[]) => {
		const requests = files.map((inputPath) =>
			running?.render({ inputPath, outputDir: outputOf(inputPath), contentType: "image/jpeg" }),
		);
		await Promise.all(requests);
	};
	return {
		prepare: async (warmUp) => {
			running = pool();
			await render(warmUp);
		},
		work: render,
		finish: async () => running?.close(),
	};
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

/** User and system time of a process, and of those it has waited for (Linux; 100 ticks a second). */
function cpuOf(pid: string): number {
	const fields = readFileSync(`/proc/${pid}/stat`, "utf8").split(") ")[1]?.split(" ") ?? [];
	return fields.slice(11, 15).reduce((sum, ticks) => sum + Number(ticks) / 100, 0);
}

/** CPU seconds of everything below this process, PostgreSQL too, running or ended. */
function treeCpu(): number {
	try {
		const own = readFileSync("/proc/self/stat", "utf8").split(") ")[1]?.split(" ") ?? [];
		const ended = (Number(own[13]) + Number(own[14])) / 100;
		return descendants(process.pid).reduce((sum, pid) => sum + cpuOf(pid), ended);
	} catch {
		return Number.NaN;
	}
}

/** Processes below this one, and those below them. */
function descendants(pid: number): string[] {
	const children = readFileSync(`/proc/${pid}/task/${pid}/children`, "utf8").trim().split(" ");
	return children.filter(Boolean).flatMap((child) => [child, ...descendants(Number(child))]);
}

/** Resident bytes of all processes below this one, but PostgreSQL's; sampled; the most seen. */
function watchMemory(): () => number {
	let peak = 0;
	const look = () => {
		try {
			const sizes = descendants(process.pid)
				.filter((pid) => readFileSync(`/proc/${pid}/comm`, "utf8").trim() !== "postgres")
				.map((pid) => Number(readFileSync(`/proc/${pid}/statm`, "utf8").split(" ")[1]) * 4096);
			peak = Math.max(
				peak,
				sizes.reduce((sum, size) => sum + size, 0),
			);
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

interface Rival {
	/** Starts what is needed and renders these, so that nothing is cold; not counted. */
	prepare?(warmUp: string[], files: string[]): Promise<void>;
	/** What is counted. */
	work(files: string[]): Promise<void>;
	/** Ends what still runs. */
	finish?(): Promise<void>;
}

interface Result {
	perSecond: number;
	cpuMs: number;
	peakMb: number;
}

async function measure(rival: Rival, warmUp: string[], files: string[]): Promise<Result> {
	await rival.prepare?.(warmUp, files);
	const [cpu, start, peak] = [treeCpu(), performance.now(), watchMemory()];
	await rival.work(files);
	const seconds = (performance.now() - start) / 1000;
	const [cpuSeconds, peakMb] = [treeCpu() - cpu, peak() / 1024 / 1024];
	await rival.finish?.();
	return {
		perSecond: files.length / seconds,
		cpuMs: (cpuSeconds * 1000) / files.length,
		peakMb,
	};
}

const median = (values: number[]) =>
	values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;

/** Medians over the rounds; ratios round by round, so that a machine that slows down does no harm. */
function report(name: string, results: Result[], bare: Result[]): void {
	const of = (key: keyof Result) => median(results.map((result) => result[key]));
	const ratio = (key: keyof Result) =>
		median(results.map((result, round) => result[key] / (bare[round]?.[key] ?? Number.NaN)));
	console.log(
		name.padEnd(20),
		`${of("perSecond").toFixed(2).padStart(6)} photos/s (×${ratio("perSecond").toFixed(2)})`,
		`${of("cpuMs").toFixed(0).padStart(5)} CPU ms/photo (×${ratio("cpuMs").toFixed(2)})`,
		`${of("peakMb").toFixed(0).padStart(5)} MB`,
	);
}

async function rivals(worker: OurWorker): Promise<Record<string, Rival>> {
	const all: Record<string, Rival> = {
		"bare pipeline": children("bare"),
		"our pool": ourPool(),
		"our worker": { prepare: worker.prepare, work: worker.work, finish: worker.finish },
		"three sharp() calls": children("naive"),
	};
	const hasVips = await run("vipsthumbnail", ["--version"]).then(
		() => true,
		() => false,
	);
	if (hasVips) all.vipsthumbnail = { work: byVipsthumbnail };
	else console.log("vipsthumbnail is not installed; left out.");
	return all;
}

async function main(): Promise<void> {
	const photos = await collectPhotos(scratch, COUNT + WARM_UP, process.argv[2]);
	const [warmUp, files] = [photos.slice(0, WARM_UP), photos.slice(WARM_UP)];
	const worker = await openWorker(scratch);
	try {
		const results: Record<string, Result[]> = {};
		const all = Object.entries(await rivals(worker));
		for (let round = 0; round < ROUNDS; round++)
			for (const [name, rival] of all) {
				results[name] ??= [];
				results[name].push(await measure(rival, warmUp, files));
			}
		console.log(`${COUNT} photos, ${PARALLEL} at a time, medians of ${ROUNDS} rounds`);
		for (const [name, found] of Object.entries(results))
			report(name, found, results["bare pipeline"] ?? []);
	} finally {
		await worker.close();
	}
}

try {
	await main();
} finally {
	rmSync(scratch, { recursive: true, force: true });
}
