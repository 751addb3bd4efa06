/** A gallery of many photos: links to one of them, ways back, the keyboard, and a place that is kept. */
import { execFile } from "node:child_process";
import { promisify } from "node:util";
import { expect, type Locator, type Page } from "@playwright/test";
import { aPicture } from "#tests/support/pictures.ts";
import { expectAccessible, PHOTOGRAPHER, photosOf, test } from "./people.ts";

const EVENT = "01939000-0000-7000-8000-000000010000";
const GALLERY = `/event/${EVENT}`;
const PHOTOS = 600;

/** The command by which anybody fills a large event, twice: the second time there is nothing to do. */
test.beforeAll(async () => {
	test.setTimeout(180_000);
	const env = { ...process.env, DATA_DIR: process.env.E2E_DATA_DIR, LOG_LEVEL: "warn" };
	const seed = () =>
		promisify(execFile)(
			process.execPath,
			["lib/processes/seed-large.ts", "--photos", String(PHOTOS)],
			{ env },
		);
	await seed();
	expect((await seed()).stdout).toContain(`0 of ${PHOTOS} photos were added`);
});

const viewer = (page: Page) => page.getByRole("dialog", { name: "Photo viewer" });
const tile = (page: Page, position: number) =>
	page.getByRole("button", { name: new RegExp(`^Photo by .*, ${position} of`) });

/** In the middle of the gallery, with the photos there. */
async function scrollToMiddle(page: Page): Promise<void> {
	await expect(photosOf(page).first()).toBeVisible();
	await page.evaluate(() => window.scrollTo(0, document.documentElement.scrollHeight / 2));
	await expect(async () =>
		expect((await firstInView(page)).position).toBeGreaterThan(150),
	).toPass();
}

/** The first photo of the uppermost row that is wholly in view, and how far down it begins. */
const firstInView = (page: Page) =>
	page.evaluate(() => {
		for (const item of document.querySelectorAll<HTMLElement>("li[data-index] [data-photo]")) {
			const { top } = item.getBoundingClientRect();
			if (top < 0 || top > window.innerHeight) continue;
			const position = Number(item.closest<HTMLElement>("li")?.dataset.index) + 1;
			return { id: item.dataset.photo ?? "", position, top: Math.round(top) };
		}
		return { id: "", position: 0, top: 0 };
	});

const inView = (photo: Locator) =>
	photo.evaluate((element) => {
		const { top, bottom } = element.getBoundingClientRect();
		return top >= 0 && bottom <= window.innerHeight;
	});

test("a photo has an address: shared, reloaded, gone on from, and left for the gallery", async ({
	guest,
}) => {
	await guest.goto(GALLERY);
	await scrollToMiddle(guest);
	const { id, position } = await firstInView(guest);

	await test.step("opening changes the address; going on, too", async () => {
		await tile(guest, position).click();
		await expect(viewer(guest).getByText(`${position} / ${PHOTOS}`)).toBeVisible();
		await expect(guest).toHaveURL(new RegExp(`${GALLERY}/p/${id}$`));
		await expect(viewer(guest)).toBeFocused();
		await guest.keyboard.press("ArrowRight");
		await expect(viewer(guest).getByText(`${position + 1} / ${PHOTOS}`)).toBeVisible();
		await expect(guest).not.toHaveURL(new RegExp(id));
		await guest.keyboard.press("ArrowLeft");
		await expect(guest).toHaveURL(new RegExp(id));
	});

	await test.step("back closes the viewer, forward opens it again", async () => {
		await expect(viewer(guest)).toBeFocused();
		await guest.goBack();
		await expect(viewer(guest)).toHaveCount(0);
		await expect(guest).toHaveURL(new RegExp(`${GALLERY}$`));
		await expect.poll(() => inView(tile(guest, position))).toBe(true);
		await guest.goForward();
		await expect(viewer(guest).getByText(`${position} / ${PHOTOS}`)).toBeVisible();
	});

	await test.step("a reload keeps it open, and leaving it ends where it is in the gallery", async () => {
		await guest.reload();
		await expect(viewer(guest).getByText(`${position} / ${PHOTOS}`)).toBeVisible();
		await expect(viewer(guest)).toBeFocused();
		await expectAccessible(guest);
		await guest.keyboard.press("Escape");
		await expect(viewer(guest)).toHaveCount(0);
		await expect(guest).toHaveURL(new RegExp(`${GALLERY}$`));
		await expect(tile(guest, position)).toBeVisible();
		await expect.poll(() => inView(tile(guest, position))).toBe(true);
	});

	await test.step("the page follows who goes far on", async () => {
		await tile(guest, position).click();
		await expect(viewer(guest)).toBeFocused();
		const far = position + 25;
		for (let shown = position + 1; shown <= far; shown++) {
			await guest.keyboard.press("ArrowRight");
			await expect(viewer(guest).getByText(`${shown} / ${PHOTOS}`)).toBeVisible();
		}
		await guest.keyboard.press("Escape");
		await expect(viewer(guest)).toHaveCount(0);
		await expect.poll(() => inView(tile(guest, far))).toBe(true);
	});
});

