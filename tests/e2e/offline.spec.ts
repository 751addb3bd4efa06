/** Without a connection: galleries that were seen, photos in the outbox, and an installed page. */
import { expect, type Page } from "@playwright/test";
import { aPicture } from "#tests/support/pictures.ts";
import { keptRecords } from "./kept.ts";
import { look } from "./look.ts";
import { createEvent, expectAccessible, openDock, photosOf, signIn, test } from "./people.ts";

test.use({ serviceWorkers: "allow" });

const PATIENT = { timeout: 60_000 };
const aJpeg = async (name: string) => ({ name, mimeType: "image/jpeg", buffer: await aPicture() });

/** The caches' addresses, those of a name that begins so. */
const keptIn = (page: Page, prefix: string) =>
	page.evaluate(async (begins) => {
		const kept: string[] = [];
		for (const name of await caches.keys())
			if (name.startsWith(begins))
				for (const { url } of await (await caches.open(name)).keys())
					kept.push(new URL(url).pathname);
		return kept;
	}, prefix);

const kept = (page: Page, prefix: string, pattern: RegExp) =>
	expect.poll(
		async () => (await keptIn(page, prefix)).filter((path) => pattern.test(path)).length,
		PATIENT,
	);

/** The worker is there, and so is what the page lays by while it is idle: what adds photos. */
async function isControlled(page: Page): Promise<void> {
	await expect
		.poll(() => page.evaluate(() => navigator.serviceWorker.controller !== null), PATIENT)
		.toBe(true);
	await page.waitForLoadState("networkidle");
}

const choose = async (page: Page, ...names: string[]) =>
	page
		.locator('input[data-picker="files"]')
		.first()
		.setInputFiles(await Promise.all(names.map(aJpeg)));

/** An event that guests may add to, with photos in it. */
async function anOpenEvent(page: Page, name: string, photos: number): Promise<string> {
	await signIn(page);
	const id = await createEvent(page, name);
	const patched = await page.request.patch(`/api/events/${id}`, {
		data: { guest_uploads: "open" },
	});
	expect(patched.ok()).toBe(true);
	if (photos > 0) {
		await choose(page, ...Array.from({ length: photos }, (_, n) => `${n}.jpg`));
		await expect(photosOf(page)).toHaveCount(photos, PATIENT);
	}
	return id;
}

const photosIn = async (page: Page, id: string) =>
	(await (await page.request.get(`/api/events/${id}/photos`)).json()).total;

test.beforeEach(({ complaints }) => {
	complaints.expected.push(/ERR_INTERNET_DISCONNECTED|ERR_FAILED|Failed to fetch|503/);
});

