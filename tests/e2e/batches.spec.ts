/** Batches in the studio, each sent by the API as a script would. */
import { readFileSync } from "node:fs";
import { expect, type Locator, type Page } from "@playwright/test";
import { Api } from "#tests/support/api.ts";
import { aPicture } from "#tests/support/pictures.ts";
import {
	imagesOf,
	noPage,
	pagesShowing,
	sendSheets,
	sentAndDone,
	somePages,
	TASK,
	type ZipMember,
	zipOf,
} from "#tests/support/sheets.ts";
import { look } from "./look.ts";
import { aMember, expectAccessible, signIn, test } from "./people.ts";

const ADMIN = { username: "admin", password: "admin123" };
const NOWHERE = "00000000-0000-4000-8000-000000000000";
const scripted = (baseURL: string | undefined) => new Api(baseURL ?? "").photographer();
const sheetsOf = (place: Page | Locator) => place.getByRole("button", { name: /^Sheet \d/ });

test("the list is filtered and paged by its address, and back leads back", async ({
	page,
	baseURL,
}) => {
	const member = await aMember(baseURL);
	const api = await new Api(baseURL ?? "").signIn(member.username, member.password);
	const [sheet] = imagesOf(await somePages(1));
	if (!sheet) throw new Error("No sheet was made");
	await sentAndDone(api, { task_id: TASK }, [zipOf([], "nothing in it.zip")]);
	for (let sent = 0; sent < 20; sent++) await sendSheets(api, { task_id: TASK }, [sheet]);
	await signIn(page, member);
	await page.getByRole("link", { name: "Batches" }).click();
	await expect(page.getByRole("heading", { name: "Batches", level: 1 })).toBeVisible();
	const rows = page.getByRole("main").getByRole("listitem");
	await expect(rows).toHaveCount(20);
	await expect(rows.getByText("1 of 1 sheet done")).toHaveCount(20);

	await page.getByRole("link", { name: "Older batches" }).click();
	await page.waitForURL("**/batches?page=2");
	await expect(page.getByText("21 to 21 of 21")).toBeVisible();
	await page.getByRole("link", { name: "Failed", exact: true }).click();
	await page.waitForURL("**/batches?status=failed");
	await expect(rows.filter({ hasText: "nothing in it.zip" })).toContainText(
		"The ZIP has no images in it that can be read.",
	);
	await expect(rows.getByText("1 of 1 sheet done")).toHaveCount(0);
	await page.goBack();
	await expect(page.getByText("21 to 21 of 21")).toBeVisible();
	await page.goBack();
	await expect(rows).toHaveCount(20);
	await page.goto("/batches?page=999");
	await expect(page.getByRole("heading", { name: "There is no page 999" })).toBeVisible();
});

test("a batch is watched from its row to its last sheet, and then left alone", async ({
	page,
	baseURL,
}) => {
	const api = await scripted(baseURL);
	test.setTimeout(240_000);
	const bytes = await aPicture({ width: 2400, height: 1600 });
	const pages: ZipMember[] = Array.from({ length: 110 }, (_, n) => ({
		name: `scan-${n}.jpg`,
		bytes,
	}));
	await signIn(page);
	await sendSheets(api, { task_id: TASK }, [zipOf(pages, "a long one.zip")]);
	await page.getByRole("link", { name: "Batches" }).click();
	const progress = page.getByRole("progressbar", { name: "Progress of a long one.zip" });
	await expect(progress).toBeVisible();
	await page.getByRole("link", { name: /a long one\.zip/ }).click();
	await expect(page.getByRole("heading", { name: "a long one.zip", level: 1 })).toBeVisible();
	await expect(progress).toBeVisible();
	await expect(page.getByText("Done", { exact: true })).toBeVisible({ timeout: 150_000 });
	await expect(progress).toHaveCount(0);
	await expect(page.getByText("of 110 sheets done")).toBeVisible();
	await expect(page.getByText("to process")).toBeVisible();
	await expect(sheetsOf(page).first()).toBeVisible();

	await page.clock.install();
	await page.reload();
	await expect(sheetsOf(page).first()).toBeVisible();
	await page.waitForLoadState("networkidle");
	const asked: string[] = [];
	page.on("request", (request) => asked.push(new URL(request.url()).pathname));
	await page.clock.runFor("05:00");
	await page.evaluate(() => fetch("/api/health"));
	// Of the API: what Next fetches ahead of links, it fetches when it likes.
	expect(asked.filter((path) => path.startsWith("/api/"))).toEqual(["/api/health"]);

	await sheetsOf(page).first().focus();
	await page.keyboard.press("Enter");
	const viewer = page.getByRole("dialog", { name: "Photo viewer" });
	await expect(viewer.getByText("1 / 110")).toBeVisible();
	await expect(viewer.getByText(/scan-0\.jpg · 2,400 × 1,600 · .*kB/)).toBeVisible();
});

