/** What people call things, at its worst: it is text wherever it comes out, and nothing else. */
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { fromBufferPromise } from "yauzl";
import { Api, aForm, eventually, type Json } from "#tests/support/api.ts";
import { EventMedia } from "#tests/support/event-media.ts";
import { aGuest } from "#tests/support/guests.ts";
import { aPicture } from "#tests/support/pictures.ts";
import { type Receiver, startReceiver } from "#tests/support/receiver.ts";
import { startServer, type TestServer } from "#tests/support/server.ts";
import { sendSheets, sentAndDone, TASK, zipOf } from "#tests/support/sheets.ts";

/** Closes whatever it stands in, begins what runs, turns the line around, and breaks it. */
const wicked = (who: string) =>
	`=hit("${who}")</title></script><script>hit("${who}")</script>"'><img src=x onerror=hit("${who}")>\u202e\u2028&amp;\r\nX: y 🎉`;
/** What is left of it: one line, in its order, and every character that can be seen. */
const shown = (who: string) =>
	`=hit("${who}")</title></script><script>hit("${who}")</script>"'><img src=x onerror=hit("${who}")>&amp;X: y 🎉`;
/** Names of files have no slash. */
const wickedFile = (who: string, ending: string) =>
	`=hit('${who}')"><img src=x onerror=hit('${who}')>;\u202e\r\nX: y %41 🎉.${ending}`;
const shownFile = (who: string, ending: string) =>
	`=hit('${who}')"><img src=x onerror=hit('${who}')>;X: y %41 🎉.${ending}`;

let server: TestServer;
let receiver: Receiver;
let owner: Api;
let guest: Api;
let cookie: string;
let open: string;
let closed: string;
let photo: Json;
let batch: Json;
let personId: string;
let zone: Json;

beforeAll(async () => {
	receiver = await startReceiver();
	server = await startServer({ env: { WEBHOOK_ALLOW_PRIVATE: "1" } });
	guest = new Api(server.url);
	owner = await guest.photographer();
	const account = { username: "photographer", password: "photographer123" };
	const { headers } = await guest.post("/api/auth/login", account);
	cookie = headers.getSetCookie()[0]?.split(";")[0] ?? "";
	await owner.post("/api/webhooks", { url: receiver.at("/told"), events: ["photo.ready"] });
	open = await owner.createEvent({ name: wicked("event"), guest_uploads: "open" });
	closed = await owner.createEvent({ name: wicked("event"), access_code: "<b>code" });
	await owner.post("/api/keys", { name: wicked("key"), scopes: ["events:read"] });
	personId = (await owner.post("/api/people", { name: wicked("person").slice(0, 119) })).body.id;
	const file = { field: "file", name: wickedFile("file", "jpg"), bytes: await aPicture() };
	const fields = { albumName: "Tamu", uploaderName: wicked("guest").slice(0, 99) };
	const { body } = await guest.post(`/api/events/${open}/photos`, aForm(fields, [file]));
	const media = new EventMedia(owner, open);
	const texts = [1, 2].map((n) => ({ name: `${n}.txt`, bytes: Buffer.from(`text ${n}`) }));
	const said = {
		title: wicked("zone"),
		description: `${wicked("zone")}\nmore`,
		tags: wicked("tag").slice(0, 64),
	};
	const { batch_id } = (await media.upload(texts, said)).body;
	zone = (await media.zone(batch_id)).body;
	const page = { name: wickedFile("sheet", "jpg"), bytes: await aPicture() };
	batch = await sentAndDone(owner, { task_id: TASK }, [zipOf([page], wickedFile("zip", "zip"))]);
	photo = await eventually(
		async () => (await owner.get(`/api/events/${open}/photos/${body.id}`)).body,
		({ status }) => status === "ready",
	);
});
afterAll(async () => {
	await server?.stop();
	receiver?.close();
});

