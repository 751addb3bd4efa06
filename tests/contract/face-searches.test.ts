/** Guests who look for themselves in an event. */
import sharp from "sharp";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { CONSENT_VERSION } from "#lib/people/people.values.ts";
import { Api, aForm, eventually, type Json, type Reply, refusal } from "#tests/support/api.ts";
import { queryDatabase } from "#tests/support/database.ts";
import * as people from "#tests/support/faces.ts";
import { aPicture } from "#tests/support/pictures.ts";
import { startServer, type TestServer } from "#tests/support/server.ts";
import { aHeic } from "../unit/imaging/heic-files.ts";

const NIL = "00000000-0000-4000-8000-000000000000";
const MB = 1024 * 1024;

let server: TestServer;
let owner: Api;
let guest: Api;
let eventId: string;
/** Photos by what they show. */
const photos: Record<"four" | "again" | "others" | "nobody", string> = {
	...{ four: "", again: "", others: "", nobody: "" },
};
let selfie: Buffer;

const path = (id = eventId) => `/api/events/${id}/faces`;
const send = (
	api: Api,
	bytes: Uint8Array,
	consent: string | null = CONSENT_VERSION,
	id = eventId,
) =>
	api.post(
		`${path(id)}/searches`,
		aForm(consent === null ? {} : { consent }, [
			{ field: "selfie", name: "me-at-home.jpg", bytes },
		]),
	);
const found = async (search: string, query = ""): Promise<Reply> =>
	guest.get(`/api/events/${eventId}/photos?search=${search}${query}`);
const idsOf = ({ body }: Reply): string[] => body.photos.map(({ id }: Json) => id);
const rows = (sql: string) => queryDatabase(server.databaseUrl, sql);

/** An event that is looked at whole, with these photos. */
async function anEvent(bytes: Buffer[], settings: Record<string, unknown> = {}) {
	const id = await owner.createEvent(settings);
	const ids: string[] = [];
	for (const one of bytes) ids.push((await owner.upload(id, one)).body.id);
	await owner.patch(path(id), { enabled: true, guest_search: true });
	const state = async () => (await owner.get(path(id))).body;
	await eventually(state, ({ photos, looked }) => photos === bytes.length && looked === photos);
	return { id, ids };
}

beforeAll(async () => {
	server = await startServer({ env: { RATE_UPLOADS_PER_MINUTE: "1000" } });
	owner = await new Api(server.url).photographer();
	guest = new Api(server.url, { "x-access-code": "melati" });
	const pictures = [
		await people.fourPeople(),
		await people.sameFour(),
		await people.threeOthers(),
		await aPicture({ width: 400, height: 300 }),
	];
	const { id, ids } = await anEvent(pictures, { access_code: "melati" });
	eventId = id;
	[photos.four = "", photos.again = "", photos.others = "", photos.nobody = ""] = ids;
	selfie = await people.selfie().jpeg().toBuffer();
});
afterAll(() => server?.stop());

describe("a selfie", () => {
	it("finds who is on it, newest photo first, and nobody else", async () => {
		const { status, body } = await send(guest, selfie);
		expect(status).toBe(201);
		expect(body).toEqual({
			id: expect.stringMatching(/^[0-9a-f-]{36}$/),
			photos: 2,
			consent_version: CONSENT_VERSION,
			consented_at: expect.stringMatching(/Z$/),
		});
		const all = await found(body.id);
		expect(idsOf(all)).toEqual([photos.again, photos.four]);
		expect(all.body).toMatchObject({ total: 2, next_cursor: null });
		const other = await send(guest, await people.anotherSelfie().jpeg().toBuffer());
		expect(idsOf(await found(other.body.id))).toEqual([photos.others]);
	});

	it("is found page by page", async () => {
		const { body } = await send(guest, selfie);
		const first = await found(body.id, "&limit=1");
		expect([idsOf(first), first.body.total]).toEqual([[photos.again], 2]);
		const second = await found(body.id, `&limit=1&cursor=${first.body.next_cursor}`);
		expect([idsOf(second), second.body.next_cursor]).toEqual([[photos.four], null]);
	});

	it.each(["png", "webp", "avif"] as const)("may be %s", async (format) => {
		const bytes = await people.selfie().toFormat(format).toBuffer();
		expect((await send(guest, bytes)).body.photos).toBe(2);
	});

	it("of somebody who is on no photo finds none, and is an answer all the same", async () => {
		const { status, body } = await send(guest, await people.aStranger().jpeg().toBuffer());
		expect([status, body.photos]).toEqual([201, 0]);
		expect((await found(body.id)).body).toEqual({ photos: [], next_cursor: null, total: 0 });
	});

	it("finds nothing in another event", async () => {
		const other = await anEvent([await people.threeOthers()]);
		expect((await send(guest, selfie, CONSENT_VERSION, other.id)).body.photos).toBe(0);
	});

	it("does not find photos that were deleted since", async () => {
		const { id, ids } = await anEvent([await people.fourPeople()]);
		const search = (await send(guest, selfie, CONSENT_VERSION, id)).body;
		expect(search.photos).toBe(1);
		await owner.delete(`/api/events/${id}/photos/${ids[0]}`);
		const later = await guest.get(`/api/events/${id}/photos?search=${search.id}`);
		expect(later.body.total).toBe(0);
		expect((await send(guest, selfie, CONSENT_VERSION, id)).body.photos).toBe(0);
		const left = () => rows(`SELECT 1 FROM faces WHERE event_id = '${id}'`);
		await eventually(left, (faces) => faces.length === 0);
	});

	it("searches as often as sent, also at once", async () => {
		const replies = await Promise.all(Array.from({ length: 4 }, () => send(guest, selfie)));
		expect(replies.map(({ body }) => body.photos)).toEqual([2, 2, 2, 2]);
		expect(new Set(replies.map(({ body }) => body.id)).size).toBe(4);
	});
});

