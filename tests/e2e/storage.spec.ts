/** How much an account keeps, and may keep: seen by its owner and by administrators, and told when it is full. */
import { expect } from "@playwright/test";
import { aPicture } from "#tests/support/pictures.ts";
import { look } from "./look.ts";
import { aMember, createEvent, openDock, signIn, test } from "./people.ts";

const ADMIN = { username: "admin", password: "admin123" };

test("an account is given a quota, fills it, and is told what did not fit", async ({
	page,
	guest,
	baseURL,
	complaints,
}) => {
	test.setTimeout(240_000);
	complaints.expected.push(/413/);
	const member = await aMember(baseURL);
	const name = member.username;
	await signIn(page, ADMIN);
	await signIn(guest, member);

	await test.step("without a limit there is no bar", async () => {
		await guest.goto("/settings");
		await expect(guest.getByText("0 kB, 0 files")).toBeVisible();
		await expect(guest.getByRole("progressbar", { name: "Storage" })).toHaveCount(0);
	});

	await test.step("an administrator says how much may be kept", async () => {
		await page.goto("/admin/users");
		await page.getByLabel("Find a user by name or address").fill(name);
		await expect(page.getByText(/^1 user is like/)).toBeVisible();
		await page.getByRole("button", { name: `More for ${name}` }).click();
		await page.getByRole("menuitem", { name: "Set the quota" }).click();
		const form = page.getByRole("dialog", { name: `How much ${name} may keep` });
		await form.getByLabel("Gigabytes").fill("0.5");
		await form.getByLabel("Files").fill("3");
		await look(page, "quota");
		await form.getByRole("button", { name: "Save" }).click();
		await expect(page.getByRole("dialog")).toHaveCount(0);
		await expect(page.getByText("0 kB of 500 MB, 0 of 3 files")).toBeVisible();
		await look(page, "users-quota");
	});

	await test.step("and what does not fit is told", async () => {
		await createEvent(guest, "A full day");
		const files = await Promise.all(
			[1, 2, 3, 4, 5].map(async (n) => {
				return { name: `${n}.jpg`, mimeType: "image/jpeg", buffer: await aPicture() };
			}),
		);
		await guest.locator('input[data-picker="files"]').first().setInputFiles(files);
		await openDock(guest);
		const told = "The storage is full: 2 of 5 photos did not fit";
		await expect(guest.getByRole("heading", { name: told })).toBeVisible();
		await expect(guest.getByText("There is no room left").first()).toBeVisible();
		await look(guest, "storage-full");
		await guest.goto("/settings");
		await expect(guest.getByText(/of 500 MB, 3 of 3 files$/)).toBeVisible();
		const bar = guest.getByRole("progressbar", { name: "Storage" });
		await expect(bar).toHaveAttribute("aria-valuenow", "100");
		await look(guest, "settings-storage");
	});

	await test.step("the whole installation is seen, and whether it works", async () => {
		await page.getByRole("link", { name: "Storage" }).click();
		await expect(page.getByRole("heading", { name: "Storage", level: 1 })).toBeVisible();
		await expect(page.getByText("Works", { exact: true })).toHaveCount(4);
		await expect(page.getByText(name)).toBeVisible();
		await look(page, "storage");
	});

	await test.step("an empty field is the default again", async () => {
		await page.goto(`/admin/users`);
		await page.getByLabel("Find a user by name or address").fill(name);
		await expect(page.getByText(/^1 user is like/)).toBeVisible();
		await page.getByRole("button", { name: `More for ${name}` }).click();
		await page.getByRole("menuitem", { name: "Set the quota" }).click();
		const form = page.getByRole("dialog", { name: `How much ${name} may keep` });
		await expect(form.getByLabel("Gigabytes")).toHaveValue("0.5");
		await form.getByLabel("Gigabytes").fill("");
		await form.getByLabel("Files").fill("");
		await form.getByRole("button", { name: "Save" }).click();
		await expect(page.getByRole("dialog")).toHaveCount(0);
		await expect(page.getByText(/^\d+ [kM]B, 3 files$/)).toBeVisible();
		await page.getByRole("link", { name: "Log" }).click();
		await expect(page.getByText(`Changed how much ${name} may keep`).first()).toBeVisible();
	});
});
