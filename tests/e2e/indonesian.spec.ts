/** Every page in Indonesian: clean to axe in the light and in the dark, and as wide as the screen. */
import { expect, type Page } from "@playwright/test";
import { aPicture } from "#tests/support/pictures.ts";
import { overflowOf } from "./look.ts";
import { expectAccessible, signIn, test } from "./people.ts";

const ADMIN = { username: "admin", password: "admin123" };

const STRANGERS = ["/", "/sign-in", "/setup?token=made-up", "/invite?token=made-up", "/offline"];
const STUDIO = [
	...["/events", "/batches", "/batches/new", "/batches/dashboard", "/recognition", "/people"],
	...["/settings", "/settings/webhooks", "/admin/users", "/admin/jobs", "/admin/storage"],
	...["/admin/audit", "/nowhere"],
];
const VIEWS = ["Official", "approval", "favourites", "zones", "people", "figures"];

async function inIndonesian(page: Page, baseURL: string | undefined): Promise<void> {
	await page.context().addCookies([{ name: "locale", value: "id", url: baseURL ?? "" }]);
}

async function expectClean(page: Page, paths: readonly string[]): Promise<void> {
	for (const path of paths)
		await test.step(path, async () => {
			await page.setViewportSize({ width: 1440, height: 900 });
			await page.emulateMedia({ colorScheme: "light", reducedMotion: "reduce" });
			await page.goto(path);
			await page.waitForLoadState("networkidle");
			await expect(page.locator("html")).toHaveAttribute("lang", "id");
			await expectAccessible(page);
			await page.emulateMedia({ colorScheme: "dark", reducedMotion: "reduce" });
			await expectAccessible(page, { colours: true });
			await page.setViewportSize({ width: 360, height: 740 });
			await expect.poll(() => overflowOf(page), `${path} fits a phone`).toBe(0);
		});
}

test.beforeEach(({ complaints }) => complaints.expected.push(/404/));

test("what strangers see", async ({ page, baseURL }) => {
	await inIndonesian(page, baseURL);
	await expectClean(page, STRANGERS);
});

test("the studio and the administration", async ({ page, baseURL }) => {
	test.setTimeout(240_000);
	await signIn(page, ADMIN);
	await inIndonesian(page, baseURL);
	await expectClean(page, STUDIO);
});

test("an event, for its photographer and for its guests", async ({ page, baseURL }) => {
	test.setTimeout(240_000);
	await signIn(page);
	const event = { name: "Pernikahan", date: "2026-11-20", guest_uploads: "open" };
	const made = await page.request.post("/api/events", {
		data: event,
		headers: { origin: baseURL ?? "" },
	});
	expect(made.status()).toBe(201);
	const { id } = await made.json();
	const file = { name: "satu.jpg", mimeType: "image/jpeg", buffer: await aPicture() };
	const sent = await page.request.post(`/api/events/${id}/photos`, {
		headers: { origin: baseURL ?? "" },
		multipart: { albumName: "Official", file },
	});
	expect(sent.status()).toBe(201);
	await inIndonesian(page, baseURL);
	const views = VIEWS.map((view) => `/events/${id}?view=${view}`);
	await expectClean(page, [...views, `/events/${id}/card`, `/event/${id}`, `/event/${id}/live`]);
});
