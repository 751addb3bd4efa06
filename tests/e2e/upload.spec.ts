import { writeFileSync } from "node:fs";
import { expect, type Page } from "@playwright/test";
import { aJpegOf, aPicture } from "#tests/support/pictures.ts";
import { look } from "./look.ts";
import { createEvent, expectAccessible, openDock, photosOf, signIn, test } from "./people.ts";

const MB = 1024 * 1024;
const choose = (page: Page, files: { name: string; mimeType: string; buffer: Buffer }[]) =>
	page.locator('input[data-picker="files"]').first().setInputFiles(files);
const aJpeg = async (name: string) => ({ name, mimeType: "image/jpeg", buffer: await aPicture() });

test.beforeEach(async ({ page }) => signIn(page));

test("what is no photo is refused in words, and what was there already is told", async ({
	page,
	complaints,
}) => {
	complaints.expected.push(/400|413/);
	await createEvent(page, "Duplicates");
	const picture = await aJpeg("one.jpg");
	await choose(page, [picture]);
	await expect(page.getByRole("heading", { name: "1 photo arrived" })).toBeVisible();
	await choose(page, [
		{ ...picture, name: "again.jpg" },
		{ name: "letter.jpg", mimeType: "image/jpeg", buffer: Buffer.from("Dear all") },
	]);
	await openDock(page);
	await expect(page.getByRole("heading", { name: "1 of 2 arrived, 1 did not" })).toBeVisible();
	await expect(page.getByText(/^This kind of file is not taken\./)).toBeVisible();
	await expect(page.getByText(/^Already here/)).toBeVisible();
	await expectAccessible(page);
	await expect(photosOf(page)).toHaveCount(1);
});

test("a file that is too large is refused with the limit, once", async ({
	page,
	complaints,
}, info) => {
	complaints.expected.push(/413/);
	await createEvent(page, "Too large");
	const path = info.outputPath("huge.jpg");
	writeFileSync(path, await aJpegOf(52 * MB));
	await page.locator('input[data-picker="files"]').first().setInputFiles(path);
	await expect(page.getByText(/^This file is too large\. At most 50 MB are taken\./)).toBeVisible();
});

test("a lost connection is waited out, and no photo is there twice", async ({
	page,
	context,
	complaints,
}) => {
	complaints.expected.push(/ERR_INTERNET_DISCONNECTED|ERR_FAILED|503/);
	await createEvent(page, "Lost connection");
	// The first photo reaches the server, and its answer is lost on the way back.
	let lost = 0;
	await page.route("**/photos", async (route) => {
		if (route.request().method() !== "POST" || lost > 0) return route.fallback();
		lost++;
		await route.fetch();
		await route.abort("failed");
	});
	await choose(page, [await aJpeg("a.jpg"), await aJpeg("b.jpg"), await aJpeg("c.jpg")]);
	await expect(page.getByRole("heading", { name: "All 3 photos arrived" })).toBeVisible();
	expect(lost).toBe(1);
	await expect(photosOf(page)).toHaveCount(3);

	await context.setOffline(true);
	await choose(page, [await aJpeg("d.jpg")]);
	await openDock(page);
	await expect(page.getByText("You are offline. It goes on by itself.")).toBeVisible();
	await context.setOffline(false);
	await expect(page.getByRole("heading", { name: "1 photo arrived" })).toBeVisible();
	await expect(photosOf(page)).toHaveCount(4);
});

test("pause, resume and cancel do what they say", async ({ page }) => {
	await createEvent(page, "Pausing");
	const held: (() => void)[] = [];
	let hold = true;
	await page.route("**/photos", async (route) => {
		if (route.request().method() === "POST" && hold) await new Promise<void>((go) => held.push(go));
		await route.continue().catch(() => undefined);
	});
	await choose(
		page,
		await Promise.all(["a", "b", "c", "d", "e"].map((name) => aJpeg(`${name}.jpg`))),
	);
	await page.getByRole("button", { name: "Pause" }).click();
	await expect(page.getByText("Paused")).toBeVisible();
	await page.getByRole("button", { name: "Cancel e.jpg" }).click();
	hold = false;
	for (const go of held) go();
	await page.getByRole("button", { name: "Resume" }).click();
	await expect(page.getByRole("heading", { name: "All 4 photos arrived" })).toBeVisible();
});