test("whoever leaves a photo while it opens has left it", async ({ guest }) => {
	await guest.goto(GALLERY);
	await expect(photosOf(guest).first()).toBeVisible();
	for (const way of ["close", "back"]) {
		await photosOf(guest).first().click({ trial: true });
		await guest.evaluate(async (how) => {
			const opening = new Promise<HTMLElement>((seen) => {
				const look = new MutationObserver(() => {
					const close = document.querySelector<HTMLElement>(".pswp__button--close");
					if (!close) return;
					look.disconnect();
					seen(close);
				});
				look.observe(document.body, { childList: true, subtree: true });
			});
			document.querySelector<HTMLElement>("[data-photo]")?.click();
			const close = await opening;
			if (how === "back") window.history.back();
			else close.click();
		}, way);
		await expect(viewer(guest)).toHaveCount(0);
		await expect(guest).toHaveURL(GALLERY);
		await expect(photosOf(guest).first()).toBeFocused();
	}
});

test("a photo that is not there leaves the gallery, and says so", async ({ guest }) => {
	await guest.goto(`${GALLERY}/p/019a9b3c-7d11-7a02-8b1c-3c9e6b7d5f22?order=oldest`);
	await expect(guest.getByText("That photo is not in this gallery any more.")).toBeVisible();
	await expect(photosOf(guest).first()).toBeVisible();
	await expect(guest).toHaveURL(new RegExp(`${GALLERY}\\?order=oldest$`));
	await expect(viewer(guest)).toHaveCount(0);
});

test("who comes back is where they were", async ({ guest }) => {
	await guest.goto(GALLERY);
	await scrollToMiddle(guest);
	await guest.waitForFunction(() => window.history.state?.galleryPlace);
	const before = await firstInView(guest);
	// While the page is still being gone to, there is nobody to ask.
	const isWhereItWas = () =>
		expect(async () => expect(await firstInView(guest)).toEqual(before)).toPass();
	await guest.reload();
	await isWhereItWas();
	await guest.goto("/sign-in");
	await guest.goBack();
	await isWhereItWas();
});

test("the order is chosen, and kept in the address", async ({ guest }) => {
	await guest.goto(GALLERY);
	const idAt = (position: number) => tile(guest, position).getAttribute("data-photo");
	await expect(tile(guest, 1)).toBeVisible();
	const newest = await idAt(1);
	await guest.getByRole("button", { name: "Newest first. Change to: Oldest first" }).click();
	await expect(guest).toHaveURL(/\?order=oldest$/);
	await expect.poll(() => idAt(1)).not.toBe(newest);
	const oldest = await idAt(1);
	await guest.reload();
	await expect.poll(() => idAt(1)).toBe(oldest);
	await tile(guest, 1).focus();
	await guest.keyboard.press("End");
	await expect(tile(guest, PHOTOS)).toBeFocused();
	expect(await idAt(PHOTOS)).toBe(newest);
});

test("the keyboard goes by photo, by row, and to the ends", async ({ guest }) => {
	await guest.goto(GALLERY);
	await tile(guest, 1).focus();
	await guest.keyboard.press("ArrowRight");
	await expect(tile(guest, 2)).toBeFocused();
	// On the page: it may have been scrolled meanwhile.
	const topOf = (element: Element) => element.getBoundingClientRect().top + window.scrollY;
	const before = await tile(guest, 2).evaluate(topOf);
	await guest.keyboard.press("ArrowDown");
	await expect(tile(guest, 2)).not.toBeFocused();
	const after = await guest.locator("[data-photo]:focus").evaluate(topOf);
	expect(after).toBeGreaterThan(before);
	await guest.keyboard.press("End");
	await expect(tile(guest, PHOTOS)).toBeFocused();
	await expect.poll(() => inView(tile(guest, PHOTOS))).toBe(true);
	await guest.keyboard.press("Enter");
	await expect(viewer(guest).getByText(`${PHOTOS} / ${PHOTOS}`)).toBeVisible();
	await expect(viewer(guest)).toBeFocused();
	await guest.keyboard.press("Escape");
	await expect(viewer(guest)).toHaveCount(0);
	await expect(tile(guest, PHOTOS)).toBeFocused();
	await guest.keyboard.press("Home");
	await expect(tile(guest, 1)).toBeFocused();
});

