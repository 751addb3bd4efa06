/** Names that would run, in a browser that would run them: they are read, and nothing happens. */
import { expect, type Page } from "@playwright/test";
import { aPicture } from "#tests/support/pictures.ts";
import { signIn, test } from "./people.ts";

const wicked = (who: string) =>
	`</title></script><script>hit("${who}")</script>"'><img src=x onerror=hit("${who}")>{{hit("${who}")}}`;

/** Notes whatever runs of it, before anything on the page does. */
async function watch(page: Page): Promise<void> {
	await page.addInitScript(() => {
		const noted: string[] = [];
		Object.assign(window, { noted, hit: (who: string) => noted.push(who) });
	});
	page.on("dialog", (dialog) => expect(dialog.message()).toBe("no dialog at all"));
}

async function expectRead(page: Page, who: string): Promise<void> {
	await expect(page.getByText(wicked(who)).first()).toBeVisible();
	const found = await page.evaluate(() => ({
		noted: (window as unknown as { noted: string[] }).noted,
		images: document.querySelectorAll("img[src='x'], [onerror]").length,
		scripts: [...document.scripts].filter(({ text }) => text.startsWith("hit(")).length,
	}));
	expect(found).toEqual({ noted: [], images: 0, scripts: 0 });
}

test("what an event, its guests, its files and people are called is read, and runs nothing", async ({
	page,
	guest,
}) => {
	await watch(page);
	await watch(guest);
	await signIn(page);
	const create = { name: wicked("event"), date: "2026-11-20", guest_uploads: "open" };
	const headers = { origin: new URL(page.url()).origin };
	const made = await page.request.post("/api/events", { data: create, headers });
	const { id } = await made.json();
	const person = { name: wicked("person").slice(0, 120) };
	await page.request.post("/api/people", { data: person, headers });
	const bytes = await aPicture();
	const file = {
		name: `"><img src=x onerror=hit('file')>.jpg`,
		mimeType: "image/jpeg",
		buffer: bytes,
	};
	const uploaderName = `<img src=x onerror=hit("guest")>`;
	const sent = await guest.request.post(`/api/events/${id}/photos`, {
		multipart: { albumName: "Tamu", uploaderName, file },
	});
	expect(sent.status()).toBe(201);

	await guest.goto(`/event/${id}`);
	expect(await guest.title()).toContain(wicked("event"));
	await expectRead(guest, "event");

	await page.goto("/events");
	await expectRead(page, "event");
	await page.goto(`/events/${id}`);
	expect(await page.title()).toContain(wicked("event"));
	await expectRead(page, "event");
	await page.goto(`/events/${id}/card`);
	await expectRead(page, "event");
	await page.goto("/people");
	await expect(page.getByText(person.name).first()).toBeVisible();
	expect(await page.evaluate(() => (window as unknown as { noted: string[] }).noted)).toEqual([]);
});