test("a photo is deleted after a question, and brought back", async ({ page }) => {
	await createEvent(page, "Deleting");
	await choose(page, [await aJpeg("keep.jpg"), await aJpeg("lose.jpg")]);
	await expect(photosOf(page)).toHaveCount(2);
	await page.getByRole("button", { name: "More for lose.jpg" }).click();
	await page.getByRole("menuitem", { name: "Delete" }).click();
	await page.getByRole("alertdialog").getByRole("button", { name: "Cancel" }).click();
	await expect(photosOf(page)).toHaveCount(2);
	await page.getByRole("button", { name: "More for lose.jpg" }).click();
	await page.getByRole("menuitem", { name: "Delete" }).click();
	const question = page.getByRole("alertdialog");
	await question.getByRole("button", { name: "Delete" }).click();
	await expect(question).toHaveCount(0);
	await expect(photosOf(page)).toHaveCount(1);
	await expect(page.getByRole("tab", { name: "Official, 1 photo" })).toBeVisible();
	await page.getByRole("button", { name: "Undo" }).click();
	await expect(page.getByText("1 of 1 brought back")).toBeVisible();
	await expect(photosOf(page)).toHaveCount(2);
	await expect(page.getByRole("tab", { name: "Official, 2 photos" })).toBeVisible();
});

test("a guest adds photos under a name, and they show in the guests' album", async ({
	page,
	guest,
}) => {
	const id = await createEvent(page, "Guests add");
	await page.getByRole("button", { name: "Settings" }).click();
	await page.getByLabel("Anyone with the link").check();
	await page.getByRole("button", { name: "Save changes" }).click();
	await expect(page.getByText("Changes saved")).toBeVisible();
	await guest.goto(`/event/${id}`);
	await guest.getByRole("button", { name: "Add your photos" }).click();
	await guest.getByLabel("Your name").fill("Om Budi");
	await expectAccessible(guest);
	await guest.locator('input[data-picker="files"]').setInputFiles([await aJpeg("phone.jpg")]);
	await expect(
		guest.getByRole("button", { name: "Photo by Om Budi, 1 of 1", exact: true }),
	).toBeVisible();
	await page.reload();
	await page.getByRole("tab", { name: "Guests, 1 photo" }).click();
	await expect(
		page.getByRole("button", { name: "Photo by Om Budi, 1 of 1", exact: true }),
	).toBeVisible();
});

test("a guest's photos wait for the new code of their event, over a reload too", async ({
	page,
	guest,
	complaints,
}) => {
	complaints.expected.push(/401/);
	const id = await createEvent(page, "Another code", "mawar");
	const change = async (data: object) =>
		expect((await page.request.patch(`/api/events/${id}`, { data })).ok()).toBe(true);
	await change({ guest_uploads: "code" });
	await guest.goto(`/event/${id}?code=mawar`);
	await guest.getByRole("button", { name: "Add your photos" }).click();
	await guest.getByLabel("Your name").fill("Om Budi");
	await change({ access_code: "melati" });
	await choose(guest, [await aJpeg("a.jpg"), await aJpeg("b.jpg")]);
	await openDock(guest);
	await expect(guest.getByRole("heading", { name: "0 of 2 arrived, 2 did not" })).toBeVisible();
	await expect(
		guest.getByText("2 of them: Open the event again, enter its code, then try again."),
	).toBeVisible();
	await look(guest, "dock-code");
	await guest.goto(`/event/${id}?code=melati`);
	await openDock(guest);
	await guest.getByRole("button", { name: "2 photos did not arrive. Try again" }).click();
	await expect(guest.getByRole("heading", { name: "All 2 photos arrived" })).toBeVisible();
});