test("a sheet that failed says why, is tried again, and is in the export", async ({
	page,
	baseURL,
}) => {
	const api = await scripted(baseURL);
	const pages = await pagesShowing([TASK, null, null]);
	pages.push({ name: "scans/page4.jpg", bytes: noPage() });
	const sent = await sentAndDone(api, { has_qr: "true" }, [zipOf(pages, "with a letter.zip")]);
	await signIn(page);
	await page.goto(`/batches/${sent.batch_uuid}`);
	await expect(page.getByText(`Task ${TASK}`)).toBeVisible();
	await expect(page.getByRole("button", { name: `page1.jpg. Code ${TASK}` })).toBeVisible();
	await page.getByRole("tab", { name: "Failed, 1" }).click();
	await page.waitForURL("**?show=failed");
	const failed = page.getByRole("list", { name: "Failed" }).getByRole("listitem");
	await expect(failed).toContainText("page4.jpg");
	await expect(failed).toContainText(/can be uploaded|cannot be|could not be/);
	await expect(failed).toContainText("4 of 4");
	await page.getByRole("button", { name: "Try 1 sheet again" }).click();
	await expect(page.getByText("1 sheet is tried again")).toBeVisible();
	await expect(page.getByText("Done", { exact: true })).toBeVisible();
	await expect(failed).toContainText("page4.jpg");
	await page.goBack();
	await expect(sheetsOf(page)).toHaveCount(3);

	for (const [item, ending] of [
		["Table (CSV)", "csv"],
		["Data (JSON)", "json"],
	] as const) {
		await page.getByRole("button", { name: "Export" }).click();
		const waiting = page.waitForEvent("download");
		await page.getByRole("menuitem", { name: item }).click();
		const download = await waiting;
		expect(download.suggestedFilename()).toMatch(new RegExp(`\\.${ending}$`));
		const text = readFileSync(await download.path(), "utf8");
		for (const name of ["page1.jpg", "page4.jpg", TASK]) expect(text).toContain(name);
	}
});

test("only an admin deletes a batch, and is asked by its name", async ({
	page,
	guest,
	baseURL,
	complaints,
}) => {
	complaints.expected.push(/404/);
	const api = await scripted(baseURL);
	const files = [zipOf(await somePages(2), "to be deleted.zip")];
	const { batch_uuid: id } = await sentAndDone(api, { task_id: TASK }, files);
	await signIn(page);
	await page.goto(`/batches/${id}`);
	await expect(sheetsOf(page)).toHaveCount(2);
	await expect(page.getByRole("button", { name: "More", exact: true })).toHaveCount(0);

	await signIn(guest, ADMIN);
	await guest.goto(`/batches/${id}`);
	await expect(guest.getByText("by photographer")).toBeVisible();
	await guest.getByRole("button", { name: "More", exact: true }).click();
	await guest.getByRole("menuitem", { name: "Delete batch…" }).click();
	const question = guest.getByRole("alertdialog", { name: "Delete “to be deleted.zip”?" });
	await expect(question).toContainText("all 2 sheets are removed for good");
	await expectAccessible(guest);
	await question.getByRole("button", { name: "Cancel" }).click();
	await expect(question).toHaveCount(0);
	await guest.getByRole("button", { name: "More", exact: true }).click();
	await guest.getByRole("menuitem", { name: "Delete batch…" }).click();
	await question.getByRole("button", { name: "Delete for good" }).click();
	await guest.waitForURL("**/batches");
	await expect(guest.getByRole("heading", { name: "Batches", level: 1 })).toBeVisible();
	await expect(guest.getByRole("link", { name: /to be deleted/ })).toHaveCount(0);
	await page.reload();
	await expect(page.getByRole("heading", { name: "There is no such batch" })).toBeVisible();
	await expectAccessible(page);
});

