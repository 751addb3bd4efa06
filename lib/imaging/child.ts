/**
 * The process that decodes. It is given one image at a time, answers, and is thrown away without
 * regret: it holds no secret, no connection and no file but the one it was given.
 */
import { writeFileSync } from "node:fs";
import { flushCompileCache } from "node:module";
import { constants, setPriority } from "node:os";
import { Worker } from "node:worker_threads";
import { health } from "./decoder.ts";
import { ImagingError, type ImagingLimits } from "./imaging.types.ts";
import type { ChildAnswer, ChildResult, ChildTask, ChildWork } from "./protocol.ts";
import { render } from "./render.ts";

// A Ctrl-C reaches the whole process group; the parent decides when a child ends.
process.on("SIGINT", () => {});
process.on("SIGTERM", () => {});
// Whether the parent has ended well or not: nobody is left to answer to.
process.on("disconnect", () => process.kill(process.pid, "SIGKILL"));

try {
	// When memory runs out, the kernel takes a decoder and not the database. (Linux.)
	writeFileSync("/proc/self/oom_score_adj", "800");
} catch {}
// Nobody waits for a page because pictures are being made: a decoder takes what time is left.
setPriority(constants.priority.PRIORITY_LOW);

new Worker(new URL("./watchdog.ts", import.meta.url), {
	workerData: { parent: process.ppid },
	resourceLimits: { maxOldGenerationSizeMb: 8, maxYoungGenerationSizeMb: 2, stackSizeMb: 1 },
}).unref();

process.on("message", (task: ChildTask) => {
	void answer(task);
});

async function answer({ work, limits, testHooks }: ChildTask): Promise<void> {
	let reply: ChildAnswer;
	try {
		if (testHooks) await (await import("./test-hooks.ts")).obey(inputOf(work));
		reply = { done: await perform(work, limits) };
	} catch (error) {
		reply = { error: explain(error) };
	}
	process.send?.({ ...reply, spoilt: health.spoilt, rss: process.memoryUsage.rss() });
}

function inputOf(work: ChildWork): string | Uint8Array {
	if ("render" in work) return work.render.inputPath;
	return "faces" in work ? work.faces.input : work.crop.input;
}

async function perform(work: ChildWork, limits: ImagingLimits): Promise<ChildResult> {
	if ("render" in work) return render(work.render, limits);
	if ("crop" in work) return (await import("./crop.ts")).crop(work.crop, limits);
	// The networks are loaded by who looks for faces alone.
	return (await import("./find-faces.ts")).findFaces(work.faces, limits);
}

function explain(error: unknown): NonNullable<ChildAnswer["error"]> {
	if (error instanceof ImagingError)
		return { code: error.code, message: error.message, log: error.log };
	const log = error instanceof Error ? (error.stack ?? error.message) : String(error);
	return { code: "DECODER_CRASHED", message: "The image could not be processed.", log };
}

// It is always killed in the end, and nothing would be kept of a start for the next.
flushCompileCache();
process.send?.({ ready: true } satisfies ChildAnswer);
