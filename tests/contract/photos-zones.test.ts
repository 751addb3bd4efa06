/** Zones as guests see them: parts of the gallery, with a title and something to look at. */
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { newId } from "#lib/core/ids.ts";
import { Api, type Json, refusal } from "#tests/support/api.ts";
import { queryDatabase } from "#tests/support/database.ts";
import { EventMedia } from "#tests/support/event-media.ts";
import { aGuest } from "#tests/support/guests.ts";
import { aPicture } from "#tests/support/pictures.ts";
import { startServer, type TestServer } from "#tests/support/server.ts";

const CODE = "melati";
const MOST = 500;

let server: TestServer;
let owner: Api;
let stranger: Api;

beforeAll(async () => {
	server = await startServer({ worker: false });
	stranger = new Api(server.url);
	owner = await stranger.photographer();
});
afterAll(() => server?.stop());

const anEvent = (settings: Record<string, unknown> = {}) =>
	owner.createEvent({ access_code: CODE, guest_uploads: "code", ...settings });
const guestOf = (id: string) => aGuest(server.url, id, CODE);
const zones = (as: Api, id: string) => as.get(`/api/events/${id}/photos/zones`);
const named = async (as: Api, id: string) =>
	(await zones(as, id)).body.zones.map((zone: Json) => [zone.title, zone.photo_count]);

async function somePhotos(as: Api, id: string, count: number): Promise<string[]> {
	const ids: string[] = [];
	for (let n = 0; n < count; n++)
		ids.push((await as.upload(id, await aPicture(), "p.jpg", { albumName: "Tamu" })).body.id);
	return ids;
}

async function aZone(id: string, media: readonly string[], title: string | null): Promise<string> {
	const { status, body } = await owner.post(`/api/events/${id}/zones`, { media_ids: media, title });
	expect(status).toBe(201);
	return body.id;
}

const takenAt = (ids: readonly string[], moment: string) =>
	queryDatabase(
		server.databaseUrl,
		"UPDATE media SET taken_at = $1::timestamptz, updated_at = now() WHERE id = ANY($2::uuid[])",
		[moment, ids],
	);

/** Two parts of a day, made in the other order. */
async function aDay() {
	const id = await anEvent();
	const [evening, morning, other] = [
		await somePhotos(owner, id, 2),
		await somePhotos(owner, id, 1),
		await somePhotos(owner, id, 1),
	];
	await takenAt(evening, "2026-05-09T19:00:00Z");
	await takenAt(morning, "2026-05-09T08:00:00Z");
	const party = await aZone(id, evening, "Party");
	const ceremony = await aZone(id, morning, "Ceremony");
	return { id, party, ceremony, evening, morning, other };
}

describe("the parts of a gallery", () => {
	it("are zones in the order of the day, with what is said of them", async () => {
		const { id, party, ceremony } = await aDay();
		const path = `/api/v1/events/${id}/media/zones/${ceremony}`;
		await owner.patch(path, { description: "In the garden" });
		const guest = await guestOf(id);
		const { status, body } = await zones(guest, id);
		expect(status).toBe(200);
		expect(body).toEqual({
			zones: [
				{ id: ceremony, title: "Ceremony", description: "In the garden", photo_count: 1 },
				{ id: party, title: "Party", description: null, photo_count: 2 },
			],
			total: 2,
		});
		expect((await zones(owner, id)).body).toEqual(body);
	});

	it("lead to their photos, in the list and in the layout", async () => {
		const { id, party, evening } = await aDay();
		const guest = await guestOf(id);
		const path = `/api/events/${id}/photos`;
		const list = await guest.get(`${path}?zone=${party}&order=oldest`);
		expect(list.body.photos.map((photo: Json) => photo.id).sort()).toEqual(evening.sort());
		const layout = await guest.get(`${path}/layout?zone=${party}&order=oldest&width=800`);
		expect(layout.body.total).toBe(2);
	});

	it("are none of a zone without a title, with documents alone, or emptied", async () => {
		const id = await anEvent();
		const [one = "", two = ""] = await somePhotos(owner, id, 2);
		await aZone(id, [one], null);
		await new EventMedia(owner, id).aZone(2, { title: "Contracts" });
		await aZone(id, [two], "Soon empty");
		const guest = await guestOf(id);
		expect(await named(guest, id)).toEqual([["Soon empty", 1]]);
		await owner.delete(`/api/events/${id}/photos/${two}`);
		expect((await zones(guest, id)).body).toEqual({ zones: [], total: 0 });
	});
});

