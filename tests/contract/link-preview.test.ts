/** What a chat shows beside a link to a gallery: never more than a stranger may see. */
import sharp from "sharp";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Api, Api as ApiClient, eventually } from "#tests/support/api.ts";
import { comeIn } from "#tests/support/guests.ts";
import { aPicture } from "#tests/support/pictures.ts";
import { startServer, type TestServer } from "#tests/support/server.ts";

const SITE = "https://photos.example.com";
const CHAT = { "user-agent": "WhatsApp/2.23.20.0" };
const PERSON = {
	"user-agent": "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0",
};

let server: TestServer;
let anyone: Api;
let owner: Api;
beforeAll(async () => {
	server = await startServer({ env: { PUBLIC_URL: SITE } });
	anyone = new ApiClient(server.url);
	owner = await anyone.photographer();
});
afterAll(() => server?.stop());

const NAME = "Asa & Budi";

async function anEvent(settings: Record<string, unknown> = {}) {
	const id = await owner.createEvent({ name: NAME, ...settings });
	return { id, photo: await aPhoto(owner, id) };
}

/** Sent, and looked at by a worker. */
async function aPhoto(by: Api, id: string, fields = {}, size = { width: 640, height: 427 }) {
	const { status, body } = await by.upload(id, await aPicture(size), "photo.jpg", fields);
	expect(status).toBe(201);
	await eventually(
		async () => (await owner.get(`/api/events/${id}/photos/${body.id}`)).body.status,
		(state) => state === "ready",
	);
	return body.id as string;
}

async function visit(path: string, headers: Record<string, string> = CHAT) {
	const response = await fetch(server.url + path, { headers });
	return { status: response.status, html: await response.text() };
}

/** The tags of the page's head, by their names. */
async function tags(path: string, headers: Record<string, string> = CHAT) {
	const { status, html } = await visit(path, headers);
	const [head = ""] = html.split("</head>");
	const found: Record<string, string> = {};
	for (const [tag] of head.matchAll(/<meta [^>]*>/g)) {
		const name = /(?:property|name)="([^"]+)"/.exec(tag)?.[1];
		const content = /content="([^"]*)"/.exec(tag)?.[1];
		if (name && content !== undefined) found[name] = content.replaceAll("&amp;", "&");
	}
	return { status, found, html };
}

/** A picture as its address in a tag says, asked of this server. */
const picture = (address: string | undefined, method = "GET") =>
	fetch(String(address).replace(SITE, server.url), { method, headers: CHAT });

const OURS = `${SITE}/preview.png`;

