/** From a drop to a batch on the server: every way, and every way of being interrupted. */
import { expect } from "@playwright/test";
import { aJpegOf } from "#tests/support/pictures.ts";
import { pagesShowing, somePages, TASK, zipOf } from "#tests/support/sheets.ts";
import {
	aFolderOf,
	aLargeZip,
	batchOf,
	holdSecondChunk,
	picker,
	rowOf,
	SHEETS,
	start,
	startWithTask,
} from "./batch-uploads.ts";
import { createEvent, drop, expectAccessible, signIn, test } from "./people.ts";

const MB = 1024 ** 2;
const READY = { timeout: 30_000 };
const allReady = `All ${SHEETS} sheets are ready`;

async function aZipFile(codes: readonly (string | null)[], name: string) {
	const { bytes } = zipOf(await pagesShowing(codes), name);
	return { name, mimeType: "application/zip", buffer: Buffer.from(bytes) };
}

test.beforeEach(async ({ page }) => signIn(page));

test("a ZIP whose first sheet names the task needs no typing", async ({ page }) => {
	await page.goto("/batches/new");
	await expectAccessible(page);
	await picker(page, "archive").setInputFiles(await aZipFile([TASK, null, null], "scans.zip"));
	await expect(page.getByRole("radio", { name: "A code on the first sheet" })).toBeChecked();
	await expect(page.getByRole("textbox", { name: "Task number" })).toHaveCount(0);
	await expectAccessible(page);
	await start(page);
	const row = rowOf(page, "scans.zip");
	await expect(row.getByText("All 3 sheets are ready")).toBeVisible(READY);
	await expect(page.getByText("scans.zip is ready")).toBeVisible();
	await expectAccessible(page);
	expect(await batchOf(page, row)).toMatchObject({
		...{ strategy: "zip_qr", task_id: TASK, file_name: "scans.zip", processed_count: 3 },
	});
	await row.getByRole("button", { name: "Take scans.zip off the list" }).click();
	await expect(row).toHaveCount(0);
});

test("photos get the task number that was typed, and go into an event too", async ({ page }) => {
	const eventId = await createEvent(page, "Graduation of class 6A");
	await page.goto("/batches/new");
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
	await expectAccessible(page);
	await startWithTask(page, "14900117");
	const row = rowOf(page, "page1.jpg and 2 more");
	await expect(row.getByText("All 3 sheets are ready")).toBeVisible(READY);
	expect(await batchOf(page, row)).toMatchObject({
		...{ strategy: "images", task_id: "14900117", event_id: eventId, processed_count: 3 },
	});
});

test("a dropped folder is split at every card", async ({ page }, info) => {
	await page.goto("/batches/new");
	const pages = await pagesShowing(["ANI", null, null, "BUDI", null]);
	const folder = aFolderOf(info.outputPath("class 6A"), pages);
	await drop(page, [folder], "Let go to add them");
	await expect(page.getByText("class 6A", { exact: true })).toBeVisible();
	await page.getByRole("radio", { name: "A card before every person" }).click();
	await start(page);
	const row = rowOf(page, "class 6A, 5 photos");
	await expect(row.getByText("All 5 sheets are ready")).toBeVisible(READY);
	const { qr_mode, groups } = await batchOf(page, row);
	expect(qr_mode).toBe("split");
	expect(groups).toMatchObject([
		{ code: "ANI", sheet_count: 3 },
		{ code: "BUDI", sheet_count: 2 },
	]);
});

test("what cannot be sent is refused in words, before a byte of it is sent", async ({ page }) => {
	await page.goto("/batches/new");
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
	await page.goto("/batches/new");
	await picker(page, "folder").setInputFiles(aFolderOf(info.outputPath("sports day"), photos));
	await startWithTask(page);
	const row = rowOf(page, "sports day, 10 photos");
	await expect(row.getByText("All 10 sheets are ready")).toBeVisible(READY);
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
}, info) => {
	complaints.expected.push(/ERR_INTERNET_DISCONNECTED|ERR_FAILED|503/);
	await page.goto("/batches/new");
	const { offsets, letGo, reached } = await holdSecondChunk(page);
	await picker(page, "archive").setInputFiles(await aLargeZip(info.outputPath("offline.zip")));
	await startWithTask(page);
	await reached();
	await page
		.getByRole("navigation", { name: "Main" })
		.getByRole("link", { name: "Events" })
		.click();
	const dock = page.getByRole("region", { name: "Batches", exact: true });
	await expect(dock.getByRole("progressbar", { name: "Upload of offline.zip" })).toBeVisible();
	await expectAccessible(page);
	await context.setOffline(true);
	await expect(dock.getByText("You are offline. It goes on by itself.")).toBeVisible();
	letGo();
	await new Promise((resolve) => setTimeout(resolve, 10_000));
	await expect(dock.getByText("You are offline. It goes on by itself.")).toBeVisible();
	await context.setOffline(false);
	await expect(dock.getByText(allReady)).toBeVisible(READY);
	expect(offsets.filter((offset) => offset === 0)).toHaveLength(1);
});

