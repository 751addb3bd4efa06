import { readFileSync } from "node:fs";
import { expect } from "@playwright/test";
import {
	aFolderOfPictures,
	createEvent,
	drop,
	expectAccessible,
	openDock,
	photosOf,
	signIn,
	test,
} from "./people.ts";

test("from an empty event to a guest with a photo in hand", async ({ page, guest }, info) => {
	const folder = info.outputPath("wedding");
	const pictures = await aFolderOfPictures(folder, 7);

	await test.step("the photographer makes an event and drops a folder on it", async () => {
		await signIn(page);
		await createEvent(page, "Sinta & Bayu", "melati");
		await expect(page.getByText("Official is waiting for its first photo")).toBeVisible();
		await drop(page, [folder]);
		await expect(page.getByText("1 file was left out: not a photo")).toBeVisible();
	});

	await test.step("they arrive, and develop before one's eyes", async () => {
		await openDock(page);
		await expect(page.getByRole("heading", { name: "All 7 photos arrived" })).toBeVisible();
		await expect(photosOf(page)).toHaveCount(7);
		await expect(page.getByRole("tab", { name: "Official, 7 photos" })).toBeVisible();
		await expect(page.getByText(/developing/)).toHaveCount(0);
	});

	await test.step("a settled page asks for nothing more", async () => {
		// Its timers are ours: minutes pass at once, and whatever would poll does.
		await page.clock.install();
		await page.reload();
		await expect(photosOf(page)).toHaveCount(7);
		await page.waitForLoadState("networkidle");
		const asked: string[] = [];
		page.on("request", (request) => asked.push(request.url()));
		await page.clock.runFor("05:00");
		await page.evaluate(() => fetch("/api/health"));
		// What Next fetches ahead of links, it fetches when it likes.
		const ofTheApi = asked
			.map((url) => new URL(url).pathname)
			.filter((path) => /^\/api\//.test(path));
		expect(ofTheApi).toEqual(["/api/health"]);
	});

	const link = await test.step("there is a link to share", async () => {
		await page.getByRole("button", { name: "Share" }).click();
		await expect(page.getByRole("img", { name: "QR code that opens the gallery" })).toBeVisible();
		return page.getByLabel("Guest link").inputValue();
	});
	expect(new URL(link).searchParams.get("code")).toBe("melati");

	await test.step("a guest types the code", async () => {
		await guest.goto(new URL(link).pathname);
		await expect(guest.getByRole("heading", { name: "Sinta & Bayu", level: 1 })).toBeVisible();
		await expect(photosOf(guest)).toHaveCount(0);
		await guest.getByLabel("Access code").fill("melati");
		await guest.getByRole("button", { name: "Open the gallery" }).click();
		await expect(photosOf(guest)).toHaveCount(7);
		await expectAccessible(guest);
	});

	await test.step("and pages through the photos by keyboard", async () => {
		await photosOf(guest).first().focus();
		await guest.keyboard.press("Enter");
		const viewer = guest.getByRole("dialog", { name: "Photo viewer" });
		await expect(viewer.getByText("1 / 7")).toBeVisible();
		await expect(viewer).toBeFocused();
		for (let shown = 2; shown <= 7; shown++) {
			await guest.keyboard.press("ArrowRight");
			await expect(viewer.getByText(`${shown} / 7`)).toBeVisible();
		}
		await expectAccessible(guest);
	});

	await test.step("downloads one: the very bytes that the camera made", async () => {
		const waiting = guest.waitForEvent("download");
		await guest.getByRole("link", { name: "Download this photo" }).click();
		const download = await waiting;
		expect(download.suggestedFilename()).toMatch(/^IMG_\d{4}\.jpg$/);
		const bytes = readFileSync(await download.path());
		expect(pictures.some((picture) => picture.equals(bytes))).toBe(true);
	});

	await test.step("and leaves the viewer where it was entered", async () => {
		await guest.goBack();
		await expect(guest.getByRole("dialog", { name: "Photo viewer" })).toHaveCount(0);
		await expect(photosOf(guest)).toHaveCount(7);
		expect(new URL(guest.url()).pathname).toBe(new URL(link).pathname);
	});
});

test("the link from the printed card opens the gallery by itself", async ({ page, guest }) => {
	await signIn(page);
	const id = await createEvent(page, "Ulang tahun", "kue lapis");
	await guest.goto(`/event/${id}?code=kue%20lapis`);
	await expect(
		guest.getByRole("heading", { name: "The first photos are on their way" }),
	).toBeVisible();
	expect(guest.url()).not.toContain("code=");
	await page.goto(`/events/${id}/card`);
	await expect(page.getByText("kue lapis")).toBeVisible();
	await expectAccessible(page);
});

test("settings hold, and an event is deleted only by its name", async ({
	page,
	guest,
	complaints,
}) => {
	complaints.expected.push(/404/);
	await signIn(page);
	const id = await createEvent(page, "Reuni SMA");
	await page.getByRole("button", { name: "Settings" }).click();
	await page.getByLabel("Name").fill("Reuni SMA 8");
	await page.getByLabel("Anyone with the link").check();
	await page.getByRole("switch", { name: "Guests download photos" }).click();
	await expectAccessible(page);
	await page.getByRole("button", { name: "Save changes" }).click();
	await expect(page.getByRole("heading", { name: "Reuni SMA 8", level: 1 })).toBeVisible();
	await guest.goto(`/event/${id}`);
	await expect(guest.getByRole("button", { name: "Add your photos" })).toBeVisible();

	await page.getByRole("button", { name: "Settings" }).click();
	await page.getByRole("button", { name: "Delete event…" }).click();
	const question = page.getByRole("alertdialog");
	await expect(question.getByRole("button", { name: "Delete for good" })).toBeDisabled();
	await question.getByRole("textbox").fill("Reuni SMA 8");
	await question.getByRole("button", { name: "Delete for good" }).click();
	await page.waitForURL("**/events");
	await expect(page.getByRole("link", { name: /Reuni SMA/ })).toHaveCount(0);
	await guest.goto(`/event/${id}`);
	await expect(guest.getByRole("heading", { name: "There is no gallery here" })).toBeVisible();
});