describe("the link to an open event", () => {
	it("is shown with its name, its day and its cover", async () => {
		const { id } = await anEvent();
		const { status, found } = await tags(`/event/${id}`);
		expect(status).toBe(200);
		expect(found).toMatchObject({
			robots: "noindex",
			...{ "og:site_name": "Potret", "og:type": "website", "og:title": NAME },
			"og:url": `${SITE}/event/${id}`,
			"og:description": "May 9, 2026 · Photographs by photographer · 1 photo",
			"og:image": `${SITE}/api/events/${id}/preview`,
			...{ "og:image:width": "1200", "og:image:height": "630", "og:image:type": "image/jpeg" },
			"og:image:alt": `A photo of ${NAME}`,
			"twitter:card": "summary_large_image",
			"twitter:image": `${SITE}/api/events/${id}/preview`,
		});
		const answer = await picture(found["og:image"]);
		expect([answer.status, answer.headers.get("content-type")]).toEqual([200, "image/jpeg"]);
		expect(answer.headers.get("x-robots-tag")).toBe("noindex");
		expect(answer.headers.get("cache-control")).toMatch(/^private/);
		const { format, width, height, exif } = await sharp(await answer.bytes()).metadata();
		expect({ format, width, height, exif }).toEqual({ format: "jpeg", width: 1200, height: 630 });
	});

	it("has a picture that answers HEAD", async () => {
		const { id } = await anEvent();
		const answer = await picture(`${SITE}/api/events/${id}/preview`, "HEAD");
		expect([answer.status, answer.headers.get("content-type")]).toEqual([200, "image/jpeg"]);
		expect(await answer.text()).toBe("");
	});

	it("is made of the setting alone, whatever a request says of itself", async () => {
		const { id } = await anEvent();
		const { html } = await tags(`/event/${id}`, {
			...CHAT,
			"x-forwarded-host": "evil.example",
			forwarded: "host=evil.example",
		});
		expect(html).not.toContain("evil.example");
	});

	it("to one of its photos is shown with that photo", async () => {
		const { id, photo: first } = await anEvent();
		const tall = await aPhoto(owner, id, {}, { width: 200, height: 600 });
		const { found } = await tags(`/event/${id}/p/${tall}`);
		expect(found).toMatchObject({
			"og:url": `${SITE}/event/${id}/p/${tall}`,
			"og:image": `${SITE}/api/events/${id}/preview?photo=${tall}`,
		});
		const of = async (query: string) =>
			Buffer.from(await (await picture(`${SITE}/api/events/${id}/preview${query}`)).bytes());
		expect((await of("")).equals(await of(`?photo=${first}`))).toBe(true);
		expect((await of("")).equals(await of(`?photo=${tall}`))).toBe(false);
	});

	it("to favourites is shown with one of them, and not with whose they are", async () => {
		const { id, photo } = await anEvent();
		await aPhoto(owner, id);
		const guest = await comeIn(new ApiClient(server.url), id);
		await guest.put(`/api/events/${id}/photos/${photo}/favourite`);
		const { body } = await guest.patch(`/api/events/${id}/favourites/mine`, {
			...{ name: "Rani", shared: true },
		});
		const list = body.list_id as string;
		const { found } = await tags(`/event/${id}?list=${list}`);
		expect(found).toMatchObject({
			"og:title": `Favourites from ${NAME}`,
			"og:image": `${SITE}/api/events/${id}/preview?list=${list}`,
		});
		expect(JSON.stringify(found)).not.toContain("Rani");
		expect((await picture(found["og:image"])).status).toBe(200);
		await guest.patch(`/api/events/${id}/favourites/mine`, { shared: false });
		const ended = await tags(`/event/${id}?list=${list}`);
		expect(ended.found["og:image"]).toBe(`${SITE}/api/events/${id}/preview`);
		expect((await picture(found["og:image"])).status).toBe(404);
	});

	it("is no view, and a person's visit is one", async () => {
		const { id } = await anEvent();
		for (const { "user-agent": agent } of [CHAT, { "user-agent": "Slackbot-LinkExpanding 1.0" }])
			expect((await visit(`/event/${id}`, { "user-agent": agent })).status).toBe(200);
		await picture(`${SITE}/api/events/${id}/preview`);
		const views = async () => (await owner.get(`/api/events/${id}/statistics`)).body.views;
		expect(await views()).toBe(0);
		await visit(`/event/${id}`, PERSON);
		expect(await views()).toBe(1);
	});
});

