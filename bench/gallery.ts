/**
 * The guest's gallery with 10,000 photos as a phone has it: a processor four times slower than this
 * one, fast 3G, 412 pixels; beside a bare page with the same pictures. `npm run bench -- gallery [photos]`
 */
import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type CDPSession, chromium, devices, type Page } from "@playwright/test";
import { serveBareGrid } from "./bare-grid.ts";
import { startPotret } from "./our-server.ts";

const PHOTOS = Number(process.argv[2] ?? 10_000);
const EVENT = "01939000-0000-7000-8000-000000010000";
const SLOWER = 4;
/** As browsers' tools have it: bytes a second, milliseconds. */
const FAST_3G = {
	offline: false,
	latency: 562.5,
	downloadThroughput: 180_000,
	uploadThroughput: 84_375,
};
const PHONE = devices["Pixel 7"];
/** CSS pixels a second: faster than a thumb. */
const FLING = 12_000;

/** The bare page of ten thousand comes slowly. */
const PATIENCE_MS = 300_000;

const dataDir = mkdtempSync(join(tmpdir(), "potret-bench-gallery-"));

async function seed(): Promise<void> {
	const child = spawn(
		process.execPath,
		["lib/processes/seed-large.ts", "--photos", String(PHOTOS)],
		{ env: { ...process.env, DATA_DIR: dataDir }, stdio: "inherit" },
	);
	const [code] = await once(child, "exit");
	if (code !== 0) throw new Error(`Seeding ended with ${code}`);
}

interface Seen {
	lcp: number;
	cls: number;
	longest: number;
	slowest: number;
}

/** Runs in the page, before anything of it does. */
function watch() {
	const seen: Seen = { lcp: 0, cls: 0, longest: 0, slowest: 0 };
	Object.assign(window, { seen });
	const on = (type: string, note: (entry: PerformanceEntry) => void, options = {}) =>
		new PerformanceObserver((list) => list.getEntries().forEach(note)).observe({
			...{ type, buffered: true },
			...options,
		});
	on("largest-contentful-paint", ({ startTime }) => {
		seen.lcp = startTime;
	});
	on("layout-shift", (entry) => {
		const { value, hadRecentInput } = entry as PerformanceEntry & {
			value: number;
			hadRecentInput: boolean;
		};
		if (!hadRecentInput) seen.cls += value;
	});
	on("longtask", ({ duration }) => {
		seen.longest = Math.max(seen.longest, duration);
	});
	const event = ({ duration }: PerformanceEntry) => {
		seen.slowest = Math.max(seen.slowest, duration);
	};
	on("event", event, { durationThreshold: 16 });
}

const read = (page: Page) => page.evaluate(() => (window as unknown as { seen: Seen }).seen);
const forget = (page: Page, what: keyof Seen) =>
	page.evaluate((name) => {
		(window as unknown as { seen: Seen }).seen[name] = 0;
	}, what);

async function openPage(browser: Awaited<ReturnType<typeof chromium.launch>>) {
	const context = await browser.newContext({ ...PHONE, locale: "en-US" });
	const page = await context.newPage();
	const session = await context.newCDPSession(page);
	await page.addInitScript(watch);
	await session.send("Emulation.setCPUThrottlingRate", { rate: SLOWER });
	await session.send("Network.enable");
	await session.send("Network.emulateNetworkConditions", FAST_3G);
	const scripts = new Set<string>();
	const traffic = { scripts: 0 };
	session.on("Network.responseReceived", ({ requestId, type }) => {
		if (type === "Script") scripts.add(requestId);
	});
	session.on("Network.loadingFinished", ({ requestId, encodedDataLength }) => {
		if (scripts.has(requestId)) traffic.scripts += encodedDataLength;
	});
	return { context, page, session, traffic };
}

/** To the end of the page, as a thumb flings it. */
async function fling(page: Page, session: CDPSession): Promise<void> {
	const height = await page.evaluate(() => document.documentElement.scrollHeight);
	await session.send("Input.synthesizeScrollGesture", {
		...{ x: 200, y: 600, yDistance: -height, speed: FLING },
	});
}

async function heapOf(session: CDPSession): Promise<number> {
	await session.send("HeapProfiler.collectGarbage");
	return (await session.send("Runtime.getHeapUsage")).usedSize;
}

