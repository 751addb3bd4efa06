import { expect } from "@playwright/test";
import { DEMO_EVENT, expectAccessible, PHOTOGRAPHER, signIn, test } from "./people.ts";

test("a wrong password is said plainly, and the field is ready for another try", async ({
	page,
	complaints,
}) => {
	complaints.expected.push(/401/);
	await page.goto("/sign-in");
	await page.getByLabel("User name").fill(PHOTOGRAPHER.username);
	await page.getByLabel("Password", { exact: true }).fill("not the password");
	await page.getByRole("button", { name: "Sign in" }).click();
	await expect(
		page.getByRole("alert").filter({ hasText: "User name or password is wrong." }),
	).toBeVisible();
	await expectAccessible(page);
	await page.getByLabel("Password", { exact: true }).fill(PHOTOGRAPHER.password);
	await page.getByRole("button", { name: "Sign in" }).click();
	await expect(page.getByRole("heading", { name: "Events" })).toBeVisible();
});

test("a wrong code is said plainly", async ({ page, complaints }) => {
	complaints.expected.push(/40[13]/);
	await page.goto(`/event/${DEMO_EVENT.id}?code=wrong`);
	await expect(page.getByText("That is not the code of this event.")).toBeVisible();
	await expect(page.getByLabel("Access code")).toHaveValue("wrong");
	await expectAccessible(page);
	await page.getByLabel("Access code").fill(DEMO_EVENT.code);
	await page.getByRole("button", { name: "Open the gallery" }).click();
	await expect(page.getByRole("button", { name: "Add your photos" })).toBeVisible();
});

test("strangers are sent to sign in, and then to where they were going", async ({ page }) => {
	await page.goto(`/events/${DEMO_EVENT.id}`);
	await page.waitForURL("**/sign-in?next=**");
	await page.getByLabel("User name").fill(PHOTOGRAPHER.username);
	await page.getByLabel("Password", { exact: true }).fill(PHOTOGRAPHER.password);
	await page.keyboard.press("Enter");
	await page.waitForURL(`**/events/${DEMO_EVENT.id}`);
	await page.getByRole("button", { name: "Account" }).click();
	await page.getByRole("menuitem", { name: "Sign out" }).click();
	await page.waitForURL("**/sign-in");
	await page.goto("/events");
	await page.waitForURL("**/sign-in?next=**");
});

test("what is not there is said kindly", async ({ page, complaints }) => {
	complaints.expected.push(/404/);
	await page.goto("/event/00000000-0000-4000-8000-000000000000");
	await expect(page.getByRole("heading", { name: "There is no gallery here" })).toBeVisible();
	await expectAccessible(page);
	await page.goto("/no/such/page");
	await expect(page.getByRole("heading", { name: "Nothing hangs here" })).toBeVisible();
	await expectAccessible(page);
	await page.goto("/setup");
	await expect(page.getByRole("heading", { name: "This link is not complete" })).toBeVisible();
	await page.goto("/setup?token=made-up");
	await expectAccessible(page);
});

test("the whole page speaks Indonesian when asked to, and again next time", async ({ page }) => {
	await page.goto("/");
	await page.getByRole("button", { name: "Look and language" }).click();
	await page.getByRole("menuitemradio", { name: "Bahasa Indonesia" }).click();
	await expect(
		page.getByRole("heading", { name: "Setiap foto hari itu, sampai ke tangan semua orang." }),
	).toBeVisible();
	await page.reload();
	await expect(page.locator("html")).toHaveAttribute("lang", "id");
	await page.getByRole("link", { name: "Masuk" }).click();
	await expect(page.getByLabel("Nama pengguna")).toBeVisible();
});

test("a browser that asks for Indonesian gets it", async ({ browser, complaints, baseURL }) => {
	const context = await browser.newContext({ locale: "id-ID", ...(baseURL ? { baseURL } : {}) });
	complaints.listenTo(context);
	const page = await context.newPage();
	await page.goto("/sign-in");
	await expect(page.getByRole("heading", { name: "Selamat datang kembali" })).toBeVisible();
	await context.close();
});

test("the chosen theme is in the first byte, so that nothing flashes", async ({
	page,
	request,
}) => {
	await page.emulateMedia({ colorScheme: "light" });
	await signIn(page);
	await page.getByRole("button", { name: "Account" }).click();
	await page.getByRole("menuitemradio", { name: "Dark" }).click();
	const paper = () =>
		page.evaluate(() => getComputedStyle(document.documentElement).backgroundColor);
	const dark = await paper();
	await page.reload();
	expect(await paper()).toBe(dark);
	const cookies = await page.context().cookies();
	const answer = await request.get("/sign-in", {
		headers: {
			cookie: cookies
				.filter((c) => c.name === "theme")
				.map((c) => `${c.name}=${c.value}`)
				.join(),
		},
	});
	expect(await answer.text()).toContain('data-theme="dark"');
});
