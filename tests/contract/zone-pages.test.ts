/** What the zones' pages ask for: lists, and files put together, elsewhere and away. */
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { Api, type Json, type Reply, refusal } from "#tests/support/api.ts";
import { aText, EventMedia, someTexts } from "#tests/support/event-media.ts";
import { aPicture } from "#tests/support/pictures.ts";
import { startServer, type TestServer } from "#tests/support/server.ts";

const NOWHERE = "00000000-0000-4000-8000-000000000000";
const ID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
let server: TestServer;
let anyone: Api;
let owner: Api;
let event: EventMedia;
let path: string;

beforeAll(async () => {
	server = await startServer({ worker: false, env: { REGISTRATION: "1" } });
	anyone = new Api(server.url);
	owner = await anyone.photographer();
});
beforeEach(async () => {
	event = new EventMedia(owner, await owner.createEvent({ access_code: "melati" }));
	path = `/api/events/${event.eventId}`;
});
afterAll(() => server?.stop());

const zones = async (query = ""): Promise<Json> => (await owner.get(`${path}/zones${query}`)).body;
const filesOf = async (zoneId: string, query = ""): Promise<Json> =>
	(await owner.get(`${path}/zones/${zoneId}/files${query}`)).body;
const idsOf = async (zoneId: string): Promise<string[]> =>
	(await filesOf(zoneId)).files.map(({ id }: Json) => id);
const move = (media_ids: unknown, zone_id: unknown): Promise<Reply> =>
	owner.post(`${path}/media/move`, { media_ids, zone_id });
const remove = (media_ids: unknown) => owner.post(`${path}/media/remove`, { media_ids });
const gather = (media_ids: unknown, rest = {}) =>
	owner.post(`${path}/zones`, { media_ids, ...rest });

async function aLooseFile(): Promise<string> {
	const { status, body } = await event.upload([aText()]);
	expect(status).toBe(200);
	return body.id;
}
const looseFiles = async (count: number) => {
	const ids = [];
	for (let made = 0; made < count; made++) ids.push(await aLooseFile());
	return ids;
};

describe("the zones of an event", () => {
	it("are none at first, with what is in none beside them", async () => {
		expect(await zones()).toEqual({
			...{ zones: [], next_cursor: null },
			...{ total: 0, file_total: 0, loose_total: 0 },
		});
		const [id] = await looseFiles(1);
		expect(await zones()).toMatchObject({ total: 0, file_total: 1, loose_total: 1 });
		expect(await filesOf("none")).toMatchObject({ files: [{ id }], next_cursor: null, total: 1 });
	});

	it("come with what is said of them, counts by kind and their first files", async () => {
		const picture = { name: "a.jpg", bytes: await aPicture() };
		const { body } = await event.upload([picture, ...someTexts(2)], { title: "T", tags: "x,y" });
		const [zone] = (await zones("?files=2")).zones;
		expect(zone).toEqual({
			...{ id: body.batch_id, title: "T", description: null, tags: ["x", "y"] },
			...{ file_count: 3, video_count: 0, document_count: 2 },
			...{ created_at: expect.any(String), updated_at: expect.any(String) },
			files: [expect.anything(), expect.anything()],
		});
		const [first, second] = zone.files;
		expect(first).toMatchObject({
			...{ filename: "a.jpg", kind: "image", content_type: "image/jpeg", status: "processing" },
			...{ zone_id: body.batch_id, video_url: null, file_size: picture.bytes.length },
		});
		expect(second).toMatchObject({
			...{ kind: "file", content_type: "text/plain", status: "ready", width: null },
			...{ renditions: { small: null, medium: null, large: null }, video_url: null },
		});
		const download = await fetch(new URL(second.download_url, server.url));
		expect(download.headers.get("content-disposition")).toContain("attachment");
		const alone = await owner.get(`${path}/zones/${body.batch_id}?files=2`);
		expect({ ...alone.body, files: alone.body.files.map(({ id }: Json) => id) }).toEqual({
			...zone,
			files: zone.files.map(({ id }: Json) => id),
		});
	});

	it("are paged, newest first, and their files in the order they came", async () => {
		const made = [];
		for (let n = 0; n < 3; n++) made.unshift((await event.aZone(3, { title: `${n}` })).id);
		const first = await zones("?limit=2&files=0");
		expect(first.zones.map(({ id, files }: Json) => [id, files])).toEqual([
			[made[0], []],
			[made[1], []],
		]);
		expect(first).toMatchObject({ next_cursor: made[1], total: 3, file_total: 9 });
		const second = await zones(`?limit=2&cursor=${first.next_cursor}`);
		expect(second.zones.map(({ id }: Json) => id)).toEqual([made[2]]);
		expect(second.next_cursor).toBeNull();

		const zoneId = made[0] as string;
		const all = await idsOf(zoneId);
		const page = await filesOf(zoneId, "?limit=2");
		expect(page).toMatchObject({ next_cursor: all[1], total: 3 });
		const rest = await filesOf(zoneId, `?limit=2&cursor=${page.next_cursor}`);
		expect(rest).toMatchObject({ files: [{ id: all[2] }], next_cursor: null, total: 3 });
	});

	it("and what is in none is paged newest first", async () => {
		const ids = (await looseFiles(3)).reverse();
		const page = await filesOf("none", "?limit=2");
		expect(page.files.map(({ id }: Json) => id)).toEqual(ids.slice(0, 2));
		const rest = await filesOf("none", `?limit=2&cursor=${page.next_cursor}`);
		expect(rest.files.map(({ id }: Json) => id)).toEqual(ids.slice(2));
	});

	it.each([
		["/zones?limit=0", 400],
		["/zones?limit=101", 400],
		["/zones?files=51", 400],
		["/zones?cursor=x", 400],
		["/zones?limit=100&files=50", 200],
		["/zones/none/files?limit=201", 400],
		["/zones/none/files?cursor=x", 400],
		["/zones/none/files?limit=200", 200],
	])("%s answers %i", async (query, status) => {
		const reply = await owner.get(path + query);
		expect(reply.status).toBe(status);
		if (status === 400) expect(reply.body.error).toBe("VALIDATION_ERROR");
	});

	it("that do not exist are not found", async () => {
		for (const id of [NOWHERE, "x"])
			for (const reply of [
				await owner.get(`${path}/zones/${id}`),
				await owner.get(`${path}/zones/${id}/files`),
			])
				expect(refusal(reply)).toEqual([404, "ZONE_NOT_FOUND"]);
		const elsewhere = await owner.get("/api/events/x/zones");
		expect(refusal(elsewhere)).toEqual([404, "EVENT_NOT_FOUND"]);
	});
});