describe("without consent", () => {
	it.each([
		["none", null],
		["an empty one", ""],
		["one to another text", "2020-01-01"],
	])("(%s) nothing is searched or kept", async (_, consent) => {
		const before = await rows("SELECT 1 FROM face_searches");
		expect(refusal(await send(guest, selfie, consent))).toEqual([422, "CONSENT_REQUIRED"]);
		expect(await rows("SELECT 1 FROM face_searches")).toHaveLength(before.length);
	});

	it("no picture is looked at, even one that shows nobody", async () => {
		const nobody = await aPicture();
		expect(refusal(await send(guest, nobody, null))).toEqual([422, "CONSENT_REQUIRED"]);
	});

	it("that comes after the selfie is one", async () => {
		const form = new FormData();
		form.append("selfie", new Blob([new Uint8Array(selfie)]), "a.jpg");
		form.append("consent", CONSENT_VERSION);
		expect((await guest.post(`${path()}/searches`, form)).status).toBe(201);
	});
});

describe("what is no selfie", () => {
	it("shows nobody, or several", async () => {
		expect(refusal(await send(guest, await aPicture()))).toEqual([422, "NO_FACE"]);
		const green = [60, 160, 60] as const;
		const heic = aHeic({ squares: Array.from({ length: 3 }, () => [green, green, green]) });
		expect(refusal(await send(guest, heic))).toEqual([422, "NO_FACE"]);
		const two = await people.twoAlike().jpeg().toBuffer();
		expect(refusal(await send(guest, two))).toEqual([422, "MULTIPLE_FACES"]);
	});

	it("is no picture, a broken one, or none at all", async () => {
		const text = Buffer.from("This is a text.");
		expect(refusal(await send(guest, text))).toEqual([400, "UNSUPPORTED_FORMAT"]);
		const gif = await sharp(selfie).gif().toBuffer();
		expect(refusal(await send(guest, gif))).toEqual([400, "UNSUPPORTED_FORMAT"]);
		const broken = Buffer.concat([Buffer.from([0xff, 0xd8, 0xff, 0xe0]), Buffer.alloc(99)]);
		expect(refusal(await send(guest, broken))).toEqual([422, "INVALID_IMAGE"]);
		expect(refusal(await send(guest, Buffer.alloc(0)))).toEqual([400, "VALIDATION_ERROR"]);
		const empty = aForm({ consent: CONSENT_VERSION });
		const nothing = await guest.post(`${path()}/searches`, empty);
		expect(refusal(nothing)).toEqual([400, "VALIDATION_ERROR"]);
		const json = await guest.post(`${path()}/searches`, { consent: CONSENT_VERSION });
		expect(refusal(json)).toEqual([400, "VALIDATION_ERROR"]);
	});

	it("comes under another name, or with a second one", async () => {
		const file = (field: string) => ({ field, name: "a.jpg", bytes: selfie });
		const post = (...fields: string[]) =>
			guest.post(`${path()}/searches`, aForm({ consent: CONSENT_VERSION }, fields.map(file)));
		expect(refusal(await post("photo"))).toEqual([400, "VALIDATION_ERROR"]);
		expect(refusal(await post("selfie", "selfie"))).toEqual([413, "TOO_MANY_FILES"]);
	});

	it("is one byte larger than 10 MB; 10 MB are taken", async () => {
		const padded = (size: number) => Buffer.concat([selfie, Buffer.alloc(size - selfie.length)]);
		expect((await send(guest, padded(10 * MB))).status).toBe(201);
		expect(refusal(await send(guest, padded(10 * MB + 1)))).toEqual([413, "FILE_TOO_LARGE"]);
	});
});