test("only what is near is in the document, wherever one scrolls", async ({ guest }) => {
	await guest.goto(GALLERY);
	await expect(photosOf(guest).first()).toBeVisible();
	await guest.waitForLoadState("networkidle");
	const height = await guest.evaluate(() => document.documentElement.scrollHeight);
	for (const share of [0.2, 0.4, 0.6, 0.8, 1]) {
		await guest.evaluate((y) => window.scrollTo(0, y), height * share);
		await expect
			.poll(async () => (await firstInView(guest)).position)
			.toBeGreaterThan(PHOTOS * (share - 0.15));
		expect(await guest.locator("li[data-index]").count()).toBeLessThan(120);
	}
	expect(await guest.evaluate(() => document.documentElement.scrollHeight)).toBe(height);
	await expect(guest.getByText(`Those were all ${PHOTOS} photos`)).toBeVisible();
});

test("photos that come in do not move what one looks at", async ({ request, guest }) => {
	const { access_token: token } = await (
		await request.post("/api/auth/login", { data: PHOTOGRAPHER })
	).json();
	const headers = { authorization: `Bearer ${token}` };
	await guest.goto(GALLERY);
	await scrollToMiddle(guest);
	const before = await firstInView(guest);
	const sent = await request.post(`/api/events/${EVENT}/photos`, {
		headers,
		multipart: {
			file: { name: "late.jpg", mimeType: "image/jpeg", buffer: await aPicture() },
			albumName: "Official",
		},
	});
	expect(sent.status()).toBe(201);
	const { id } = await sent.json();
	await expect(async () => {
		// What a reader who comes back to this window causes.
		await guest.evaluate(() =>
			document.dispatchEvent(new Event("visibilitychange", { bubbles: true })),
		);
		await expect(tile(guest, before.position + 1)).toHaveAttribute("data-photo", before.id, {
			timeout: 1000,
		});
	}).toPass();
	expect(await firstInView(guest)).toEqual({ ...before, position: before.position + 1 });
	const removed = await request.delete(`/api/events/${EVENT}/photos/${id}`, { headers });
	expect(removed.status()).toBe(204);
});

test("a long gallery is gone through by its time", async ({ guest }) => {
	await guest.goto(GALLERY);
	await expect(photosOf(guest).first()).toBeVisible();
	await guest.waitForLoadState("networkidle");
	const height = () => guest.evaluate(() => document.documentElement.scrollHeight);
	const before = await height();
	const slider = guest.getByRole("slider", { name: "Go to a time" });
	const position = async () => Number(await slider.getAttribute("aria-valuenow"));

	await test.step("it is there once one moves, and says when and which of how many", async () => {
		await guest.mouse.move(700, 500);
		await guest.mouse.wheel(0, 1500);
		await expect(slider).toHaveAttribute("aria-valuetext", /, photo \d+ of 600$/);
		await expect.poll(position).toBeGreaterThan(1);
		await expectAccessible(guest);
	});

	await test.step("it is out of the way of who has arrived", async () => {
		await expect(photosOf(guest).first()).toBeVisible();
		await expect(slider).toHaveCSS("opacity", "0");
		// It is in sight for a moment, which a busy machine may miss.
		await expect(async () => {
			await guest.mouse.wheel(0, 100);
			await expect(slider).toHaveCSS("opacity", "1", { timeout: 1000 });
		}).toPass();
		await expect(slider).toHaveCSS("opacity", "0");
	});

	await test.step("its thumb is dragged to the end and back", async () => {
		const thumb = async () => {
			const box = await slider.boundingBox();
			if (!box) throw new Error("The thumb is nowhere");
			expect([box.width, box.height]).toEqual([44, 44]);
			return { x: box.x + box.width - 5, y: box.y + box.height / 2 };
		};
		const { x, y } = await thumb();
		await guest.mouse.move(x, y);
		await guest.mouse.down();
		await guest.mouse.move(x, 450, { steps: 5 });
		await expect.poll(position).toBeGreaterThan(PHOTOS * 0.3);
		await guest.mouse.move(x, 890, { steps: 5 });
		await expect.poll(position).toBeGreaterThan(PHOTOS * 0.95);
		await guest.mouse.up();
		await expect.poll(async () => (await firstInView(guest)).position).toBeGreaterThan(PHOTOS - 60);
		expect(await height()).toBe(before);
	});

	await test.step("the keyboard goes by parts, and to the ends", async () => {
		await slider.focus();
		await guest.keyboard.press("Home");
		await expect.poll(position).toBe(1);
		await guest.keyboard.press("ArrowDown");
		await expect.poll(position).toBeGreaterThan(31);
		const second = await position();
		await guest.keyboard.press("ArrowDown");
		await expect.poll(position).toBeGreaterThan(second);
		await guest.keyboard.press("ArrowUp");
		await expect.poll(position).toBe(second);
		await guest.keyboard.press("PageDown");
		await expect.poll(position).toBeGreaterThan(second + 4 * 31);
		await guest.keyboard.press("End");
		await expect.poll(position).toBeGreaterThan(PHOTOS * 0.95);
	});
});
