/** Many photos of an event chosen and dealt with together, by mouse, finger and keyboard. */
import { readFileSync } from "node:fs";
import { type BrowserContext, expect, type Page } from "@playwright/test";
import { unpacked } from "#tests/support/downloads.ts";
import { query } from "./database.ts";
import { look } from "./look.ts";
import { aFolderOfPictures, createEvent, photosOf, signIn, test } from "./people.ts";

const toolbar = (page: Page) => page.getByRole("toolbar", { name: "Chosen photos" });
const state = (page: Page) => toolbar(page).getByRole("status");
const tile = (page: Page, position: number) =>
	page.getByRole("button", { name: new RegExp(`^Photo by .*, ${position} of`) });
const boxOf = (page: Page, position: number) =>
	page.locator(`li[data-index="${position - 1}"]`).getByRole("checkbox");

/** An event of so many photos: one is sent, the others are rows like its own. */
async function anEvent(page: Page, name: string, folder: string, count: number): Promise<string> {
	await signIn(page);
	const eventId = await createEvent(page, name);
	await aFolderOfPictures(folder, 1);
	await page.locator('input[data-picker="folder"]').first().setInputFiles(folder);
	await expect(photosOf(page)).toHaveCount(1, { timeout: 60_000 });
	await query(
		`WITH sent AS (SELECT * FROM media WHERE event_id = $1), made AS (
			INSERT INTO media (id, event_id, owner_id, album, file_name, content_type, byte_size, sha256,
				width, height, state, object_key, uploader_name, crc32, thumbhash, settled_at)
			SELECT (substr($1::text, 1, 24) || lpad(to_hex(place), 12, '0'))::uuid, event_id, owner_id,
				album, 'P' || place || '.jpg', content_type, byte_size, md5(place::text), width, height,
				state, object_key, uploader_name, crc32, thumbhash, now()
			FROM sent, generate_series(2, $2::int) AS place RETURNING id
		)
		INSERT INTO renditions (media_id, name, width, height, bytes, object_key, crc32)
		SELECT made.id, name, renditions.width, renditions.height, bytes, renditions.object_key,
			renditions.crc32
		FROM made, renditions JOIN sent ON sent.id = media_id`,
		[eventId, count],
	);
	await page.reload();
	await expect(tile(page, 1)).toBeVisible();
	return eventId;
}

/** Chooses a menu's item for what is chosen. */
async function act(page: Page, item: string): Promise<void> {
	await toolbar(page).getByRole("button", { name: "Actions" }).click();
	await page.getByRole("menuitem", { name: item }).click();
}

const chooseAll = (page: Page, count: number) =>
	toolbar(page)
		.getByRole("button", { name: `Select all ${count}` })
		.click();

async function toTheEnd(page: Page, last: number): Promise<void> {
	await page.evaluate(() => window.scrollTo(0, document.documentElement.scrollHeight));
	await expect(tile(page, last)).toBeVisible();
}

test("a range goes over photos that were never fetched, and all are moved", async ({
	page,
	complaints,
}, info) => {
	test.setTimeout(240_000);
	const count = 620;
	await anEvent(page, "Six hundred", info.outputPath("folder"), count);
	await tile(page, 3).focus();
	await boxOf(page, 3).click();
	await expect(state(page)).toHaveText(`1 of ${count} chosen`);
	await toTheEnd(page, count);
	await tile(page, 610).click({ modifiers: ["Shift"] });
	await expect(state(page)).toHaveText(`608 of ${count} chosen`);
	await expect(boxOf(page, 609)).toBeChecked();
	await expect(boxOf(page, 611)).not.toBeChecked();
	await chooseAll(page, count);
	await expect(state(page)).toHaveText(`${count} of ${count} chosen`);
	await expect(boxOf(page, count)).toBeChecked();
	await look(page, "chosen-many");

	await act(page, "Guests");
	await expect(page.getByText(`${count} of ${count} moved to Guests`)).toBeVisible({
		timeout: 60_000,
	});
	await expect(toolbar(page)).toHaveCount(0);
	await expect(page.getByRole("tab", { name: `Guests, ${count} photos` })).toBeVisible();
	await page.getByRole("tab", { name: /^Guests/ }).click();
	await expect(tile(page, 1)).toBeVisible();

	await test.step("what was deleted before the line broke is brought back", async () => {
		complaints.expected.push(/ERR_FAILED/);
		let asked = 0;
		await page.route("**/media/remove", (route) =>
			asked++ === 0 ? route.continue() : route.abort(),
		);
		await page.getByRole("button", { name: "Select" }).click();
		await chooseAll(page, count);
		await act(page, "Delete");
		const question = page.getByRole("alertdialog", { name: `Delete ${count} photos?` });
		await question.getByRole("button", { name: `Delete ${count} photos` }).click();
		await expect(question).toHaveCount(0);
		const said = page.getByText("500 of 620 deleted; 120 were not reached.");
		await expect(said).toBeVisible({ timeout: 60_000 });
		await page.getByRole("button", { name: "Undo" }).click();
		await expect(page.getByText("500 of 500 brought back")).toBeVisible({ timeout: 60_000 });
		await expect(state(page)).toHaveText(`120 of ${count} chosen`);
	});
});

