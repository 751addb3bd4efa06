import { createHash } from "node:crypto";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { Api, eventually, type Json } from "#tests/support/api.ts";
import { aPicture } from "#tests/support/pictures.ts";
import { startServer, type TestServer } from "#tests/support/server.ts";
import { storedFiles } from "#tests/support/storage.ts";

let server: TestServer;
let stranger: Api;
let owner: Api;
let other: Api;
let eventId: string;
let ids: string[];
const photos = (query = "") => `/api/events/${eventId}/photos${query}`;

/** Seven photos, three of them in the guests' album, behind a code. */
beforeAll(async () => {
	server = await startServer();
	stranger = new Api(server.url);
	owner = await stranger.admin();
	other = await stranger.photographer();
	eventId = await owner.createEvent({ access_code: "Mawar", guest_uploads: "off" });
	ids = [];
	for (const albumName of [
		"Official",
		"Official",
		"Tamu",
		"Official",
		"Tamu",
		"Official",
		"Tamu",
	]) {
		const { body } = await owner.upload(eventId, await aPicture(), "p.jpg", { albumName });
		ids.unshift(body.id);
	}
});
afterAll(() => server?.stop());

const idsOf = (body: Json) => body.photos.map((photo: Json) => photo.id);

describe("the list", () => {
	it("is newest first, whole, and counted", async () => {
		const { status, body } = await owner.get(photos());
		expect(status).toBe(200);
		expect(idsOf(body)).toEqual(ids);
		expect([body.total, body.next_cursor]).toEqual([7, null]);
	});

	it("comes in pages that neither repeat nor leave out", async () => {
		const seen: string[] = [];
		let cursor = "";
		do {
			const { body } = await owner.get(photos(`?limit=3${cursor}`));
			expect(body.total).toBe(7);
			seen.push(...idsOf(body));
			cursor = body.next_cursor ? `&cursor=${body.next_cursor}` : "";
		} while (cursor);
		expect(seen).toEqual(ids);
	});

	it("can be of one album", async () => {
		const { body } = await owner.get(photos("?album=Tamu&limit=2"));
		expect([body.total, body.photos.length]).toEqual([3, 2]);
		expect(body.photos.every((photo: Json) => photo.album_name === "Tamu")).toBe(true);
	});

	it.each([
		...["?limit=0", "?limit=201", "?limit=x", "?album=Party", "?cursor=nonsense"],
		...["?q=", "?from=yesterday", "?to=2026-02-30", "?zone=x", "?damaged=perhaps", "?similar=2"],
	])("refuses %s", async (query) => {
		const { status, body } = await owner.get(photos(query));
		expect([status, body.error]).toEqual([400, "VALIDATION_ERROR"]);
	});

	it("takes a limit of 200", async () => {
		expect((await owner.get(photos("?limit=200"))).status).toBe(200);
	});
});

describe("who may look", () => {
	it("a stranger is asked for the code", async () => {
		for (const path of [photos(), photos(`/${ids[0]}`)]) {
			const { status, body } = await stranger.get(path);
			expect([status, body.error]).toEqual([401, "ACCESS_CODE_REQUIRED"]);
		}
	});

	it("another photographer is told of nothing", async () => {
		for (const path of [photos(), photos(`/${ids[0]}`)]) {
			const { status, body } = await other.get(path);
			expect([status, body.error]).toEqual([404, "EVENT_NOT_FOUND"]);
		}
	});

	it("a guest with the code sees the photos", async () => {
		const guest = stranger.with({ "x-access-code": "mawar" });
		const { status, body } = await guest.get(photos());
		expect([status, body.total]).toEqual([200, 7]);
	});

	it("a pass of another event opens nothing", async () => {
		const elsewhere = await owner.createEvent({ access_code: "melati" });
		const { body } = await stranger.post(`/api/events/${elsewhere}/access`, { code: "melati" });
		const guest = stranger.with({ authorization: `Bearer ${body.access_token}` });
		expect((await guest.get(`/api/events/${elsewhere}/photos`)).status).toBe(200);
		expect((await guest.get(photos())).status).toBe(401);
	});
});

describe("one photo", () => {
	it("is read by its id, in its event only", async () => {
		expect((await owner.get(photos(`/${ids[0]}`))).body.id).toBe(ids[0]);
		const elsewhere = await owner.createEvent();
		for (const path of [
			`/api/events/${elsewhere}/photos/${ids[0]}`,
			photos("/nonsense"),
			photos(`/${eventId}`),
		]) {
			const { status, body } = await owner.get(path);
			expect([status, body.error]).toEqual([404, "PHOTO_NOT_FOUND"]);
		}
	});

	it("has no download where the event allows none, but for its owner", async () => {
		const event = await owner.createEvent({ downloads: false });
		const { body: made } = await owner.upload(event, await aPicture());
		const path = `/api/events/${event}/photos/${made.id}`;
		expect((await stranger.get(path)).body.download_url).toBeNull();
		expect((await owner.get(path)).body.download_url).toMatch(/^http/);
	});

	it("tells its owner alone the sum of its original", async () => {
		const event = await owner.createEvent();
		const picture = await aPicture();
		const { body: made } = await owner.upload(event, picture);
		const path = `/api/events/${event}/photos/${made.id}`;
		const sha256 = createHash("sha256").update(picture).digest("hex");
		expect((await owner.get(path)).body.sha256).toBe(sha256);
		expect((await stranger.get(path)).body).not.toHaveProperty("sha256");
	});

	it("is deleted by its owner: at once for everybody, then from the disk", async () => {
		const { body: made } = await owner.upload(eventId, await aPicture());
		const path = photos(`/${made.id}`);
		expect((await other.delete(path)).status).toBe(404);
		expect((await stranger.delete(path)).status).toBe(401);
		expect((await stranger.with({ "x-access-code": "mawar" }).delete(path)).status).toBe(401);
		expect((await owner.delete(path)).status).toBe(204);
		expect((await owner.get(path)).status).toBe(404);
		expect((await owner.delete(path)).status).toBe(404);
		const left = () => storedFiles(server.dataDir);
		await eventually(left, (files) => !files.some((file) => file.includes(made.id)));
		expect((await fetch(made.url)).status).toBe(404);
	});

	it("is deleted once when two ask at the same time", async () => {
		const { body: made } = await owner.upload(eventId, await aPicture());
		const replies = await Promise.all([1, 2, 3].map(() => owner.delete(photos(`/${made.id}`))));
		expect(replies.map(({ status }) => status).sort()).toEqual([204, 404, 404]);
	});
});

describe("an event that is deleted", () => {
	it("takes its photos and their objects along", async () => {
		const event = await owner.createEvent();
		const { body: made } = await owner.upload(event, await aPicture());
		expect((await owner.delete(`/api/events/${event}`)).status).toBe(204);
		expect((await owner.get(`/api/events/${event}/photos`)).status).toBe(404);
		const left = () => storedFiles(server.dataDir);
		await eventually(left, (files) => !files.some((file) => file.includes(made.id)));
	});
});
