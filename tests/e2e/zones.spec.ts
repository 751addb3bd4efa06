/** Zones in the event's page: made by dropping files, told apart in place, put together and taken apart. */
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, type Locator, type Page } from "@playwright/test";
import { Api } from "#tests/support/api.ts";
import { EventMedia, type SentFile, someTexts } from "#tests/support/event-media.ts";
import { aPicture } from "#tests/support/pictures.ts";
import { look } from "./look.ts";
import { createEvent, drop, expectAccessible, openDock, photosOf, signIn, test } from "./people.ts";

const ARRIVES = { timeout: 60_000 };
const zone = (page: Page, title: string) => page.getByRole("article", { name: title, exact: true });
const openZones = (page: Page) => page.getByRole("tab", { name: "Zones" }).click();
const pictures = (count: number): Promise<SentFile[]> =>
	Promise.all(
		Array.from({ length: count }, async (_, n) => ({
			name: `IMG_${n + 1}.jpg`,
			bytes: await aPicture(
				n % 3 === 1 ? { width: 600, height: 900 } : { width: 900, height: 600 },
			),
		})),
	);

/** Files on the disk, as a file manager has them. */
function onDisk(folder: string, files: readonly SentFile[]): string[] {
	mkdirSync(folder, { recursive: true });
	return files.map(({ name, bytes }) => {
		writeFileSync(join(folder, name), bytes);
		return join(folder, name);
	});
}

/** A film of half a second, recorded by the browser itself. */
async function aFilm(page: Page): Promise<Buffer> {
	const base64 = await page.evaluate(async () => {
		const canvas = document.createElement("canvas");
		Object.assign(canvas, { width: 320, height: 180 });
		const pen = canvas.getContext("2d");
		const recorder = new MediaRecorder(canvas.captureStream(25), { mimeType: "video/webm" });
		const parts: Blob[] = [];
		recorder.ondataavailable = ({ data }) => parts.push(data);
		const stopped = new Promise((resolve) => {
			recorder.onstop = resolve;
		});
		recorder.start();
		for (let frame = 0; frame < 30; frame++) {
			await new Promise(requestAnimationFrame);
			if (pen) pen.fillStyle = `hsl(${frame * 12} 60% 50%)`;
			pen?.fillRect(0, 0, 320, 180);
		}
		recorder.stop();
		await stopped;
		const bytes = new Uint8Array(await new Blob(parts).arrayBuffer());
		return btoa(String.fromCharCode(...bytes));
	});
	return Buffer.from(base64, "base64");
}

interface Scripted {
	media: EventMedia;
	id: string;
}
/** An event made by a script, and its zones in sight. */
async function anEvent(page: Page, baseURL: string | undefined, name: string): Promise<Scripted> {
	await signIn(page);
	const id = await createEvent(page, name);
	return { id, media: new EventMedia(await new Api(baseURL ?? "").photographer(), id) };
}
const show = (page: Page, id: string) => page.goto(`/events/${id}?view=zones`);

const type = async (place: Locator, field: string, text: string) => {
	await place.getByRole("textbox", { name: field }).fill(text);
	await place.getByRole("textbox", { name: field }).press("Enter");
};

test("files that are dropped become a zone, and more are dropped on it", async ({ page }, info) => {
	await signIn(page);
	await createEvent(page, "Dropping");
	await openZones(page);
	await expect(page.getByRole("heading", { name: "No zones yet" })).toBeVisible();
	await expectAccessible(page);
	const folder = info.outputPath("Garden party");
	onDisk(folder, [...(await pictures(3)), { name: "menu.txt", bytes: Buffer.from("Soup") }]);
	await drop(page, [folder], "Drop to make a new zone");
	const made = zone(page, "Garden party");
	await expect(made).toBeVisible(ARRIVES);
	await openDock(page);
	await expect(page.getByRole("heading", { name: "All 4 files arrived" })).toBeVisible(ARRIVES);
	await expect(made.getByText("3 photos · 1 document")).toBeVisible(ARRIVES);
	await expect(photosOf(page)).toHaveCount(3, ARRIVES);
	await expect(page.getByRole("article")).toHaveCount(1);

	const [more] = onDisk(info.outputPath("more"), [{ name: "late.jpg", bytes: await aPicture() }]);
	await page.getByRole("button", { name: "Close uploads" }).click();
	await made.scrollIntoViewIfNeeded();
	await drop(page, [more ?? ""], "Drop to add to Garden party");
	await expect(made.getByText("4 photos · 1 document")).toBeVisible(ARRIVES);
	await page.reload();
	await expect(made.getByText("4 photos · 1 document")).toBeVisible();
});