test("after a reload the same file goes on from what has arrived", async ({ page }, info) => {
	const path = await aLargeZip(info.outputPath("reloaded.zip"));
	await page.goto("/batches/new");
	const held = await holdSecondChunk(page);
	await picker(page, "archive").setInputFiles(path);
	await startWithTask(page);
	await held.reached();
	const asked: string[] = [];
	page.once("dialog", (dialog) => {
		asked.push(dialog.type());
		void dialog.accept();
	});
	await page.reload();
	expect(asked).toEqual(["beforeunload"]);
	const row = rowOf(page, "reloaded.zip");
	await expect(row.getByText("The page was left.")).toBeVisible();
	await expect(row.getByText("52 MB of 63 MB")).toBeVisible();
	await expectAccessible(page);
	await row.locator('input[data-picker="batch-archive"]').setInputFiles({
		...{ name: "other.zip", mimeType: "application/zip", buffer: Buffer.from("PK\x03\x04") },
	});
	await expect(page.getByText("Those are not the files of reloaded.zip")).toBeVisible();
	held.letGo();
	await row.locator('input[data-picker="batch-archive"]').setInputFiles(path);
	await expect(row.getByText(allReady)).toBeVisible(READY);
	expect(held.offsets.filter((offset) => offset === 0)).toHaveLength(1);
});

test("a dropped file is read again after a reload, at a click or by itself", async ({
	page,
}, info) => {
	const path = await aLargeZip(info.outputPath("dropped.zip"));
	await page.goto("/batches/new");
	const held = await holdSecondChunk(page);
	await drop(page, [path], "Let go to add them");
	await startWithTask(page);
	await held.reached();
	page.once("dialog", (dialog) => void dialog.accept());
	await page.reload();
	const row = rowOf(page, "dropped.zip");
	await expect(row).toBeVisible();
	held.letGo();
	const goOn = row.getByRole("button", { name: "Go on: dropped.zip" });
	await expect(goOn.or(row.getByText(/Being handed over|Processing|ready/).first())).toBeVisible();
	if (await goOn.isVisible()) await goOn.click();
	await expect(row.getByText(allReady)).toBeVisible(READY);
	expect(held.offsets.filter((offset) => offset === 0)).toHaveLength(1);
});

test("pause, go on and cancel do what they say, at 360 pixels too", async ({ page }, info) => {
	await page.setViewportSize({ width: 360, height: 800 });
	await page.goto("/batches/new");
	const held = await holdSecondChunk(page);
	const posted = page.waitForResponse((answer) => answer.request().method() === "POST");
	await picker(page, "archive").setInputFiles(await aLargeZip(info.outputPath("paused.zip")));
	await startWithTask(page);
	const upload = (await (await posted).headerValue("location")) ?? "";
	await held.reached();
	const row = rowOf(page, "paused.zip");
	await row.getByRole("button", { name: "Pause paused.zip" }).click();
	await expect(row.getByText("Paused")).toBeVisible();
	await expectAccessible(page);
	const overflow = () =>
		page.evaluate(
			() => document.documentElement.scrollWidth - document.documentElement.clientWidth,
		);
	await expect.poll(overflow).toBe(0);
	const chunks = held.offsets.length;
	await row.getByRole("button", { name: "Go on with paused.zip" }).click();
	await expect.poll(() => held.offsets.length).toBe(chunks + 1);
	await row.getByRole("button", { name: "Cancel paused.zip" }).click();
	await page.getByRole("alertdialog").getByRole("button", { name: "Cancel the upload" }).click();
	await expect(row).toHaveCount(0);
	const answer = () =>
		page.request.head(new URL(upload).pathname, { headers: { "tus-resumable": "1.0.0" } });
	await expect.poll(async () => (await answer()).status()).toBe(404);
});
