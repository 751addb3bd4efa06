/**
 * The process that decodes. It is given one image at a time, answers, and is thrown away without
 * regret: it holds no secret, no connection and no file but the one it was given.
 */
import { writeFileSync } from "node:fs";
import { Worker } from "node:worker_threads";
import { health } from "./decoder.ts";
import { ImagingError } from "./imaging.types.ts";
import type { ChildAnswer, ChildTask } from "./protocol.ts";
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

new Worker(new URL("./watchdog.ts", import.meta.url), {
	workerData: { parent: process.ppid },
	resourceLimits: { maxOldGenerationSizeMb: 8, maxYoungGenerationSizeMb: 2, stackSizeMb: 1 },
}).unref();

process.on("message", (task: ChildTask) => {
	void answer(task);
});

async function answer({ request, limits, testHooks }: ChildTask): Promise<void> {
	let reply: ChildAnswer;
	try {
		if (testHooks) await (await import("./test-hooks.ts")).obey(request.inputPath);
		reply = { rendered: await render(request, limits) };
	} catch (error) {
		reply = { error: explain(error) };
	}
	process.send?.({ ...reply, spoilt: health.spoilt, rss: process.memoryUsage.rss() });
}

function explain(error: unknown): NonNullable<ChildAnswer["error"]> {
	if (error instanceof ImagingError)
		return { code: error.code, message: error.message, log: error.log };
	const log = error instanceof Error ? (error.stack ?? error.message) : String(error);
	return { code: "DECODER_CRASHED", message: "The image could not be processed.", log };
}

process.send?.({ ready: true } satisfies ChildAnswer);
