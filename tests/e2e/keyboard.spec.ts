/** All of it without a mouse: where the focus is can be seen at every step. */
import { expect, type Page } from "@playwright/test";
import { aPicture } from "#tests/support/pictures.ts";
import { aPortrait } from "#tests/support/portraits.ts";
import { PHOTOGRAPHER, photosOf, test } from "./people.ts";

interface Focused {
	name: string;
	/** Why a reader could not tell where they are; null where they can. */
	fault: string | null;
}

/** What has the focus; null where nothing has. */
const focused = (page: Page): Promise<Focused | null> =>
	page.evaluate(() => {
		const element = document.activeElement;
		if (!(element instanceof HTMLElement) || element === document.body) return null;
		const { labels } = element as HTMLInputElement;
		const name =
			element.getAttribute("aria-label") ?? labels?.[0]?.textContent ?? element.textContent ?? "";
		const { left, top, width, height } = element.getBoundingClientRect();
		const seen = document.elementFromPoint(left + width / 2, top + height / 2);
		const { outlineStyle, outlineWidth } = getComputedStyle(element);
		const fault = !element.checkVisibility({ visibilityProperty: true })
			? "is not visible"
			: !seen || !(element.contains(seen) || seen.contains(element))
				? "is out of sight, or something is before it"
				: outlineStyle === "none" || Number.parseFloat(outlineWidth) < 2
					? "is not marked"
					: null;
		return { name: name.trim(), fault };
	});

const faultOf = (now: Focused | null) => (now?.fault ? `${now.name} ${now.fault}` : null);

/** The focus is on what is called so, and can be seen there. */
async function expectFocus(page: Page, name: string | RegExp): Promise<void> {
	await expect.poll(async () => (await focused(page))?.name).toMatch(name);
	await expect.poll(async () => faultOf(await focused(page))).toBe(null);
}

const MOST_STEPS = 60;

/** Goes on by Tab to what is called so; wherever that leads through can be seen too. */
async function tabTo(page: Page, name: string | RegExp): Promise<void> {
	const pattern = typeof name === "string" ? new RegExp(`^${name}`) : name;
	for (let step = 0; step < MOST_STEPS; step++) {
		const now = await focused(page);
		if (now && pattern.test(now.name)) return expectFocus(page, pattern);
		await page.keyboard.press("Tab");
		// A page that is scrolled to the focus takes a moment to be there.
		await expect.poll(async () => faultOf(await focused(page))).toBe(null);
	}
	throw new Error(`No Tab leads to ${name}`);
}

/** Presses Enter on a picker's button, and chooses in what the system opens. */
async function choose(page: Page, files: { name: string; buffer: Buffer }[]): Promise<void> {
	const chooser = page.waitForEvent("filechooser");
	await page.keyboard.press("Enter");
	await (await chooser).setFiles(files.map((file) => ({ ...file, mimeType: "image/jpeg" })));
}

