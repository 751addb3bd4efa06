/**
 * The screen at the venue: how long a photo that is ready takes to be seen there, each photo by itself
 * (large) and several at once (large, or in the row of what is next). `npm run bench -- live [photos]`
 */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { chromium, type Page } from "@playwright/test";
import { aPicture } from "#tests/support/pictures.ts";
import { signIn, startPotret } from "./our-server.ts";

const PHOTOS = Number(process.argv[2] ?? 20);
const AT_ONCE = 6;
const POLL_MS = 20;

type Times = Record<string, { large?: number; seen?: number }>;

/** Runs in the page: notes when the picture of each photo has first been there. */
function watch() {
	const times: Times = {};
	Object.assign(window, { times });
	setInterval(() => {
		for (const element of document.querySelectorAll<HTMLElement>("[data-photo]")) {
			const id = element.dataset.photo ?? "";
			const own = element instanceof HTMLImageElement ? [element] : element.querySelectorAll("img");
			const picture = [...own].at(-1);
			if (!picture?.complete || picture.naturalWidth === 0) continue;
			times[id] ??= {};
			times[id].seen ??= Date.now();
			if (element !== picture) times[id].large ??= Date.now();
		}
	}, 20);
}

const read = (page: Page) => page.evaluate(() => (window as unknown as { times: Times }).times);

const dataDir = mkdtempSync(join(tmpdir(), "potret-bench-live-"));
const settings = { DEMO: "1", RATE_READS_PER_MINUTE: "1000000", RATE_UPLOADS_PER_MINUTE: "100000" };
const server = await startPotret(dataDir, settings);
const browser = await chromium.launch({
	executablePath: process.env.CHROMIUM_PATH || "/usr/bin/chromium",
	args: ["--no-sandbox", "--disable-quic", "--disable-background-networking"],
});
try {
	const headers = await signIn(server.url);
	const made = await fetch(`${server.url}/api/events`, {
		...{ method: "POST", headers: { ...headers, "content-type": "application/json" } },
		body: JSON.stringify({ name: "Live", date: "2026-11-20" }),
	});
	const photos = `${server.url}/api/events/${(await made.json()).id}/photos`;
	const readyAt = new Map<string, number>();
	const send = async () => {
		const form = new FormData();
		form.append("albumName", "Official");
		const picture = await aPicture({ width: 3000, height: 2000 });
		form.append("file", new Blob([new Uint8Array(picture)]), "a.jpg");
		const { id } = await (await fetch(photos, { method: "POST", headers, body: form })).json();
		while ((await (await fetch(`${photos}/${id}`, { headers })).json()).status !== "ready")
			await pause(POLL_MS);
		readyAt.set(id, Date.now());
		return id as string;
	};
	const page = await browser.newPage({ viewport: { width: 1920, height: 1080 } });
	await page.addInitScript(watch);
	await send();
	await page.goto(photos.replace("/api/events/", "/event/").replace(/photos$/, "live"));
	const until = async (ids: string[], what: "seen" | "large") => {
		for (;;) {
			const times = await read(page);
			if (ids.every((id) => times[id]?.[what] !== undefined))
				return ids.map((id) => (times[id]?.[what] ?? 0) - (readyAt.get(id) ?? 0));
			await pause(POLL_MS);
		}
	};
	const alone: number[] = [];
	for (let photo = 0; photo < PHOTOS; photo++) {
		// Long enough that none waits for the one before it, and never at the same place of a round.
		await pause(2600 + Math.random() * 3000);
		alone.push(...(await until([await send()], "large")));
	}
	await pause(3000);
	const together = await until(
		await Promise.all(Array.from({ length: AT_ONCE }, () => send())),
		"seen",
	);
	const line = (name: string, all: number[]) => {
		const sorted = all.toSorted((a, b) => a - b);
		const middle = sorted[Math.floor(sorted.length / 2)];
		console.log(`${name.padEnd(44)} median ${middle} ms, longest ${sorted.at(-1)} ms`);
	};
	line(`${PHOTOS} photos, each by itself, large`, alone);
	line(`${AT_ONCE} at once, large or in the row of what is next`, together);
} finally {
	await browser.close();
	await server.stop();
	rmSync(dataDir, { recursive: true, force: true });
}
