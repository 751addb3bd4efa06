/** What a photographer and a guest do in a browser, and what must hold on every page they see. */
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import AxeBuilder from "@axe-core/playwright";
import { type BrowserContext, test as base, expect, type Page } from "@playwright/test";
import { Api } from "#tests/support/api.ts";
import { aPicture } from "#tests/support/pictures.ts";

/** The demo's. */
export const PHOTOGRAPHER = { username: "photographer", password: "photographer123" };
export const DEMO_EVENT = { id: "16073628-2359-4df7-a505-f8a2a6139cf3", code: "asa" };

/** Notes every complaint of every page of a context, for `expectQuiet`. */
class Complaints {
	readonly heard: string[] = [];
	/** A refusal is an error to the browser's console, and right all the same. */
	readonly expected: RegExp[] = [
		/^Service Worker registration blocked by Playwright/,
		// A try that was broken off may still be at work when its file is sent again.
		/409 \(Conflict\) .*\/photos\)$/,
		// Of a batch or an event on a list that another test has deleted meanwhile.
		/404 .*\/api\/batches\/[0-9a-f-]{36}\/(status|progress)/,
		/404 .*\/files\/media\/[0-9a-f/-]+\/(small|medium)\.jpg/,
		// A cover that a busy machine shows later than Chromium waits for, or in another size by then.
		/\/files\/\S+ was preloaded using link preload but not used/,
	];

	listenTo(context: BrowserContext): void {
		context.on("page", (page) => this.#listenToPage(page));
		for (const page of context.pages()) this.#listenToPage(page);
	}

	#listenToPage(page: Page): void {
		page.on("pageerror", (error) => this.heard.push(String(error)));
		page.on("console", (message) => {
			if (message.type() === "error" || message.type() === "warning")
				this.heard.push(`${message.text()} (${message.location().url})`);
		});
	}

	unexpected(): string[] {
		return this.heard.filter((text) => !this.expected.some((pattern) => pattern.test(text)));
	}
}

interface Fixtures {
	complaints: Complaints;
	/** A browser of somebody else, with nothing in it. */
	guest: Page;
}

/** Every test ends with a look at the console: nothing may have been said there. */
export const test = base.extend<Fixtures>({
	complaints: [
		async ({ context }, use) => {
			const complaints = new Complaints();
			complaints.listenTo(context);
			await use(complaints);
			expect(complaints.unexpected()).toEqual([]);
		},
		{ auto: true },
	],
	guest: async ({ browser, complaints, baseURL }, use) => {
		const context = await browser.newContext({ ...(baseURL ? { baseURL } : {}), locale: "en-US" });
		complaints.listenTo(context);
		await use(await context.newPage());
		await context.close();
	},
});

/** Past the form, which has tests of its own (`doors.spec`); ends on the page of events. */
export async function signIn(page: Page, who = PHOTOGRAPHER): Promise<void> {
	const answer = await page.request.post("/api/auth/login", { data: who });
	expect(answer.status()).toBe(200);
	await page.goto("/events");
	await expect(page.getByRole("heading", { name: "Events", level: 1 })).toBeVisible();
}

/** Somebody invited, who has accepted: with lists of their own, which no other test adds to. */
export async function aMember(baseURL = ""): Promise<typeof PHOTOGRAPHER> {
	const member = {
		username: `member-${crypto.randomUUID()}`.slice(0, 40),
		password: "password of a member",
	};
	const anyone = new Api(baseURL);
	const { username } = member;
	const { body } = await (await anyone.admin()).post("/api/admin/users", { username });
	const token = new URL(body.link).searchParams.get("token");
	await anyone.post("/api/auth/invite", { token, password: member.password });
	return member;
}

/** Makes an event by the page's own form and ends on it. Returns its id. */
export async function createEvent(page: Page, name: string, code = ""): Promise<string> {
	await page.goto("/events");
	await page.getByRole("button", { name: "New event" }).click();
	const form = page.getByRole("dialog", { name: "New event" });
	await form.getByLabel("Name").fill(name);
	await form.getByLabel("Date").fill("2026-11-20");
	await form.getByLabel("Access code").fill(code);
	await form.getByRole("button", { name: "Create event" }).click();
	await page.waitForURL(/\/events\/[0-9a-f-]{36}$/);
	await expect(page.getByRole("heading", { name, level: 1 })).toBeVisible();
	return page.url().split("/").at(-1) ?? "";
}

/** A folder with pictures in it and below it, and the litter that systems leave. */
export async function aFolderOfPictures(folder: string, count: number): Promise<Buffer[]> {
	mkdirSync(join(folder, "ceremony"), { recursive: true });
	const pictures: Buffer[] = [];
	for (let index = 0; index < count; index++) {
		const upright = index % 3 === 1;
		const picture = await aPicture(
			upright ? { width: 600, height: 900 } : { width: 1200, height: 800 },
		);
		const place = index % 2 === 0 ? folder : join(folder, "ceremony");
		writeFileSync(join(place, `IMG_${String(index + 1).padStart(4, "0")}.jpg`), picture);
		pictures.push(picture);
	}
	writeFileSync(join(folder, ".DS_Store"), "litter");
	writeFileSync(join(folder, "notes.txt"), "not a photo");
	return pictures;
}

/** Drops real files and folders on the page, as from the system's file manager, once it `says` so. */
export async function drop(
	page: Page,
	paths: string[],
	says: string | RegExp = /^Drop to add to/,
): Promise<void> {
	const session = await page.context().newCDPSession(page);
	const data = { items: [], files: paths, dragOperationsMask: 1 };
	for (const type of ["dragEnter", "dragOver", "drop"] as const) {
		await session.send("Input.dispatchDragEvent", { type, x: 400, y: 400, data });
		if (type === "dragOver") await expect(page.getByText(says)).toBeVisible();
	}
	await session.detach();
}

/** Unfolds the queue where it is, or has just become, a pill. */
export async function openDock(page: Page): Promise<void> {
	const pill = page.getByRole("button", { name: /^Show uploads/ });
	await expect(pill.or(page.getByRole("region", { name: "Uploads" }))).toBeVisible();
	if (await pill.isVisible()) await pill.click();
}

/** Photos of the grid that can be opened. */
export const photosOf = (page: Page) => page.getByRole("button", { name: /^Photo by/ });

/** The rules whose answer is another one in another theme. */
const COLOURS = ["color-contrast", "link-in-text-block"];

/** Clean to axe: by all of its rules or, of a page that was clean in the other theme, by those of colours. */
export async function expectAccessible(page: Page, { colours = false } = {}): Promise<void> {
	// What is still fading in has no contrast yet.
	await page.evaluate(async () => {
		// In what is folded away nothing goes on, and so nothing ends.
		const ends = ({ effect }: Animation) =>
			effect?.getComputedTiming().endTime !== Number.POSITIVE_INFINITY &&
			(effect as KeyframeEffect | null)?.target?.checkVisibility() === true;
		const running = document.getAnimations().filter(ends);
		await Promise.all(running.map((animation) => animation.finished.catch(() => undefined)));
	});
	// The other way opens a page of its own each time, for frames of other origins: there are none.
	const axe = new AxeBuilder({ page }).setLegacyMode();
	if (colours) axe.withRules(COLOURS);
	const { violations } = await axe.analyze();
	expect(violations.map(({ id, nodes }) => [id, nodes.map((node) => node.html)])).toEqual([]);
}