test("a photographer works, and a guest looks, by keyboard alone", async ({ page, guest }) => {
	test.setTimeout(300_000);
	const press = (...keys: string[]) =>
		keys.reduce((before, key) => before.then(() => page.keyboard.press(key)), Promise.resolve());
	let id = "";
	// Its window is the system's, where no test reaches: as in browsers without it.
	await page.addInitScript(() => Reflect.deleteProperty(window, "showOpenFilePicker"));

	await test.step("signs in", async () => {
		await page.goto("/sign-in");
		await tabTo(page, "User name");
		await page.keyboard.type(PHOTOGRAPHER.username);
		await tabTo(page, "Password");
		await page.keyboard.type(PHOTOGRAPHER.password);
		await press("Enter");
		await expect(page.getByRole("heading", { name: "Events", level: 1 })).toBeVisible();
	});

	await test.step("makes an event", async () => {
		await tabTo(page, "New event");
		await press("Enter");
		await expect(page.getByRole("dialog", { name: "New event" })).toBeVisible();
		await tabTo(page, "Name");
		await page.keyboard.type("Without a mouse");
		await press("Tab");
		await expectFocus(page, /^Date/);
		await page.keyboard.type("11202026");
		await tabTo(page, "Create event");
		await press("Enter");
		await page.waitForURL(/\/events\/[0-9a-f-]{36}$/);
		await expect(page.getByRole("heading", { name: "Without a mouse", level: 1 })).toBeVisible();
		id = page.url().split("/").at(-1) ?? "";
	});

	await test.step("adds photos", async () => {
		await tabTo(page, "Add photos");
		await press("Enter");
		await expectFocus(page, "Choose photos");
		const pictures = await Promise.all([1, 2, 3, 4].map(() => aPicture()));
		await choose(
			page,
			pictures.map((buffer, at) => ({ name: `IMG_${at}.jpg`, buffer })),
		);
		await expect(photosOf(page)).toHaveCount(4, { timeout: 60_000 });
	});

	await test.step("walks the grid, and looks at photos", async () => {
		await tabTo(page, /^Photo by .*, 1 of 4$/);
		await press("ArrowRight");
		await expectFocus(page, /^Photo by .*, 2 of 4$/);
		await press("End");
		await expectFocus(page, /^Photo by .*, 4 of 4$/);
		await press("Home", "ArrowRight");
		await expectFocus(page, /^Photo by .*, 2 of 4$/);
		await press("Enter");
		const viewer = page.getByRole("dialog", { name: "Photo viewer" });
		// It takes keys once it has opened all the way, and has the focus from then on.
		await expect(viewer).toBeFocused();
		await expect(viewer.locator(".pswp__counter")).toHaveText("2 / 4");
		await press("ArrowRight");
		await expect(viewer.locator(".pswp__counter")).toHaveText("3 / 4");
		await press("ArrowLeft", "ArrowLeft");
		await expect(viewer.locator(".pswp__counter")).toHaveText("1 / 4");
		await tabTo(page, "Close");
		await press("ArrowRight");
		await expect(viewer.locator(".pswp__counter")).toHaveText("2 / 4");
		await press("Escape");
		await expect(viewer).toHaveCount(0);
		await expectFocus(page, /^Photo by .*, 2 of 4$/);
	});

	await test.step("has people recognised", async () => {
		await tabTo(page, "Recognition");
		await press("Enter");
		await expect(page.getByRole("heading", { name: "Recognition", level: 1 })).toBeVisible();
		await tabTo(page, "Choose photos");
		await choose(page, [{ name: "ayu.jpg", buffer: await aPortrait("ayu") }]);
		await page.waitForURL(/\/recognition\/\d{8}_\d{6}_\d{4}$/);
		const results = page.getByRole("list", { name: "Photos with their faces" });
		await expect(results.getByRole("article", { name: "ayu.jpg" })).toBeVisible();
	});

	await test.step("and a guest likes a photo, on the grid and in the viewer", async () => {
		await guest.goto(`/event/${id}`);
		await expect(photosOf(guest)).toHaveCount(4);
		await tabTo(guest, /^Photo by .*, 1 of 4$/);
		await guest.keyboard.press("Tab");
		await expectFocus(guest, /^Favourite: photo by .*, 1 of 4$/);
		await guest.keyboard.press("Space");
		const liked = (position: number) =>
			guest.getByRole("button", { name: new RegExp(`^Favourite: .*, ${position} of 4$`) });
		await expect(liked(1)).toHaveAttribute("aria-pressed", "true");
		await expect(guest.getByRole("tab", { name: "Favourites, 1 photo" })).toBeVisible();
		await tabTo(guest, /^Photo by .*, 2 of 4$/);
		await guest.keyboard.press("Enter");
		const viewer = guest.getByRole("dialog", { name: "Photo viewer" });
		await expect(viewer).toBeFocused();
		await tabTo(guest, /^Favourite$/);
		await guest.keyboard.press("Enter");
		await guest.keyboard.press("Escape");
		await expect(viewer).toHaveCount(0);
		await expectFocus(guest, /^Photo by .*, 2 of 4$/);
		await expect(liked(2)).toHaveAttribute("aria-pressed", "true");
	});
});
