/** Every page at 390 and at 1440 pixels, in the light and in the dark: clean to axe, no wider than the screen, and pictured in test-results for eyes. */
import { mkdirSync } from "node:fs";
import { expect, type Page } from "@playwright/test";
import {
	aFolderOfPictures,
	createEvent,
	expectAccessible,
	openDock,
	photosOf,
	signIn,
	test,
} from "./people.ts";

const SIZES = [
	{ width: 390, height: 844 },
	{ width: 1440, height: 900 },
];
const THEMES = ["light", "dark"] as const;

mkdirSync("test-results/looks", { recursive: true });

/** Fonts are there, nothing moves, and the last change is on the screen. */
const settled = (page: Page) =>
	page.evaluate(async () => {
		await document.fonts.ready;
		const moving = document.getAnimations().filter(({ effect }) => {
			const end = effect?.getComputedTiming().endTime;
			return typeof end === "number" && Number.isFinite(end);
		});
		await Promise.all(moving.map(({ finished }) => finished.catch(() => {})));
		for (let frame = 0; frame < 2; frame++) await new Promise(requestAnimationFrame);
	});

async function look(page: Page, name: string): Promise<void> {
	for (const size of SIZES)
		for (const colorScheme of THEMES) {
			await page.setViewportSize(size);
			await page.emulateMedia({ colorScheme, reducedMotion: "reduce" });
			await settled(page);
			await page.screenshot({
				path: `test-results/looks/${name}-${size.width}-${colorScheme}.png`,
			});
			await expectAccessible(page);
		}
	await page.setViewportSize({ width: 360, height: 740 });
	const overflow = () =>
		page.evaluate(
			() => document.documentElement.scrollWidth - document.documentElement.clientWidth,
		);
	await expect.poll(overflow, `${name} is no wider than a screen of 360 pixels`).toBe(0);
	await page.setViewportSize({ width: 1440, height: 900 });
}

test("the pages that strangers see", async ({ page }) => {
	await page.goto("/");
	await look(page, "home");
	await page.goto("/sign-in");
	await look(page, "sign-in");
	await page.goto("/setup?token=made-up");
	await look(page, "set-up");
});

test("the studio", async ({ page }, info) => {
	test.setTimeout(180_000);
	await signIn(page);
	const name = "A wedding with a rather long name, as happens now and then";
	const id = await createEvent(page, name, "mawar");
	await look(page, "event-empty");
	const folder = info.outputPath("folder");
	await aFolderOfPictures(folder, 12);
	await page.locator('input[data-picker="folder"]').first().setInputFiles(folder);
	await expect(photosOf(page)).toHaveCount(12, { timeout: 40_000 });
	await openDock(page);
	await look(page, "event-uploaded");
	await page.goto("/events");
	await expect(page.getByRole("link", { name: new RegExp(name) })).toBeVisible();
	await look(page, "events");
	await page.getByRole("button", { name: "New event" }).click();
	await look(page, "event-create");
	await page.goto(`/events/${id}`);
	await page.getByRole("button", { name: "Share" }).click();
	await look(page, "event-share");
	await page.keyboard.press("Escape");
	await page.getByRole("button", { name: "Settings" }).click();
	await look(page, "event-settings");

	await page.goto(`/event/${id}`);
	await expect(photosOf(page).first()).toBeVisible();
	await look(page, "gallery");
	await photosOf(page).first().click();
	await expect(page.getByRole("dialog", { name: "Photo viewer" })).toBeVisible();
	await look(page, "viewer");
});

test("the door and the empty gallery", async ({ page, guest }) => {
	await signIn(page);
	const id = await createEvent(page, "Before the day", "kamboja");
	await guest.goto(`/event/${id}`);
	await look(guest, "access");
	await guest.getByLabel("Access code").fill("kamboja");
	await guest.getByRole("button", { name: "Open the gallery" }).click();
	await expect(guest.getByText("The first photos are on their way")).toBeVisible();
	await look(guest, "gallery-empty");
});
