/** Photos of an event found by their photographer. */
import { expect } from "@playwright/test";
import { look } from "./look.ts";
import {
	aFolderOfPictures,
	createEvent,
	expectAccessible,
	photosOf,
	signIn,
	test,
} from "./people.ts";

test("photos are found by words and by what is known of them", async ({ page }, info) => {
	test.setTimeout(120_000);
	await signIn(page);
	await createEvent(page, "Found again");
	const folder = info.outputPath("found");
	await aFolderOfPictures(folder, 5);
	await page.locator('input[data-picker="folder"]').first().setInputFiles(folder);
	await expect(photosOf(page)).toHaveCount(5);

	await page.keyboard.press("/");
	await expect(page.getByRole("searchbox", { name: "Search photos" })).toBeFocused();
	await page.keyboard.type("IMG_0003");
	await expect(photosOf(page)).toHaveCount(1);
	await expect(page.getByText("1 of 5 photos found")).toBeVisible();
	await page.reload();
	await expect(photosOf(page)).toHaveCount(1);
	await page.getByRole("searchbox", { name: "Search photos" }).fill("nothing of the kind");
	await expect(page.getByRole("heading", { name: "No photo matches" })).toBeVisible();
	await expectAccessible(page);
	await page.getByRole("button", { name: "Clear filters" }).click();
	await expect(page.getByRole("searchbox", { name: "Search photos" })).toHaveValue("");
	await expect(photosOf(page)).toHaveCount(5);

	await page.getByRole("button", { name: "Filter", exact: true }).click();
	const dialog = page.getByRole("dialog", { name: "Filter photos" });
	await dialog.getByLabel("Uploaded by").selectOption({ label: "photographer (5)" });
	await dialog.getByLabel("Damaged").click();
	await look(page, "photo-filter");
	await dialog.getByRole("button", { name: "Show photos" }).click();
	await expect(dialog).toHaveCount(0);
	await expect(page.getByText("No photo found")).toBeVisible();
	await page.getByRole("button", { name: "Remove filter: Damaged" }).click();
	await expect(photosOf(page)).toHaveCount(5);
	await expect(page).toHaveURL(/uploader=photographer/);
});
