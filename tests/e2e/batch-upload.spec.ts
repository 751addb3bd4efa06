/** From a drop to a batch on the server: every way, and every way of being interrupted. */
import { join } from "node:path";
import { expect } from "@playwright/test";
import { aJpegOf, aPicture } from "#tests/support/pictures.ts";
import { makeScratch, removeScratch } from "#tests/support/scratch.ts";
import { pagesShowing, somePages, TASK, zipOf } from "#tests/support/sheets.ts";
import {
	aFolderOf,
	batchOf,
	holdSecondChunk,
	openNewBatch,
	picker,
	rowOf,
	SHEETS,
	start,
	startWithTask,
	writeLargeZip,
} from "./batch-uploads.ts";
import { look } from "./look.ts";
import { createEvent, drop, expectAccessible, signIn, test } from "./people.ts";

const MB = 1024 ** 2;
/** Sixty megabytes through the hands of a test take their time. */
const PATIENT = { timeout: 60_000 };
const allReady = `All ${SHEETS} sheets are ready`;

async function aZipFile(codes: readonly (string | null)[], name: string) {
	const { bytes } = zipOf(await pagesShowing(codes), name);
	return { name, mimeType: "application/zip", buffer: Buffer.from(bytes) };
}

const scratch = makeScratch("batch-upload");
const largeZip = join(scratch, "large.zip");
test.beforeAll(() => writeLargeZip(largeZip));
test.afterAll(() => removeScratch(scratch));

test.setTimeout(150_000);
test.beforeEach(async ({ page }) => signIn(page));

test("a ZIP whose first sheet names the task needs no typing", async ({ page }) => {
	await openNewBatch(page);
	await expectAccessible(page);
	await picker(page, "archive").setInputFiles(await aZipFile([TASK, null, null], "scans.zip"));
	await expect(page.getByRole("radio", { name: "A code on the first sheet" })).toBeChecked();
	await expect(page.getByRole("textbox", { name: "Task number" })).toHaveCount(0);
	await expectAccessible(page);
	await start(page);
	const row = rowOf(page, "scans.zip");
	// It is told at the same moment, and not for long.
	await Promise.all([
		expect(row.getByText("All 3 sheets are ready")).toBeVisible(PATIENT),
		expect(page.getByText("scans.zip is ready")).toBeVisible(PATIENT),
	]);
	await expectAccessible(page);
	expect(await batchOf(page, row)).toMatchObject({
		...{ strategy: "zip_qr", task_id: TASK, file_name: "scans.zip", processed_count: 3 },
	});
	await row.getByRole("button", { name: "Take scans.zip off the list" }).click();
	await expect(row).toHaveCount(0);
});

test("photos get the task number that was typed, and go into an event too", async ({ page }) => {
	const eventId = await createEvent(page, "Graduation of class 6A");
	await openNewBatch(page);
	const pages = await somePages(3);
	await picker(page, "images").setInputFiles([
		...pages.map(({ name, bytes }) => ({
			...{ name: name.replace("scans/", ""), mimeType: "image/jpeg", buffer: bytes },
		})),
		{ name: "letter.jpg", mimeType: "image/jpeg", buffer: Buffer.from("Dear all") },
	]);
	await page.getByText("1 file is left out").click();
	await expect(page.getByText("letter.jpg: it is called a photo and is none")).toBeVisible();
	await page.getByLabel("Add the photos to an event").selectOption("Graduation of class 6A");
	await startWithTask(page, "1490011");
	await expect(page.getByText("Those are 7 of 8 digits.")).toBeVisible();
	await expect(page.getByRole("textbox", { name: "Task number" })).toBeFocused();
	await expectAccessible(page);
	await startWithTask(page, "14900117");
	const row = rowOf(page, "page1.jpg and 2 more");
	await expect(row.getByText("All 3 sheets are ready")).toBeVisible(PATIENT);
	expect(await batchOf(page, row)).toMatchObject({
		...{ strategy: "images", task_id: "14900117", event_id: eventId, processed_count: 3 },
	});
});

