/** The screen at the venue. */
import { writeFileSync } from "node:fs";
import { expect, type Page } from "@playwright/test";
import { aPicture } from "#tests/support/pictures.ts";
import { look } from "./look.ts";
import { createEvent, expectAccessible, photosOf, signIn, test } from "./people.ts";

const shown = (page: Page) => page.locator("main > [data-photo]");

async function send(page: Page, folder: string, name: string): Promise<void> {
	writeFileSync(`${folder}-${name}`, await aPicture({ width: 1200, height: 800 }));
	await page.locator('input[data-picker="files"]').first().setInputFiles(`${folder}-${name}`);
}

test("a screen shows what comes in by itself", async ({ page, guest }, info) => {
	test.setTimeout(120_000);
	await signIn(page);
	const id = await createEvent(page, "Live at the garden", "melati");
	await guest.goto(`/event/${id}/live`);
	await guest.getByLabel("Access code").fill("melati");
	await guest.getByRole("button", { name: "Open the gallery" }).click();
	await expect(guest.getByText("The first photos are on their way.")).toBeVisible();
	await look(guest, "live-empty");

	await test.step("the first photo, without anybody touching it", async () => {
		await send(page, info.outputPath("a"), "1.jpg");
		await expect(shown(guest)).toHaveCount(1);
		await expect(guest.getByText("By photographer")).toBeVisible();
	});

	await test.step("the next one at once, and by hand from one to the other", async () => {
		await guest.keyboard.press(" ");
		await expect(guest.getByRole("button", { name: "Play" })).toBeVisible();
		const first = await shown(guest).getAttribute("data-photo");
		await send(page, info.outputPath("b"), "2.jpg");
		await expect(photosOf(page)).toHaveCount(2);
		await expect(guest.getByRole("list", { name: "1 photo has just come in" })).toBeVisible();
		await look(guest, "live");
		await guest.keyboard.press("ArrowRight");
		await expect(shown(guest)).not.toHaveAttribute("data-photo", first ?? "");
		await guest.keyboard.press("ArrowLeft");
		await expect(shown(guest)).toHaveAttribute("data-photo", first ?? "");
		await guest.keyboard.press("q");
		await expect(guest.getByText("Scan to see all photos")).toHaveCount(0);
		await expectAccessible(guest);
	});

	await test.step("a photo that is deleted goes from the screen too", async () => {
		const first = (await shown(guest).getAttribute("data-photo")) ?? "";
		const { origin } = new URL(page.url());
		const address = `/api/events/${id}/photos/${first}`;
		const answer = await page.request.delete(address, { headers: { origin } });
		expect(answer.status()).toBe(204);
		await expect(shown(guest)).not.toHaveAttribute("data-photo", first);
	});

	await test.step("and back to the gallery", async () => {
		await guest.mouse.move(200, 200);
		await guest.getByRole("link", { name: "Back to the gallery" }).click();
		await expect(
			guest.getByRole("heading", { name: "Live at the garden", level: 1 }),
		).toBeVisible();
	});
});
