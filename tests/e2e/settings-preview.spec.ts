/** What guests will see, beside the settings that are not saved yet. */
import { expect } from "@playwright/test";
import { aPicture } from "#tests/support/pictures.ts";
import { look } from "./look.ts";
import { createEvent, photosOf, signIn, test } from "./people.ts";

test("an event's settings show what guests will see, before they are saved", async ({
	page,
	guest,
}) => {
	await signIn(page);
	const id = await createEvent(page, "Resepsi", "mawar");
	const file = { name: "a.jpg", mimeType: "image/jpeg", buffer: await aPicture() };
	const multipart = { albumName: "Official", file };
	expect((await page.request.post(`/api/events/${id}/photos`, { multipart })).status()).toBe(201);
	await page.goto(`/events/${id}`);
	await expect(photosOf(page)).toHaveCount(1, { timeout: 60_000 });
	await page.getByRole("button", { name: "Settings" }).click();
	const settings = page.getByRole("dialog", { name: "Event settings" });
	const preview = settings.getByRole("region", { name: "What guests see" });
	const code = settings.getByRole("textbox", { name: "Access code" });
	// The gallery's own head: seen, and not to be used.
	const head = preview.locator("[inert]");

	await test.step("its head is the gallery's", async () => {
		await expect(head.locator("h1")).toHaveText("Resepsi");
		await expect(head.locator("img")).toBeVisible();
		await expect(head).toContainText("November 20, 2026");
		await expect(preview.getByRole("listitem")).toHaveText([
			...["They enter the access code first.", "They add no photos."],
			"They download photos, without the camera’s data.",
		]);
		await expect(preview.getByRole("button")).toHaveCount(0);
	});

	await test.step("it follows what is typed and switched", async () => {
		await settings.getByLabel("Name").fill("Resepsi Asa & Budi");
		await settings.getByLabel("Date").fill("2026-12-05");
		await code.fill("");
		await settings.getByLabel("Anyone with the link").check();
		await settings.getByRole("switch", { name: "Approve guests’ photos first" }).click();
		await settings.getByRole("switch", { name: "Guests download photos" }).click();
		await settings.getByLabel("Gallery closes after").fill("2027-01-31");
		await expect(head.locator("h1")).toHaveText("Resepsi Asa & Budi");
		await expect(head).toContainText("December 5, 2026");
		await expect(head.locator("button", { hasText: "Add your photos" })).toBeVisible();
		await expect(preview.getByRole("listitem")).toHaveText([
			...["Whoever has the link can look.", "They add photos, and you approve them first."],
			...["They look, and download nothing.", "The gallery closes after January 31, 2027."],
		]);
	});

	await test.step("what cannot be saved is not shown", async () => {
		await settings.getByLabel("Name").fill("");
		await settings.getByLabel("Date").fill("");
		await code.fill("ab");
		await expect(head.locator("h1")).toHaveText("Resepsi");
		await expect(head).toContainText("November 20, 2026");
		await settings.getByLabel("Name").fill("Resepsi Asa & Budi");
		await settings.getByLabel("Date").fill("2026-12-05");
		await code.fill("");
	});

	await test.step("guests see nothing of it until it is saved, and then just that", async () => {
		await guest.goto(`/event/${id}`);
		await expect(guest.getByLabel("Access code")).toBeVisible();
		await look(page, "settings-preview");
		await settings.getByRole("button", { name: "Save changes" }).click();
		await expect(settings).toHaveCount(0);
		await guest.goto(`/event/${id}`);
		await expect(guest.getByRole("heading", { level: 1 })).toHaveText("Resepsi Asa & Budi");
		await expect(guest.getByText("December 5, 2026")).toBeVisible();
		await expect(guest.getByRole("button", { name: "Add your photos" })).toBeVisible();
	});

	await test.step("on a phone it is behind a button", async () => {
		await page.setViewportSize({ width: 390, height: 844 });
		await page.getByRole("button", { name: "Settings" }).click();
		const show = settings.getByRole("button", { name: "What guests see" });
		await expect(head).toBeHidden();
		await show.click();
		await expect(show).toHaveAttribute("aria-expanded", "true");
		await expect(head.locator("h1")).toBeVisible();
		await look(page, "settings-preview-open");
	});
});
