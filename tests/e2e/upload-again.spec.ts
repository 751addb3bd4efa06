/** Uploads that outlive their page: reloads, lost connections, two tabs, and what is there already. */
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, type Page, type TestInfo } from "@playwright/test";
import { aJpegOf, aPicture } from "#tests/support/pictures.ts";
import { keptRecords } from "./kept.ts";
import { look } from "./look.ts";
import { createEvent, drop, expectAccessible, openDock, photosOf, signIn, test } from "./people.ts";

const MB = 1024 * 1024;
const PATIENT = { timeout: 60_000 };

async function someFiles(info: TestInfo, count: number): Promise<string[]> {
	const folder = info.outputPath("camera");
	mkdirSync(folder, { recursive: true });
	const paths = Array.from({ length: count }, (_, n) => join(folder, `IMG_${n + 1}.jpg`));
	for (const path of paths) writeFileSync(path, await aPicture());
	return paths;
}

const choose = (page: Page, files: string[]) =>
	page.locator('main input[data-picker="files"]').first().setInputFiles(files);

/** Lets the first `most` photos through and holds the others; counts what is sent. */
async function holdAfter(page: Page, most: number) {
	const names: string[] = [];
	const held: (() => void)[] = [];
	let open = false;
	await page.route("**/photos", async (route) => {
		if (route.request().method() !== "POST") return route.fallback();
		const body = route.request().postDataBuffer()?.toString("latin1") ?? "";
		names.push(/filename="([^"]+)"/.exec(body)?.[1] ?? "");
		if (!open && names.length > most) await new Promise<void>((go) => held.push(go));
		await route.continue().catch(() => undefined);
	});
	const letGo = () => {
		open = true;
		for (const go of held) go();
	};
	return { names, letGo };
}

/** How many of the queue the browser keeps, of those that have arrived or of all. */
const kept = async (page: Page, only?: "done") => {
	const items = await keptRecords(page, "potret-uploads", "items");
	return items.filter(({ status }) => !only || status === only).length;
};

const heading = (page: Page, name: string) => page.getByRole("heading", { name });

test.beforeEach(async ({ page }) => signIn(page));

test("after a reload the same files go on, and what has arrived is not sent again", async ({
	page,
}, info) => {
	const files = await someFiles(info, 8);
	await createEvent(page, "Reloaded");
	const wire = await holdAfter(page, 3);
	await choose(page, files);
	await expect(heading(page, "3 of 8 uploaded")).toBeVisible(PATIENT);
	await expect.poll(() => kept(page, "done"), PATIENT).toBe(3);
	const asked: string[] = [];
	page.once("dialog", (dialog) => {
		asked.push(dialog.type());
		void dialog.accept();
	});
	await page.reload();
	expect(asked).toEqual(["beforeunload"]);
	await openDock(page);
	await expect(heading(page, "5 of 8 wait for their files")).toBeVisible();
	await look(page, "dock-again");
	await openDock(page);
	wire.letGo();
	const again = page.getByRole("region", { name: "Uploads" }).locator('[data-picker="files"]');
	await again.setInputFiles(files.slice(3));
	await expect(heading(page, "All 8 photos arrived")).toBeVisible(PATIENT);
	await expect(photosOf(page)).toHaveCount(8, PATIENT);
	const arrived = wire.names.slice(0, 3);
	for (const name of arrived) expect(wire.names.filter((each) => each === name)).toHaveLength(1);
	// Nothing would be lost any more.
	await page.reload();
	await expect(photosOf(page)).toHaveCount(8, PATIENT);
	await expect(page.getByRole("region", { name: "Uploads" })).toHaveCount(0);
});

test("dropped files are read again after a reload, and no warning is needed", async ({
	page,
}, info) => {
	const files = await someFiles(info, 6);
	await createEvent(page, "Dropped");
	const wire = await holdAfter(page, 2);
	await drop(page, files);
	await expect(heading(page, "2 of 6 uploaded")).toBeVisible(PATIENT);
	page.on("dialog", () => {
		throw new Error("Nothing would be lost");
	});
	wire.letGo();
	await page.reload();
	await openDock(page);
	await expect(heading(page, "All 6 photos arrived")).toBeVisible(PATIENT);
	await expect(photosOf(page)).toHaveCount(6, PATIENT);
});

