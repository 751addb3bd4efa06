/** Faces in an event's photos: the switch, and the people that were found. */
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { Api, eventually, type Json, type Reply, refusal } from "#tests/support/api.ts";
import { queryDatabase } from "#tests/support/database.ts";
import { fourPeople, sameFour, threeOthers } from "#tests/support/faces.ts";
import { aPicture } from "#tests/support/pictures.ts";
import { startServer, type TestServer } from "#tests/support/server.ts";

const NIL = "00000000-0000-4000-8000-000000000000";
const DAY_MS = 24 * 3600_000;

let server: TestServer;
let owner: Api;
let stranger: Api;
let pictures: { four: Buffer; again: Buffer; others: Buffer };

const facesOf = (eventId: string) => `/api/events/${eventId}/faces`;
const peopleOf = (eventId: string) => `/api/events/${eventId}/people`;
const rows = (sql: string) => queryDatabase(server.databaseUrl, sql);
const namesOf = ({ body }: Reply) => body.people.map(({ name }: Json) => name);

interface Photos {
	eventId: string;
	ids: string[];
}

async function anEvent(bytes: readonly Buffer[], settings = {}): Promise<Photos> {
	const eventId = await owner.createEvent(settings);
	const ids: string[] = [];
	for (const one of bytes) ids.push((await owner.upload(eventId, one)).body.id);
	return { eventId, ids };
}

/** Looked at whole, and grouped: who is on two photos is counted once by the first of them already. */
async function lookedAt(eventId: string, people: number): Promise<void> {
	const state = async () => (await owner.get(facesOf(eventId))).body;
	await eventually(state, ({ photos, looked }) => looked === photos);
	const loose = () =>
		rows(`SELECT 1 FROM faces WHERE event_id = '${eventId}' AND event_person_id IS NULL`);
	await eventually(loose, (faces) => faces.length === 0);
	const listed = async () => (await owner.get(peopleOf(eventId))).body;
	await eventually(listed, ({ total }) => total === people);
}

/** Four people on two photos, three others on one. */
async function aParty(): Promise<Photos> {
	const party = await anEvent(Object.values(pictures));
	await owner.patch(facesOf(party.eventId), { enabled: true });
	await lookedAt(party.eventId, 7);
	return party;
}

beforeAll(async () => {
	server = await startServer({
		env: { REGISTRATION: "1", RATE_WRITES_PER_MINUTE: "1000" },
	});
	owner = await new Api(server.url).photographer();
	stranger = await new Api(server.url).register("stranger");
	pictures = { four: await fourPeople(), again: await sameFour(), others: await threeOthers() };
});
afterAll(() => server?.stop());

describe("the switch", () => {
	const OFF = { enabled: false, since: null, delete_on: null, guest_search: false };
	const NOTHING = { looked: 0, failed: 0, faces: 0, people: 0 };

	it("is off at first, and no photo is looked at", async () => {
		const { eventId } = await anEvent([pictures.four]);
		const { status, body } = await owner.get(facesOf(eventId));
		expect([status, body]).toEqual([200, { ...OFF, ...NOTHING, photos: 1 }]);
	});

	it("has all photos looked at, those there are and those that come", async () => {
		const { eventId, ids } = await anEvent([pictures.four, await aPicture()]);
		const ready = async () => (await owner.get(`/api/events/${eventId}/photos`)).body.photos;
		await eventually(ready, (photos) => photos.every((p: Json) => p.status === "ready"));
		const on = await owner.patch(facesOf(eventId), { enabled: true, guest_search: true });
		expect(on.body).toMatchObject({ enabled: true, guest_search: true, photos: 2 });
		const since = Date.parse(on.body.since);
		const day = new Date(Math.floor(since / DAY_MS + 90) * DAY_MS).toISOString().slice(0, 10);
		expect(on.body.delete_on).toBe(day);
		await owner.upload(eventId, pictures.others);
		await lookedAt(eventId, 7);
		expect((await owner.get(facesOf(eventId))).body).toMatchObject({
			...{ photos: 3, looked: 3, failed: 0, faces: 7, people: 7 },
		});
		expect(ids).toHaveLength(2);
	});

	it("stays as it was when switched on again", async () => {
		const { eventId } = await anEvent([]);
		const on = () => owner.patch(facesOf(eventId), { enabled: true });
		const [first, ...others] = await Promise.all([on(), on(), on()]);
		for (const { body } of others) expect(body.since).toBe(first?.body.since);
		expect((await on()).body.since).toBe(first?.body.since);
	});

	it.each(["PATCH", "DELETE"])("forgets everything at once when off (%s)", async (method) => {
		const { eventId } = await anEvent([pictures.four]);
		await owner.patch(facesOf(eventId), { enabled: true });
		await lookedAt(eventId, 4);
		const off = () =>
			owner.request(method, facesOf(eventId), method === "PATCH" ? { enabled: false } : undefined);
		expect((await off()).status).toBe(method === "PATCH" ? 200 : 204);
		const { body } = await owner.get(facesOf(eventId));
		expect(body).toEqual({ ...OFF, ...NOTHING, photos: 1 });
		expect((await owner.get(peopleOf(eventId))).body).toEqual({
			...{ people: [], next_cursor: null, total: 0 },
		});
		for (const table of ["faces", "event_people", "face_searches"])
			expect(await rows(`SELECT 1 FROM ${table} WHERE event_id = '${eventId}'`)).toEqual([]);
		expect((await off()).status).toBe(method === "PATCH" ? 200 : 204);
		await owner.patch(facesOf(eventId), { enabled: true });
		await lookedAt(eventId, 4);
	});

	it("takes nothing but what it knows", async () => {
		const { eventId } = await anEvent([]);
		for (const body of [{}, { enabled: "yes" }, { guest_search: true }, { enabled: true, x: 1 }])
			expect(refusal(await owner.patch(facesOf(eventId), body))).toEqual([
				...[400, "VALIDATION_ERROR"],
			]);
	});
});