describe("what is kept", () => {
	it("is one line of what can be seen", async () => {
		expect((await owner.get(`/api/events/${open}`)).body.name).toBe(shown("event"));
		expect((await owner.get(`/api/people/${personId}`)).body.name).toBe(
			shown("person").slice(0, (await owner.get(`/api/people/${personId}`)).body.name.length),
		);
		expect(photo.filename).toBe(shownFile("file", "jpg"));
		expect(shown("guest").startsWith(photo.uploader_name)).toBe(true);
		expect(zone.title).toBe(shown("zone"));
		expect(zone.description).toBe(`${wicked("zone").replace(/[\u202e\u2028\r]/g, "")}\nmore`);
		expect(zone.tags).toHaveLength(1);
		expect(batch.sheets[0].name).toBe(shownFile("sheet", "jpg"));
	});

	it.each([
		["only what turns a line around", "\u202e\u2066"],
		["only breaks", "\r\n"],
	])("is not %s", async (_, name) => {
		const event = { name, date: "2026-05-09" };
		expect((await owner.post("/api/events", event)).status).toBe(400);
		expect((await owner.post("/api/people", { name })).status).toBe(400);
	});

	it("has no NUL in it, wherever it is written", async () => {
		const event = { name: "a\u0000b", date: "2026-05-09" };
		expect((await owner.post("/api/events", event)).status).toBe(400);
		expect((await owner.patch(`/api/events/${open}`, { name: "a\u0000b" })).status).toBe(400);
		const fields = { albumName: "Tamu", uploaderName: "a\u0000b" };
		const file = { field: "file", name: "a.jpg", bytes: await aPicture() };
		const form = aForm(fields, [file]);
		expect((await guest.post(`/api/events/${open}/photos`, form)).status).toBe(400);
	});
});

