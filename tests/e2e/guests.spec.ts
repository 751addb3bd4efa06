/** What guests keep and bring: hearts, lists to share, photos of their own, and the owner's word on them. */
import { type Browser, expect, type Page } from "@playwright/test";
import sharp from "sharp";
import { aPicture } from "#tests/support/pictures.ts";
import { look } from "./look.ts";
import { createEvent, expectAccessible, photosOf, signIn, test } from "./people.ts";

const PHONE = { width: 390, height: 780 };
const READY = { timeout: 60_000 };

/** An event with photos in it, on its page in the studio. */
async function anEvent(page: Page, name: string, settings: Record<string, unknown> = {}) {
	await signIn(page);
	const id = await createEvent(page, name, "mawar");
	if (Object.keys(settings).length > 0)
		await page.request.patch(`/api/events/${id}`, { data: settings });
	return id;
}

async function addPhotos(page: Page, id: string, count: number): Promise<void> {
	for (let at = 1; at <= count; at++) {
		const buffer = await aPicture({ width: at === 2 ? 600 : 1200, height: 800 });
		const file = { name: `IMG_${at}.jpg`, mimeType: "image/jpeg", buffer };
		const multipart = { albumName: "Official", uploaderName: "photographer", file };
		expect((await page.request.post(`/api/events/${id}/photos`, { multipart })).status()).toBe(201);
	}
}

/** On a phone, with the code of the card on the table. */
async function comeIn(guest: Page, id: string): Promise<void> {
	await guest.setViewportSize(PHONE);
	await guest.goto(`/event/${id}?code=mawar`);
	await expect(guest).toHaveURL(`/event/${id}`);
}

async function another(browser: Browser, baseURL: string | undefined): Promise<Page> {
	const context = await browser.newContext({ ...(baseURL ? { baseURL } : {}), locale: "en-US" });
	return context.newPage();
}

const heart = (page: Page, position: number) =>
	page.getByRole("button", { name: new RegExp(`^Favourite: photo by .*, ${position} of`) });

/** Ends when a toast has come to stand above the bar of what is chosen; looks at every frame, since toasts go. */
const toastAboveBar = (page: Page) =>
	page.waitForFunction(
		() => {
			const place = (selector: string) => document.querySelector(selector)?.getBoundingClientRect();
			const [toast, bar] = [place("[data-sonner-toast]"), place("[role=toolbar]")];
			return toast !== undefined && bar !== undefined && toast.bottom <= bar.top;
		},
		null,
		{ timeout: 60_000 },
	);

test("a guest keeps favourites, and shows them to a friend", async ({
	page,
	guest,
	browser,
	baseURL,
	complaints,
}) => {
	test.setTimeout(300_000);
	complaints.expected.push(/404/);
	const id = await anEvent(page, "Hearts");
	await addPhotos(page, id, 3);
	await comeIn(guest, id);
	await expect(photosOf(guest)).toHaveCount(3, READY);

	await test.step("with a tap on the tile, or in the viewer", async () => {
		await heart(guest, 1).click();
		await expect(heart(guest, 1)).toHaveAttribute("aria-pressed", "true");
		await expect(guest.getByRole("tab", { name: "Favourites, 1 photo" })).toBeVisible();
		await photosOf(guest).nth(1).click();
		const viewer = guest.getByRole("dialog", { name: "Photo viewer" });
		const like = viewer.getByRole("button", { name: "Favourite" });
		await expect(like).toHaveAttribute("aria-pressed", "false");
		await like.click();
		await expect(like).toHaveAttribute("aria-pressed", "true");
		await look(guest, "guest-viewer-heart");
		await guest.setViewportSize(PHONE);
		await viewer.getByRole("button", { name: "Close" }).click();
		await expect(viewer).toHaveCount(0);
		await expect(guest.getByRole("tab", { name: "Favourites, 2 photos" })).toBeVisible();
	});

	await test.step("they are there after a reload", async () => {
		await guest.reload();
		await expect(heart(guest, 1)).toHaveAttribute("aria-pressed", "true");
		await expect(heart(guest, 3)).toHaveAttribute("aria-pressed", "false");
		await look(guest, "guest-hearts");
		await guest.setViewportSize(PHONE);
		await guest.getByRole("tab", { name: "Favourites, 2 photos" }).click();
		await expect(photosOf(guest)).toHaveCount(2);
	});

	const link = await test.step("a link shows them", async () => {
		await guest.getByRole("button", { name: "Share favourites" }).click();
		const sheet = guest.getByRole("dialog", { name: "Share your favourites" });
		await sheet.getByLabel("Your name").fill("Ayu");
		await sheet.getByRole("button", { name: "Make a link" }).click();
		const field = sheet.getByLabel("Link to your favourites");
		await expect(field).toHaveValue(/\/event\/[0-9a-f-]+\?list=[0-9a-f-]+$/);
		await look(guest, "guest-share-favourites");
		await guest.setViewportSize(PHONE);
		return field.inputValue();
	});

	const friend = await another(browser, baseURL);
	await test.step("a friend with the code sees them, and gives hearts of their own", async () => {
		const { pathname, search } = new URL(link);
		await friend.goto(pathname + search);
		await friend.getByLabel("Access code").fill("mawar");
		await friend.getByRole("button", { name: "Open the gallery" }).click();
		await expect(friend.getByText("Favourites of Ayu: 2 of 3 photos")).toBeVisible();
		await expect(photosOf(friend)).toHaveCount(2);
		await expect(heart(friend, 1)).toHaveAttribute("aria-pressed", "false");
		await heart(friend, 1).click();
		await expect(heart(friend, 1)).toHaveAttribute("aria-pressed", "true");
		await look(friend, "guest-shared-list");
	});

	await test.step("the photographer sees who likes what, and takes the names along", async () => {
		await page.goto(`/events/${id}?view=favourites`);
		await expect(page.getByText("2 guests like 2 of 3 photos")).toBeVisible();
		await look(page, "studio-favourites");
		await page.getByRole("button", { name: "Ayu, 2 photos" }).click();
		await expect(photosOf(page)).toHaveCount(2);
		await page.getByRole("button", { name: "Export" }).click();
		const download = page.waitForEvent("download");
		await page.getByRole("menuitem", { name: "Table (CSV)" }).click();
		expect((await download).suggestedFilename()).toBe("favourites.csv");
	});

	await test.step("until they are shared no more", async () => {
		await guest.getByRole("button", { name: "Stop sharing" }).click();
		await expect(guest.getByRole("button", { name: "Make a link" })).toBeVisible();
		await friend.reload();
		await expect(friend.getByText("These favourites are not shared any more")).toBeVisible();
		await expectAccessible(friend);
		await friend.getByRole("button", { name: "Show all photos" }).click();
		await expect(photosOf(friend)).toHaveCount(3);
		await friend.context().close();
	});
});