describe("faces and people", () => {
	it("are their owner's and admins' alone", async () => {
		const { eventId } = await anEvent([], { access_code: "melati" });
		const admin = await new Api(server.url).admin();
		expect((await admin.get(facesOf(eventId))).status).toBe(200);
		expect((await admin.get(peopleOf(eventId))).status).toBe(200);
		const one = `${peopleOf(eventId)}/${NIL}`;
		const asks: [method: string, path: string, body?: unknown][] = [
			["GET", facesOf(eventId)],
			["PATCH", facesOf(eventId), { enabled: true }],
			["DELETE", facesOf(eventId)],
			["GET", peopleOf(eventId)],
			["GET", one],
			["PATCH", one, { name: "Ani" }],
			["DELETE", one],
			["POST", `${one}/merge`, { from: [NIL] }],
			["POST", `${one}/split`, { face_ids: [NIL] }],
		];
		const guest = new Api(server.url, { "x-access-code": "melati" });
		for (const ask of asks) {
			expect(refusal(await stranger.request(...ask)), String(ask)).toEqual([
				...[404, "EVENT_NOT_FOUND"],
			]);
			expect(refusal(await guest.request(...ask)), String(ask)).toEqual([
				...[401, "UNAUTHENTICATED"],
			]);
		}
		const photos = `/api/events/${eventId}/photos?person=${NIL}`;
		expect(refusal(await guest.get(photos))).toEqual([404, "EVENT_NOT_FOUND"]);
		expect((await owner.get(facesOf(NIL))).status).toBe(404);
		expect((await owner.get(facesOf("x"))).status).toBe(404);
	});

	it("need the scopes of their event", async () => {
		const { eventId } = await anEvent([]);
		const key = async (scopes: string[]) => {
			const { body } = await owner.post("/api/keys", { name: scopes.join(), scopes });
			return new Api(server.url, { "x-api-key": body.key });
		};
		const reader = await key(["events:read"]);
		expect((await reader.get(facesOf(eventId))).status).toBe(200);
		expect((await reader.get(peopleOf(eventId))).status).toBe(200);
		for (const reply of [
			await reader.patch(facesOf(eventId), { enabled: true }),
			await reader.delete(facesOf(eventId)),
			await reader.patch(`${peopleOf(eventId)}/${NIL}`, { name: "Ani" }),
			await (await key(["photos:read"])).get(peopleOf(eventId)),
		])
			expect(refusal(reply)).toEqual([403, "INSUFFICIENT_SCOPE"]);
	});
});