const ENTITIES: Record<string, string> = {
	...{ "&lt;": "<", "&gt;": ">", "&quot;": '"', "&#x27;": "'", "&amp;": "&" },
};
const decoded = (html: string) =>
	html.replace(/&(lt|gt|quot|#x27|amp);/g, (entity) => ENTITIES[entity] ?? entity);

/** A page's HTML, once nothing in it can run that did not come with it. */
async function pageOf(path: string, headers: Record<string, string> = {}): Promise<string> {
	const response = await fetch(server.url + path, { headers });
	expect([path, response.status]).toEqual([path, 200]);
	const html = await response.text();
	const policy = response.headers.get("content-security-policy") ?? "";
	const nonce = /'nonce-([^']+)'/.exec(policy)?.[1] ?? "none";
	const scripts = [...html.matchAll(/<script\b[^>]*>/gi)].map(([tag]) => tag);
	expect(scripts.length).toBeGreaterThan(3);
	for (const tag of scripts) expect(tag).toContain(`nonce="${nonce}"`);
	// Outside of scripts nothing of it is markup; inside of them, nothing of it ends them.
	expect(html.match(/<img src=x/gi)).toBeNull();
	const outside = html.replace(/<script\b[^>]*>[\s\S]*?<\/script>/gi, "");
	expect(outside).not.toMatch(/<script|<\/script|onerror=hit\("[^&]/i);
	return html;
}

describe("a page", () => {
	const titleOf = (html: string) => decoded(/<title>([^<]*)<\/title>/.exec(html)?.[1] ?? "");

	it("of an open event has its name for a title, and its guests' names as text", async () => {
		const html = await pageOf(`/event/${open}`);
		expect(titleOf(html)).toContain(shown("event"));
		expect(decoded(html)).toContain(shown("event"));
		expect(html).toContain('hit(\\\\\\"guest');
	});

	it("of an event with a code has it too, and the code of the link as text", async () => {
		const code = `"><img src=x onerror=hit(1)>`;
		const html = await pageOf(`/event/${closed}?code=${encodeURIComponent(code)}`);
		expect(titleOf(html)).toContain(shown("event"));
	});

	it.each([
		["the events", () => "/events", "event"],
		["an event", () => `/events/${open}`, "event"],
		["its card to print", () => `/events/${open}/card`, "event"],
		["a person", () => `/people/${personId}`, "person"],
		["the people", () => "/people", "person"],
		["a batch", () => `/batches/${batch.batch_uuid}`, "zip"],
		["the batches", () => "/batches", "zip"],
	])("of the studio, %s, shows it as text", async (_, path, who) => {
		const html = decoded(await pageOf(path(), { cookie }));
		expect(html.replaceAll(/[\\"']/g, "")).toContain(`hit(${who})`);
	});

	it.each([
		`/sign-in?next=${encodeURIComponent(`/"><script>hit(1)</script>`)}`,
		`/sign-in?next=${encodeURIComponent("javascript:hit(1)")}`,
		`/setup?token=${encodeURIComponent(`"><script>hit(1)</script>`)}`,
		`/invite?token=${encodeURIComponent(`"><script>hit(1)</script>`)}`,
	])("%s takes nothing of its address for markup", async (path) => {
		const html = await pageOf(path);
		expect(html).not.toMatch(/href="javascript:|action="javascript:/i);
	});
});

describe("a download", () => {
	it("has the name for a name, in letters that every client reads and in its own", async () => {
		const { headers } = await fetch(photo.download_url);
		const disposition = headers.get("content-disposition") ?? "";
		expect(disposition).toMatch(
			/^attachment; filename="[\x20\x21\x23-\x24\x26-\x5b\x5d-\x7e]+"; filename\*=UTF-8''[A-Za-z0-9!#$&+.^_`|~%-]+$/,
		);
		const encoded = disposition.split("UTF-8''")[1] ?? "";
		expect(decodeURIComponent(encoded)).toBe(shownFile("file", "jpg"));
		expect(headers.get("x")).toBeNull();
		expect(headers.get("content-type")).toBe("image/jpeg");
		expect(headers.get("x-content-type-options")).toBe("nosniff");
	});
});

describe("a table", () => {
	it("has it in one cell, which is no formula", async () => {
		const path = `/api/batches/${batch.batch_uuid}/export?format=csv`;
		const { body, headers } = await owner.get(path);
		expect(headers.get("content-disposition")).toMatch(
			/^attachment; filename="batch-[0-9a-f-]{36}\.csv"$/,
		);
		const [, row = "", end] = (body as string).split("\r\n");
		expect(end).toBe("");
		const cell = `"'${shownFile("sheet", "jpg").replaceAll('"', '""')}"`;
		expect(row).toContain(`1,${cell},`);
	});
});

describe("what guests like, for other programs", () => {
	const FORMATS = ["names", "csv", "xmp"] as const;
	const exported = (format: (typeof FORMATS)[number]) =>
		fetch(`${server.url}/api/events/${open}/favourites/export?format=${format}`, {
			headers: owner.headers,
		});
	beforeAll(async () => {
		const names = ["C:\u202edrive.jpg", "a<b>c:d|e?f*.jpg", "a_b_c_d_e_f_.jpg"];
		const liking = await aGuest(server.url, open);
		for (const name of names) {
			const { id } = (await owner.upload(open, await aPicture(), name)).body;
			expect((await liking.put(`/api/events/${open}/photos/${id}/favourite`)).status).toBe(204);
		}
		await liking.put(`/api/events/${open}/photos/${photo.id}/favourite`);
		const list = { name: `${wicked("list")}`.slice(0, 60), shared: true };
		const { body } = await liking.patch(`/api/events/${open}/favourites/mine`, list);
		expect(shown("list").startsWith(body.name)).toBe(true);
		await pageOf(`/event/${open}?list=${body.list_id}`);
	});

	it.each(FORMATS)("%s come under a name of ours", async (format) => {
		const { status, headers } = await exported(format);
		expect(status).toBe(200);
		expect(headers.get("content-disposition")).toMatch(
			/^attachment; filename="favourites[a-z.-]*"$/,
		);
		expect(headers.get("x-content-type-options")).toBe("nosniff");
	});

	it("are an archive that every system unpacks beside each other", async () => {
		const zip = await fromBufferPromise(Buffer.from(await (await exported("xmp")).arrayBuffer()));
		const names: string[] = [];
		for await (const { fileName } of zip.eachEntry()) names.push(fileName);
		expect(names.toSorted()).toEqual([
			"=hit('file')__img src=x onerror=hit('file')_;X_ y %41 🎉.xmp",
			"C_drive.xmp",
			"a_b_c_d_e_f_.xmp",
		]);
	});

	it("are cells that are no formulas", async () => {
		const text = await (await exported("csv")).text();
		expect(text).toContain(`"'${shownFile("file", "jpg").replaceAll('"', '""')}",1,"'=hit(`);
	});
});

describe("a webhook", () => {
	it("is told it as JSON, and nothing else", async () => {
		const all = await eventually(
			async () => receiver.received("/told"),
			(told) => told.some(({ body }) => body.data.id === photo.id),
		);
		const told = all.find(({ body }) => body.data.id === photo.id);
		expect(told?.body.data.filename).toBe(shownFile("file", "jpg"));
		expect(told?.text).toBe(JSON.stringify(told?.body));
		expect(Object.keys(told?.headers ?? {})).not.toContain("x");
	});
});

describe("an answer of the API", () => {
	it("is no page, whatever it says", async () => {
		for (const path of [`/api/events/${open}`, `/api/events/${open}/photos`, "/api/people"]) {
			const { headers } = await fetch(server.url + path, { headers: owner.headers });
			expect(headers.get("content-type")).toBe("application/json");
			expect(headers.get("x-content-type-options")).toBe("nosniff");
			expect(headers.get("content-security-policy")).toContain("default-src 'none'");
		}
	});

	it("says it in its error as well, and in no header", async () => {
		const page = { name: wickedFile("none", "zip"), bytes: Buffer.from("no archive") };
		const { headers, body } = await sendSheets(owner, { task_id: TASK }, [
			{ field: "file", ...page },
		]);
		expect(JSON.stringify(body)).not.toMatch(/\\u202e|\\r|\\n/);
		expect([...headers.values()].join()).not.toContain("hit(");
	});
});
