/** Photos put into another album, and tagged, many at once. */
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { Api, type Json, type Reply, refusal } from "#tests/support/api.ts";
import { queryDatabase } from "#tests/support/database.ts";
import { aText, EventMedia } from "#tests/support/event-media.ts";
import { aPicture } from "#tests/support/pictures.ts";
import { startServer, type TestServer } from "#tests/support/server.ts";

const NOWHERE = "00000000-0000-4000-8000-000000000000";
let server: TestServer;
let anyone: Api;
let owner: Api;
let eventId: string;
let path: string;

beforeAll(async () => {
	server = await startServer({ worker: false, env: { REGISTRATION: "1" } });
	anyone = new Api(server.url);
	owner = await anyone.photographer();
});
beforeEach(async () => {
	eventId = await owner.createEvent({ access_code: "melati" });
	path = `/api/events/${eventId}`;
});
afterAll(() => server?.stop());

const edit = (media_ids: unknown, change: object, as = owner): Promise<Reply> =>
	as.patch(`${path}/media`, { media_ids, ...change });
const sent = async (albumName = "Official", bytes?: Uint8Array): Promise<string> =>
	(await owner.upload(eventId, bytes ?? (await aPicture()), "photo.jpg", { albumName })).body.id;
const idsOf = async (query: string): Promise<string[]> =>
	(await owner.get(`${path}/photos/ids?${query}`)).body.photo_ids;
const some = (count: number) => Array.from({ length: count }, (_, place) => `t${place}`);

describe("an album", () => {
	it("is given to photos, and those that are in it stay", async () => {
		const ids = [await sent(), await sent("Tamu"), await sent("Bridesmaid")];
		const done = await edit([...ids, ids[0]], { album_name: "Bridesmaid" });
		expect([done.status, done.body]).toEqual([200, { changed: 3, missing: [], kept: [] }]);
		expect(await idsOf("album=Bridesmaid")).toEqual(ids.toReversed());
		expect((await edit(ids, { album_name: "Bridesmaid" })).body.changed).toBe(3);
		const { albums } = (await owner.get(path)).body;
		expect(albums.map((album: Json) => album.photo_count)).toEqual([0, 0, 3]);
	});

	it("has no photo twice: the copy stays where it is, and that is told", async () => {
		const bytes = await aPicture();
		const [one, two, three] = [
			...[await sent("Official", bytes), await sent("Tamu", bytes), await sent("Bridesmaid")],
		] as [string, string, string];
		const done = (await edit([two, three], { album_name: "Official" })).body;
		expect(done).toEqual({
			...{ changed: 1, missing: [], kept: [{ media_id: two, reason: "duplicate" }] },
		});
		expect(await idsOf("album=Tamu")).toEqual([two]);
		// Both copies into a third album: the first of them goes.
		const both = (await edit([two, one], { album_name: "Bridesmaid" })).body;
		expect(both).toMatchObject({ changed: 1, kept: [{ media_id: two }] });
		await owner.delete(`${path}/photos/${one}`);
		expect((await edit([two], { album_name: "Bridesmaid" })).body.changed).toBe(1);
	});

	it("is the one that came last, of several at once", async () => {
		const bytes = await aPicture();
		const copies = [await sent("Official", bytes), await sent("Tamu", bytes)];
		const replies = await Promise.all(copies.map((id) => edit([id], { album_name: "Bridesmaid" })));
		expect(replies.map(({ status, body }) => [status, body.changed]).toSorted()).toEqual([
			...[
				[200, 0],
				[200, 1],
			],
		]);
		expect(await idsOf("album=Bridesmaid")).toHaveLength(1);
	});
});

