/** Clicks on a page that is seen before its scripts are there, and what is typed into it. */
import type { Page } from "@playwright/test";
import { expect } from "@playwright/test";
import { Api } from "#tests/support/api.ts";
import { aPicture } from "#tests/support/pictures.ts";
import { PHOTOGRAPHER, signIn, test } from "./people.ts";

/** Opens a page whose scripts do not come until they are let in. */
async function openWithoutScripts(page: Page, path: string): Promise<() => void> {
	const { promise, resolve } = Promise.withResolvers<void>();
	await page.route("**/_next/static/**/*.js", async (route) => {
		await promise;
		await route.continue();
	});
	await page.goto(path, { waitUntil: "commit" });
	return resolve;
}

test("one signs in with the first click", async ({ page }) => {
	const letIn = await openWithoutScripts(page, "/sign-in");
	await page.getByLabel("User name").fill(PHOTOGRAPHER.username);
	await page.getByLabel("Password", { exact: true }).fill(PHOTOGRAPHER.password);
	const button = page.getByRole("button", { name: "Sign in" });
	await button.click();
	await expect(button).toHaveAttribute("data-waiting");
	letIn();
	await page.waitForURL("**/events");
});

test("a guest's last click is done when the page can, and no other", async ({ guest, baseURL }) => {
	const api = await new Api(baseURL ?? "").photographer();
	const event = await api.createEvent();
	await api.upload(event, await aPicture());
	const letIn = await openWithoutScripts(guest, `/event/${event}`);
	await guest.getByRole("button", { name: "Select" }).click();
	await guest.getByRole("button", { name: "Download" }).click();
	letIn();
	await expect(guest.getByRole("dialog", { name: "Download photos" })).toBeVisible();
	await expect(guest.locator("[data-waiting]")).toHaveCount(0);
	await expect(guest.getByRole("button", { name: "Select", includeHidden: true })).toBeVisible();
});

test("what is searched for is found, though it was typed before the page could", async ({
	page,
}) => {
	await signIn(page, { username: "admin", password: "admin123" });
	const letIn = await openWithoutScripts(page, "/admin/users");
	await page.getByLabel("Find a user by name or address").fill(PHOTOGRAPHER.username);
	letIn();
	await expect(page.getByText(/^1 user is like/)).toBeVisible();
	await expect(page.getByLabel("Find a user by name or address")).toHaveValue(
		PHOTOGRAPHER.username,
	);
});
