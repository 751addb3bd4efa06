/** The people of an event for its photographer, and guests who find themselves. */
import { writeFileSync } from "node:fs";
import { expect, type Page } from "@playwright/test";
import { Api } from "#tests/support/api.ts";
import { aStranger, fourPeople, sameFour, selfie, threeOthers } from "#tests/support/faces.ts";
import { aPicture } from "#tests/support/pictures.ts";
import { look } from "./look.ts";
import { createEvent, expectAccessible, photosOf, signIn, test } from "./people.ts";

const LOOKS = { timeout: 60_000 };

/** An event with two photos of the same four people, one of three others and one of nobody. */
async function anEventOfPeople(page: Page, baseURL = "", name = "A reunion"): Promise<string> {
	await signIn(page);
	const id = await createEvent(page, name);
	const api = await new Api(baseURL).photographer();
	const photos = await Promise.all([fourPeople(), sameFour(), threeOthers(), aPicture()]);
	for (const [index, bytes] of photos.entries()) await api.upload(id, bytes, `IMG_${index}.jpg`);
	return id;
}

const people = (page: Page) => page.getByRole("list", { name: "People" });
const boxes = (page: Page) => page.getByRole("checkbox", { name: /^Choose/ });

async function switchOn(page: Page): Promise<void> {
	await page.getByRole("tab", { name: "People" }).click();
	await expect(page.getByRole("heading", { name: "Who is on the photos?" })).toBeVisible();
	await expectAccessible(page);
	await page.getByRole("button", { name: /^Look for faces/ }).click();
	await expect(page.getByText("All 4 photos were looked at")).toBeVisible(LOOKS);
	await expect(people(page).getByRole("listitem")).toHaveCount(7, LOOKS);
}

test("people are put together, named, merged, told apart, and forgotten with the rest", async ({
	page,
	baseURL,
}) => {
	test.setTimeout(240_000);
	await anEventOfPeople(page, baseURL);
	await switchOn(page);
	await expect(page.getByText(/^All face data of this event is deleted on/)).toBeVisible();
	await expect(people(page).getByText("2 photos")).toHaveCount(4);

	await test.step("one is opened, and given a name", async () => {
		await people(page).getByRole("link").first().click();
		await expect(photosOf(page)).toHaveCount(2);
		await page.getByRole("button", { name: "Add a name" }).click();
		await page.getByRole("textbox", { name: "Name" }).fill("Ayu");
		await page.keyboard.press("Enter");
		await expect(page.getByRole("heading", { name: "Ayu" })).toBeVisible();
		await page.goBack();
		await expect(people(page).getByRole("link", { name: /Ayu/ })).toBeVisible();
		await look(page, "event-people");
	});

	await test.step("two who are the same become one, under the name", async () => {
		await page.getByRole("checkbox", { name: "Choose Ayu" }).check();
		await boxes(page).last().check();
		await page.getByRole("button", { name: "Merge" }).click();
		const dialog = page.getByRole("dialog", { name: "Are these 2 the same person?" });
		await expectAccessible(page);
		await dialog.getByRole("button", { name: "Merge" }).click();
		await expect(people(page).getByRole("listitem")).toHaveCount(6);
		await expect(people(page).getByRole("link", { name: /Ayu/ })).toContainText("3 photos");
	});

	await test.step("and are told apart again by a face", async () => {
		await people(page).getByRole("link", { name: /Ayu/ }).click();
		await page.getByRole("button", { name: "Faces", exact: true }).click();
		await expect(boxes(page)).toHaveCount(3);
		await boxes(page).last().check();
		await page.getByRole("button", { name: "Somebody else" }).click();
		await expect(boxes(page)).toHaveCount(2);
		await page.getByRole("link", { name: "Everyone at this event" }).click();
		await expect(people(page).getByRole("listitem")).toHaveCount(7);
	});

	await test.step("switching off says what goes, and it is gone", async () => {
		await page.getByRole("button", { name: "Switch off and delete face data" }).click();
		const question = page.getByRole("alertdialog");
		await expect(question).toContainText("11 faces and 7 people");
		await question.getByRole("button", { name: "Switch off and delete" }).click();
		await expect(page.getByRole("heading", { name: "Who is on the photos?" })).toBeVisible();
		await page.getByRole("tab", { name: /^Official/ }).click();
		await expect(photosOf(page)).toHaveCount(4);
	});
});