describe("of what strangers may not see, the link", () => {
	it("shows nothing of an event with a code but what its door says", async () => {
		const { id, photo } = await anEvent({ access_code: "sayang" });
		for (const path of [`/event/${id}`, `/event/${id}/p/${photo}`, `/event/${id}?code=sayang`]) {
			const { found } = await tags(path);
			expect(found).toMatchObject({ "og:title": NAME, "og:image": OURS, robots: "noindex" });
			expect(found["og:description"]).not.toContain("photographer");
			expect(JSON.stringify(found)).not.toContain(`/api/events/${id}`);
		}
		for (const query of ["", `?photo=${photo}`])
			expect((await picture(`${SITE}/api/events/${id}/preview${query}`)).status).toBe(401);
	});

	it("shows no more of it to who has come in: what they send on is for others", async () => {
		const { id } = await anEvent({ access_code: "sayang" });
		const guest = await comeIn(new ApiClient(server.url), id, "sayang");
		const { found } = await tags(`/event/${id}`, { ...CHAT, ...guest.headers });
		expect(found["og:image"]).toBe(OURS);
	});

	it.each([
		["that has expired", { expires_at: "2026-01-01T00:00:00Z" }],
		["that is deleted", null],
	])("shows nothing of an event %s", async (_what, settings) => {
		const { id } = await anEvent(settings ?? {});
		if (!settings) expect((await owner.delete(`/api/events/${id}`)).status).toBe(204);
		const { status, found, html } = await tags(`/event/${id}`);
		expect(status).toBe(404);
		expect(found).toMatchObject({ "og:title": "Potret", "og:image": OURS });
		expect(html).not.toContain("Budi");
		expect((await picture(`${SITE}/api/events/${id}/preview`)).status).toBe(404);
	});

	it.each(["019a9b3c-7d10-7c41-9f6e-2b8d5a6c4e11", "nothing", "%00"])(
		"shows nothing of an event that is not there: %s",
		async (id) => {
			const { status, found } = await tags(`/event/${id}`);
			expect([status, found["og:title"]]).toEqual([404, "Potret"]);
			expect((await picture(`${SITE}/api/events/${id}/preview`)).status).toBe(404);
		},
	);

	it("shows no photo that waits to be approved", async () => {
		const settings = { guest_uploads: "open", guest_approval: true };
		const id = await owner.createEvent({ name: NAME, ...settings });
		const guest = await comeIn(new ApiClient(server.url), id);
		const waiting = await aPhoto(guest, id, { albumName: "Tamu", uploaderName: "Rani" });
		for (const path of [`/event/${id}`, `/event/${id}/p/${waiting}`]) {
			const { found } = await tags(path, { ...CHAT, ...guest.headers });
			expect(found["og:image"]).toBe(OURS);
			expect(JSON.stringify(found)).not.toContain("Rani");
		}
		for (const query of ["", `?photo=${waiting}`])
			expect((await picture(`${SITE}/api/events/${id}/preview${query}`)).status).toBe(404);
		await owner.post(`/api/events/${id}/photos/approve`, { photo_ids: [waiting] });
		expect((await picture(`${SITE}/api/events/${id}/preview`)).status).toBe(200);
	});

	it("shows no photo that was deleted, nor one of another event", async () => {
		const { id, photo } = await anEvent();
		const { photo: foreign } = await anEvent({ access_code: "sayang" });
		for (const query of [`?photo=${foreign}`, "?photo=nothing", "?list=nothing"])
			expect((await picture(`${SITE}/api/events/${id}/preview${query}`)).status).toBe(404);
		await owner.delete(`/api/events/${id}/photos/${photo}`);
		expect((await tags(`/event/${id}/p/${photo}`)).found["og:image"]).toBe(OURS);
		for (const query of ["", `?photo=${photo}`])
			expect((await picture(`${SITE}/api/events/${id}/preview${query}`)).status).toBe(404);
	});
});

describe("our own pages", () => {
	it("are shown with our picture, which is as large as it says", async () => {
		const { found } = await tags("/sign-in");
		expect(found).toMatchObject({ "og:title": "Potret", "og:image": OURS, robots: "noindex" });
		const { width, height } = await sharp(await (await picture(OURS)).bytes()).metadata();
		expect([width, height].map(String)).toEqual([
			...[found["og:image:width"], found["og:image:height"]],
		]);
	});

	it("have no picture where nobody has said what our address is", async () => {
		const { id } = await anEvent();
		await server.killWeb();
		await server.startWeb({ PUBLIC_URL: "" });
		const { status, found } = await tags(`/event/${id}`, { ...CHAT, host: "evil.example" });
		expect([status, found["og:title"], found["og:image"]]).toEqual([200, NAME, undefined]);
	});
});