describe("a zone of chosen files", () => {
	it("takes them from where they were, and a zone that is left empty goes", async () => {
		const before = await event.aZone(2);
		const loose = await aLooseFile();
		const { status, body } = await gather([...before.files, loose], { title: " Both " });
		expect(status).toBe(201);
		expect(body).toMatchObject({ id: expect.stringMatching(ID), title: "Both", file_count: 3 });
		expect((await zones()).zones).toMatchObject([{ id: body.id }]);
		expect(await idsOf(body.id)).toEqual([...before.files, loose]);
		expect((await event.zone(before.id)).status).toBe(404);
		expect((await event.zone(body.id)).body).toMatchObject({ title: "Both", file_count: 3 });
	});

	it("twice is made anew, and the first goes", async () => {
		const ids = await looseFiles(2);
		await gather(ids);
		const { body } = await gather([...ids, ...ids]);
		expect(body).toMatchObject({ title: null, file_count: 2 });
		expect((await zones()).zones).toMatchObject([{ id: body.id }]);
	});

	it("several times at once leaves every file in one zone, and no zone empty", async () => {
		const ids = await looseFiles(4);
		const replies = await Promise.all([1, 2, 3, 4].map(() => gather(ids)));
		expect(replies.map(({ status, body }) => [status, body.file_count])).toEqual(
			Array(4).fill([201, 4]),
		);
		const { zones: left, file_total, loose_total } = await zones();
		expect(left).toMatchObject([{ file_count: 4 }]);
		expect({ file_total, loose_total }).toEqual({ file_total: 4, loose_total: 0 });
	});

	it.each([
		["nothing", {}],
		["no file", { media_ids: [] }],
		["what is no id", { media_ids: ["x"] }],
		["no list", { media_ids: NOWHERE }],
		["a title of 257 characters", { media_ids: [NOWHERE], title: "x".repeat(257) }],
		["more than it knows", { media_ids: [NOWHERE], tags: [] }],
		["501 files", { media_ids: Array(501).fill(NOWHERE) }],
	])("of %s is refused", async (_, body) => {
		expect(refusal(await owner.post(`${path}/zones`, body))).toEqual([400, "VALIDATION_ERROR"]);
	});

	it("that is no JSON is refused", async () => {
		const headers = { ...owner.headers, "content-type": "application/json" };
		const url = `${server.url}${path}/zones`;
		const reply = await fetch(url, { method: "POST", headers, body: "{" });
		expect(reply.status).toBe(400);
	});
});