/** The slowest of some interactions of a kind. */
async function slowest(page: Page, act: () => Promise<void>): Promise<number> {
	await forget(page, "slowest");
	await act();
	// Events are told of after the frame that follows them.
	await page.evaluate(() => new Promise((done) => setTimeout(done, 200)));
	return (await read(page)).slowest;
}

async function interact(page: Page) {
	const viewer = page.getByRole("dialog", { name: "Photo viewer" });
	const open = await slowest(page, async () => {
		await page.locator("[data-photo]").nth(2).tap();
		await viewer.getByText(`3 / `).waitFor();
	});
	// It takes keys once it has come up.
	await page.waitForFunction(() => document.activeElement?.closest("[role=dialog]") !== null);
	const next = await slowest(page, async () => {
		for (let place = 4; place < 14; place++) {
			await page.keyboard.press("ArrowRight");
			await viewer.getByText(`${place} / `).waitFor();
		}
	});
	const close = await slowest(page, async () => {
		await page.keyboard.press("Escape");
		await viewer.waitFor({ state: "detached" });
	});
	return { open, next, close };
}

async function measure(
	browser: Awaited<ReturnType<typeof chromium.launch>>,
	url: string,
	ours: boolean,
) {
	const { context, page, session, traffic } = await openPage(browser);
	await page.goto(url, { waitUntil: "load", timeout: PATIENCE_MS });
	if (ours) await page.locator("[data-photo] img").first().waitFor();
	await page.waitForLoadState("networkidle");
	const scripts = traffic.scripts;
	const { lcp } = await read(page);
	const interactions = ours ? await interact(page) : null;
	await forget(page, "longest");
	await fling(page, session);
	const { longest, cls } = await read(page);
	const nodes = await page.evaluate(() => document.querySelectorAll("*").length);
	const figures = { lcp, cls, longest, nodes, heap: await heapOf(session), scripts, interactions };
	await context.close();
	return figures;
}

const ms = (value: number | undefined) => (value === undefined ? "-" : `${Math.round(value)} ms`);
type Figures = Awaited<ReturnType<typeof measure>>;
const LINES: [string, (figures: Figures) => string][] = [
	["LCP", ({ lcp }) => ms(lcp)],
	["CLS, fling included", ({ cls }) => cls.toFixed(4)],
	["open a photo, slowest event", ({ interactions }) => ms(interactions?.open)],
	["next photo, slowest of 10", ({ interactions }) => ms(interactions?.next)],
	["close", ({ interactions }) => ms(interactions?.close)],
	["longest task of the fling", ({ longest }) => ms(longest)],
	["JS heap after it", ({ heap }) => `${(heap / 1e6).toFixed(1)} MB`],
	["elements after it", ({ nodes }) => String(nodes)],
	["JS before the first touch", ({ scripts }) => `${Math.round(scripts / 1000)} KB`],
];

const server = await startPotret(dataDir, { DEMO: "1", RATE_READS_PER_MINUTE: "1000000" });
const browser = await chromium.launch({
	executablePath: process.env.CHROMIUM_PATH || "/usr/bin/chromium",
	args: ["--no-sandbox", "--disable-quic", "--disable-background-networking"],
});
try {
	await seed();
	const bare = await serveBareGrid(server.url, EVENT, PHONE.viewport.width);
	const layout = `${server.url}/api/events/${EVENT}/photos/layout?width=408&order=newest`;
	const times: number[] = [];
	for (let run = 0; run < 6; run++) {
		const began = performance.now();
		await (await fetch(layout)).arrayBuffer();
		times.push(performance.now() - began);
	}
	const [first, ...again] = times;
	console.log(
		`layout of ${PHOTOS}: ${ms(first)} at first, then ${ms(Math.min(...again))} (whole requests)`,
	);
	const ours = await measure(browser, `${server.url}/event/${EVENT}`, true);
	const theirs = await measure(browser, bare.url, false);
	bare.close();
	console.log(`${"".padEnd(30)}${"gallery".padStart(12)}${"bare page".padStart(12)}`);
	for (const [name, text] of LINES)
		console.log(`${name.padEnd(30)}${text(ours).padStart(12)}${text(theirs).padStart(12)}`);
} finally {
	await browser.close();
	await server.stop();
	rmSync(dataDir, { recursive: true, force: true });
}