test("a dropped folder is split at every card", async ({ page }, info) => {
	await openNewBatch(page);
	const pages = await pagesShowing(["ANI", null, null, "BUDI", null]);
	const folder = aFolderOf(info.outputPath("class 6A"), pages);
	await drop(page, [folder], "Let go to add them");
	await expect(page.getByText("class 6A", { exact: true })).toBeVisible();
	await page.getByRole("radio", { name: "A card before every person" }).click();
	await start(page);
	const row = rowOf(page, "class 6A, 5 photos");
	await expect(row.getByText("All 5 sheets are ready")).toBeVisible(PATIENT);
	const { qr_mode, groups } = await batchOf(page, row);
	expect(qr_mode).toBe("split");
	expect(groups).toMatchObject([
		{ code: "ANI", sheet_count: 3 },
		{ code: "BUDI", sheet_count: 2 },
	]);
});

test("what cannot be sent is refused in words, before a byte of it is sent", async ({ page }) => {
	await openNewBatch(page);
	const sent: string[] = [];
	page.on("request", (request) => {
		if (request.method() !== "GET") sent.push(request.url());
	});
	const zip = await aZipFile([null], "scans.zip");
	const photo = { name: "a.jpg", mimeType: "image/jpeg", buffer: await aJpegOf(MB) };
	await picker(page, "archive").setInputFiles([zip, photo]);
	await expect(page.getByText("That was a ZIP and photos together.")).toBeVisible();
	await picker(page, "archive").setInputFiles({ ...zip, buffer: Buffer.from("no archive") });
	await expect(page.getByText("Nothing in there can be sent.")).toBeVisible();
	await page.getByText("1 file is left out").click();
	await expect(page.getByText("scans.zip: it is called a ZIP and is none")).toBeVisible();
	await expectAccessible(page);
	expect(sent).toEqual([]);
});

test("photos too many for one request travel as one archive that is made here", async ({
	page,
}, info) => {
	const photos = await Promise.all(
		Array.from({ length: 10 }, async (_, n) => ({
			...{ name: `IMG_${n + 1}.jpg`, bytes: await aJpegOf(10 * MB) },
		})),
	);
	await openNewBatch(page);
	await picker(page, "folder").setInputFiles(aFolderOf(info.outputPath("sports day"), photos));
	await startWithTask(page);
	const row = rowOf(page, "sports day, 10 photos");
	await expect(row.getByText("All 10 sheets are ready")).toBeVisible(PATIENT);
	const batch = await batchOf(page, row);
	expect(batch).toMatchObject({ strategy: "zip", file_name: "sports day.zip", failed_count: 0 });
	expect(batch.sheets.map(({ name }: { name: string }) => name)).toEqual(
		photos.map(({ name }) => name),
	);
});

test("ten seconds without a connection, on another page: it goes on by itself", async ({
	page,
	context,
	complaints,
}) => {
	complaints.expected.push(/ERR_INTERNET_DISCONNECTED|ERR_FAILED|503/);
	await openNewBatch(page);
	const { offsets, letGo, reached } = await holdSecondChunk(page);
	await picker(page, "archive").setInputFiles(largeZip);
	await startWithTask(page);
	await reached();
	await page
		.getByRole("navigation", { name: "Main" })
		.getByRole("link", { name: "Events" })
		.click();
	const dock = page.getByRole("region", { name: "Batches", exact: true });
	await expect(dock.getByRole("progressbar", { name: "Upload of large.zip" })).toBeVisible();
	await expectAccessible(page);
	await context.setOffline(true);
	await expect(dock.getByText("You are offline. It goes on by itself.")).toBeVisible();
	letGo();
	await new Promise((resolve) => setTimeout(resolve, 10_000));
	await expect(dock.getByText("You are offline. It goes on by itself.")).toBeVisible();
	await context.setOffline(false);
	await expect(dock.getByText(allReady)).toBeVisible(PATIENT);
	expect(offsets.filter((offset) => offset === 0)).toHaveLength(1);
});

