/** The API reference: read, and tried out as who one is. */
import { expect, type Page } from "@playwright/test";
import { look } from "./look.ts";
import { expectAccessible, signIn, test } from "./people.ts";

async function openReference(page: Page): Promise<void> {
	await page.goto("/docs");
	await expect(page.getByRole("heading", { name: "API reference", level: 1 })).toBeVisible();
	await expect(page.getByRole("heading", { name: /^Photos/ })).toBeVisible();
}

/** Opens an operation of a family, sends it as it stands, and gives its answer. */
async function tryOut(page: Page, family: string, operation: string) {
	const place = page.locator(`#operations-${family}-${operation}`);
	if (!(await place.isVisible())) await page.locator(`#operations-tag-${family}`).click();
	if (!(await place.locator(".opblock-body").isVisible()))
		await place.locator(".opblock-summary-control").click();
	await place.getByRole("button", { name: "Execute" }).click();
	const answer = place.locator(".live-responses-table");
	await expect(answer).toBeVisible();
	return answer;
}

test("it is read at every width, and loads nothing from elsewhere", async ({ page, baseURL }) => {
	const elsewhere: string[] = [];
	page.on("request", (request) => {
		const url = request.url();
		if (!url.startsWith(`${baseURL}/`) && !/^(data|blob):/.test(url)) elsewhere.push(url);
	});
	await openReference(page);
	await look(page, "reference");
	for (const family of ["Photos", "Recognition", "Batches", "Images", "Zones"])
		await expect(page.locator(`#operations-tag-${family}`)).toBeVisible();
	await page.setViewportSize({ width: 360, height: 740 });
	await page.locator("#operations-tag-Photos").click();
	await page.locator("#operations-Photos-uploadPhoto .opblock-summary-control").click();
	await expect(page.getByText("Stored, and being processed")).toBeVisible();
	const overflow = () =>
		page.evaluate(
			() => document.documentElement.scrollWidth - document.documentElement.clientWidth,
		);
	await expect.poll(overflow).toBe(0);
	await expectAccessible(page);
	expect(elsewhere).toEqual([]);
});

test("who is signed in tries it out as themselves", async ({ page, complaints }) => {
	complaints.expected.push(/401/);
	await openReference(page);
	await expect(await tryOut(page, "Accounts", "listKeys")).toContainText("UNAUTHENTICATED");
	await signIn(page);
	await openReference(page);
	const answer = await tryOut(page, "Accounts", "listKeys");
	await expect(answer.locator(".response-col_status").last()).toContainText("200");
	await expect(answer).toContainText('"keys"');
	// Not a request to read by: a page elsewhere could not send it.
	const created = await tryOut(page, "Accounts", "createKey");
	await expect(created.locator(".response-col_status").last()).toContainText("201");
	await expectAccessible(page);
});

test("a token that is put in is used, and forgotten with the page", async ({
	page,
	guest,
	complaints,
}) => {
	complaints.expected.push(/401/);
	await signIn(page);
	const made = await page.request.post("/api/keys", {
		data: { name: "For the reference", scopes: ["events:read", "batches:read"] },
		headers: { "sec-fetch-site": "same-origin" },
	});
	const { key } = await made.json();
	await openReference(guest);
	await guest.getByRole("button", { name: "Authorize" }).first().click();
	const dialog = guest.locator(".modal-ux");
	await dialog.locator("#auth-bearer-value").fill(key);
	await dialog.getByRole("button", { name: "Apply credentials" }).first().click();
	await dialog.getByRole("button", { name: "Close" }).first().click();
	const answer = await tryOut(guest, "Batches", "listBatches");
	await expect(answer.locator(".response-col_status").last()).toContainText("200");
	await guest.goto("about:blank");
	await openReference(guest);
	await expect(await tryOut(guest, "Batches", "listBatches")).toContainText("UNAUTHENTICATED");
});