describe("tags", () => {
	const tagsOf = async (id: string) => {
		const rows = await queryDatabase(server.databaseUrl, "SELECT tags FROM media WHERE id = $1", [
			id,
		]);
		return (rows as Json[])[0].tags;
	};

	it("are added behind those there are, each once, and taken off", async () => {
		const ids = [await sent(), await sent()] as [string, string];
		await edit([ids[0]], { add_tags: ["cake", " dance "] });
		const done = await edit(ids, { add_tags: ["rings", "cake", "cake"], remove_tags: ["dance"] });
		expect(done.body).toEqual({ changed: 2, missing: [], kept: [] });
		expect(await tagsOf(ids[0])).toEqual(["cake", "rings"]);
		expect(await tagsOf(ids[1])).toEqual(["rings", "cake"]);
		expect(await idsOf("tag=rings")).toHaveLength(2);
		expect((await edit(ids, { remove_tags: ["rings", "never"] })).body.changed).toBe(2);
		expect(await idsOf("tag=rings")).toEqual([]);
	});

	it("are 50 on one photo: more are not taken, and that is told", async () => {
		const [full, other] = [await sent(), await sent()] as [string, string];
		expect((await edit([full], { add_tags: some(50) })).body.changed).toBe(1);
		const done = await edit([full, other], { add_tags: ["one more"] });
		expect(done.body).toEqual({
			...{ changed: 1, missing: [], kept: [{ media_id: full, reason: "too_many_tags" }] },
		});
		expect(await tagsOf(full)).toHaveLength(50);
		const changed = { add_tags: ["one more"], remove_tags: ["t7"] };
		expect((await edit([full], changed)).body.changed).toBe(1);
	});

	it("go to many at once with an album, as one", async () => {
		const id = await sent();
		const replies = await Promise.all(
			some(5).map((tag) => edit([id], { album_name: "Tamu", add_tags: [tag] })),
		);
		expect(replies.map(({ status }) => status)).toEqual(Array(5).fill(200));
		expect((await tagsOf(id)).toSorted()).toEqual(some(5));
		expect(await idsOf("album=Tamu")).toEqual([id]);
	});
});

describe("photos that are not there", () => {
	it("keep all as they are, or are left out where that is asked for", async () => {
		const [here, gone] = [await sent(), await sent()] as [string, string];
		await owner.delete(`${path}/photos/${gone}`);
		const { body: document } = await new EventMedia(owner, eventId).upload([aText()]);
		const elsewhere = (await owner.upload(await owner.createEvent(), await aPicture())).body.id;
		const missing = [gone, document.id, elsewhere, NOWHERE];
		const all = [here, ...missing];
		const refused = await edit(all, { album_name: "Tamu" });
		expect(refusal(refused)).toEqual([404, "MEDIA_NOT_FOUND"]);
		expect(refused.body.message).toBe("4 of 5 files do not exist in this event");
		expect(await idsOf("album=Tamu")).toEqual([]);
		const done = await edit(all, { album_name: "Tamu", skip_missing: true });
		expect(done.body).toEqual({ changed: 1, missing, kept: [] });
		const none = await edit(missing, { add_tags: ["x"], skip_missing: true });
		expect(none.body).toEqual({ changed: 0, missing, kept: [] });
	});
});

describe("a request", () => {
	it.each([
		["nothing to do", { media_ids: [NOWHERE] }],
		["no photo", { media_ids: [], album_name: "Tamu" }],
		["what is no id", { media_ids: ["x"], album_name: "Tamu" }],
		["501 photos", { media_ids: Array(501).fill(NOWHERE), album_name: "Tamu" }],
		["an album that there is not", { media_ids: [NOWHERE], album_name: "Party" }],
		["a tag without text", { media_ids: [NOWHERE], add_tags: [" "] }],
		["a tag of 65 characters", { media_ids: [NOWHERE], add_tags: ["x".repeat(65)] }],
		["51 tags", { media_ids: [NOWHERE], add_tags: some(51) }],
		["a tag that comes and goes", { media_ids: [NOWHERE], add_tags: ["a"], remove_tags: ["a"] }],
		["more than it knows", { media_ids: [NOWHERE], album_name: "Tamu", title: "x" }],
	])("with %s is refused", async (_, body) => {
		expect(refusal(await owner.patch(`${path}/media`, body))).toEqual([400, "VALIDATION_ERROR"]);
	});

	it("is for whose event it is", async () => {
		const id = await sent();
		const change = { add_tags: ["x"] };
		expect(refusal(await edit([id], change, anyone))).toEqual([401, "UNAUTHENTICATED"]);
		const guest = anyone.with({ "x-access-code": "melati" });
		expect(refusal(await edit([id], change, guest))).toEqual([401, "UNAUTHENTICATED"]);
		const other = await anyone.register("editor");
		expect(refusal(await edit([id], change, other))).toEqual([404, "EVENT_NOT_FOUND"]);
		expect(await idsOf("tag=x")).toEqual([]);
	});
});
