/** The queue, by the page of administrators. */
import { randomUUID } from "node:crypto";
import { expect } from "@playwright/test";
import { query } from "./database.ts";
import { look } from "./look.ts";
import { DEMO_EVENT, signIn, test } from "./people.ts";

const ADMIN = { username: "admin", password: "admin123" };

/** A job that was given up. */
const aFailedJob = (name: string, payload: object, reason: string) =>
	query(
		`INSERT INTO pgboss.job (id, name, data, state, output, retry_count, retry_limit, completed_on)
		VALUES ($1, $2, $3, 'failed', $4, 50, 50, now())`,
		[randomUUID(), name, JSON.stringify(payload), JSON.stringify({ message: reason })],
	);

test("what failed is seen, with its reason, and tried again", async ({ page }) => {
	test.setTimeout(180_000);
	for (let made = 0; made < 27; made++)
		await aFailedJob("media-render", { mediaId: randomUUID() }, "The disk is full");
	await aFailedJob("faces-group", { eventId: DEMO_EVENT.id }, "Out of memory");
	await signIn(page, ADMIN);
	await page.goto("/admin/jobs");
	const kinds = page.getByRole("list", { name: "By kind" });
	await expect(kinds.getByText("27 failed")).toBeVisible();
	const failed = page.getByRole("list", { name: "Failed" }).getByRole("listitem");
	await expect(failed).toHaveCount(25);
	await expect(page.getByText("1–25 of 28")).toBeVisible();
	await look(page, "jobs");

	await test.step("page by page, and by kind", async () => {
		await page.getByRole("link", { name: "Older" }).click();
		await expect(page.getByText("26–28 of 28")).toBeVisible();
		const filter = page.getByRole("navigation", { name: "Failed jobs, by kind" });
		await filter.getByRole("link", { name: "Telling the people of an event apart" }).click();
		await expect(failed).toHaveCount(1);
		await expect(failed.getByText("Out of memory")).toBeVisible();
	});

	await test.step("with the way to what it was about", async () => {
		await expect(failed.getByRole("link")).toHaveAttribute("href", `/events/${DEMO_EVENT.id}`);
	});

	await test.step("one is tried again", async () => {
		await failed.getByRole("button", { name: /^Try again/ }).click();
		await expect(page.getByText("1 job waits to be tried again")).toBeVisible();
		await expect(page.getByRole("heading", { name: "Nothing has failed." })).toBeVisible();
	});

	await test.step("and all of a kind", async () => {
		await page.context().addCookies([{ name: "locale", value: "id", url: page.url() }]);
		await page.goto("/admin/jobs");
		await look(page, "jobs-id");
		await page.getByRole("button", { name: "Coba lagi semua 27: Membuat gambar" }).click();
		await expect(page.getByText("27 pekerjaan menunggu dicoba lagi")).toBeVisible();
		// The page looks again by itself.
		await expect(page.getByRole("heading", { name: "Tidak ada yang gagal." })).toBeVisible();
		await expect(page.getByText("27 gagal")).toHaveCount(0);
	});
});
