/**
 * Thousands of photos chosen in the studio: how long the page is held at a time, and whether all arrive.
 * Beside the time by the clock stands what a task took of the processor: on a machine that others share,
 * the clock counts them too. A folder is dropped, as browsers that hold on to files have it, or chosen by
 * the field that all have, of which the browser makes its list before any page is told.
 * `npm run bench -- upload-dock [photos] [times slower] [dropped|chosen]`
 */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type Browser, chromium, type Page } from "@playwright/test";
import { aPicture } from "#tests/support/pictures.ts";
import { type Headers, signIn, startPotret } from "./our-server.ts";

const COUNT = Number(process.argv[2] ?? 2000);
const SLOWER = Number(process.argv[3] ?? 1);
const CHOSEN = process.argv[4] === "chosen";
const MOST_MS = 60 * 60_000;

const scratch = mkdtempSync(join(tmpdir(), "potret-bench-dock-"));

/** One picture, and behind each copy of it a comment of its own. */
async function makePhotos(): Promise<string> {
	const folder = join(scratch, "camera");
	mkdirSync(folder);
	const picture = await aPicture({ width: 900, height: 600 });
	for (let n = 1; n <= COUNT; n++) {
		const name = `IMG_${String(n).padStart(5, "0")}.jpg`;
		writeFileSync(
			join(folder, name),
			Buffer.concat([picture, Buffer.from(`photo ${n} ${scratch}`)]),
		);
	}
	return folder;
}

async function createEvent(url: string, headers: Headers): Promise<string> {
	const answer = await fetch(`${url}/api/events`, {
		method: "POST",
		headers: { ...headers, "content-type": "application/json" },
		body: JSON.stringify({ name: "Thousands", date: "2026-11-20" }),
	});
	return (await answer.json()).id;
}

/** What holds the page for longer than 50 ms, as the browser itself notes it. */
function watchTasks() {
	const tasks: number[] = [];
	new PerformanceObserver((list) => {
		for (const { duration } of list.getEntries()) tasks.push(Math.round(duration));
	}).observe({ type: "longtask" });
	Object.assign(window, { tasks });
}

const takeTasks = (page: Page) =>
	page.evaluate(() => (window as unknown as { tasks: number[] }).tasks.splice(0));

async function openEvent(page: Page, url: string, eventId: string): Promise<void> {
	await page.goto(`${url}/sign-in`);
	await page.getByLabel("User name").fill("photographer");
	await page.getByLabel("Password", { exact: true }).fill("photographer123");
	await page.getByRole("button", { name: "Sign in" }).click();
	await page.getByRole("heading", { name: "Events", level: 1 }).waitFor();
	await page.goto(`${url}/events/${eventId}`);
	await page.getByRole("heading", { name: "Thousands", level: 1 }).waitFor();
	await page.waitForLoadState("networkidle");
}

interface TraceEvent {
	name: string;
	pid: number;
	tid: number;
	/** Microseconds of the processor. */
	tdur?: number;
	args?: { name?: string };
}

/** Milliseconds of the processor that the page's longest tasks took. */
function longestOf(trace: Buffer): number[] {
	const { traceEvents: events } = JSON.parse(trace.toString()) as { traceEvents: TraceEvent[] };
	const isMain = ({ name, args }: TraceEvent) =>
		name === "thread_name" && args?.name === "CrRendererMain";
	const threads = new Set(events.filter(isMain).map(({ pid, tid }) => `${pid}/${tid}`));
	const tasks = events.filter(
		({ name, pid, tid }) => name.endsWith("RunTask") && threads.has(`${pid}/${tid}`),
	);
	const times = tasks.map(({ tdur = 0 }) => Math.round(tdur / 1000));
	return times.toSorted((a, b) => b - a).slice(0, 5);
}

const shown = (tasks: readonly number[]) => {
	const sorted = tasks.toSorted((a, b) => b - a);
	return `${tasks.length} over 50 ms, longest ${sorted.slice(0, 5).join(", ") || "none"} ms`;
};