test("a heart that the server could not keep is put back, and said", async ({
	page,
	guest,
	complaints,
}) => {
	complaints.expected.push(/ERR_FAILED/);
	const id = await anEvent(page, "A lost heart");
	await addPhotos(page, id, 1);
	await comeIn(guest, id);
	await expect(photosOf(guest)).toHaveCount(1, READY);
	await guest.route("**/favourite", (route) => route.abort());
	await heart(guest, 1).click();
	await expect(guest.getByText(/connection|server/i).first()).toBeVisible();
	await expect(heart(guest, 1)).toHaveAttribute("aria-pressed", "false");
	await photosOf(guest).first().click();
	const viewer = guest.getByRole("dialog", { name: "Photo viewer" });
	const like = viewer.getByRole("button", { name: "Favourite" });
	const refused = guest.waitForEvent("requestfailed", (request) =>
		request.url().endsWith("/favourite"),
	);
	await like.click();
	await refused;
	await expect(like).toHaveAttribute("aria-pressed", "false");
	await viewer.getByRole("button", { name: "Close" }).click();
	await expect(viewer).toHaveCount(0);
	await guest.unroute("**/favourite");
	await heart(guest, 1).click();
	await expect(heart(guest, 1)).toHaveAttribute("aria-pressed", "true");
});