describe("files", () => {
	it("are moved into a zone, out of any, and once more", async () => {
		const one = await event.aZone(2);
		const two = await event.aZone(2);
		const [file] = one.files as [string];
		expect((await move([file], two.id)).body).toEqual({ moved: 1, missing: [] });
		expect(await idsOf(two.id)).toHaveLength(3);
		expect((await move([file], two.id)).body).toEqual({ moved: 1, missing: [] });
		expect((await move([file], null)).body).toEqual({ moved: 1, missing: [] });
		expect(await idsOf("none")).toEqual([file]);
		expect((await move([file], null)).status).toBe(200);
		expect((await zones()).zones.map(({ file_count }: Json) => file_count)).toEqual([2, 1]);
	});

	it("that leave a zone empty take it along", async () => {
		const { id, files } = await event.aZone(2);
		await move(files, null);
		expect(await zones()).toMatchObject({ total: 0, loose_total: 2 });
		expect(refusal(await move(files, id))).toEqual([404, "ZONE_NOT_FOUND"]);
	});

	it("of two zones exchanged at once are all there, each in the other's", async () => {
		const [one, two] = [await event.aZone(6), await event.aZone(6)];
		for (const mine of [one, two]) await event.add(mine.id, someTexts(1));
		const rounds = await Promise.all([
			...[move(one.files, two.id), move(two.files, one.id)],
			...[move(one.files.toReversed(), two.id), move(two.files.toReversed(), one.id)],
		]);
		expect(rounds.map(({ status }) => status)).toEqual([200, 200, 200, 200]);
		expect(await idsOf(two.id)).toEqual(expect.arrayContaining(one.files));
		expect(await idsOf(one.id)).toEqual(expect.arrayContaining(two.files));
		expect(await zones()).toMatchObject({ total: 2, file_total: 14, loose_total: 0 });
	});

	it("that are moved into a zone while its last one leaves end in one, or are told why not", async () => {
		const { id, files } = await event.aZone(2);
		const [loose] = await looseFiles(1);
		const [into, out] = await Promise.all([move([loose], id), move(files, null)]);
		expect(out.status).toBe(200);
		expect([200, 404]).toContain(into.status);
		const { total, loose_total } = await zones();
		expect([total, loose_total]).toEqual(into.status === 200 ? [1, 2] : [0, 3]);
	});

	it("are deleted with the zone that they leave empty, and only once", async () => {
		const { id, files } = await event.aZone(2);
		const loose = await aLooseFile();
		expect((await remove([...files, loose])).body).toEqual({ removed: 3, missing: [] });
		expect(await zones()).toMatchObject({ total: 0, file_total: 0 });
		expect((await event.zone(id)).status).toBe(404);
		expect(refusal(await remove(files))).toEqual([404, "MEDIA_NOT_FOUND"]);
	});

	it("deleted by several at once are deleted by one of them", async () => {
		const { files } = await event.aZone(4);
		const replies = await Promise.all([1, 2, 3].map(() => remove(files)));
		expect(replies.map(({ status }) => status).toSorted()).toEqual([200, 404, 404]);
		expect(await zones()).toMatchObject({ total: 0, file_total: 0 });
	});

	it("of which one is not there are left as they are, all of them", async () => {
		const { id, files } = await event.aZone(2);
		const other = await new EventMedia(owner, await owner.createEvent()).aZone(2);
		for (const strange of [NOWHERE, other.files[0]]) {
			const chosen = [files[0], strange];
			for (const reply of [await move(chosen, null), await remove(chosen), await gather(chosen)]) {
				expect(refusal(reply)).toEqual([404, "MEDIA_NOT_FOUND"]);
				expect(reply.body.message).toBe("1 of 2 files do not exist in this event");
			}
		}
		expect(await idsOf(id)).toEqual(files);
		expect(refusal(await move(files, other.id))).toEqual([404, "ZONE_NOT_FOUND"]);
		expect(refusal(await move(files, NOWHERE))).toEqual([404, "ZONE_NOT_FOUND"]);
		expect(await zones()).toMatchObject({ total: 1, file_total: 2 });
	});

	it("of which some are not there are dealt with but for those, where that is asked for", async () => {
		const { id, files } = await event.aZone(3);
		const other = await new EventMedia(owner, await owner.createEvent()).aZone(2);
		const strange = [NOWHERE, other.files[0]] as string[];
		const skip = { skip_missing: true };
		const chosen = [...strange, ...files.map((file) => file.toUpperCase())];
		const made = await gather(chosen, skip);
		expect([made.status, made.body.file_count]).toEqual([201, 3]);
		const out = { media_ids: [...files, ...strange], zone_id: null, ...skip };
		expect((await owner.post(`${path}/media/move`, out)).body).toEqual({
			...{ moved: 3, missing: strange },
		});
		expect(await idsOf("none")).toEqual(files.toReversed());
		const away = { media_ids: chosen, ...skip };
		for (const removed of [3, 0])
			expect((await owner.post(`${path}/media/remove`, away)).body).toMatchObject({
				...{ removed, missing: { length: 5 - removed } },
			});
		expect(refusal(await gather(chosen, skip))).toEqual([404, "MEDIA_NOT_FOUND"]);
		expect(await zones()).toMatchObject({ total: 0, file_total: 0 });
		expect((await event.zone(id)).status).toBe(404);
	});

	it("are 500 at most", async () => {
		const ids: string[] = (await event.upload(someTexts(500))).body.successful.map(
			({ id }: Json) => id,
		);
		expect(refusal(await move([...ids, NOWHERE], null))).toEqual([400, "VALIDATION_ERROR"]);
		expect((await move(ids, null)).body).toEqual({ moved: 500, missing: [] });
		expect((await gather(ids)).body).toMatchObject({ file_count: 500, document_count: 500 });
		expect((await remove(ids)).body).toEqual({ removed: 500, missing: [] });
	});

	it.each([
		["no zone named", { media_ids: [NOWHERE] }],
		["a zone that is no id", { media_ids: [NOWHERE], zone_id: "x" }],
		["no file", { media_ids: [], zone_id: null }],
	])("with %s are not moved", async (_, body) => {
		expect(refusal(await owner.post(`${path}/media/move`, body))).toEqual([
			400,
			"VALIDATION_ERROR",
		]);
	});
});