test("what the album has is not sent, from a folder of hundreds too", async ({ page }, info) => {
	const files = await someFiles(info, 5);
	await createEvent(page, "Duplicates");
	const wire = await holdAfter(page, 100);
	await choose(page, files.slice(0, 3));
	await expect(heading(page, "All 3 photos arrived")).toBeVisible(PATIENT);
	await choose(page, files);
	await openDock(page);
	await expect(heading(page, "All 5 photos arrived")).toBeVisible(PATIENT);
	await expect(page.getByText("3 were already here")).toBeVisible();
	expect(wire.names).toHaveLength(5);
	await expect(photosOf(page)).toHaveCount(5, PATIENT);
});

test("two tabs never send the same, and the second goes on when the first is closed", async ({
	page,
	context,
}, info) => {
	const files = await someFiles(info, 6);
	const id = await createEvent(page, "Two tabs");
	const first = await holdAfter(page, 2);
	await drop(page, files);
	await expect(heading(page, "2 of 6 uploaded")).toBeVisible(PATIENT);
	await expect.poll(() => kept(page, "done"), PATIENT).toBe(2);
	const other = await context.newPage();
	const second = await holdAfter(other, 100);
	await other.goto(`/events/${id}`);
	await expect(photosOf(other)).toHaveCount(2, PATIENT);
	await expect(other.getByRole("region", { name: "Uploads" })).toHaveCount(0);
	expect(second.names).toEqual([]);
	await page.close();
	await openDock(other);
	await expect(heading(other, "All 6 photos arrived")).toBeVisible(PATIENT);
	// One of which a try broke off as it took over is tried again: the server has it once.
	expect(new Set(second.names).size).toBe(4);
	expect(first.names.slice(0, 2).some((name) => second.names.includes(name))).toBe(false);
	await expect(photosOf(other)).toHaveCount(6, PATIENT);
});

test("a large photo is sent in parts, and outlives a lost connection", async ({
	page,
	complaints,
}, info) => {
	complaints.expected.push(/ERR_FAILED|ERR_INTERNET_DISCONNECTED/);
	const path = info.outputPath("large.jpg");
	writeFileSync(path, await aJpegOf(12 * MB));
	await createEvent(page, "Large");
	const offsets: string[] = [];
	page.on("request", (request) => {
		if (request.method() === "PATCH") offsets.push(request.headers()["upload-offset"] ?? "");
	});
	await page.route("**/api/uploads/*", (route) => route.abort("failed"), { times: 1 });
	await choose(page, [path]);
	await expect(heading(page, "1 photo arrived")).toBeVisible(PATIENT);
	expect(offsets).toEqual(["0", "0"]);
	await expect(photosOf(page)).toHaveCount(1, PATIENT);
});

test("in the end the truth is told: how many arrived, how many did not, and why", async ({
	page,
	complaints,
}, info) => {
	complaints.expected.push(/400|413/);
	const files = await someFiles(info, 4);
	const letters = ["a.jpg", "b.jpg"].map((name) => join(info.outputPath("camera"), name));
	for (const path of letters) writeFileSync(path, `Dear all, ${path}`);
	await createEvent(page, "Truth");
	await choose(page, [...files, ...letters]);
	await openDock(page);
	await expect(heading(page, "4 of 6 arrived, 2 did not")).toBeVisible(PATIENT);
	await expect(page.getByText("2 of them: This kind of file is not taken.")).toBeVisible();
	await look(page, "dock-truth");
	await openDock(page);
	await expectAccessible(page);
	// It stays true over a reload.
	await page.reload();
	await openDock(page);
	await expect(heading(page, "4 of 6 arrived, 2 did not")).toBeVisible(PATIENT);
	await page.getByRole("button", { name: "Close uploads" }).click();
	await expect.poll(() => kept(page), PATIENT).toBe(0);
	await page.reload();
	await expect(photosOf(page)).toHaveCount(4, PATIENT);
	await expect(page.getByRole("region", { name: "Uploads" })).toHaveCount(0);
});

test("the dock goes along from page to page, folded or not", async ({ page }, info) => {
	const files = await someFiles(info, 5);
	await createEvent(page, "Along");
	const wire = await holdAfter(page, 2);
	await choose(page, files);
	await expect(heading(page, "2 of 5 uploaded")).toBeVisible(PATIENT);
	await look(page, "dock-sending");
	await openDock(page);
	await page.getByRole("button", { name: "Fold uploads" }).click();
	await look(page, "dock-folded");
	await page
		.getByRole("navigation", { name: "Main" })
		.getByRole("link", { name: "Batches" })
		.click();
	await expect(page.getByRole("button", { name: "Show uploads: 2 of 5 uploaded" })).toBeVisible();
	wire.letGo();
	await expect(
		page.getByRole("button", { name: "Show uploads: All 5 photos arrived" }),
	).toBeVisible(PATIENT);
});