test("a file of a new zone is sent again when the connection is lost, and is there once", async ({
	page,
	complaints,
}, info) => {
	complaints.expected.push(/ERR_FAILED/);
	await signIn(page);
	await createEvent(page, "Lost");
	await openZones(page);
	let lost = 0;
	await page.route(/\/(media|zones)$/, async (route) => {
		if (route.request().method() !== "POST" || lost > 1) return route.fallback();
		lost++;
		// It reaches the server, and its answer is lost on the way back: first the file's, then the zone's.
		await route.fetch();
		await route.abort("failed");
	});
	const paths = onDisk(info.outputPath("x"), await pictures(3));
	await drop(page, paths, "Drop to make a new zone");
	await openDock(page);
	await expect(page.getByRole("heading", { name: "All 3 files arrived" })).toBeVisible(ARRIVES);
	await expect(zone(page, "Untitled").getByText("3 photos")).toBeVisible(ARRIVES);
	await expect(page.getByText("3 of 3 files in 1 zone.", { exact: false })).toBeVisible(ARRIVES);
	expect(lost).toBe(2);
});

test("title, description and tags are changed in their place", async ({ page, baseURL }) => {
	const { id, media } = await anEvent(page, baseURL, "Telling");
	await media.aZone(2, { title: "Vows", tags: "garden" });
	await show(page, id);
	const one = zone(page, "Vows");
	await one.getByRole("button", { name: "Change the title Vows" }).click();
	await one.getByRole("textbox", { name: "Title" }).press("Escape");
	await expect(one.getByRole("button", { name: "Change the title Vows" })).toBeFocused();
	await page.keyboard.press("Enter");
	await type(one, "Title", "First dance");
	const renamed = zone(page, "First dance");
	await expect(renamed.getByRole("heading", { name: "First dance" })).toBeVisible();

	await renamed.getByRole("button", { name: "Add a description" }).click();
	await renamed.getByRole("textbox", { name: "Description" }).fill("In the barn,\nafter dinner.");
	await renamed.getByRole("textbox", { name: "Description" }).press("Control+Enter");
	await expect(renamed.getByText("In the barn,")).toBeVisible();

	await renamed.getByRole("button", { name: "Add tags" }).click();
	await type(renamed, "Tags", "night, band, garden");
	await expect(renamed.getByRole("list", { name: "Tags" }).getByRole("listitem")).toHaveText([
		...["garden", "night", "band"],
	]);
	await renamed.getByRole("button", { name: "Take off the tag garden" }).click();
	await expect(renamed.getByRole("list", { name: "Tags" }).getByRole("listitem")).toHaveCount(2);
	await expectAccessible(page);
	await page.reload();
	const kept = (await media.grouped()).body.zones[0];
	expect(kept).toMatchObject({
		...{ title: "First dance", description: "In the barn,\nafter dinner." },
		tags: ["night", "band"],
	});
	await expect(renamed.getByText("after dinner.")).toBeVisible();
});

test("files are chosen, moved into another zone, a new one and none, and deleted", async ({
	page,
	baseURL,
}) => {
	const { id, media } = await anEvent(page, baseURL, "Moving");
	await media.upload(await pictures(4), { title: "Ceremony" });
	await media.upload(await pictures(2), { title: "Dinner" });
	await show(page, id);
	const [ceremony, dinner] = [zone(page, "Ceremony"), zone(page, "Dinner")];
	await expect(photosOf(page)).toHaveCount(6, ARRIVES);
	const box = (place: Locator, n: number) =>
		place.getByRole("checkbox", { name: `Choose IMG_${n}.jpg` });
	const bar = page.getByRole("toolbar", { name: "Chosen files" });

	await box(ceremony, 1).click();
	await box(ceremony, 3).click({ modifiers: ["Shift"] });
	await expect(bar.getByText("3 of 6 chosen")).toBeVisible();
	await page.keyboard.press("Escape");
	await expect(bar).toHaveCount(0);
	await box(ceremony, 1).focus();
	await page.keyboard.press("Space");
	await photosOf(page).and(ceremony.getByRole("button")).nth(1).click();
	await expect(bar.getByText("2 of 6 chosen")).toBeVisible();
	await bar.getByRole("button", { name: "Move to…" }).click();
	await page.getByRole("combobox", { name: "Find a zone" }).fill("dinn");
	await expectAccessible(page);
	await page.keyboard.press("Enter");
	await expect(page.getByText("2 files are in Dinner now")).toBeVisible();
	await expect(ceremony.getByText("2 photos")).toBeVisible();
	await expect(dinner.getByText("4 photos")).toBeVisible();
	await expect(bar).toHaveCount(0);

	await box(dinner, 1).first().click();
	await bar.getByRole("button", { name: "Move to…" }).click();
	await page.getByRole("combobox", { name: "Find a zone" }).fill("Portraits");
	await page.getByRole("option", { name: "New zone “Portraits”" }).click();
	await expect(zone(page, "Portraits").getByText("1 photo")).toBeVisible();

	await page.getByRole("button", { name: "More for IMG_3.jpg" }).click();
	await page.getByRole("menuitem", { name: "Move to…" }).click();
	await page.getByRole("option", { name: "Out of any zone" }).click();
	await expect(zone(page, "In no zone").getByText("1 file")).toBeVisible();

	await box(ceremony, 4).click();
	await bar.getByRole("button", { name: "Delete" }).click();
	const question = page.getByRole("alertdialog", { name: "Delete this file?" });
	await expect(question.getByText("IMG_4.jpg leaves the gallery at once.")).toBeVisible();
	await question.getByRole("button", { name: "Delete" }).click();
	await expect(ceremony).toHaveCount(0);

	await dinner.getByRole("button", { name: "More for Dinner" }).click();
	await page.getByRole("menuitem", { name: "Delete zone" }).click();
	await page.getByRole("button", { name: "Delete with 3 files" }).click();
	await expect(dinner).toHaveCount(0);
	await expect(page.getByText("1 of 2 files in 1 zone.", { exact: false })).toBeVisible();
});