test("a guest finds themselves after agreeing, and not before", async ({
	page,
	guest,
	baseURL,
	complaints,
}, info) => {
	test.setTimeout(240_000);
	complaints.expected.push(/422|404/);
	const id = await anEventOfPeople(page, baseURL, "Before the mirror");
	await guest.goto(`/event/${id}`);
	await expect(photosOf(guest)).toHaveCount(4, LOOKS);
	const open = guest.getByRole("button", { name: "Find my photos" });
	await expect(open).toHaveCount(0);
	await switchOn(page);
	await page.getByRole("switch", { name: "Guests find themselves" }).click();
	await expect(page.getByRole("switch", { name: "Guests find themselves" })).toBeChecked();
	const asked: string[] = [];
	guest.on("request", (request) => asked.push(`${request.method()} ${request.url()}`));
	const sheet = guest.getByRole("dialog", { name: "Find my photos" });

	await test.step("who declines sends nothing", async () => {
		await guest.reload();
		await open.click();
		await expect(sheet.getByRole("checkbox")).not.toBeChecked();
		await expect(sheet.getByRole("button", { name: "Agree and go on" })).toBeDisabled();
		await expect(sheet.getByText(/^Text of \d{4}-\d{2}-\d{2}$/)).toBeVisible();
		await look(guest, "find-me");
		await sheet.getByRole("button", { name: "No, thank you" }).click();
		await expect(sheet).toHaveCount(0);
		await expect(photosOf(guest)).toHaveCount(4);
		expect(asked.filter((request) => request.startsWith("POST"))).toEqual([]);
	});

	const choose = async (name: string, picture: Buffer) => {
		const path = info.outputPath(name);
		writeFileSync(path, picture);
		await guest.locator('input[data-picker="selfie-file"]').setInputFiles(path);
	};
	const agree = async () => {
		await open.click();
		await sheet.getByRole("checkbox").check();
		await sheet.getByRole("button", { name: "Agree and go on" }).click();
	};

	await test.step("a picture without a face is refused with the reason", async () => {
		await agree();
		await choose("wall.jpg", await aPicture());
		await expect(sheet.getByText(/^No clear face was found/)).toBeVisible(LOOKS);
	});

	await test.step("a selfie leads to the photos that one is on", async () => {
		await choose("selfie.jpg", await selfie().jpeg().toBuffer());
		await expect(guest.getByText("You are on 2 of 4 photos")).toBeVisible(LOOKS);
		await expect(photosOf(guest)).toHaveCount(2);
		await expectAccessible(guest);
		await guest.reload();
		await expect(guest.getByText("You are on 2 of 4 photos")).toBeVisible();
		await guest.goto(`/event/${id}`);
		await expect(guest.getByText("You are on 2 of 4 photos")).toBeVisible();
	});

	await test.step("what is known of them they delete themselves", async () => {
		await guest.getByRole("button", { name: "Delete my face data" }).click();
		const question = guest.getByRole("alertdialog", { name: "Delete your face data?" });
		await question.getByRole("button", { name: "Delete" }).click();
		await expect(guest.getByText("Your face data was deleted")).toBeVisible();
		await expect(photosOf(guest)).toHaveCount(4);
		await guest.reload();
		await expect(photosOf(guest)).toHaveCount(4);
	});

	await test.step("who is on no photo is told so, and sees all photos again", async () => {
		await agree();
		await choose("stranger.jpg", await aStranger().jpeg().toBuffer());
		await expect(guest.getByRole("heading", { name: "You were not found" })).toBeVisible(LOOKS);
		await guest.getByRole("button", { name: "Show all photos" }).first().click();
		await expect(photosOf(guest)).toHaveCount(4);
	});
});
