/**
 * One frame of a video, by an ffmpeg that is there or by none: no package is depended on for it
 * (docs/decisions/2026-11-20-imaging-video.md). It runs as a process of its own, told which kind of
 * file it is given, without network, and within limits that hold even when nobody watches it.
 */
import { execFile } from "node:child_process";
import { existsSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";

/** Of one of two attempts; both together are less than an image may take. */
const TIMEOUT_MS = 10_000;
const CPU_SECONDS = 10;
/** Address space of ffmpeg; a frame of 8K takes some hundred megabytes. */
const MEMORY_KB = 2_000_000;
const ALLOCATION_BYTES = 256 * 1024 * 1024;
const FRAME_MAX_BYTES = 64 * 1024 * 1024;

/** What ffmpeg calls the formats. To let it guess would let a text be a playlist of other files. */
const DEMUXERS: Record<string, string> = {
	"video/mp4": "mov",
	"video/quicktime": "mov",
	"video/3gpp": "mov",
	"video/webm": "matroska",
	"video/x-matroska": "matroska",
	"video/x-msvideo": "avi",
};

/** Packages that hold the program, or put it beside themselves when they are installed. */
const PACKAGES = ["ffmpeg-static", `@ffmpeg-installer/${process.platform}-${process.arch}`];
/** The system's own, which is the one that is kept up to date. */
const SYSTEM = ["/usr/bin/ffmpeg", "/usr/local/bin/ffmpeg", "/opt/homebrew/bin/ffmpeg"];

const run = promisify(execFile);

/** Path of an ffmpeg, or null. */
export function findFfmpeg(): string | null {
	const places = [...SYSTEM, ...PACKAGES.flatMap(programOf)];
	return places.find((place) => existsSync(place)) ?? null;
}

function programOf(name: string): string[] {
	try {
		return [join(dirname(fileURLToPath(import.meta.resolve(`${name}/package.json`))), "ffmpeg")];
	} catch {
		return [];
	}
}

/**
 * A frame of the video as JPEG, upright: of its second second, else its first. Null where it has
 * none that can be decoded within the limits.
 */
export async function takePoster(
	ffmpeg: string,
	path: string,
	type: string,
	timeoutMs = TIMEOUT_MS,
): Promise<Buffer | null> {
	const demuxer = DEMUXERS[type];
	if (!demuxer) return null;
	for (const second of ["1", "0"]) {
		const frame = await takeFrame(ffmpeg, path, demuxer, second, timeoutMs);
		if (frame.length > 0) return frame;
	}
	return null;
}

/** The limits are the shell's, so that they outlive this process; where it has one not, without. */
const LIMITED = `ulimit -v ${MEMORY_KB} 2>/dev/null; ulimit -t ${CPU_SECONDS}; exec "$0" "$@"`;

/** Empty where ffmpeg fails, whatever the reason: a video without a poster is a video. */
async function takeFrame(
	ffmpeg: string,
	path: string,
	demuxer: string,
	second: string,
	timeoutMs: number,
): Promise<Buffer> {
	const input = ["-protocol_whitelist", "file,pipe", "-f", demuxer, "-ss", second];
	const output = ["-map", "0:v:0", "-frames:v", "1", "-q:v", "2", "-c:v", "mjpeg"];
	const args = [
		...["-nostdin", "-hide_banner", "-loglevel", "error"],
		...["-max_alloc", String(ALLOCATION_BYTES), "-threads", "1"],
		...[...input, "-i", `file:${path}`],
		...[...output, "-threads", "1", "-f", "image2pipe", "pipe:1"],
	];
	const env = { NODE_ENV: "production" } as const;
	const options = { encoding: "buffer", env, maxBuffer: FRAME_MAX_BYTES } as const;
	try {
		const { stdout } = await run("/bin/sh", ["-c", LIMITED, ffmpeg, ...args], {
			...options,
			timeout: timeoutMs,
			killSignal: "SIGKILL",
		});
		return stdout;
	} catch {
		return Buffer.alloc(0);
	}
}
