/** People and recognition: enrolled by photos, recognised on others, named from a result. */
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, type Page } from "@playwright/test";
import { Api } from "#tests/support/api.ts";
import { aPicture } from "#tests/support/pictures.ts";
import { aGroup, aPortrait } from "#tests/support/portraits.ts";
import { enrolled } from "#tests/support/recognition.ts";
import { look } from "./look.ts";
import { expectAccessible, signIn, test } from "./people.ts";

/** Looking at a photo takes a decoder and an engine, and the machine may have other work. */
const LOOKS = { timeout: 60_000 };

/** On the disk, as the reader chooses them. */
function onDisk(folder: string, files: Record<string, Buffer>): string[] {
	mkdirSync(folder, { recursive: true });
	return Object.entries(files).map(([name, bytes]) => {
		const path = join(folder, name);
		writeFileSync(path, bytes);
		return path;
	});
}

const rail = (page: Page, name: string) =>
	page.getByRole("navigation", { name: "Main" }).getByRole("link", { name }).click();
const results = (page: Page) => page.getByRole("list", { name: "Photos with their faces" });
const entry = (page: Page, name: string) => page.getByRole("article", { name, exact: true });

async function recognize(page: Page, files: string[]): Promise<void> {
	await rail(page, "Recognition");
	await expect(page.getByRole("heading", { name: "Recognition", level: 1 })).toBeVisible();
	await page.locator('input[data-picker="recognition"]').setInputFiles(files);
	await page.waitForURL(/\/recognition\/\d{8}_\d{6}_\d{4}$/);
	await expect(results(page).getByRole("article")).toHaveCount(files.length);
}

test("a person is enrolled by photos, recognised, renamed and deleted", async ({
	page,
	complaints,
}, info) => {
	test.setTimeout(240_000);
	// What a photo is refused for.
	complaints.expected.push(/422/);
	const [portrait, group, bare, another, stranger] = await Promise.all([
		aPortrait("ayu"),
		aGroup(),
		aPicture(),
		aPortrait("ayu", 1),
		aPortrait("citra"),
	]);
	await signIn(page);

	await test.step("with a name, and photos of which each tells how it fared", async () => {
		await rail(page, "People");
		await page.getByRole("button", { name: "New person" }).first().click();
		const form = page.getByRole("dialog", { name: "New person" });
		await form.getByRole("button", { name: "Go on" }).click();
		await expect(form.getByText("Give the person a name.")).toBeVisible();
		await form.getByLabel("Name").fill("Ayu Lestari");
		await form.getByRole("button", { name: "Go on" }).click();
		await expect(page.getByRole("heading", { name: "Ayu Lestari has no photo yet" })).toBeVisible();
		const photos = onDisk(info.outputPath("samples"), {
			"ayu.jpg": portrait,
			"family.jpg": group,
			"sky.jpg": bare,
		});
		await page.locator('input[data-picker="files"]').setInputFiles(photos);
		const fared = page.getByRole("region", { name: "Add photos" }).getByRole("listitem");
		const why = (name: string) => fared.filter({ hasText: name });
		await expect(why("family.jpg")).toContainText("more than one face", LOOKS);
		await expect(why("sky.jpg")).toContainText("No clear face was found", LOOKS);
		await expect(page.getByText("1 of 3 photos added")).toBeVisible();
		await expect(page.getByRole("img", { name: "Ayu Lestari, 1 of 1" })).toBeVisible();
		await expectAccessible(page);
	});

	await test.step("photos are recognised as they are looked at", async () => {
		const photos = onDisk(info.outputPath("photos"), {
			"ayu-again.jpg": another,
			"citra.jpg": stranger,
			"empty.jpg": bare,
		});
		await recognize(page, photos);
		await expect(page.getByText("of 3 photos recognised")).toBeVisible();
		await expect(entry(page, "ayu-again.jpg").getByText("% sure")).toBeVisible(LOOKS);
		await expect(entry(page, "empty.jpg").getByText("No face on this photo")).toBeVisible(LOOKS);
		await expect(page.getByRole("progressbar")).toHaveCount(0, LOOKS);
		await expect(
			entry(page, "ayu-again.jpg").getByRole("button", { name: "Face 1 of 1: Ayu Lestari" }),
		).toHaveAttribute("aria-pressed", "true");
		await look(page, "recognition-log");
	});
	const log = page.url();

	await test.step("a face without a name is given one, and is recognised from then on", async () => {
		await entry(page, "citra.jpg").getByRole("button", { name: "This is…" }).click();
		const dialog = page.getByRole("dialog", { name: "Whose face is this?" });
		await dialog.getByRole("combobox", { name: "Type a name" }).fill("Citra Dewi");
		await dialog.getByRole("option", { name: "New person “Citra Dewi”" }).click();
		await expect(page.getByText("The face is Citra Dewi’s now")).toBeVisible(LOOKS);
		await expect(dialog).toHaveCount(0);
		const photos = onDisk(info.outputPath("second"), {
			"citra-again.jpg": await aPortrait("citra", 1),
		});
		await recognize(page, photos);
		await expect(entry(page, "citra-again.jpg")).toContainText("Citra Dewi", LOOKS);
		await expect(page.getByText("of 1 photo recognised")).toBeVisible();
	});

	await test.step("a new name shows at once, in old results too", async () => {
		await rail(page, "People");
		await page.getByRole("searchbox", { name: "Find a person by name" }).fill("ayu les");
		await page.getByRole("link", { name: /Ayu Lestari/ }).click();
		await page.getByRole("button", { name: "Change the name Ayu Lestari" }).click();
		await page.getByRole("textbox", { name: "Name" }).fill("Ayu Wulandari");
		await page.keyboard.press("Enter");
		await expect(page.getByRole("heading", { name: "Ayu Wulandari", level: 1 })).toBeVisible();
		await page.goto(log);
		await expect(entry(page, "ayu-again.jpg")).toContainText("Ayu Wulandari");
	});

	await test.step("who is deleted is gone from results", async () => {
		await rail(page, "People");
		await page.getByRole("link", { name: /Ayu Wulandari/ }).click();
		await page.getByRole("button", { name: "More for Ayu Wulandari" }).click();
		await page.getByRole("menuitem", { name: "Delete person…" }).click();
		const question = page.getByRole("alertdialog", { name: "Delete Ayu Wulandari?" });
		await expect(question).toContainText("all its face data");
		await expectAccessible(page);
		await question.getByRole("button", { name: "Delete for good" }).click();
		await expect(page.getByText("Ayu Wulandari was deleted")).toBeVisible();
		await page.goto(log);
		await expect(entry(page, "ayu-again.jpg")).toContainText("Unknown");
	});

	await test.step("and so is a recognition with its photos", async () => {
		await page.getByRole("button", { name: "Delete this recognition" }).click();
		await page.getByRole("button", { name: "Delete for good" }).click();
		// It is told while the next page is still on its way.
		await expect(page.getByText("3 photos deleted")).toBeVisible();
		await page.waitForURL("**/recognition");
		await expect(page.getByRole("heading", { name: "Recognition", level: 1 })).toBeVisible();
		await expect(page.getByRole("link", { name: /0 of 3 photos/ })).toHaveCount(0);
		await expectAccessible(page);
	});
});

