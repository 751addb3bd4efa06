/** Photos as a ZIP, as guests and photographers fetch them. */
import { readFileSync } from "node:fs";
import { expect, type Page } from "@playwright/test";
import { unpacked } from "#tests/support/downloads.ts";
import { look } from "./look.ts";
import { aFolderOfPictures, createEvent, drop, photosOf, signIn, test } from "./people.ts";

const tile = (page: Page, place: number) => photosOf(page).nth(place);
const bar = (page: Page) => page.getByRole("toolbar", { name: "Chosen photos" });
const dialog = (page: Page) => page.getByRole("dialog", { name: "Download photos" });

/** Starts what the dialog offers, and reads the file that the browser has saved. */
async function save(page: Page): Promise<Map<string, Buffer>> {
	const waiting = page.waitForEvent("download");
	await dialog(page).getByRole("button", { name: "Start the download" }).click();
	const saved = await waiting;
	expect(saved.suggestedFilename()).toMatch(/^Sari & Dewa.*\.zip$/);
	const files = await unpacked(readFileSync(await saved.path()));
	await expect(dialog(page).getByText("Your download has begun")).toBeVisible();
	return files;
}

test("all photos, some, and as a finger chooses them", async ({ page, guest }, info) => {
	const folder = info.outputPath("wedding");
	const pictures = await aFolderOfPictures(folder, 6);
	await signIn(page);
	const eventId = await createEvent(page, "Sari & Dewa", "kenanga");
	await drop(page, [folder]);
	await expect(photosOf(page)).toHaveCount(6);
	await expect(page.getByText(/developing/)).toHaveCount(0);

	await test.step("a guest downloads all, and sees before how much that is", async () => {
		await guest.goto(`/event/${eventId}?code=kenanga`);
		await expect(photosOf(guest)).toHaveCount(6);
		await guest.getByRole("button", { name: "Download", exact: true }).click();
		await expect(dialog(guest).getByRole("radio", { name: /^Original: 6 photos, / })).toBeChecked();
		await look(guest, "download-dialog");
		const files = await save(guest);
		for (const bytes of pictures)
			expect([...files.values()].some((saved) => saved.equals(bytes))).toBe(true);
		await look(guest, "download-started");
		await guest.getByRole("button", { name: "Done" }).click();
		await expect(dialog(guest)).toBeHidden();
	});

	await test.step("chooses three by keyboard and with Shift, in a smaller size", async () => {
		await guest.getByRole("button", { name: "Select" }).click();
		await expect(bar(guest).getByText("0 of 6 chosen")).toBeVisible();
		await tile(guest, 0).focus();
		await guest.keyboard.press("Enter");
		await tile(guest, 2).click({ modifiers: ["Shift"] });
		await expect(bar(guest).getByText("3 of 6 chosen")).toBeVisible();
		await look(guest, "download-chosen");
		await bar(guest).getByRole("button", { name: "Download chosen photos" }).click();
		await dialog(guest)
			.getByRole("radio", { name: /^Medium/ })
			.click();
		expect((await save(guest)).size).toBe(3);
		await guest.keyboard.press("Escape");
		await expect(dialog(guest)).toBeHidden();
		await guest.keyboard.press("Escape");
		await expect(bar(guest)).toBeHidden();
	});

	await test.step("the photographer downloads an album", async () => {
		await page.getByRole("button", { name: "Download", exact: true }).click();
		expect((await save(page)).size).toBe(6);
		await page.getByRole("button", { name: "Done" }).click();
	});
});

test("on a phone, a long press chooses and a few photos are shared", async ({
	page,
	browser,
}, info) => {
	const folder = info.outputPath("wedding");
	await aFolderOfPictures(folder, 3);
	await signIn(page);
	const eventId = await createEvent(page, "Sari & Dewa", "kenanga");
	await drop(page, [folder]);
	await expect(photosOf(page)).toHaveCount(3);
	await expect(page.getByText(/developing/)).toHaveCount(0);
	const phone = await browser.newContext({
		...{ viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true },
	});
	const guest = await phone.newPage();
	// This browser has no share sheet of its own: what it would be given is kept instead.
	await guest.addInitScript(() => {
		const given: string[] = [];
		Object.assign(window, { given });
		Object.assign(navigator, {
			canShare: () => true,
			share: async ({ files }: ShareData) => {
				for (const file of files ?? []) given.push(`${file.name} ${file.type} ${file.size > 0}`);
			},
		});
	});
	await guest.goto(`${new URL(page.url()).origin}/event/${eventId}?code=kenanga`);
	await expect(photosOf(guest)).toHaveCount(3);
	const box = await tile(guest, 0).boundingBox();
	if (!box) throw new Error("The first photo is nowhere");
	const [x, y] = [box.x + box.width / 2, box.y + box.height / 2];
	const touch = await phone.newCDPSession(guest);
	await touch.send("Input.dispatchTouchEvent", { type: "touchStart", touchPoints: [{ x, y }] });
	await expect(bar(guest).getByText("1 of 3 chosen")).toBeVisible();
	await touch.send("Input.dispatchTouchEvent", { type: "touchEnd", touchPoints: [] });
	await expect(bar(guest).getByText("1 of 3 chosen")).toBeVisible();
	await tile(guest, 1).tap();
	await expect(bar(guest).getByText("2 of 3 chosen")).toBeVisible();
	await bar(guest).getByRole("button", { name: "Share" }).tap();
	const given = () => guest.evaluate(() => (window as unknown as { given: string[] }).given);
	await expect
		.poll(given)
		.toEqual([
			expect.stringMatching(/^IMG_\d+\.jpg image\/jpeg true$/),
			expect.stringMatching(/^IMG_\d+\.jpg image\/jpeg true$/),
		]);
	await phone.close();
});
