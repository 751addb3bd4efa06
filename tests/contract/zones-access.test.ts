/** Who may reach an event's media: its owner, admins, and their keys as far as their scopes go. */
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { Api, type Json } from "#tests/support/api.ts";
import { EventMedia, someTexts } from "#tests/support/event-media.ts";
import { startServer, type TestServer } from "#tests/support/server.ts";

let server: TestServer;
let anyone: Api;
let owner: Api;
let eventId: string;
let zone: { id: string; files: string[] };

beforeAll(async () => {
	server = await startServer({ worker: false, env: { REGISTRATION: "1" } });
	anyone = new Api(server.url);
	owner = await anyone.photographer();
	eventId = await owner.createEvent({ access_code: "melati", guest_uploads: "open" });
	zone = await new EventMedia(owner, eventId).aZone(3, { title: "Mine" });
});
afterAll(() => server?.stop());

const readers = (media: EventMedia) => [
	() => media.list(),
	() => media.grouped(),
	() => media.zone(zone.id),
];
const writers = (media: EventMedia) => [
	() => media.upload(someTexts(1)),
	() => media.upload(someTexts(2)),
	() => media.add(zone.id, someTexts(1)),
	() => media.patch(zone.id, { title: "Theirs" }),
	() => media.remove(zone.files[0] as string),
	() => media.removeZone(zone.id),
];

/** What each endpoint answers this caller; after which the zone is as it was. */
async function answersOf(api: Api, endpoints: (media: EventMedia) => (() => Promise<Json>)[]) {
	const mine = new EventMedia(owner, eventId);
	const before = [(await mine.zone(zone.id)).body, (await mine.list()).body];
	const replies = [];
	for (const ask of endpoints(new EventMedia(api, eventId))) replies.push(await ask());
	expect([(await mine.zone(zone.id)).body, (await mine.list()).body]).toEqual(before);
	return new Set(replies.map(({ status, body }) => `${status} ${body.code}`));
}
const everything = (media: EventMedia) => [...readers(media), ...writers(media)];

describe("a caller", () => {
	it("of another account finds no event", async () => {
		const other = await anyone.register("another");
		expect(await answersOf(other, everything)).toEqual(new Set(["404 EVENT_NOT_FOUND"]));
	});

	it("of another account finds neither this zone nor this file in an event of their own", async () => {
		const other = await anyone.register("athird");
		const theirs = new EventMedia(other, await other.createEvent());
		const ofZone = [
			await theirs.zone(zone.id),
			await theirs.patch(zone.id, { title: "x" }),
			await theirs.add(zone.id, someTexts(1)),
			await theirs.removeZone(zone.id),
		];
		for (const { status, body } of ofZone)
			expect([status, body.code]).toEqual([404, "ZONE_NOT_FOUND"]);
		const ofFile = await theirs.remove(zone.files[0] as string);
		expect([ofFile.status, ofFile.body.code]).toEqual([404, "MEDIA_NOT_FOUND"]);
		expect((await new EventMedia(owner, eventId).zone(zone.id)).body.file_count).toBe(3);
	});

	it("without an account is asked to sign in, also with the access code or a pass", async () => {
		const opened = await anyone.post(`/api/events/${eventId}/access`, { code: "melati" });
		const guest = anyone.with({ authorization: `Bearer ${opened.body.access_token}` });
		for (const api of [anyone, anyone.with({ "x-access-code": "melati" }), guest])
			expect(await answersOf(api, everything)).toEqual(new Set(["401 UNAUTHENTICATED"]));
	});

	it("with an account and the access code finds no event", async () => {
		const other = (await anyone.register("afourth")).with({ "x-access-code": "melati" });
		expect(await answersOf(other, everything)).toEqual(new Set(["404 EVENT_NOT_FOUND"]));
	});

	it("with a token that is none is not let in", async () => {
		const stranger = anyone.with({ authorization: "Bearer nothing" });
		const { status, body } = await new EventMedia(stranger, eventId).list();
		expect([status, Object.keys(body)]).toEqual([401, ["detail", "code"]]);
	});
});

describe("a key", () => {
	const aKey = async (scopes: string[]) => {
		const { body } = await owner.post("/api/keys", { name: scopes.join(), scopes });
		return anyone.with({ "x-api-key": body.key });
	};
	const lacking = new Set(["403 INSUFFICIENT_SCOPE"]);

	it("for reading reads, and changes nothing", async () => {
		const key = await aKey(["photos:read"]);
		expect(await answersOf(key, readers)).toEqual(new Set(["200 undefined"]));
		expect(await answersOf(key, writers)).toEqual(lacking);
	});

	it("for writing writes, and reads nothing", async () => {
		const key = await aKey(["photos:write"]);
		expect(await answersOf(key, readers)).toEqual(lacking);
		const media = new EventMedia(key, eventId);
		const { id } = await media.aZone(2);
		expect((await media.patch(id, { title: "By key" })).status).toBe(200);
		expect((await media.removeZone(id)).status).toBe(204);
	});

	it("for something else does nothing", async () => {
		expect(await answersOf(await aKey(["events:read"]), everything)).toEqual(lacking);
	});
});

describe("an admin", () => {
	it("may do all, and the files are the owner's", async () => {
		const media = new EventMedia(await anyone.admin(), eventId);
		expect((await media.grouped()).body.total_zones).toBe(1);
		const added = await media.aZone(2);
		const mine = new EventMedia(owner, eventId);
		expect((await mine.zone(added.id)).status).toBe(200);
		expect((await media.removeZone(added.id)).status).toBe(204);
	});
});

describe("an event that is deleted", () => {
	it("takes its zones along", async () => {
		const id = await owner.createEvent();
		const media = new EventMedia(owner, id);
		const { id: zoneId } = await media.aZone(2);
		const [file] = (await media.list()).body;
		expect((await owner.delete(`/api/events/${id}`)).status).toBe(204);
		for (const { status } of [await media.zone(zoneId), await media.list(), await media.grouped()])
			expect(status).toBe(404);
		expect((await media.add(zoneId, someTexts(1))).body.code).toBe("EVENT_NOT_FOUND");
		expect((await media.remove(file.id)).status).toBe(404);
	});
});

describe("Idempotency-Key", () => {
	it("makes a zone once, and adds to it once", async () => {
		const event = await owner.createEvent();
		const media = new EventMedia(owner.with({ "idempotency-key": "a-zone" }), event);
		const texts = someTexts(2);
		const [first, again] = [await media.upload(texts), await media.upload(texts)];
		expect(again.body).toEqual(first.body);
		const zoneId = first.body.batch_id;
		const more = someTexts(1);
		const added = await media.add(zoneId, more);
		expect((await media.add(zoneId, more)).body).toEqual(added.body);
		expect((await media.zone(zoneId)).body.file_count).toBe(3);
		expect((await media.upload(someTexts(2))).status).toBe(422);
		expect((await media.grouped()).body.total_zones).toBe(1);
	});
});