test("photos open large, films are played, documents downloaded", async ({ page, baseURL }) => {
	const { id, media } = await anEvent(page, baseURL, "Kinds");
	const film = await aFilm(page);
	await media.upload(
		[
			...(await pictures(2)),
			{ name: "dance.webm", bytes: film },
			{ name: "programme.pdf", bytes: Buffer.from("%PDF-1.4 of an evening") },
		],
		{ title: "Evening" },
	);
	await show(page, id);
	const evening = zone(page, "Evening");
	await expect(evening.getByText("2 photos · 1 film · 1 document")).toBeVisible();
	await expect(photosOf(page)).toHaveCount(2, ARRIVES);
	await photosOf(page).first().click();
	const viewer = page.getByRole("dialog", { name: "Photo viewer" });
	await expect(viewer.getByText("1 / 2")).toBeVisible();
	await expect(viewer).toBeFocused();
	await page.keyboard.press("ArrowRight");
	await expect(viewer.getByText("2 / 2")).toBeVisible();
	await page.keyboard.press("Escape");
	await expect(viewer).toHaveCount(0);

	await evening.getByRole("button", { name: "Play dance.webm" }).click(ARRIVES);
	const player = page.getByRole("dialog", { name: "dance.webm" });
	const video = player.locator("video");
	await expect
		.poll(() => video.evaluate((it: HTMLVideoElement) => it.currentTime))
		.toBeGreaterThan(0);
	await expectAccessible(page);
	await player.getByRole("button", { name: "Close the film" }).click();
	await expect(player).toHaveCount(0);

	await expect(evening.getByText(/^PDF · /)).toBeVisible();
	const downloading = page.waitForEvent("download");
	await evening.getByRole("link", { name: "Download programme.pdf" }).click();
	expect((await downloading).suggestedFilename()).toBe("programme.pdf");
});

test("a zone of many shows the first, then all; and a zone is found among many", async ({
	page,
	baseURL,
}) => {
	test.setTimeout(120_000);
	const { id, media } = await anEvent(page, baseURL, "Many");
	await media.aZone(300, { title: "Papers" });
	for (let n = 1; n <= 24; n++) await media.upload(someTexts(2), { title: `Table ${n}` });
	await show(page, id);
	await expect(page.getByText("348 of 348 files in 25 zones.", { exact: false })).toBeVisible();
	await page.getByRole("searchbox", { name: "Find a zone" }).fill("pap");
	const papers = zone(page, "Papers");
	await expect(page.getByRole("article")).toHaveCount(1);
	await expect(papers.getByRole("listitem")).toHaveCount(3);
	await papers.getByRole("button", { name: "Show all 300" }).click();
	await expect.poll(() => papers.getByRole("listitem").count()).toBeGreaterThanOrEqual(100);
	while ((await papers.getByRole("listitem").count()) < 300) {
		await papers.getByRole("listitem").last().scrollIntoViewIfNeeded();
		await page.mouse.wheel(0, 2000);
	}
	await papers.getByRole("button", { name: "Show fewer" }).click();
	await expect(papers.getByRole("listitem")).toHaveCount(3);
});

test("zones at every size, in the light and in the dark", async ({ page, baseURL }) => {
	test.setTimeout(180_000);
	const { id, media } = await anEvent(page, baseURL, "A wedding in Ubud");
	await media.upload(
		[
			...(await pictures(2)),
			{
				name: "A letter with a rather long name to the two of them.pdf",
				bytes: Buffer.from("%PDF-1.4"),
			},
			{ name: "guests.csv", bytes: Buffer.from("name,table\nAsa,1\n") },
			{ name: "film.webm", bytes: await aFilm(page) },
		],
		{ title: "Before the day", tags: "letters, family" },
	);
	await media.upload(await pictures(17), {
		title: "Ceremony in the garden",
		description: "From the procession to the rings. The light came late, and stayed.",
		tags: "garden, ceremony, family, golden hour",
	});
	await media.upload(await pictures(1));
	await show(page, id);
	await expect(photosOf(page).nth(7)).toBeVisible(ARRIVES);
	await look(page, "zones");
	const first = zone(page, "Ceremony in the garden");
	await first.getByRole("checkbox").first().check();
	await first.getByRole("button", { name: "Change the description" }).click();
	await look(page, "zones-chosen");
	await page.getByRole("button", { name: "Leave it" }).click();
	await page.getByRole("button", { name: "Move to…" }).last().click();
	await look(page, "zones-move");
});