test("two entries of one person become one", async ({ page, baseURL }) => {
	const api = await new Api(baseURL ?? "").photographer();
	await api.post("/api/people", { name: "Budi S." });
	await enrolled(api, "Budi Santoso", "budi");
	await signIn(page);
	await rail(page, "People");
	await page.getByRole("link", { name: /Budi Santoso/ }).click();
	await page.getByRole("button", { name: "More for Budi Santoso" }).click();
	await page.getByRole("menuitem", { name: "Merge with…" }).click();
	await page.getByRole("combobox", { name: "Find a person" }).fill("budi");
	await expect(page.getByRole("option")).toHaveCount(1);
	await page.keyboard.press("Enter");
	await page.getByRole("button", { name: "Merge" }).click();
	await expect(page.getByText("Budi S. is Budi Santoso now")).toBeVisible();
	await rail(page, "People");
	await expect(page.getByRole("link", { name: /Budi Santoso/ })).toBeVisible();
	await expect(page.getByRole("link", { name: /Budi S\./ })).toHaveCount(0);
});

test("what cannot be sent is told, of how many", async ({ page }, info) => {
	await signIn(page);
	await rail(page, "Recognition");
	const files = onDisk(info.outputPath("files"), {
		"notes.txt": Buffer.from("not a photo"),
		"nothing.jpg": Buffer.alloc(0),
	});
	await page.locator('input[data-picker="recognition"]').setInputFiles(files);
	const notice = page.getByRole("alert").filter({ hasText: "2 of 2 files left out" });
	await expect(notice.getByText("notes.txt: not a kind of photo that is taken")).toBeVisible();
	await expect(notice.getByText("nothing.jpg: the file is empty")).toBeVisible();
	await expectAccessible(page);
});

test("the form of the recognition document works as it stands", async ({ page, baseURL }, info) => {
	const api = await new Api(baseURL ?? "").photographer();
	const token = api.headers.authorization?.replace("Bearer ", "") ?? "";
	const document = readFileSync(new URL("./pages/recognition-form.txt", import.meta.url), "utf8")
		.replace("https://facerecognition.mpanel.app", "")
		.replace("YOUR_TOKEN", token);
	await page.route("**/someone-elses-form", (route) =>
		route.fulfill({ contentType: "text/html", body: document }),
	);
	await page.goto("/someone-elses-form");
	const photos = onDisk(info.outputPath("form"), {
		"dewi.jpg": await aPortrait("dewi"),
		"nobody.jpg": await aPicture(),
	});
	await page.locator("#photoInput").setInputFiles(photos);
	await page.getByRole("button", { name: "Upload & Recognize" }).click();
	await expect(page.getByText("Processed: 2 photos")).toBeVisible(LOOKS);
	await expect(page.getByText(/^Batch ID: \d{8}_\d{6}_\d{4}$/)).toBeVisible();
	const log = await page.getByRole("link", { name: "View Detailed Log" }).getAttribute("href");
	expect((await api.get(log ?? "")).body).toMatchObject({ success: true, total_photos: 2 });
});
