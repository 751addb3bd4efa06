/** The parts of an event as guests find them: by name, by address, and back. */
import type { APIRequestContext, Page } from "@playwright/test";
import { expect } from "@playwright/test";
import { aPicture } from "#tests/support/pictures.ts";
import { look } from "./look.ts";
import { PHOTOGRAPHER, photosOf, test } from "./people.ts";

const PHOTOS = 6;

/** The demo's photographer, by the API. */
async function photographer(request: APIRequestContext) {
	const { access_token: token } = await (
		await request.post("/api/auth/login", { data: PHOTOGRAPHER })
	).json();
	const headers = { authorization: `Bearer ${token}` };
	const post = async (path: string, data: unknown) =>
		(await request.post(path, { headers, data })).json();
	const send = async (eventId: string): Promise<string> => {
		const file = { name: "photo.jpg", mimeType: "image/jpeg", buffer: await aPicture() };
		const multipart = { file, albumName: "Official" };
		return (
			await (await request.post(`/api/events/${eventId}/photos`, { headers, multipart })).json()
		).id;
	};
	return { headers, post, send };
}

/** An event with a ceremony, a party, what belongs to neither, and a zone without a title. */
async function aDay(request: APIRequestContext) {
	const { headers, post, send } = await photographer(request);
	const { id } = await post("/api/events", { name: "Ayu & Bima", date: "2026-11-20" });
	const sent: string[] = [];
	for (let n = 0; n < PHOTOS; n++) sent.push(await send(id));
	const aZone = (from: number, to: number, title: string | null) =>
		post(`/api/events/${id}/zones`, { media_ids: sent.slice(from, to), title });
	const ceremony = await aZone(0, 2, "Ceremony");
	await aZone(2, 5, "Party");
	await aZone(5, 6, null);
	await request.patch(`/api/v1/events/${id}/media/zones/${ceremony.id}`, {
		headers,
		data: { description: "In the garden,\nbefore the rain." },
	});
	return { id, ceremony: ceremony.id as string };
}

const parts = (page: Page) => page.getByRole("navigation", { name: "Parts of the gallery" });
const part = (page: Page, name: string) => parts(page).getByRole("link", { name });
const heading = (page: Page, name: string) => page.getByRole("heading", { name, level: 2 });

test("a guest goes to a part of the day, and back to all of it", async ({ request, guest }) => {
	const { id, ceremony } = await aDay(request);
	await guest.goto(`/event/${id}`);
	await expect(photosOf(guest)).toHaveCount(PHOTOS);

	await test.step("parts are named in the order of the day, those without a title are not", async () => {
		await expect(parts(guest).getByRole("link")).toHaveText([
			/^All photos ?6$/,
			/^Ceremony ?2$/,
			/^Party ?3$/,
		]);
		await expect(part(guest, "All photos, 6 photos")).toHaveAttribute("aria-current", "page");
		await look(guest, "gallery-parts");
	});

	await test.step("one of them has its photos alone, and an address", async () => {
		await part(guest, "Ceremony, 2 photos").click();
		await expect(guest).toHaveURL(new RegExp(`/event/${id}\\?zone=${ceremony}$`));
		await expect(heading(guest, "Ceremony")).toBeVisible();
		await expect(guest.getByText("2 of 6 photos")).toBeVisible();
		await expect(guest.getByText("In the garden,")).toBeVisible();
		await guest.getByRole("button", { name: "Download" }).click();
		const dialog = guest.getByRole("dialog", { name: "Download photos" });
		await expect(dialog.getByRole("radio", { name: /^Original: 2 photos, / })).toBeChecked();
		await guest.keyboard.press("Escape");
		await expect(dialog).toHaveCount(0);
		await expect(photosOf(guest)).toHaveCount(2);
		await look(guest, "gallery-part");
	});

	await test.step("back leads to all, forward to the part again", async () => {
		await guest.goBack();
		await expect(heading(guest, "Ceremony")).toHaveCount(0);
		await expect(photosOf(guest)).toHaveCount(PHOTOS);
		await expect(part(guest, "All photos, 6 photos")).toHaveAttribute("aria-current", "page");
		await guest.goForward();
		await expect(heading(guest, "Ceremony")).toBeVisible();
		await expect(photosOf(guest)).toHaveCount(2);
	});

	await test.step("a photo of it opens over it, among its own", async () => {
		await photosOf(guest).first().click();
		const viewer = guest.getByRole("dialog", { name: "Photo viewer" });
		await expect(viewer.getByText("1 / 2")).toBeVisible();
		await expect(guest).toHaveURL(new RegExp(`/p/[0-9a-f-]{36}\\?zone=${ceremony}$`));
		await expect(viewer).toBeFocused();
		await guest.keyboard.press("Escape");
		await expect(viewer).toHaveCount(0);
		await expect(heading(guest, "Ceremony")).toBeVisible();
	});

	await test.step("whoever is sent the address sees the same, from either end of the day", async () => {
		await guest.getByRole("button", { name: /^Newest first/ }).click();
		await expect(guest).toHaveURL(/order=oldest/);
		await guest.reload();
		await expect(heading(guest, "Ceremony")).toBeVisible();
		await expect(photosOf(guest)).toHaveCount(2);
		await expect(guest.getByRole("button", { name: /^Oldest first/ })).toBeVisible();
		await part(guest, "All photos, 6 photos").click();
		await expect(guest).toHaveURL(new RegExp(`/event/${id}\\?order=oldest$`));
		await expect(photosOf(guest)).toHaveCount(PHOTOS);
	});

	await test.step("so few photos need no way through their time", async () => {
		await guest.mouse.move(600, 400);
		await guest.mouse.wheel(0, 300);
		await expect(guest.getByRole("slider")).toHaveCount(0);
	});
});

test("a part that is not there leads to the gallery", async ({ request, guest }) => {
	const { id } = await aDay(request);
	await guest.goto(`/event/${id}?zone=019a9b3c-7d11-7a02-8b1c-3c9e6b7d5f22`);
	await expect(guest.getByText("This part is not here any more")).toBeVisible();
	await guest.getByRole("button", { name: "Show all photos" }).click();
	await expect(photosOf(guest)).toHaveCount(PHOTOS);
	await expect(guest).toHaveURL(new RegExp(`/event/${id}$`));
});

test("many parts are in one row, until one wants to see them all", async ({ request, guest }) => {
	const { post, send } = await photographer(request);
	const { id } = await post("/api/events", { name: "School day", date: "2026-11-20" });
	for (let n = 1; n <= 8; n++)
		await post(`/api/events/${id}/zones`, { media_ids: [await send(id)], title: `Family ${n}` });
	await guest.setViewportSize({ width: 360, height: 740 });
	await guest.goto(`/event/${id}`);
	const height = async () => (await parts(guest).boundingBox())?.height ?? 0;
	const row = await height();
	await guest.getByRole("button", { name: "Show all 8" }).click();
	await expect.poll(height).toBeGreaterThan(3 * row);
	await part(guest, "Family 8, 1 photo").click();
	await expect(heading(guest, "Family 8")).toBeInViewport();
	await expect.poll(height).toBe(row);
	await expect(part(guest, "Family 8, 1 photo")).toBeInViewport();
	await expect(guest.getByRole("button", { name: "Show all 8" })).toBeVisible();
});