describe("the people of an event", () => {
	let party: Photos;
	const path = (id = "") => `${peopleOf(party.eventId)}${id && `/${id}`}`;
	const list = async (query = "") => (await owner.get(path() + query)).body;
	const photosOf = async (person: string) =>
		(await owner.get(`/api/events/${party.eventId}/photos?person=${person}`)).body;

	beforeAll(async () => {
		party = await aParty();
	});

	it("are there once each, those on most photos first, with their clearest face", async () => {
		const { people, total, next_cursor } = await list();
		expect([total, next_cursor]).toEqual([7, null]);
		expect(people.map(({ photos, faces }: Json) => [photos, faces])).toEqual([
			...Array(4).fill([2, 2]),
			...Array(3).fill([1, 1]),
		]);
		for (const { name, picture } of people) {
			expect(name).toBeNull();
			const face = await fetch(new URL(picture.url, server.url));
			expect([face.status, (await face.arrayBuffer()).byteLength > 0]).toEqual([200, true]);
			for (const side of ["x", "y", "width", "height"]) {
				expect(picture[side]).toBeGreaterThanOrEqual(0);
				expect(picture[side]).toBeLessThan(1);
			}
			expect(picture.image_width).toBeGreaterThan(100);
			expect(picture.image_height).toBeGreaterThan(100);
		}
	});

	it("come page by page, nobody twice", async () => {
		const seen: string[] = [];
		let query = "?limit=3";
		for (const left of [3, 3, 1]) {
			const { people, next_cursor } = await list(query);
			expect(people).toHaveLength(left);
			seen.push(...people.map(({ id }: Json) => id));
			query = `?limit=3&cursor=${next_cursor}`;
		}
		expect(new Set(seen).size).toBe(7);
		for (const bad of [
			"?limit=0",
			"?limit=201",
			"?cursor=x",
			"?cursor=1_x",
			`?cursor=1_${"a".repeat(36)}`,
		])
			expect(refusal(await owner.get(path() + bad))).toEqual([400, "VALIDATION_ERROR"]);
	});

	it("are seen with their faces, page by page", async () => {
		const [{ id }] = (await list()).people;
		const whole = (await owner.get(path(id))).body;
		expect(whole).toMatchObject({ id, name: null, photos: 2, total: 2, next_cursor: null });
		// In the order in which they were found: photos are looked at side by side.
		const shownOn = whole.faces.map(({ photo_id }: Json) => photo_id);
		expect(shownOn.toSorted()).toEqual(party.ids.slice(0, 2).toSorted());
		const first = (await owner.get(`${path(id)}?limit=1`)).body;
		const second = (await owner.get(`${path(id)}?limit=1&cursor=${first.next_cursor}`)).body;
		expect([...first.faces, ...second.faces].map((face: Json) => face.id)).toEqual(
			whole.faces.map((face: Json) => face.id),
		);
		expect(second.next_cursor).toBeNull();
	});

	it("choose the photos of the gallery", async () => {
		const { people } = await list();
		const shown = await photosOf(people[0].id);
		expect(shown.photos.map(({ id }: Json) => id)).toEqual([party.ids[1], party.ids[0]]);
		expect(shown.total).toBe(2);
		expect((await photosOf(people.at(-1).id)).total).toBe(1);
		for (const id of [NIL, "x"])
			expect(await photosOf(id)).toMatchObject({ error: "PERSON_NOT_FOUND" });
		const both = `/api/events/${party.eventId}/photos?person=${NIL}&search=${NIL}`;
		expect(refusal(await owner.get(both))).toEqual([400, "VALIDATION_ERROR"]);
	});

	it("get a name, and lose it", async () => {
		const [{ id }] = (await list()).people;
		const named = await owner.patch(path(id), { name: "  Ani  " });
		expect([named.status, named.body.name, named.body.photos]).toEqual([200, "Ani", 2]);
		expect(namesOf(await owner.get(path()))).toContain("Ani");
		expect((await owner.patch(path(id), { name: "x".repeat(200) })).status).toBe(200);
		for (const body of [{ name: "x".repeat(201) }, { name: " " }, { name: 1 }, {}, { name: "a\0" }])
			expect(refusal(await owner.patch(path(id), body))).toEqual([400, "VALIDATION_ERROR"]);
		expect((await owner.patch(path(id), { name: null })).body.name).toBeNull();
		for (const other of [NIL, "x"])
			expect(refusal(await owner.patch(path(other), { name: "Ani" }))).toEqual([
				...[404, "PERSON_NOT_FOUND"],
			]);
	});

	it("are none of another event's", async () => {
		const [{ id }] = (await list()).people;
		const other = await anEvent([]);
		await owner.patch(facesOf(other.eventId), { enabled: true });
		const there = `${peopleOf(other.eventId)}/${id}`;
		for (const reply of [
			await owner.get(there),
			await owner.patch(there, { name: "Ani" }),
			await owner.delete(there),
			await owner.post(`${there}/merge`, { from: [NIL] }),
			await owner.post(`${there}/split`, { face_ids: [NIL] }),
			await owner.get(`/api/events/${other.eventId}/photos?person=${id}`),
		])
			expect(refusal(reply)).toEqual([404, "PERSON_NOT_FOUND"]);
	});

	it("are put together, once, also at once", async () => {
		const [one, two] = (await list()).people;
		await owner.patch(path(two.id), { name: "Budi" });
		const merge = () => owner.post(`${path(one.id)}/merge`, { from: [two.id.toUpperCase()] });
		const replies = await Promise.all([merge(), merge(), merge()]);
		expect(replies.map(({ status }) => status).sort()).toEqual([200, 404, 404]);
		const merged = replies.find(({ status }) => status === 200);
		expect(merged?.body).toMatchObject({ id: one.id, name: "Budi", photos: 2, faces: 4 });
		expect((await list()).total).toBe(6);
		expect((await owner.get(path(two.id))).status).toBe(404);
		for (const from of [[], [one.id], ["x"], "x"])
			expect(refusal(await owner.post(`${path(one.id)}/merge`, { from }))).toEqual([
				...[400, "VALIDATION_ERROR"],
			]);
	});

	it("are taken apart: into somebody new, or to somebody known", async () => {
		const [merged, other] = (await list()).people;
		const { faces } = (await owner.get(path(merged.id))).body;
		const split = (body: unknown) => owner.post(`${path(merged.id)}/split`, body);
		const apart = await split({ face_ids: [faces[0].id, faces[2].id] });
		expect([apart.status, apart.body.faces, apart.body.name]).toEqual([201, 2, null]);
		expect((await list()).total).toBe(7);
		expect(refusal(await split({ face_ids: [faces[0].id] }))).toEqual([404, "FACE_NOT_FOUND"]);
		const some = await split({ face_ids: [faces[0].id, faces[1].id] });
		expect([...refusal(some), some.body.message]).toEqual([
			...[404, "FACE_NOT_FOUND", "1 of 2 faces are not this person's"],
		]);
		const nobody = await split({ face_ids: [faces[1].id], to: NIL });
		expect(refusal(nobody)).toEqual([404, "PERSON_NOT_FOUND"]);
		const moved = await split({ face_ids: [faces[1].id, faces[3].id], to: other.id });
		expect([moved.status, moved.body.id, moved.body.faces]).toEqual([200, other.id, 4]);
		// Nothing is left of the first.
		expect((await owner.get(path(merged.id))).status).toBe(404);
		expect((await list()).total).toBe(6);
		for (const body of [{}, { face_ids: [] }, { face_ids: ["x"] }, { face_ids: [NIL], to: "x" }])
			expect(refusal(await split(body))).toEqual([400, "VALIDATION_ERROR"]);
	});

	it("stay as people have put them when more photos come", async () => {
		const before = (await list()).people.map(({ id, faces }: Json) => [id, faces]);
		await owner.upload(party.eventId, await aPicture({ width: 300, height: 300 }));
		await lookedAt(party.eventId, 6);
		expect((await list()).people.map(({ id, faces }: Json) => [id, faces])).toEqual(before);
	});

	it("are forgotten, and their photos stay", async () => {
		const [{ id }] = (await list()).people;
		expect((await owner.delete(path(id))).status).toBe(204);
		expect(refusal(await owner.delete(path(id)))).toEqual([404, "PERSON_NOT_FOUND"]);
		expect((await list()).total).toBe(5);
		expect(await rows(`SELECT 1 FROM faces WHERE event_person_id = '${id}'`)).toEqual([]);
		expect((await owner.get(`/api/events/${party.eventId}/photos`)).body.total).toBe(4);
	});

	it("are there no more once their photos are deleted", async () => {
		await owner.delete(`/api/events/${party.eventId}/photos/${party.ids[2]}`);
		const { total, people } = await list();
		expect(total).toBe(people.length);
		expect(people.every(({ photos }: Json) => photos === 2)).toBe(true);
		const left = () => rows(`SELECT 1 FROM faces WHERE media_id = '${party.ids[2]}'`);
		await eventually(left, (faces) => faces.length === 0);
	});

	it("go with their event", async () => {
		const { eventId } = await anEvent([pictures.others]);
		await owner.patch(facesOf(eventId), { enabled: true });
		await lookedAt(eventId, 3);
		expect((await owner.delete(`/api/events/${eventId}`)).status).toBe(204);
		expect((await owner.get(peopleOf(eventId))).status).toBe(404);
		const left = () => rows(`SELECT 1 FROM faces WHERE event_id = '${eventId}'`);
		await eventually(left, (faces) => faces.length === 0);
	});
});