async function give(page: Page, folder: string, field: string): Promise<void> {
	if (CHOSEN) return page.locator(field).first().setInputFiles(folder);
	const session = await page.context().newCDPSession(page);
	const data = { items: [], files: [folder], dragOperationsMask: 1 };
	for (const type of ["dragEnter", "dragOver", "drop"] as const)
		await session.send("Input.dispatchDragEvent", { type, x: 400, y: 400, data });
}

/** The same folder given to a page that only notices it: what the browser takes for itself. */
async function giveToBarePage(browser: Browser, folder: string): Promise<number[]> {
	const page = await browser.newPage();
	await page.setContent('<body style="height:100vh"><input type="file" webkitdirectory>');
	await page.evaluate(watchTasks);
	await page.evaluate(() => {
		const notice = (event: Event) => {
			event.preventDefault();
			if (event.type !== "dragover") document.title = "given";
		};
		for (const type of ["change", "dragover", "drop"]) document.addEventListener(type, notice);
	});
	const session = await page.context().newCDPSession(page);
	await session.send("Emulation.setCPUThrottlingRate", { rate: SLOWER });
	await give(page, folder, "input");
	await page.waitForFunction(() => document.title === "given");
	// Tasks are told of after the frame that follows them.
	await page.evaluate(() => new Promise((done) => setTimeout(done, 500)));
	const tasks = await takeTasks(page);
	await page.close();
	return tasks;
}

async function main(): Promise<void> {
	const folder = await makePhotos();
	const potret = await startPotret(join(scratch, "data"), {
		RATE_UPLOADS_PER_MINUTE: "100000",
		RATE_READS_PER_MINUTE: "100000",
	});
	const browser = await chromium.launch({
		executablePath: process.env.CHROMIUM_PATH || "/usr/bin/chromium",
		args: ["--no-sandbox", "--disable-quic", "--disable-background-networking"],
	});
	try {
		const headers = await signIn(potret.url);
		const eventId = await createEvent(potret.url, headers);
		const bare = shown(await giveToBarePage(browser, folder));
		const page = await browser.newPage({ viewport: { width: 1440, height: 900 } });
		await openEvent(page, potret.url, eventId);
		await page.evaluate(watchTasks);
		const session = await page.context().newCDPSession(page);
		await session.send("Emulation.setCPUThrottlingRate", { rate: SLOWER });
		await browser.startTracing(page, { categories: ["toplevel", "__metadata"] });
		const began = performance.now();
		await give(page, folder, 'main input[data-picker="folder"]');
		const dock = page.getByRole("region", { name: "Uploads" });
		await dock
			.getByRole("heading", { name: new RegExp(`of ${COUNT.toLocaleString("en")} `) })
			.waitFor();
		console.log(`${COUNT} photos ${CHOSEN ? "chosen" : "dropped"}, ${SLOWER} times slower`);
		console.log(`on a bare page: ${bare}`);
		console.log(`until all are listed: ${Math.round(performance.now() - began)} ms`);
		console.log(`  tasks: ${shown(await takeTasks(page))}`);
		await dock
			.getByRole("heading", { name: /photos arrived|did not/ })
			.waitFor({ timeout: MOST_MS });
		console.log(`until all arrived: ${Math.round((performance.now() - began) / 1000)} s`);
		console.log(`  tasks: ${shown(await takeTasks(page))}`);
		const longest = longestOf(await browser.stopTracing());
		console.log(`longest tasks by the processor: ${longest.join(", ")} ms`);
		const list = await fetch(`${potret.url}/api/events/${eventId}/photos?limit=1`, { headers });
		console.log(`in the database: ${(await list.json()).total} of ${COUNT}`);
	} finally {
		await browser.close();
		await potret.stop();
	}
}

try {
	await main();
} finally {
	rmSync(scratch, { recursive: true, force: true });
}