test("what is done to chosen photos is told as it is", async ({ page }, info) => {
	test.setTimeout(240_000);
	const eventId = await anEvent(page, "Fourteen", info.outputPath("folder"), 14);
	await page.getByRole("button", { name: "Select" }).click();
	await chooseAll(page, 14);
	await expect(state(page)).toHaveText("14 of 14 chosen");

	await test.step("into a new zone, without those that somebody deletes meanwhile", async () => {
		await act(page, "Move to a zone");
		const dialog = page.getByRole("dialog", { name: "Move 14 files" });
		await dialog.getByRole("combobox").fill("Ceremony");
		const { photo_ids: ids } = await (
			await page.request.get(`/api/events/${eventId}/photos/ids`)
		).json();
		// Not the one that was sent, of whose pictures all are made.
		for (const id of ids.slice(-2))
			await page.request.delete(`/api/events/${eventId}/photos/${id}`);
		await dialog.getByRole("option", { name: /New zone/ }).click();
		await expect(
			page.getByText("12 of 14 moved to Ceremony; 2 were deleted meanwhile"),
		).toBeVisible();
		await expect(toolbar(page)).toHaveCount(0);
	});

	await test.step("tags", async () => {
		await boxOf(page, 1).click();
		await boxOf(page, 3).click({ modifiers: ["Shift"] });
		await expect(state(page)).toHaveText("3 of 12 chosen");
		await act(page, "Tags");
		const dialog = page.getByRole("dialog", { name: "Tags of 3 photos" });
		await dialog.getByLabel("Tags, with commas between them").fill("cake, first dance");
		await look(page, "chosen-tags");
		await dialog.getByRole("button", { name: "Add tags" }).click();
		await expect(page.getByText("3 of 3 tagged")).toBeVisible();
	});

	await test.step("approval", async () => {
		await query(
			`UPDATE media SET waiting = true, updated_at = now() WHERE id IN (
				SELECT id FROM media WHERE event_id = $1 AND deleted_at IS NULL ORDER BY id LIMIT 2)`,
			[eventId],
		);
		await page.reload();
		await page.getByRole("button", { name: "Select" }).click();
		await chooseAll(page, 12);
		await act(page, "Approve");
		await expect(page.getByText("2 of 12 approved; 10 did not wait for approval")).toBeVisible();
	});

	await test.step("a zone filters, stays in the address and is what is downloaded", async () => {
		await page.getByRole("button", { name: "Filter", exact: true }).click();
		const dialog = page.getByRole("dialog", { name: "Filter photos" });
		await dialog.getByLabel("Zone").selectOption({ label: "Ceremony (12)" });
		await dialog.getByLabel("Tag", { exact: true }).selectOption({ label: "cake (3)" });
		await look(page, "photo-filter-zone");
		await dialog.getByRole("button", { name: "Show photos" }).click();
		await expect(dialog).toHaveCount(0);
		await expect(page.getByText("3 of 12 photos found")).toBeVisible();
		await page.reload();
		await expect(page.getByText("3 of 12 photos found")).toBeVisible();
		await expect(page.getByRole("button", { name: "Remove filter: Zone Ceremony" })).toBeVisible();
		await page.getByRole("button", { name: "Download these 3" }).click();
		const waiting = page.waitForEvent("download");
		await page.getByRole("button", { name: "Start the download" }).click();
		expect(await unpacked(readFileSync(await (await waiting).path()))).toHaveProperty("size", 3);
		await page.getByRole("button", { name: "Done" }).click();
		await page.getByRole("button", { name: "Remove filter: Tag cake" }).click();
		await page.getByRole("button", { name: "Filter", exact: true }).click();
		await dialog.getByLabel("Zone").selectOption("In no zone");
		await dialog.getByRole("button", { name: "Show photos" }).click();
		await expect(page.getByRole("heading", { name: "No photo matches" })).toBeVisible();
		await page.getByRole("button", { name: "Remove filter: In no zone" }).click();
		await expect(tile(page, 1)).toBeVisible();
	});

	await test.step("deleted, and brought back", async () => {
		await boxOf(page, 1).click();
		await boxOf(page, 2).click();
		await act(page, "Delete");
		const asked = page.getByRole("alertdialog", { name: "Delete 2 photos?" });
		await asked.getByRole("button", { name: "Delete 2 photos" }).click();
		await expect(asked).toHaveCount(0);
		await expect(page.getByText("2 of 2 deleted")).toBeVisible();
		await page.getByRole("button", { name: "Undo" }).click();
		await expect(page.getByText("2 of 2 brought back")).toBeVisible();
		await expect(page.getByText("Those were all 12 photos")).toBeVisible();
	});
});