test("the groups of a split batch are put right, and what was done is undone", async ({
	page,
	baseURL,
}) => {
	const api = await scripted(baseURL);
	const pages = await pagesShowing([null, "Class A", null, null, null, "Class B", null]);
	const files = [zipOf(pages, "classes.zip")];
	const { batch_uuid: id } = await sentAndDone(api, { qr_mode: "split" }, files);
	await signIn(page);
	await page.goto(`/batches/${id}`);
	const group = (name: string) => page.getByRole("article", { name, exact: true });
	const first = group("Before the first card");
	const [a, b] = [group("Group Class A"), group("Group Class B")];
	await expect(sheetsOf(first)).toHaveCount(1);
	await expect(sheetsOf(a)).toHaveCount(4);
	await expect(sheetsOf(b)).toHaveCount(2);
	await expect(a.getByText("3 photos")).toBeVisible();
	await expectAccessible(page);

	await test.step("photos are chosen and moved by keyboard alone", async () => {
		await a.getByRole("checkbox", { name: "Choose page4.jpg" }).focus();
		await page.keyboard.press("Space");
		await a.getByRole("checkbox", { name: "Choose page5.jpg" }).focus();
		await page.keyboard.press("Space");
		await expect(page.getByText("2 of 7 chosen")).toBeVisible();
		await page.getByRole("button", { name: "Move to…" }).focus();
		await page.keyboard.press("Enter");
		await expect(page.getByRole("dialog", { name: "Move 2 photos" })).toBeVisible();
		await expectAccessible(page);
		await page.keyboard.type("class");
		await page.keyboard.press("ArrowDown");
		await expect(page.getByRole("option", { selected: true })).toContainText("Class B");
		await page.keyboard.press("Enter");
		await expect(page.getByText("2 photos moved to Class B")).toBeVisible();
		await expect(sheetsOf(b)).toHaveCount(4);
		await expect(sheetsOf(a)).toHaveCount(2);
		await expect(page.getByRole("toolbar")).toHaveCount(0);
	});

	await test.step("and come back when it was a mistake", async () => {
		await page.getByRole("button", { name: "Undo" }).click();
		await expect(sheetsOf(a)).toHaveCount(4);
		await expect(sheetsOf(b)).toHaveCount(2);
	});

	await test.step("a code is corrected in its place", async () => {
		await b.getByRole("button", { name: "Correct the code Class B" }).click();
		await page.keyboard.type("Class C");
		await page.keyboard.press("Escape");
		await expect(b.getByRole("button", { name: "Correct the code Class B" })).toBeFocused();
		await page.keyboard.press("Enter");
		await page.keyboard.type("Class C");
		await page.keyboard.press("Enter");
		await expect(group("Group Class C").getByRole("heading")).toHaveText("Class C");
		await expect(b).toHaveCount(0);
	});

	await test.step("a card that was missed is marked, and opens its group", async () => {
		await a.getByRole("button", { name: "More for page4.jpg" }).click();
		await page.getByRole("menuitem", { name: "This is a card…" }).click();
		const dialog = page.getByRole("dialog", { name: "A card that was missed" });
		await expect(dialog.getByRole("img", { name: "page4.jpg" })).toBeVisible();
		await dialog.getByRole("button", { name: "Mark as a card" }).click();
		await expect(dialog.getByText("Type a code of 1 to 64 characters.")).toBeVisible();
		await expectAccessible(page);
		await dialog.getByLabel("Code").fill("Class C");
		await page.keyboard.press("Enter");
		await expect(group("Group Class C")).toHaveCount(2);
		await expect(sheetsOf(a)).toHaveCount(2);
		await expect(page.getByText("This code is there twice")).toHaveCount(2);
		await expect(page.getByRole("tab", { name: "Groups, 3" })).toBeVisible();
		await expectAccessible(page);
	});

	await test.step("what is no card gives its photos to the group before", async () => {
		const marked = group("Group Class C").first();
		await marked.getByRole("button", { name: "More for page4.jpg" }).click();
		await page.getByRole("menuitem", { name: "This is no card" }).click();
		await expect(sheetsOf(a)).toHaveCount(4);
		await expect(group("Group Class C")).toHaveCount(1);
	});

	await page.reload();
	await expect(sheetsOf(a)).toHaveCount(4);
	const download = page.waitForEvent("download");
	await page.getByRole("button", { name: "Export" }).click();
	await page.getByRole("menuitem", { name: "Table (CSV)" }).click();
	expect(readFileSync(await (await download).path(), "utf8")).toContain("Class C");
});

