import { spawn } from "node:child_process";
import { getEventListeners, once } from "node:events";
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test, vi } from "vitest";
import { createImagingPool } from "#lib/imaging/pool.ts";
import { TEST_MARKS } from "#lib/imaging/test-hooks.ts";
import { openStudio, quarters } from "./studio.ts";

const WAIT = { timeout: 20_000, interval: 100 };

const photo = () => quarters(300, 200).jpeg().toBuffer();
const marked = async (mark: keyof typeof TEST_MARKS) =>
	Buffer.concat([await photo(), Buffer.from(TEST_MARKS[mark])]);

/** Processes of Linux whose parent is this one; elsewhere none are seen, and none are missed. */
function childrenOf(parent: number): number[] {
	if (!existsSync("/proc/self/stat")) return [];
	const parentOf = (pid: string) => {
		try {
			return Number(/\) \S+ (\d+)/.exec(readFileSync(`/proc/${pid}/stat`, "utf8"))?.[1]);
		} catch {
			return 0;
		}
	};
	return readdirSync("/proc")
		.filter((pid) => parentOf(pid) === parent)
		.map(Number);
}

describe("a child that is lost costs one image", () => {
	const { render, failure } = openStudio("lost", { timeoutMs: 6000, memoryMb: 400 });
	const lost = [
		["crash", "DECODER_CRASHED"],
		["hang", "DECODER_TIMEOUT"],
		["hog", "DECODER_MEMORY"],
	] as const;
	test.each(lost)("%s → %s, and the next is fine", async (mark, code) => {
		const error = await failure(await marked(mark));
		expect([error.code, error.final]).toEqual([code, false]);
		expect((await render(await photo())).width).toBe(300);
	});
	test("its neighbours finish", async () => {
		const good = await photo();
		const bad = await marked("crash");
		const all = Array.from({ length: 12 }, (_, i) => (i % 3 === 0 ? failure(bad) : render(good)));
		const done = await Promise.all(all);
		expect(done.map((one) => ("code" in one ? one.code : one.width))).toEqual(
			Array.from({ length: 12 }, (_, i) => (i % 3 === 0 ? "DECODER_CRASHED" : 300)),
		);
	});
});

describe("in ordinary use", () => {
	const { render, pool } = openStudio("ordinary", { imagesPerChild: 3, testHooks: false });
	test("20 at once, by children that are replaced every 3 images", async () => {
		const file = await photo();
		const all = await Promise.all(Array.from({ length: 20 }, () => render(file)));
		expect(new Set(all.map((one) => one.dhash)).size).toBe(1);
		expect(pool.size).toBe(2);
		// Those that were replaced take a moment to be gone.
		await expect.poll(() => childrenOf(process.pid).length, WAIT).toBeLessThanOrEqual(3);
	});
	test("marks of tests mean nothing", async () => {
		expect((await render(await marked("crash"))).width).toBe(300);
	});
	test("a file that is not there is nobody's photo", async () => {
		const request = { inputPath: "/nowhere.jpg", outputDir: "/nowhere", contentType: "image/jpeg" };
		await expect(pool.render(request)).rejects.toMatchObject({ code: "DECODER_CRASHED" });
	});
	test("a folder that is not there is nobody's photo", async () => {
		const { folder } = openStudio("nowhere");
		const inputPath = join(folder, "a.jpg");
		writeFileSync(inputPath, await photo());
		const request = { inputPath, outputDir: join(folder, "missing"), contentType: "image/jpeg" };
		await expect(pool.render(request)).rejects.toMatchObject({ code: "DECODER_CRASHED" });
	});
});

describe("giving up", () => {
	const { render } = openStudio("abort", { concurrency: 1 });
	test("an image that runs is ended, and the next is fine", async () => {
		const stop = new AbortController();
		const running = render(await marked("hang"), stop.signal);
		const next = render(await photo());
		stop.abort(new Error("deleted"));
		await expect(running).rejects.toThrow("deleted");
		expect((await next).width).toBe(300);
	});
	test("an image that waits gives up its place", async () => {
		const [first, second] = [new AbortController(), new AbortController()];
		const running = render(await marked("hang"), first.signal);
		const waiting = render(await photo(), second.signal);
		second.abort(new Error("never mind"));
		await expect(waiting).rejects.toThrow("never mind");
		first.abort(new Error("enough"));
		await expect(running).rejects.toThrow("enough");
	});
	test("one signal for many leaves no listeners", async () => {
		const { signal } = new AbortController();
		const file = await photo();
		await Promise.all(Array.from({ length: 12 }, () => render(file, signal)));
		expect(getEventListeners(signal, "abort")).toEqual([]);
	});
	test("what is aborted already is not begun", async () => {
		await expect(render(await photo(), AbortSignal.abort(new Error("no")))).rejects.toThrow("no");
	});
});

test("closing ends what runs, what waits, and the children", async () => {
	const { pool, render } = openStudio("close", { concurrency: 1 });
	const before = childrenOf(process.pid);
	const running = render(await marked("hang"));
	const waiting = render(await photo());
	const both = Promise.allSettled([running, waiting]);
	await pool.close();
	for (const outcome of await both)
		expect(outcome).toMatchObject({ status: "rejected", reason: { name: "AbortError" } });
	expect(childrenOf(process.pid).filter((pid) => !before.includes(pid))).toEqual([]);
	await expect(render(await photo())).rejects.toMatchObject({ name: "AbortError" });
	await pool.close();
});

test("a pool that was never used closes", async () => {
	const limits = { timeoutMs: 1000, imagesPerChild: 1, maxPixels: 1, maxPixelsAvif: 1 };
	await createImagingPool({ concurrency: 4, memoryMb: 256, ...limits }).close();
});

test("children end with a parent that was killed, whatever they were doing", async () => {
	const { folder } = openStudio("orphans");
	const outputDir = join(folder, "out");
	mkdirSync(outputDir);
	for (const mark of ["hang", "idle"] as const)
		writeFileSync(join(folder, mark), mark === "idle" ? await photo() : await marked(mark));
	const script = `
		import { createImagingPool } from "${new URL("../../../lib/imaging/pool.ts", import.meta.url)}";
		const pool = createImagingPool({ concurrency: 2, memoryMb: 1024, timeoutMs: 600_000,
			imagesPerChild: 9, maxPixels: 1e6, maxPixelsAvif: 1e6, testHooks: true });
		const request = (name) => ({ inputPath: ${JSON.stringify(folder)} + "/" + name,
			outputDir: ${JSON.stringify(outputDir)}, contentType: "image/jpeg" });
		void pool.render(request("hang"));
		await pool.render(request("idle"));
		console.log("ready");
	`;
	const parent = spawn(process.execPath, ["--input-type=module", "-e", script]);
	await once(parent.stdout, "data");
	const children = childrenOf(parent.pid ?? 0);
	parent.kill("SIGKILL");
	await once(parent, "exit");
	const alive = () => children.filter((pid) => existsSync(`/proc/${pid}`));
	await vi.waitFor(() => expect(alive()).toEqual([]), WAIT);
});