describe("a search", () => {
	it("is deleted by who has it, once, and its photos are shown no more", async () => {
		const { body } = await send(guest, selfie);
		const search = `${path()}/searches/${body.id}`;
		expect((await new Api(server.url).delete(search)).status).toBe(401);
		expect((await guest.delete(search)).status).toBe(204);
		expect(refusal(await guest.delete(search))).toEqual([404, "FACE_SEARCH_NOT_FOUND"]);
		expect(refusal(await found(body.id))).toEqual([404, "FACE_SEARCH_NOT_FOUND"]);
		expect(await rows(`SELECT 1 FROM face_searches WHERE id = '${body.id}'`)).toEqual([]);
	});

	it("is none of another event's, and no other id is one", async () => {
		const { body } = await send(guest, selfie);
		const other = await owner.createEvent();
		await owner.patch(path(other), { enabled: true, guest_search: true });
		const elsewhere = `/api/events/${other}/photos?search=${body.id}`;
		expect(refusal(await guest.get(elsewhere))).toEqual([404, "FACE_SEARCH_NOT_FOUND"]);
		expect((await guest.delete(`${path(other)}/searches/${body.id}`)).status).toBe(404);
		for (const id of [NIL, "x", "'"]) {
			expect((await found(id)).status).toBe(404);
			expect((await guest.delete(`${path()}/searches/${id}`)).status).toBe(404);
		}
	});

	it("leaves nothing of the selfie behind: no hash, no file, no word in a log", async () => {
		const { body } = await send(guest.with({ "idempotency-key": "the-same" }), selfie);
		expect(await rows("SELECT 1 FROM idempotency_keys")).toEqual([]);
		const [row] = await rows(`SELECT * FROM face_searches WHERE id = '${body.id}'`);
		const columns = ["id", "event_id", "consent_version", "consented_at", "media_ids"];
		expect(Object.keys(row ?? {}).sort()).toEqual(columns.sort());
		expect(await rows("SELECT 1 FROM pending_objects")).toEqual([]);
		for (const word of ["me-at-home", "embedding", "similarity", "confidence"])
			expect(server.logs()).not.toContain(word);
	});
});

describe("who may search", () => {
	it("is who may see the gallery", async () => {
		const stranger = new Api(server.url);
		expect(refusal(await send(stranger, selfie))).toEqual([401, "ACCESS_CODE_REQUIRED"]);
		const wrong = stranger.with({ "x-access-code": "mawar" });
		expect(refusal(await send(wrong, selfie))).toEqual([401, "INVALID_ACCESS_CODE"]);
		expect((await send(owner, selfie)).status).toBe(201);
		expect(refusal(await send(guest, selfie, CONSENT_VERSION, NIL))).toEqual([
			...[404, "EVENT_NOT_FOUND"],
		]);
	});

	it("is nobody while faces or the search are off; what was found is shown no more", async () => {
		const { id } = await anEvent([await people.fourPeople()]);
		const search = (await send(guest, selfie, CONSENT_VERSION, id)).body;
		const shown = () => guest.get(`/api/events/${id}/photos?search=${search.id}`);
		await owner.patch(path(id), { enabled: true, guest_search: false });
		expect((await guest.get(`/api/events/${id}`)).body.guest_face_search).toBe(false);
		const again = () => send(guest, selfie, CONSENT_VERSION, id);
		expect(refusal(await again())).toEqual([404, "FACE_SEARCH_OFF"]);
		expect(refusal(await shown())).toEqual([404, "FACE_SEARCH_OFF"]);
		await owner.patch(`/api/events/${id}`, { guest_face_search: true });
		expect((await shown()).body.total).toBe(1);
		await owner.patch(path(id), { enabled: false });
		expect(refusal(await again())).toEqual([404, "FACE_SEARCH_OFF"]);
		expect((await guest.get(`/api/events/${id}`)).body.guest_face_search).toBe(false);
		expect(await rows(`SELECT 1 FROM face_searches WHERE event_id = '${id}'`)).toEqual([]);
	});
});