test("after a reload the same file goes on from what has arrived", async ({ page }) => {
	await openNewBatch(page);
	const held = await holdSecondChunk(page);
	await picker(page, "archive").setInputFiles(largeZip);
	await startWithTask(page);
	await held.reached();
	const asked: string[] = [];
	page.once("dialog", (dialog) => {
		asked.push(dialog.type());
		void dialog.accept();
	});
	await page.reload();
	expect(asked).toEqual(["beforeunload"]);
	const row = rowOf(page, "large.zip");
	await expect(row.getByText("The page was left.")).toBeVisible();
	await expect(row.getByText("52 MB of 63 MB")).toBeVisible();
	await expectAccessible(page);
	await row.locator('input[data-picker="batch-archive"]').setInputFiles({
		...{ name: "other.zip", mimeType: "application/zip", buffer: Buffer.from("PK\x03\x04") },
	});
	await expect(page.getByText("Those are not the files of large.zip")).toBeVisible();
	held.letGo();
	await row.locator('input[data-picker="batch-archive"]').setInputFiles(largeZip);
	await expect(row.getByText(allReady)).toBeVisible(PATIENT);
	expect(held.offsets.filter((offset) => offset === 0)).toHaveLength(1);
});

test("a dropped file is read again after a reload, and goes on by itself", async ({ page }) => {
	await openNewBatch(page);
	const held = await holdSecondChunk(page);
	await drop(page, [largeZip], "Let go to add them");
	await startWithTask(page);
	await held.reached();
	const chunks = held.offsets.length;
	page.once("dialog", (dialog) => void dialog.accept());
	await page.reload();
	await expect.poll(() => held.offsets.length, PATIENT).toBe(chunks + 1);
	held.letGo();
	await expect(rowOf(page, "large.zip").getByText(allReady)).toBeVisible(PATIENT);
	expect(held.offsets.filter((offset) => offset === 0)).toHaveLength(1);
});

test("pause, go on and cancel do what they say, at 360 pixels too", async ({ page, context }) => {
	await page.setViewportSize({ width: 360, height: 800 });
	await openNewBatch(page);
	const held = await holdSecondChunk(page);
	const posted = page.waitForResponse((answer) => answer.request().method() === "POST");
	await picker(page, "archive").setInputFiles(largeZip);
	await startWithTask(page);
	const upload = (await (await posted).headerValue("location")) ?? "";
	await held.reached();
	const row = rowOf(page, "large.zip");
	await row.getByRole("button", { name: "Pause large.zip" }).click();
	await expect(row.getByText("Paused")).toBeVisible();
	await expect(page.getByRole("button", { name: "Tell me when it is done" })).toHaveCount(0);
	await expectAccessible(page);
	const overflow = () =>
		page.evaluate(
			() => document.documentElement.scrollWidth - document.documentElement.clientWidth,
		);
	await expect.poll(overflow).toBe(0);
	const chunks = held.offsets.length;
	await row.getByRole("button", { name: "Go on with large.zip" }).click();
	await expect.poll(() => held.offsets.length).toBe(chunks + 1);
	await context.grantPermissions(["notifications"]);
	await page.getByRole("button", { name: "Tell me when it is done" }).click();
	await expect(page.getByText("You will be told when it is done")).toBeVisible();
	await row.getByRole("button", { name: "Cancel large.zip" }).click();
	await page.getByRole("alertdialog").getByRole("button", { name: "Cancel the upload" }).click();
	await expect(row).toHaveCount(0);
	const answer = () => page.request.head(upload, { headers: { "tus-resumable": "1.0.0" } });
	await expect.poll(async () => (await answer()).status()).toBe(404);
});

test("how it looks", async ({ page }) => {
	await openNewBatch(page);
	await look(page, "batch-upload-empty");
	await picker(page, "archive").setInputFiles(await aZipFile([TASK, null], "scans.zip"));
	await look(page, "batch-upload-zip");
	await start(page);
	await expect(rowOf(page, "scans.zip").getByText("All 2 sheets are ready")).toBeVisible(PATIENT);
	await picker(page, "images").setInputFiles({
		...{ name: "a.jpg", mimeType: "image/jpeg", buffer: await aPicture() },
	});
	await page.getByRole("button", { name: /^Upload/ }).click();
	await look(page, "batch-upload-images");
});
