/** The studio without a mouse: everywhere by a few letters, or by a key. */
import { expect } from "@playwright/test";
import { look } from "./look.ts";
import { aMember, createEvent, expectAccessible, signIn, test } from "./people.ts";

test("everywhere by a few letters, and by keys", async ({ page, baseURL }) => {
	// Somebody's own list: one that others add to meanwhile is another to the palette than to the page behind it.
	await signIn(page, await aMember(baseURL));
	await createEvent(page, "Résumé night");
	// By a link of the page: after an address was typed, keys are heard once its scripts are there.
	const rail = page.getByRole("navigation", { name: "Main" });
	await rail.getByRole("link", { name: "Events" }).click();
	await expect(page.getByRole("heading", { name: "Events", level: 1 })).toBeVisible();
	await page.keyboard.press("ControlOrMeta+k");
	const palette = page.getByRole("dialog", { name: "Go to" });
	await expect(palette.getByRole("combobox")).toBeFocused();
	await page.keyboard.type("resu");
	await expect(palette.getByRole("option")).toHaveCount(1);
	await look(page, "palette");
	await page.keyboard.press("Enter");
	await expect(page.getByRole("heading", { name: "Résumé night", level: 1 })).toBeVisible();

	await page.keyboard.press("?");
	const help = page.getByRole("dialog", { name: "Keyboard shortcuts" });
	await expect(help.getByText("Go to Batches")).toBeVisible();
	await expectAccessible(page);
	await page.keyboard.press("Escape");
	await expect(help).toHaveCount(0);

	await page.keyboard.press("g");
	await page.keyboard.press("b");
	await expect(page.getByRole("heading", { name: "Batches", level: 1 })).toBeVisible();
	await page.keyboard.press("g");
	await page.keyboard.press("e");
	await expect(page.getByRole("heading", { name: "Events", level: 1 })).toBeVisible();
});