describe("a caller", () => {
	async function answersOf(api: Api, only?: "reading" | "writing") {
		const { id, files } = await event.aZone(2, { title: "Mine" });
		const before = [await idsOf(id), await idsOf("none")];
		const reading = () => [
			...[api.get(`${path}/zones`), api.get(`${path}/zones/${id}`)],
			...[api.get(`${path}/zones/${id}/files`), api.get(`${path}/zones/none/files`)],
		];
		const writing = () => [
			...[api.post(`${path}/zones`, { media_ids: files })],
			...[api.post(`${path}/media/move`, { media_ids: files, zone_id: null })],
			...[api.post(`${path}/media/remove`, { media_ids: files })],
		];
		const asked = [
			...(only === "writing" ? [] : reading()),
			...(only === "reading" ? [] : writing()),
		];
		const replies = await Promise.all(asked);
		const answers = new Set(replies.map((reply) => refusal(reply).filter(Boolean).join(" ")));
		return { answers, unchanged: [before, [await idsOf(id), await idsOf("none")]] };
	}

	it.each([
		["of another account finds no event", () => anyone.register("zp1"), "404 EVENT_NOT_FOUND"],
		[
			"of another account with the access code finds no event",
			async () => (await anyone.register("zp2")).with({ "x-access-code": "melati" }),
			"404 EVENT_NOT_FOUND",
		],
		["without an account is asked to sign in", async () => anyone, "401 UNAUTHENTICATED"],
		[
			"with a guest's pass is asked to sign in",
			async () => {
				const { body } = await anyone.post(`${path}/access`, { code: "melati" });
				return anyone.with({ authorization: `Bearer ${body.access_token}` });
			},
			"401 UNAUTHENTICATED",
		],
		["with a key of other scopes is refused", () => aKey("events:write"), "403 INSUFFICIENT_SCOPE"],
	])("%s", async (_, whoever, answer) => {
		const { answers, unchanged } = await answersOf(await whoever());
		expect(answers).toEqual(new Set([answer]));
		expect(unchanged[1]).toEqual(unchanged[0]);
	});

	it("with a key that may read reads, and changes nothing", async () => {
		const key = await aKey("photos:read");
		expect((await answersOf(key, "reading")).answers).toEqual(new Set(["200"]));
		const { answers, unchanged } = await answersOf(key, "writing");
		expect(answers).toEqual(new Set(["403 INSUFFICIENT_SCOPE"]));
		expect(unchanged[1]).toEqual(unchanged[0]);
	});

	it("with a key that may write moves; and so does an admin", async () => {
		for (const api of [await aKey("photos:write"), await anyone.admin()]) {
			const { files } = await event.aZone(2);
			const reply = await api.post(`${path}/media/move`, { media_ids: files, zone_id: null });
			expect(reply.body).toEqual({ moved: 2, missing: [] });
		}
	});

	async function aKey(...scopes: string[]): Promise<Api> {
		const { body } = await owner.post("/api/keys", { name: "k", scopes });
		return anyone.with({ "x-api-key": body.key });
	}
});
