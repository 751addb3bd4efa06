/** The parent's hold on one decoding process: feeds it, watches it, ends it. */
import { type ChildProcess, fork } from "node:child_process";
import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import { ImagingError } from "./imaging.types.ts";
import type { ChildAnswer, ChildResult, ChildTask } from "./protocol.ts";

/** How often memory is looked at. A decoder that fills 1 GB needs several times as long. */
const WATCH_MS = 100;
/** Linux counts resident memory in pages, of 4 KiB on every machine this runs on. */
const PAGE_BYTES = 4096;
const STDERR_KEPT = 2000;

/** From the project's folder, which every process runs in: a bundle lies elsewhere. */
const CHILD = resolve(/* turbopackIgnore: true */ "lib/imaging/child.ts");
/** All the environment a child has: no secret of the parent is in a process that reads hostile files. */
const CHILD_ENV = {
	NODE_ENV: "production" as const,
	VIPS_WARNING: "0",
	VIPS_CONCURRENCY: "1",
	// Without this, glibc keeps freed image buffers in one arena for each thread that ever ran.
	MALLOC_ARENA_MAX: "2",
	UV_THREADPOOL_SIZE: "2",
	// Where what V8 made of its sources is kept: 70 ms of processor for a start instead of 210.
	...(process.env.NODE_COMPILE_CACHE && { NODE_COMPILE_CACHE: process.env.NODE_COMPILE_CACHE }),
};

export interface ProcessLimits {
	timeoutMs: number;
	memoryMb: number;
}

interface Current {
	resolve(done: ChildResult): void;
	reject(error: unknown): void;
	timer: NodeJS.Timeout;
	watch: NodeJS.Timeout;
}

export class DecoderProcess {
	readonly #child: ChildProcess;
	readonly #limits: ProcessLimits;
	#current: Current | undefined;
	/** Why it was killed, where it was we who did it. */
	#fate: unknown;
	#stderr = "";
	/** Resolves when the process is gone and reaped. */
	readonly ended: Promise<void>;
	alive = true;
	/** Images it was given so far. */
	images = 0;
	/** Resident memory after its last image, bytes. */
	rss = 0;
	/** A decoder in it has failed in a way that may harm the next image. */
	spoilt = false;

	constructor(limits: ProcessLimits) {
		this.#limits = limits;
		const child = fork(CHILD, {
			env: CHILD_ENV,
			execArgv: [`--max-old-space-size=${Math.max(64, Math.floor(limits.memoryMb / 2))}`],
			stdio: ["ignore", "ignore", "pipe", "ipc"],
			// Bytes and numbers as they are, and not as JSON.
			serialization: "advanced",
		});
		this.#child = child;
		child.stderr?.on("data", (chunk: Buffer) => {
			this.#stderr = (this.#stderr + chunk.toString("utf8")).slice(-STDERR_KEPT);
		});
		child.on("message", (answer: ChildAnswer) => this.#settle(answer));
		this.ended = new Promise((resolve) => {
			const end = (how: string) => {
				this.alive = false;
				this.#fail(this.#fate ?? crashed(`${how} ${shorten(this.#stderr)}`));
				resolve();
			};
			child.once("exit", (code, signal) => end(`exited with ${signal ?? code}`));
			// Without a number it never started, and no exit will follow.
			child.on("error", (error) =>
				child.pid === undefined ? end(error.message) : this.kill(crashed(error.message)),
			);
		});
		this.#rest();
	}

	get pid(): number | undefined {
		return this.#child.pid;
	}

	/** Gives it one image. Rejects with `ImagingError`, or with what `kill` was told. */
	run(task: ChildTask): Promise<ChildResult> {
		this.images++;
		this.#child.ref();
		this.#child.channel?.ref();
		return new Promise((resolve, reject) => {
			const { timeoutMs, memoryMb } = this.#limits;
			this.#current = {
				resolve,
				reject,
				timer: setTimeout(() => this.kill(timedOut(timeoutMs)), timeoutMs),
				watch: setInterval(() => {
					if (residentBytes(this.pid) > memoryMb * 1024 * 1024) this.kill(outOfMemory());
				}, WATCH_MS),
			};
			if (this.alive)
				this.#child.send(task, (error) => {
					if (error) this.kill(crashed(error.message));
				});
			else this.#fail(this.#fate ?? crashed("ended while idle"));
		});
	}

	/** Ends it at once, whatever it does; its image fails with the error. */
	kill(why: unknown): void {
		this.#fate ??= why;
		this.alive = false;
		this.#child.kill("SIGKILL");
		this.#fail(why);
		// Whoever waits for `ended` is kept running until it is.
		this.#child.ref();
	}

	#settle(answer: ChildAnswer): void {
		const current = this.#current;
		if (answer.ready || !current) return;
		this.#clear(current);
		this.rss = answer.rss ?? 0;
		this.spoilt = answer.spoilt ?? false;
		if (answer.done) current.resolve(answer.done);
		else if (answer.error)
			current.reject(new ImagingError(answer.error.code, answer.error.message, answer.error.log));
	}

	#fail(error: unknown): void {
		const current = this.#current;
		if (!current) return;
		this.#clear(current);
		current.reject(error);
	}

	#clear(current: Current): void {
		clearTimeout(current.timer);
		clearInterval(current.watch);
		this.#current = undefined;
		this.#rest();
	}

	/** An idle child does not keep its parent running. */
	#rest(): void {
		this.#child.unref();
		this.#child.channel?.unref();
		(this.#child.stderr as { unref?(): void } | null)?.unref?.();
	}
}

/** Resident bytes of a process, from /proc; 0 where there is no /proc or the process is gone. */
function residentBytes(pid: number | undefined): number {
	try {
		return Number(readFileSync(`/proc/${pid}/statm`, "utf8").split(" ")[1]) * PAGE_BYTES;
	} catch {
		return 0;
	}
}

/** Where a bundled decoder dies, Node prints the line, which is the whole decoder. */
const shorten = (text: string) =>
	text
		.split("\n")
		.map((line) => line.slice(0, 200))
		.join("\n");

const crashed = (log: string) =>
	new ImagingError("DECODER_CRASHED", "The image could not be processed.", log.trim());

const outOfMemory = () =>
	new ImagingError("DECODER_MEMORY", "The image needs more memory than one image may take.");

const timedOut = (ms: number) =>
	new ImagingError(
		"DECODER_TIMEOUT",
		`The image took longer than ${Math.ceil(ms / 1000)} seconds to process.`,
	);
