/** One's own account, and those that administrators look after. */
import { expect, type Page } from "@playwright/test";
import { Api } from "#tests/support/api.ts";
import { look } from "./look.ts";
import { expectAccessible, signIn, test } from "./people.ts";

const ADMIN = { username: "admin", password: "admin123" };
const PASSWORD = "a password of her own";

const linkIn = (page: Page) =>
	page.getByRole("dialog", { name: /^A link for/ }).getByLabel("Link", { exact: true });

async function chooseInMenu(page: Page, name: string, item: string): Promise<void> {
	await page.getByRole("button", { name: `More for ${name}` }).click();
	await page.getByRole("menuitem", { name: item }).click();
}

test("somebody is invited, sets themselves up, and is disabled again", async ({
	page,
	guest,
	baseURL,
	complaints,
}) => {
	test.setTimeout(180_000);
	complaints.expected.push(/40[139]/);
	const name = `ratna-${Date.now()}`;

	await test.step("an administrator makes a link", async () => {
		await signIn(page, ADMIN);
		await page.getByRole("link", { name: "Admin" }).click();
		await page.getByRole("button", { name: "Invite" }).click();
		const form = page.getByRole("dialog", { name: "Invite somebody" });
		await form.getByLabel("User name").fill(name);
		await look(page, "invite");
		await form.getByRole("button", { name: "Make the link" }).click();
		await expect(linkIn(page)).toHaveValue(/\/invite\?token=/);
		await expectAccessible(page);
	});

	await test.step("which leads in, once", async () => {
		const link = await linkIn(page).inputValue();
		await guest.goto(link);
		await expect(guest.getByText(`For the account ${name}.`)).toBeVisible();
		await look(guest, "choose-password");
		await guest.getByLabel("New password").fill(PASSWORD);
		await guest.getByRole("button", { name: "Set password" }).click();
		await expect(guest.getByRole("heading", { name: "Events", level: 1 })).toBeVisible();
		await page.goto(link);
		await expect(
			page.getByRole("heading", { name: "This link does not work any more" }),
		).toBeVisible();
		await expectAccessible(page);
	});

	await test.step("a key is made, shown once, used and revoked", async () => {
		await guest.getByRole("link", { name: "Settings" }).click();
		await guest.getByRole("button", { name: "New key" }).click();
		const form = guest.getByRole("dialog", { name: "New key" });
		await form.getByLabel("Name").fill("Night upload");
		await form.getByRole("button", { name: "Create key" }).click();
		await expect(form.getByText("Choose at least one thing")).toBeVisible();
		await form.getByLabel("See events").check();
		await look(guest, "new-key");
		await form.getByRole("button", { name: "Create key" }).click();
		const shown = guest.getByRole("dialog", { name: "The key Night upload" });
		const key = await shown.getByLabel("API key", { exact: true }).inputValue();
		const script = new Api(baseURL ?? "", { "x-api-key": key });
		expect((await script.get("/api/events")).status).toBe(200);
		await expectAccessible(guest);
		await shown.getByRole("button", { name: "Done" }).click();
		const keys = guest.getByRole("list", { name: "API keys" });
		await expect(keys.getByText("See events")).toBeVisible();
		await expect(guest.getByText(key)).toHaveCount(0);
		await guest.getByRole("button", { name: "Revoke Night upload" }).click();
		await guest.getByRole("alertdialog").getByRole("button", { name: "Revoke" }).click();
		// What is behind a dialog has no role: it is gone when its question is answered.
		await expect(guest.getByRole("alertdialog")).toHaveCount(0);
		await expect(keys.getByRole("listitem")).toHaveCount(0);
		expect((await script.get("/api/events")).status).toBe(401);
	});

	await test.step("other sign-ins are seen, and ended by a new password", async () => {
		const script = await new Api(baseURL ?? "", { "user-agent": "curl/8.5.0" }).signIn(
			name,
			PASSWORD,
		);
		await guest.reload();
		const sessions = guest.getByRole("list", { name: "Where you are signed in" });
		await expect(sessions.getByText("This device")).toBeVisible();
		await expect(sessions.getByRole("button", { name: "Sign out curl" })).toBeVisible();
		await look(guest, "settings");
		await guest.getByLabel("Current password").fill("not this one");
		await guest.getByLabel("New password").fill(`${PASSWORD}, changed`);
		await guest.getByRole("button", { name: "Change password" }).click();
		await expect(guest.getByText("The current password is wrong.")).toBeVisible();
		await guest.getByLabel("Current password").fill(PASSWORD);
		await guest.getByRole("button", { name: "Change password" }).click();
		await expect(guest.getByText("Password changed")).toBeVisible();
		await expect(sessions.getByRole("listitem")).toHaveCount(1);
		expect((await script.get("/api/account")).status).toBe(401);
	});

	await test.step("who is disabled is out at once", async () => {
		await page.goto("/admin/users");
		await page.getByLabel("Find a user by name or address").fill(name);
		await expect(page.getByText(/^1 user is like/)).toBeVisible();
		await chooseInMenu(page, name, "Make administrator");
		await expect(page.getByText("Administrator", { exact: true })).toBeVisible();
		await chooseInMenu(page, name, "Change domain…");
		const dialog = page.getByRole("dialog", { name: `Another domain for ${name}` });
		await expect(dialog.getByLabel("Domain")).toHaveValue("default");
		await dialog.getByLabel("Domain").fill("studio-2");
		await look(page, "domain");
		await dialog.getByRole("button", { name: "Change" }).click();
		await expect(dialog).toHaveCount(0);
		await expect(page.getByText("Domain studio-2")).toBeVisible();
		await guest.goto("/admin/users");
		await expect(guest.getByRole("heading", { name: "Users" })).toBeVisible();
		await look(guest, "users");
		await chooseInMenu(page, name, "Disable…");
		await page.getByRole("alertdialog").getByRole("button", { name: "Disable" }).click();
		await expect(page.getByText("Disabled", { exact: true })).toBeVisible();
		await guest.goto("/settings");
		await guest.waitForURL("**/sign-in?next=**");
	});

	await test.step("and the log has all of it", async () => {
		await page.getByRole("link", { name: "Log" }).click();
		const log = page.getByRole("list", { name: "Log" });
		// Of administrators: what all the others do meanwhile would push it off the page.
		await page.getByLabel("Find what somebody did").fill(ADMIN.username);
		for (const done of [`Disabled ${name}`, `Made ${name} an administrator`, `Invited ${name}`])
			await expect(log.getByText(done)).toBeVisible();
		await expect(log.getByText(`Moved ${name} to the domain studio-2`)).toBeVisible();
		await look(page, "log");
		await page.getByLabel("Find what somebody did").fill(name);
		await expect(log.getByText(`Disabled ${name}`)).toHaveCount(0);
		await expect(log.getByText("Revoked the key Night upload")).toBeVisible();
		await page.getByLabel("What is shown").selectOption("key_created");
		await page.getByLabel("Since when").selectOption("7");
		await expect(log.getByRole("listitem")).toHaveCount(1);
	});
});

test("administration is not there for others", async ({ page, guest, complaints }) => {
	complaints.expected.push(/404/);
	await signIn(page);
	await expect(page.getByRole("link", { name: "Admin" })).toHaveCount(0);
	await page.goto("/admin/users");
	await expect(page.getByRole("heading", { name: "Nothing hangs here" })).toBeVisible();
	await guest.goto("/register");
	await expect(
		guest.getByRole("heading", { name: "Accounts are made by invitation" }),
	).toBeVisible();
	await expectAccessible(guest);
});