describe("what waits to be approved", () => {
	it("names its zone to nobody but the guest who has sent it", async () => {
		const id = await anEvent({ guest_approval: true });
		const [sender, other] = [await guestOf(id), await guestOf(id)];
		const sent = await somePhotos(sender, id, 2);
		const zone = await aZone(id, sent, "Surprise");
		expect([await named(sender, id), await named(owner, id)]).toEqual([
			[["Surprise", 2]],
			[["Surprise", 2]],
		]);
		expect((await zones(other, id)).body).toEqual({ zones: [], total: 0 });
		const layout = `/api/events/${id}/photos/layout?width=800&zone=${zone}`;
		expect((await other.get(layout)).body).toMatchObject({ total: 0, segments: [] });
		expect((await sender.get(layout)).body.total).toBe(2);
		await owner.post(`/api/events/${id}/photos/approve`, { photo_ids: [sent[0]] });
		expect(await named(other, id)).toEqual([["Surprise", 1]]);
		expect((await other.get(layout)).body.total).toBe(1);
	});
});

describe("the parts of a gallery are for who may look", () => {
	it("not for who has no pass, has another event's, or has no right", async () => {
		const { id } = await aDay();
		expect(refusal(await zones(stranger, id))).toEqual([401, "ACCESS_CODE_REQUIRED"]);
		const wrong = stranger.with({ "x-access-code": "kamboja" });
		expect(refusal(await zones(wrong, id))).toEqual([401, "INVALID_ACCESS_CODE"]);
		const elsewhere = await guestOf(await anEvent());
		expect(refusal(await zones(elsewhere, id))).toEqual([401, "ACCESS_CODE_REQUIRED"]);
		for (const none of ["nonsense", newId()])
			expect(refusal(await zones(owner, none))).toEqual([404, "EVENT_NOT_FOUND"]);
		const admin = await stranger.admin();
		const event = await admin.createEvent({ access_code: CODE });
		expect(refusal(await zones(owner, event))).toEqual([404, "EVENT_NOT_FOUND"]);
	});

	it("and another event's zone has no photos here", async () => {
		const [{ id }, { party }] = [await aDay(), await aDay()];
		const guest = await guestOf(id);
		for (const zone of [party, newId()]) {
			const { status, body } = await guest.get(`/api/events/${id}/photos?zone=${zone}`);
			expect([status, body.photos]).toEqual([200, []]);
		}
	});

	it.each(["nonsense", "", "a".repeat(300)])("and the zone %j is refused", async (zone) => {
		const { id } = await aDay();
		const guest = await guestOf(id);
		for (const path of [`photos?zone=${zone}`, `photos/layout?width=800&zone=${zone}`])
			expect(refusal(await guest.get(`/api/events/${id}/${path}`))).toEqual([
				...[400, "VALIDATION_ERROR"],
			]);
	});

	it("and the zones document stays closed to guests", async () => {
		const { id, party } = await aDay();
		const guest = await guestOf(id);
		const media = new EventMedia(guest, id);
		for (const reply of [await media.grouped(), await media.zone(party)])
			expect(reply.status).toBe(401);
		expect((await guest.get(`/api/events/${id}/zones`)).status).toBe(401);
	});
});

it("names 500 zones, and says of how many", async () => {
	const id = await anEvent();
	const fill = (count: number) =>
		queryDatabase(
			server.databaseUrl,
			`WITH made AS (
				INSERT INTO zones (id, event_id, title, updated_at)
				SELECT gen_random_uuid(), $1::uuid, 'Zone ' || n, now() FROM generate_series(1, $2::int) n
				RETURNING id
			)
			INSERT INTO media (id, event_id, album, file_name, content_type, byte_size, sha256, updated_at,
				state, object_key, zone_id)
			SELECT gen_random_uuid(), $1::uuid, NULL, 'p.jpg', 'image/jpeg', 1, md5(id::text), now(),
				'ready', 'media/' || id, id FROM made`,
			[id, count],
		);
	await fill(MOST);
	const guest = await guestOf(id);
	const all = (await zones(guest, id)).body;
	expect([all.zones.length, all.total]).toEqual([MOST, MOST]);
	await fill(1);
	const more = (await zones(guest, id)).body;
	expect([more.zones.length, more.total]).toEqual([MOST, MOST + 1]);
});
