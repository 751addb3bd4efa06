/** Webhooks, by the pages of whose they are: of members, who are told nothing of what other tests do. */
import { expect, type Page } from "@playwright/test";
import { signDelivery } from "#lib/webhooks/webhooks.policy.ts";
import { type Receiver, startReceiver } from "#tests/support/receiver.ts";
import { look } from "./look.ts";
import { aMember, expectAccessible, signIn, test } from "./people.ts";

let receiver: Receiver;
test.beforeAll(async () => {
	receiver = await startReceiver();
});
test.afterAll(() => receiver.close());

const deliveries = (page: Page) =>
	page
		.getByRole("list", { name: "Deliveries" })
		.getByRole("listitem")
		.filter({ hasText: "A test" });

async function chooseInMenu(page: Page, item: string): Promise<void> {
	await page.getByRole("button", { name: "More", exact: true }).click();
	await page.getByRole("menuitem", { name: item }).click();
}

/** Makes one by the page's own form and ends on it. Returns its secret. */
async function makeWebhook(page: Page, path: string): Promise<string> {
	await page.goto("/settings/webhooks");
	await page.getByRole("button", { name: "New webhook" }).click();
	const form = page.getByRole("dialog", { name: "New webhook" });
	await form.getByLabel("Address").fill(receiver.at(path));
	await form.getByLabel("A recognition is done").check();
	await form.getByRole("button", { name: "Create webhook" }).click();
	const made = page.getByRole("dialog", { name: "The webhook is there" });
	const secret = await made.getByLabel("Secret", { exact: true }).inputValue();
	await made.getByRole("link", { name: "Go on and send a test" }).click();
	await expect(page.getByRole("heading", { name: receiver.at(path), level: 1 })).toBeVisible();
	return secret;
}

test("a webhook is made, tried, and told", async ({ page, baseURL }) => {
	test.setTimeout(180_000);
	await signIn(page, await aMember(baseURL));
	await page.getByRole("link", { name: "Settings" }).click();
	await page.getByRole("link", { name: "Webhooks" }).click();
	await expect(page.getByRole("heading", { name: "Webhooks", level: 1 })).toBeVisible();
	await look(page, "webhooks-none");

	await test.step("not without anything to tell of", async () => {
		await page.getByRole("button", { name: "New webhook" }).click();
		const form = page.getByRole("dialog", { name: "New webhook" });
		await form.getByLabel("Address").fill("https://example.com/hook");
		await form.getByRole("button", { name: "Create webhook" }).click();
		await expect(form.getByText("Choose at least one thing")).toBeVisible();
		await look(page, "webhook-new");
	});

	const secret = await makeWebhook(page, "/hook");
	expect(secret).toMatch(/^whsec_/);

	await test.step("a test arrives, signed with what was shown", async () => {
		await page.getByRole("button", { name: "Send a test" }).click();
		await expect(page.getByText("The test arrived. Answered 204.")).toBeVisible();
		const told = receiver.received("/hook").find(({ body }) => body.type === "webhook.test");
		const { "webhook-id": id = "", "webhook-timestamp": sent } = told?.headers ?? {};
		const signed = { id: String(id), timestamp: Number(sent), body: told?.text ?? "" };
		expect(told?.headers["webhook-signature"]).toBe(signDelivery(secret, signed));
		await deliveries(page).first().getByText("What was sent").click();
		await expect(deliveries(page).first().getByText('"webhook.test"')).toBeVisible();
	});

	await test.step("one that does not is tried again, and seen to be", async () => {
		receiver.answers("/hook", ...Array.from({ length: 500 }, () => 500));
		await page.getByRole("button", { name: "Send a test" }).click();
		await expect(page.getByText("The test did not arrive. Answered 500.")).toBeVisible();
		const first = deliveries(page).first();
		// The second try comes after five seconds, and as soon as a worker is free.
		await expect(first.getByText(/^Tried \d times$/)).toBeVisible();
		await expect(first.getByText("Next try")).toBeVisible();
		await expect(page.getByText("Does not get through")).toBeVisible();
		await look(page, "webhook");
		receiver.answers("/hook");
		await first.getByRole("button", { name: "Try now: A test" }).click();
		await expect(first.getByText("Delivered")).toBeVisible();
		await expect(page.getByText("Does not get through")).toHaveCount(0);
	});

	await test.step("among the others it says how the last went", async () => {
		await page.getByRole("link", { name: "All webhooks" }).click();
		const row = page.getByRole("listitem").filter({ hasText: receiver.at("/hook") });
		await expect(row.getByText("Delivered")).toBeVisible();
		await look(page, "webhooks");
	});
});

test("a webhook is changed, switched off, and deleted", async ({ page, baseURL, complaints }) => {
	complaints.expected.push(/404/);
	await signIn(page, await aMember(baseURL));
	await makeWebhook(page, "/changed");
	await chooseInMenu(page, "Change…");
	const form = page.getByRole("dialog", { name: "Change the webhook" });
	await form.getByLabel("Address").fill(receiver.at("/moved"));
	await form.getByLabel("A batch is done").check();
	await form.getByRole("button", { name: "Save" }).click();
	const title = page.getByRole("heading", { name: receiver.at("/moved"), level: 1 });
	await expect(title).toBeVisible();
	await expect(page.getByText("A batch is done, A recognition is done")).toBeVisible();
	await chooseInMenu(page, "Switch off");
	await expect(page.getByText("Off", { exact: true })).toBeVisible();
	await expect(page.getByRole("button", { name: "Send a test" })).toBeDisabled();
	const address = page.url();
	await chooseInMenu(page, "Delete…");
	const question = page.getByRole("alertdialog");
	await expect(question.getByText(receiver.at("/moved"))).toBeVisible();
	await expectAccessible(page);
	await question.getByRole("button", { name: "Delete" }).click();
	await expect(question).toHaveCount(0);
	await expect(page.getByRole("heading", { name: "Webhooks", level: 1 })).toBeVisible();
	await expect(page.getByText(receiver.at("/moved"))).toHaveCount(0);
	await page.goto(address);
	await expect(page.getByRole("heading", { name: "This webhook is not there" })).toBeVisible();
	await expectAccessible(page);
});

test("one that is gone is switched off by itself, and told so in Indonesian too", async ({
	page,
	baseURL,
}) => {
	test.setTimeout(180_000);
	await signIn(page, await aMember(baseURL));
	await makeWebhook(page, "/gone");
	receiver.answers("/gone", 410);
	await page.getByRole("button", { name: "Send a test" }).click();
	await expect(page.getByText("Switched off: the address answered")).toBeVisible();
	await page.context().addCookies([{ name: "locale", value: "id", url: page.url() }]);
	await page.reload();
	await expect(page.getByText("Dinonaktifkan: alamat menjawab")).toBeVisible();
	await expect(page.getByRole("list", { name: "Pengiriman" })).toBeVisible();
	await look(page, "webhook-id");
});
