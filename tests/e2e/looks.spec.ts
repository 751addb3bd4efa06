/** How every page looks (see `look`). */
import { expect } from "@playwright/test";
import { look } from "./look.ts";
import { aFolderOfPictures, createEvent, openDock, photosOf, signIn, test } from "./people.ts";

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
	await expect(photosOf(page)).toHaveCount(12);
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
