/** What a photographer does on the page for new batches, and what can go wrong on the way. */
import { mkdirSync, writeFileSync } from "node:fs";
import { expect, type Page, type Request } from "@playwright/test";
import type { Json } from "#tests/support/api.ts";
import { aJpegOf } from "#tests/support/pictures.ts";
import type { ZipMember } from "#tests/support/sheets.ts";
import { aZip } from "#tests/support/zip-writer.ts";
import { keptRecords } from "./kept.ts";

const MB = 1024 ** 2;
export const SHEETS = 12;

/** An archive of 60 MB: a whole chunk, and a part of another. */
export async function writeLargeZip(path: string): Promise<void> {
	const sheets = await Promise.all(
		Array.from({ length: SHEETS }, async (_, n) => ({
			...{ name: `page${n + 1}.jpg`, bytes: await aJpegOf(5 * MB), stored: true },
		})),
	);
	writeFileSync(path, aZip(sheets));
}

/** A folder of these files. */
export function aFolderOf(folder: string, members: readonly ZipMember[]): string {
	mkdirSync(folder, { recursive: true });
	for (const { name, bytes } of members)
		writeFileSync(`${folder}/${name.replace("scans/", "")}`, bytes);
	return folder;
}

/** By the ways of the studio: at its end the page is alive. */
export async function openNewBatch(page: Page): Promise<void> {
	const rail = page.getByRole("navigation", { name: "Main" });
	await rail.getByRole("link", { name: "Batches" }).click();
	await page.getByRole("link", { name: "New batch" }).first().click();
	await expect(page.getByRole("heading", { name: "New batch", level: 1 })).toBeVisible();
}

export const picker = (page: Page, kind: "archive" | "images" | "folder") =>
	page.locator(`input[data-picker="batch-${kind}"]`).last();

export const rowOf = (page: Page, name: string | RegExp) =>
	page.getByRole("region", { name: "Batches on their way" }).getByRole("listitem").filter({
		hasText: name,
	});

/** Gives the number of the task, and sends it off. */
export async function startWithTask(page: Page, taskId = "14900113"): Promise<void> {
	const way = page.getByRole("radio", { name: "I type the task number" });
	await way.click();
	await page.getByRole("textbox", { name: "Task number" }).fill(taskId);
	await start(page);
}

export const start = (page: Page) => page.getByRole("button", { name: /^Upload [\d.,]+/ }).click();

/** The batch behind a row, as the API tells it. */
export async function batchOf(page: Page, row: ReturnType<typeof rowOf>): Promise<Json> {
	const link = await row.getByRole("link", { name: "Open the batch" }).getAttribute("href");
	const answer = await page.request.get(`/api${link}/status`);
	return answer.json();
}

/**
 * Holds back what comes after the first chunk until it is let go, and notes where every chunk began.
 */
export async function holdSecondChunk(page: Page) {
	const offsets: number[] = [];
	let letGo = () => {};
	const free = new Promise<void>((resolve) => {
		letGo = resolve;
	});
	const offsetOf = (request: Request) => Number(request.headers()["upload-offset"]);
	await page.route("**/api/uploads/*", async (route) => {
		const request = route.request();
		if (request.method() !== "PATCH") return route.continue();
		offsets.push(offsetOf(request));
		if (offsetOf(request) > 0) await free;
		// Given up by the page meanwhile: then there is nothing to let go.
		await route.continue().catch(() => undefined);
	});
	/** The second is asked for, and the browser keeps how much has arrived. */
	const reached = async () => {
		await expect.poll(() => offsets.some((offset) => offset > 0)).toBe(true);
		const records = () => keptRecords(page, "potret-batches", "batches");
		await expect
			.poll(async () => (await records()).some(({ item }) => item.arrivedBytes > 0))
			.toBe(true);
	};
	return { offsets, letGo, reached };
}