test("the figures are told in words, in pictures and as tables", async ({ page, baseURL }) => {
	const api = await scripted(baseURL);
	await sentAndDone(api, { task_id: TASK }, imagesOf(await somePages(2)));
	await signIn(page);
	const charts: string[] = [];
	await page.goto("/batches");
	page.on("response", async (response) => {
		if (!response.url().endsWith(".js")) return;
		const text = await response.text().catch(() => "");
		if (text.includes("recharts")) charts.push(response.url());
	});
	await page.getByRole("link", { name: "Figures" }).click();
	await expect(page.getByRole("heading", { name: "Figures", level: 1 })).toBeVisible();
	const sheets = page.getByRole("figure").filter({ hasText: "Sheets by day" });
	await expect(sheets.getByText(/^[\d,]+ sheets on [12] of 30 days; most on/)).toBeVisible();
	await expect(sheets.locator(".recharts-bar-rectangle").first()).toBeVisible();
	// What an answer has in it is read a moment after the page has made its pictures of it.
	await expect
		.poll(() => charts, "the charts' code came with this page, and not before")
		.not.toEqual([]);
	await sheets.getByText("As a table").click();
	await expect(sheets.getByRole("row")).toHaveCount(31);
	await expect(page.getByText(/Single images: \d+ of \d+ batches/)).toBeVisible();
	await expectAccessible(page);
});

test("how the pages look", async ({ page, baseURL, complaints }) => {
	test.setTimeout(300_000);
	complaints.expected.push(/404/);
	const api = await scripted(baseURL);
	const pages = await pagesShowing([null, "14900500", null, null, "14900501", "14900501", null]);
	pages.push({ name: "scans/page8.jpg", bytes: noPage() });
	const files = [zipOf(pages, "A class photo day with a long name, as happens now and then.zip")];
	const { batch_uuid: id } = await sentAndDone(api, { qr_mode: "split" }, files);
	await signIn(page);
	for (const [name, path] of [
		["batches", "/batches"],
		["batches-none", "/batches?status=uploaded"],
		["batches-figures", "/batches/dashboard"],
		["batch-groups", `/batches/${id}`],
		["batch-sheets", `/batches/${id}?show=all`],
		["batch-failed", `/batches/${id}?show=failed`],
		["batch-missing", `/batches/${NOWHERE}`],
	] as const) {
		await page.goto(path);
		await page.waitForLoadState("networkidle");
		await look(page, name);
	}
});

test("offline, what has been seen stays, and it is said", async ({
	page,
	context,
	baseURL,
	complaints,
}) => {
	// What the page would have fetched ahead.
	complaints.expected.push(/ERR_INTERNET_DISCONNECTED/);
	const api = await scripted(baseURL);
	const sent = await sentAndDone(api, { task_id: TASK }, imagesOf(await somePages(2)));
	await signIn(page);
	await page.goto(`/batches/${sent.batch_uuid}`);
	await expect(sheetsOf(page)).toHaveCount(2);
	await context.setOffline(true);
	await expect(page.getByText("You are offline. What you have seen stays here.")).toBeVisible();
	await expect(sheetsOf(page)).toHaveCount(2);
	await context.setOffline(false);
	await expect(page.getByText("You are offline.", { exact: false })).toHaveCount(0);
});