test("a person filters, by their face", async ({ page }, info) => {
	const eventId = await anEvent(page, "Somebody", info.outputPath("folder"), 5);
	await query(
		`WITH person AS (
			INSERT INTO event_people (id, event_id, name, updated_at)
			VALUES (gen_random_uuid(), $1, 'Ayu', now()) RETURNING id
		)
		INSERT INTO faces (id, event_person_id, media_id, event_id, x, y, width, height, score, quality,
			engine, embedding)
		SELECT gen_random_uuid(), person.id, media.id, $1, 0.2, 0.2, 0.3, 0.3, 1, 1, 'none', '\\x'
		FROM person, (SELECT id FROM media WHERE event_id = $1 ORDER BY id LIMIT 2) media`,
		[eventId],
	);
	await page.getByRole("button", { name: "Filter", exact: true }).click();
	const dialog = page.getByRole("dialog", { name: "Filter photos" });
	await dialog.getByRole("button", { name: "Ayu (2)" }).click();
	await expect(dialog.getByRole("button", { name: "Ayu (2)", pressed: true })).toBeVisible();
	await look(page, "photo-filter-person");
	await dialog.getByRole("button", { name: "Show photos" }).click();
	await expect(page.getByText("2 of 5 photos found")).toBeVisible();
	await page.reload();
	await expect(page.getByRole("button", { name: "Remove filter: With Ayu" })).toBeVisible();
	await expect(page.getByRole("button", { name: "Download these 2" })).toBeVisible();
	await expect(photosOf(page)).toHaveCount(2);
});

/** The middle of a photo in view. */
async function middleOf(page: Page, position: number) {
	const box = await tile(page, position).boundingBox();
	if (!box) throw new Error(`Photo ${position} is nowhere`);
	return { x: box.x + box.width / 2, y: box.y + box.height / 2 };
}

test("a mouse that is dragged chooses what is between, and the page follows it", async ({
	page,
}, info) => {
	test.setTimeout(240_000);
	await anEvent(page, "Dragged", info.outputPath("folder"), 300);
	const [first, third] = [await middleOf(page, 1), await middleOf(page, 3)];
	await page.mouse.move(first.x, first.y);
	await page.mouse.down();
	await page.mouse.move(third.x, third.y, { steps: 5 });
	await expect(boxOf(page, 2)).toBeChecked();
	await page.mouse.up();
	await expect(state(page)).toHaveText("3 of 300 chosen");
	await expect(page.getByRole("dialog", { name: "Photo viewer" })).toHaveCount(0);

	await test.step("Escape gives it up, and what was chosen stays", async () => {
		const fifth = await middleOf(page, 5);
		await page.mouse.move(third.x, third.y);
		await page.mouse.down();
		await page.mouse.move(fifth.x, fifth.y, { steps: 5 });
		await expect(boxOf(page, 5)).toBeChecked();
		await page.keyboard.press("Escape");
		await expect(boxOf(page, 5)).not.toBeChecked();
		await page.mouse.up();
		await expect(state(page)).toHaveText("3 of 300 chosen");
		await page.keyboard.press("Escape");
		await expect(toolbar(page)).toHaveCount(0);
	});

	await test.step("at the lower edge the page goes on to the end", async () => {
		await page.mouse.move(first.x, first.y);
		await page.mouse.down();
		await page.mouse.move(first.x + 20, 899, { steps: 5 });
		await expect(page.getByText("Those were all 300 photos")).toBeInViewport({ timeout: 60_000 });
		await expect(tile(page, 300)).toBeVisible();
		const last = await middleOf(page, 300);
		await page.mouse.move(last.x, last.y, { steps: 3 });
		await expect(boxOf(page, 300)).toBeChecked();
		await page.mouse.up();
		await expect(state(page)).toHaveText("300 of 300 chosen");
	});
});

async function touching(context: BrowserContext, page: Page) {
	const session = await context.newCDPSession(page);
	return (type: "touchStart" | "touchMove" | "touchEnd", point?: { x: number; y: number }) =>
		session.send("Input.dispatchTouchEvent", { type, touchPoints: point ? [point] : [] });
}

test("a finger that has rested chooses what it is dragged over", async ({
	browser,
	page,
}, info) => {
	const eventId = await anEvent(page, "Fingers", info.outputPath("folder"), 12);
	const phone = await browser.newContext({
		...{ viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true },
		storageState: await page.context().storageState(),
	});
	const held = await phone.newPage();
	await held.goto(`${new URL(page.url()).origin}/events/${eventId}`);
	await expect(tile(held, 1)).toBeVisible();
	const [first, fourth] = [await middleOf(held, 1), await middleOf(held, 4)];
	const touch = await touching(phone, held);
	await touch("touchStart", first);
	await expect(state(held)).toHaveText("1 of 12 chosen");
	for (const share of [0.25, 0.5, 0.75, 1])
		await touch("touchMove", {
			x: first.x + (fourth.x - first.x) * share,
			y: first.y + (fourth.y - first.y) * share,
		});
	await expect(boxOf(held, 4)).toBeChecked();
	await touch("touchEnd");
	await expect(state(held)).toHaveText("4 of 12 chosen");
	expect(await held.evaluate(() => window.scrollY)).toBe(0);
	await phone.close();
});