test("what guests bring waits for the photographer, and is theirs to take back", async ({
	page,
	guest,
	browser,
	baseURL,
}) => {
	test.setTimeout(300_000);
	const id = await anEvent(page, "Approval", { guest_uploads: "code" });
	await addPhotos(page, id, 1);
	await page.reload();

	await test.step("the photographer wants to see them first", async () => {
		await page.getByRole("button", { name: "Settings" }).click();
		await page.getByRole("switch", { name: "Approve guests’ photos first" }).click();
		await page.getByRole("button", { name: "Save changes" }).click();
		await expect(page.getByText("Changes saved")).toBeVisible();
	});

	await comeIn(guest, id);
	await test.step("a guest takes three with the phone's camera", async () => {
		await guest.getByRole("button", { name: "Add your photos" }).click();
		const sheet = guest.getByRole("dialog", { name: "Add your photos" });
		await expect(sheet.getByText(/once the photographer has approved them/)).toBeVisible();
		await sheet.getByLabel("Your name").fill("Wayan");
		await look(guest, "guest-upload");
		await guest.setViewportSize(PHONE);
		const camera = guest.locator('input[data-picker="camera"]');
		expect(await camera.getAttribute("capture")).toBe("environment");
		for (const name of ["one.jpg", "two.jpg", "three.jpg"]) {
			if (!(await sheet.isVisible()))
				await guest.getByRole("button", { name: "Add your photos" }).click();
			await expect(sheet.getByLabel("Your name")).toHaveValue("Wayan");
			await camera.setInputFiles({
				...{ name, mimeType: "image/jpeg", buffer: await aPicture({ width: 900, height: 600 }) },
			});
			await expect(sheet).toHaveCount(0);
		}
		await expect(guest.getByText("Yours, waiting")).toHaveCount(3, READY);
		await expect(photosOf(guest)).toHaveCount(4, READY);
		await look(guest, "guest-waiting");
		await guest.setViewportSize(PHONE);
	});

	const friend = await another(browser, baseURL);
	await comeIn(friend, id);
	await expect(photosOf(friend)).toHaveCount(1);

	await test.step("the photographer approves by a key, and declines by a button", async () => {
		await page.reload();
		await page.getByRole("tab", { name: "To approve, 3 photos" }).click();
		await expect(page.getByText("3 photos of guests wait")).toBeVisible();
		await look(page, "studio-approval");
		await page.getByRole("button", { name: "Choose all 3" }).click();
		const bar = page.getByRole("toolbar", { name: "What to do with the chosen photos" });
		await expect(bar.getByRole("status")).toHaveText("3 of 3");
		await photosOf(page).first().focus();
		const toldAbove = toastAboveBar(page);
		await page.keyboard.press("a");
		await expect(page.getByText("2 photos of guests wait")).toBeVisible();
		await expect(bar.getByRole("status")).toHaveText("2 of 2");
		await toldAbove;
		await bar.getByRole("button", { name: "Decline" }).click();
		const asked = page.getByRole("alertdialog", { name: "Decline 2 photos?" });
		await asked.getByRole("button", { name: "Cancel" }).click();
		await expect(asked).toHaveCount(0);
		await bar.getByRole("button", { name: "Choose nothing" }).click();
		await expect(bar).toHaveCount(0);
		await page
			.getByRole("button", { name: /^Decline/ })
			.first()
			.click();
		const question = page.getByRole("alertdialog", { name: "Decline this photo?" });
		await question.getByRole("button", { name: "Decline and delete" }).click();
		await expect(question).toHaveCount(0);
		await expect(page.getByText("1 photo of a guest waits")).toBeVisible();
	});

	await test.step("and many at once", async () => {
		await page.getByRole("button", { name: "Choose all 1" }).click();
		const bar = page.getByRole("toolbar", { name: "What to do with the chosen photos" });
		await bar.getByRole("button", { name: "Approve" }).click();
		await expect(page.getByText("Nothing waits")).toBeVisible();
	});

	await test.step("then everybody sees them", async () => {
		await friend.reload();
		await expect(photosOf(friend)).toHaveCount(3, READY);
		await expect(friend.getByText("Yours")).toHaveCount(0);
		await friend.context().close();
	});

	await test.step("the guest takes one back", async () => {
		await guest.reload();
		await expect(photosOf(guest)).toHaveCount(3);
		await guest
			.getByRole("button", { name: /^More for your photo/ })
			.first()
			.click();
		await guest.getByRole("menuitem", { name: "Remove my photo" }).click();
		const question = guest.getByRole("alertdialog");
		await question.getByRole("button", { name: "Delete" }).click();
		await expect(question).toHaveCount(0);
		await expect(photosOf(guest)).toHaveCount(2);
		await guest.reload();
		await expect(photosOf(guest)).toHaveCount(2);
	});
});

test("photos are made smaller only where a guest wants that", async ({ page, guest }) => {
	test.setTimeout(180_000);
	const id = await anEvent(page, "Smaller", { guest_uploads: "code" });
	await comeIn(guest, id);
	const send = async (name: string, smaller: boolean) => {
		await guest.getByRole("button", { name: "Add your photos" }).click();
		const sheet = guest.getByRole("dialog", { name: "Add your photos" });
		if (smaller) await sheet.getByRole("switch", { name: "Send smaller photos" }).click();
		const noise = { type: "gaussian", mean: 128, sigma: 30 } as const;
		const size = { width: 4000, height: 3000, channels: 3 } as const;
		const buffer = await sharp({ create: { ...size, background: "grey", noise } })
			.jpeg()
			.toBuffer();
		await guest
			.locator('input[data-picker="files"]')
			.setInputFiles({ name, mimeType: "image/jpeg", buffer });
		await expect(sheet).toHaveCount(0, READY);
	};
	await send("as-it-is.jpg", false);
	await send("smaller.jpg", true);
	const sizes = async () => {
		const { photos } = await (await page.request.get(`/api/events/${id}/photos`)).json();
		return photos.map((photo: { filename: string; width: number }) => [
			photo.filename,
			photo.width,
		]);
	};
	await expect
		.poll(async () => new Map(await sizes()), READY)
		.toEqual(
			new Map([
				["as-it-is.jpg", 4000],
				["smaller.jpg", 2560],
			]),
		);
});

test("in Indonesian too", async ({ page, guest }) => {
	test.setTimeout(180_000);
	const id = await anEvent(page, "Bahasa", { guest_uploads: "code", guest_approval: true });
	await addPhotos(page, id, 1);
	await guest
		.context()
		.addCookies([{ name: "locale", value: "id", url: new URL("/", page.url()).href }]);
	await comeIn(guest, id);
	await guest.getByRole("button", { name: /^Favorit: foto oleh/ }).click(READY);
	await guest.getByRole("tab", { name: "Favorit, 1 foto" }).click();
	await guest.getByRole("button", { name: "Bagikan favorit" }).click();
	await look(guest, "guest-share-favourites-id");
});