test("a gallery that was seen opens offline, with its pictures; any other address says so", async ({
	page,
	guest,
}) => {
	const id = await anOpenEvent(page, "Seen before", 3);
	await guest.goto(`/event/${id}`);
	await expect(photosOf(guest)).toHaveCount(3, PATIENT);
	await kept(guest, "potret-seen-pages", /^\/event\//).toBe(1);
	await kept(guest, "potret-seen-pictures", /^\/files\//).toBeGreaterThanOrEqual(3);
	await kept(guest, "potret-static", /^\/offline$/).toBe(1);
	await guest.context().setOffline(true);
	await guest.reload();
	await expect(photosOf(guest)).toHaveCount(3);
	const loaded = () =>
		guest.evaluate(
			() => [...document.images].filter((image) => image.complete && image.naturalWidth > 8).length,
		);
	await expect.poll(loaded).toBeGreaterThanOrEqual(3);
	await guest.goto("/events");
	await expect(guest.getByRole("heading", { name: "You are offline" })).toBeVisible();
	await look(guest, "offline");
	await guest.context().setOffline(false);
	await expect(guest.getByRole("heading", { name: "Welcome back", level: 1 })).toBeVisible(PATIENT);
});

test("what a guest adds offline outlives a reload, and is sent with the connection", async ({
	page,
	guest,
}) => {
	const id = await anOpenEvent(page, "Outbox", 1);
	await guest.goto(`/event/${id}`);
	await kept(guest, "potret-seen-pages", /^\/event\//).toBe(1);
	await isControlled(guest);
	await guest.context().setOffline(true);
	await guest.getByRole("button", { name: "Add your photos" }).click();
	await guest.getByLabel("Your name").fill("Om Budi");
	await choose(guest, "one.jpg", "two.jpg");
	await openDock(guest);
	await expect(guest.getByText("You are offline. It goes on by itself.")).toBeVisible();
	const outbox = async (store: "items" | "bytes") =>
		(await keptRecords(guest, "potret-uploads", store)).length;
	await expect.poll(() => outbox("items"), PATIENT).toBe(2);
	await expect.poll(() => outbox("bytes"), PATIENT).toBe(2);
	await guest.reload();
	await openDock(guest);
	await expect(guest.getByRole("heading", { name: "0 of 2 uploaded" })).toBeVisible();
	await expectAccessible(guest);
	await guest.context().setOffline(false);
	await expect(guest.getByRole("heading", { name: "All 2 photos arrived" })).toBeVisible(PATIENT);
	await expect.poll(() => outbox("bytes"), PATIENT).toBe(0);
	expect(await photosIn(page, id)).toBe(3);
});

test("a guest's photos are sent after their page was closed", async ({ page, guest, baseURL }) => {
	const id = await anOpenEvent(page, "Closed", 0);
	await guest.goto(`/event/${id}`);
	await kept(guest, "potret-seen-pages", /^\/event\//).toBe(1);
	await isControlled(guest);
	const other = await guest.context().newPage();
	await other.goto("/sign-in");
	const session = await other.context().newCDPSession(other);
	const registered = new Promise<string>((resolve) => {
		session.on("ServiceWorker.workerRegistrationUpdated", ({ registrations }) => {
			const [registration] = registrations;
			if (registration) resolve(registration.registrationId);
		});
	});
	await session.send("ServiceWorker.enable");
	await guest.context().setOffline(true);
	await guest.getByRole("button", { name: "Add your photos" }).click();
	await choose(guest, "late.jpg");
	await expect
		.poll(
			() =>
				guest.evaluate(async () => {
					const { sync } = (await navigator.serviceWorker.ready) as unknown as {
						sync: { getTags: () => Promise<string[]> };
					};
					return sync.getTags();
				}),
			PATIENT,
		)
		.toEqual(["potret-outbox"]);
	await guest.close();
	await guest.context().setOffline(false);
	await session.send("ServiceWorker.dispatchSyncEvent", {
		...{ origin: new URL(baseURL ?? "").origin, registrationId: await registered },
		...{ tag: "potret-outbox", lastChance: false },
	});
	await expect.poll(() => photosIn(page, id), PATIENT).toBe(1);
});

test("whoever signs out leaves nothing to be seen", async ({ page }) => {
	const id = await anOpenEvent(page, "Private", 1);
	await page.goto(`/event/${id}`);
	await kept(page, "potret-seen-pages", /^\/event\//).toBe(1);
	await kept(page, "potret-seen-pictures", /^\/files\//).toBeGreaterThanOrEqual(1);
	await page.goto("/events");
	expect(await keptIn(page, "potret-")).not.toContainEqual(
		expect.stringMatching(/^\/(api|events)/),
	);
	await page.getByRole("button", { name: "Account" }).click();
	await page.getByRole("menuitem", { name: "Sign out" }).click();
	await expect(page.getByRole("heading", { name: "Welcome back", level: 1 })).toBeVisible();
	await expect.poll(() => keptIn(page, "potret-seen")).toEqual([]);
});

test("another build takes over at once, and its predecessor's parts are gone", async ({ page }) => {
	await page.goto("/sign-in");
	await kept(page, "potret-static", /^\/offline$/).toBe(1);
	const before = await page.evaluate(() => caches.keys());
	await page.evaluate(() => navigator.serviceWorker.register("/sw.js?build=another"));
	const worker = () => page.evaluate(() => navigator.serviceWorker.controller?.scriptURL ?? "");
	await expect.poll(worker, PATIENT).toMatch(/build=another$/);
	await expect
		.poll(() => page.evaluate(() => caches.keys()), PATIENT)
		.not.toContain(before.find((name) => name.startsWith("potret-static")));
	expect(await page.evaluate(() => caches.keys())).toContain("potret-static-another");
});

test("it can be installed", async ({ page, request }) => {
	await page.goto("/sign-in");
	await isControlled(page);
	const session = await page.context().newCDPSession(page);
	const { errors, data } = await session.send("Page.getAppManifest");
	expect(errors).toEqual([]);
	const { installabilityErrors } = await session.send("Page.getInstallabilityErrors");
	// Browsers of tests have no place to install anything to.
	expect(installabilityErrors.filter(({ errorId }) => errorId !== "in-incognito")).toEqual([]);
	for (const { src, sizes } of JSON.parse(data ?? "{}").icons) {
		const icon = await request.get(src);
		expect([src, icon.headers()["content-type"]]).toEqual([src, "image/png"]);
		expect((await icon.body()).readUInt32BE(16)).toBe(Number.parseInt(sizes, 10));
	}
});
