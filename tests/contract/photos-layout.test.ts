import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { newId } from "#lib/core/ids.ts";
import { Api, type Json } from "#tests/support/api.ts";
import { queryDatabase } from "#tests/support/database.ts";
import { aPicture } from "#tests/support/pictures.ts";
import { startServer, type TestServer } from "#tests/support/server.ts";

const PHOTOS = 330;
const MINUTE = 60_000;

let server: TestServer;
let stranger: Api;
let owner: Api;
let eventId: string;
/** In the order of their arrival, the last first. */
let arrived: string[];
/** In the order in which they were taken. */
let taken: string[];

const photos = (query = "") => `/api/events/${eventId}/photos${query}`;
const layout = (query: string) => photos(`/layout?${query}`);
const idsOf = (body: Json): string[] => body.photos.map((photo: Json) => photo.id);

/**
 * Photos that arrived in another order than that in which they were taken: of every ten two at the
 * same moment, and one whose moment is not known. The first were taken before 1970.
 */
async function fill(): Promise<void> {
	const begin = Date.parse("1969-12-31T21:30:00Z");
	const sent = Date.parse("2026-05-09T16:40:00Z");
	const rows = Array.from({ length: PHOTOS }, (_, place) => {
		const id = newId();
		const turn = ((place * 7) % PHOTOS) - (((place * 7) % PHOTOS) % 10 === 1 ? 1 : 0);
		const takenAt = place % 10 === 3 ? null : begin + turn * MINUTE;
		const createdAt = sent + place;
		return { id, place, takenAt, createdAt, shotAt: takenAt ?? createdAt };
	});
	await queryDatabase(
		server.databaseUrl,
		`INSERT INTO media (id, event_id, album, file_name, content_type, byte_size, sha256, width, height,
			taken_at, created_at, updated_at, state, object_key)
		SELECT id::uuid, $1::uuid, CASE WHEN place % 5 = 0 THEN 'Tamu' ELSE 'Official' END, 'p.jpg', 'image/jpeg',
			1, md5(id), 400 + (place * 37) % 500, 600, to_timestamp(taken / 1000.0), to_timestamp(created / 1000.0),
			now(), CASE WHEN place < 4 THEN 'stored' ELSE 'ready' END::media_state, 'media/' || id
		FROM jsonb_to_recordset($2::jsonb) AS row (id text, place int, taken float8, created float8)`,
		[
			eventId,
			JSON.stringify(
				rows.map(({ id, place, takenAt, createdAt }) => ({
					...{ id, place, taken: takenAt, created: createdAt },
				})),
			),
		],
	);
	arrived = rows.map(({ id }) => id).reverse();
	taken = rows
		.toSorted((a, b) => a.shotAt - b.shotAt || (a.id < b.id ? -1 : 1))
		.map(({ id }) => id);
}

beforeAll(async () => {
	server = await startServer({ worker: false });
	stranger = new Api(server.url);
	owner = await stranger.admin();
	eventId = await owner.createEvent({ access_code: "Mawar", guest_uploads: "off" });
	await fill();
});
afterAll(() => server?.stop());

/** All photos, as who follows the pages sees them. */
async function readAll(query: string): Promise<string[]> {
	const seen: string[] = [];
	let cursor: string | null = null;
	do {
		const { body }: { body: Json } = await owner.get(
			photos(`?limit=47${query}${cursor ? `&cursor=${cursor}` : ""}`),
		);
		expect(body.total).toBe(PHOTOS);
		seen.push(...idsOf(body));
		cursor = body.next_cursor;
	} while (cursor);
	return seen;
}

describe("the order of photos", () => {
	it("is by arrival, the newest first, for who asks for none", async () => {
		expect(await readAll("")).toEqual(arrived);
		expect(await readAll("&order=arrived")).toEqual(arrived);
	});

	it("is by when they were taken, from either end, without a gap or a repeat", async () => {
		expect(await readAll("&order=oldest")).toEqual(taken);
		expect(await readAll("&order=newest")).toEqual(taken.toReversed());
	});

	it.each([
		"?order=best",
		"?order=newest&cursor=nonsense",
		"?order=newest&cursor=123_nonsense",
		"?order=newest&cursor=1e3_019a9b3c-7d11-7a02-8b1c-3c9e6b7d5f22",
		"?order=newest&cursor=--1_019a9b3c-7d11-7a02-8b1c-3c9e6b7d5f22",
		"?order=newest&cursor=-_019a9b3c-7d11-7a02-8b1c-3c9e6b7d5f22",
		"?order=newest&cursor=999999999999999_019a9b3c-7d11-7a02-8b1c-3c9e6b7d5f22",
		"?order=newest&cursor=-999999999999999_019a9b3c-7d11-7a02-8b1c-3c9e6b7d5f22",
		"?order=newest&cursor=019a9b3c-7d11-7a02-8b1c-3c9e6b7d5f22",
		"?cursor=123_019a9b3c-7d11-7a02-8b1c-3c9e6b7d5f22",
	])("refuses %s", async (query) => {
		const { status, body } = await owner.get(photos(query));
		expect([status, body.error]).toEqual([400, "VALIDATION_ERROR"]);
	});
});

describe("the layout", () => {
	it("has every photo once, in segments whose cursors lead to them", async () => {
		for (const order of ["arrived", "newest", "oldest"]) {
			const { status, body } = await owner.get(layout(`width=1280&order=${order}`));
			expect(status).toBe(200);
			expect([body.total, body.processing, body.width, body.gap]).toEqual([PHOTOS, 4, 1280, 4]);
			const seen: string[] = [];
			for (const { cursor, start, count, height } of body.segments) {
				expect(start).toBe(seen.length);
				expect(count).toBeLessThanOrEqual(100);
				expect(height).toBeGreaterThan(100);
				const at = cursor ? `&cursor=${cursor}` : "";
				seen.push(...idsOf((await owner.get(photos(`?order=${order}&limit=${count}${at}`))).body));
			}
			expect(seen).toEqual({ arrived, oldest: taken, newest: taken.toReversed() }[order]);
		}
	});

	it("says when the first photo of each segment was taken, by the clock there, or when it came", async () => {
		const clock = (taken: string | null, created: string) =>
			taken === null ? created : taken.replace(/(\.\d+)?Z$/, "");
		const path = "order=oldest&width=1280";
		const { segments } = (await owner.get(layout(path))).body;
		for (const { cursor, shot_at } of segments) {
			const at = cursor ? `&cursor=${cursor}` : "";
			const { body } = await owner.get(photos(`?order=oldest&limit=1${at}`));
			const { taken_at, created_at } = body.photos[0];
			expect(shot_at).toBe(clock(taken_at, created_at));
		}
		const first = taken[0] ?? "";
		const say = (exif: string | null) =>
			queryDatabase(
				server.databaseUrl,
				"UPDATE media SET exif = $1::jsonb, updated_at = clock_timestamp() WHERE id = $2::uuid",
				[exif, first],
			);
		await say(JSON.stringify({ takenAtZone: "+07:00" }));
		const known = (await owner.get(layout(path))).body;
		await say(null);
		expect(known.segments[0].shot_at).toBe("1970-01-01T04:30:00+07:00");
	});

	it("tells of a change that began before the latest one, and was written after it", async () => {
		const path = "width=800&order=oldest&album=Tamu";
		const change = (state: string, at: string) =>
			queryDatabase(
				server.databaseUrl,
				`UPDATE media SET state = $1::media_state, updated_at = clock_timestamp() + $2::interval
				WHERE id = (SELECT min(id::text)::uuid FROM media WHERE event_id = $3::uuid AND album = 'Tamu')`,
				[state, at, eventId],
			);
		const { processing } = (await owner.get(layout(path))).body;
		await change("ready", "-1 minute");
		expect((await owner.get(layout(path))).body.processing).toBe(processing - 1);
		await change("stored", "-2 minutes");
		expect((await owner.get(layout(path))).body.processing).toBe(processing);
	});

	it("is taller on a narrower screen, cut at the same photos", async () => {
		const [wide, narrow] = await Promise.all(
			[1280, 360].map(async (width) => (await owner.get(layout(`width=${width}`))).body.segments),
		);
		const cuts = (segments: Json[]) =>
			segments.map(({ cursor, start, count, version }) => ({ cursor, start, count, version }));
		expect(cuts(narrow)).toEqual(cuts(wide));
		const height = (segments: Json[]) => segments.reduce((sum, each) => sum + each.height, 0);
		expect(height(narrow)).toBeGreaterThan(height(wide));
	});

	it("can be of one album", async () => {
		const { body } = await owner.get(layout("width=800&album=Tamu"));
		expect(body.total).toBe(PHOTOS / 5);
	});

	it("says where a photo is, and of none that is not there", async () => {
		const place = 200;
		const of = async (query: string) => (await owner.get(layout(`width=800&${query}`))).body;
		expect((await of(`order=oldest&photo=${taken[place]}`)).photo_index).toBe(place);
		expect((await of("order=oldest")).photo_index).toBeNull();
		for (const photo of ["nonsense", newId(), eventId])
			expect((await of(`photo=${photo}`)).photo_index).toBeNull();
	});

	it("changes with the photos, near the change alone", async () => {
		const event = await owner.createEvent();
		const path = `/api/events/${event}/photos/layout?width=800`;
		expect((await owner.get(path)).body).toMatchObject({ total: 0, segments: [] });
		const { body: first } = await owner.upload(event, await aPicture());
		const one = (await owner.get(path)).body;
		expect(one).toMatchObject({ total: 1, processing: 1, segments: [{ start: 0, count: 1 }] });
		expect((await owner.get(path)).body).toEqual(one);
		await owner.upload(event, await aPicture());
		const two = (await owner.get(path)).body;
		expect(two.total).toBe(2);
		expect(two.segments[0].version).not.toBe(one.segments[0].version);
		await owner.delete(`/api/events/${event}/photos/${first.id}`);
		expect((await owner.get(path)).body.total).toBe(1);
	});

	it.each([
		"",
		"width=",
		"width=x",
		"width=63",
		"width=8193",
		"width=800.5",
		"width=800&album=Party",
		"width=800&order=best",
		"width=800&person=a&search=b",
		`width=800&photo=${"a".repeat(201)}`,
	])("refuses %s", async (query) => {
		const { status, body } = await owner.get(layout(query));
		expect([status, body.error]).toEqual([400, "VALIDATION_ERROR"]);
	});

	it("takes the narrowest and the widest", async () => {
		for (const width of [160, 8192])
			expect((await owner.get(layout(`width=${width}`))).status).toBe(200);
	});

	it("is for who may look, and is the same for all who ask at once", async () => {
		const refused = await stranger.get(layout("width=800"));
		expect([refused.status, refused.body.error]).toEqual([401, "ACCESS_CODE_REQUIRED"]);
		const other = await stranger.photographer();
		expect((await other.get(layout("width=800"))).status).toBe(404);
		const guest = stranger.with({ "x-access-code": "mawar" });
		const replies = await Promise.all(
			Array.from({ length: 10 }, () => guest.get(layout("width=777"))),
		);
		for (const { status, body } of replies) {
			expect(status).toBe(200);
			expect(body).toEqual(replies[0]?.body);
		}
		expect((await guest.get(layout(`width=800&person=${newId()}`))).status).not.toBe(200);
	});
});

describe("the ids of photos", () => {
	const ids = (query = "") => owner.get(photos(`/ids?${query}`));
	const found = async (query: string) => (await ids(query)).body.photo_ids;

	/** All there are, as who follows the pages gets them. */
	async function follow(query: string): Promise<string[]> {
		const seen: string[] = [];
		for (let cursor: string | null = null; ; ) {
			const page: Json = (await ids(`${query}${cursor ? `&cursor=${cursor}` : ""}`)).body;
			expect(page.photo_ids.length).toBeLessThanOrEqual(97);
			seen.push(...page.photo_ids);
			cursor = page.next_cursor;
			if (!cursor) return seen;
		}
	}

	it("are all of them in the gallery's order, at once or page by page", async () => {
		expect((await ids()).body).toEqual({ photo_ids: arrived, next_cursor: null, total: PHOTOS });
		expect(await follow("limit=97")).toEqual(arrived);
		expect(await follow("limit=97&order=oldest")).toEqual(taken);
		expect(await follow("limit=97&order=newest")).toEqual(taken.toReversed());
	});

	it("reach from one photo to another, whichever comes first, in each order", async () => {
		const [a, b] = [taken[20], taken[300]];
		const run = taken.slice(20, 301);
		for (const ends of [`${a},${b}`, `${b},${a?.toUpperCase()}`]) {
			expect(await found(`order=oldest&between=${ends}`)).toEqual(run);
			expect(await follow(`limit=97&order=newest&between=${ends}`)).toEqual(run.toReversed());
		}
		const one = (await ids(`between=${a},${a}`)).body;
		expect(one).toEqual({ photo_ids: [a], next_cursor: null, total: 1 });
		expect((await ids(`limit=2&order=oldest&between=${a},${b}`)).body.total).toBe(281);
	});

	it("are of an album, or of what is filtered for, alone", async () => {
		const all = (await owner.get(photos("?album=Tamu&limit=200"))).body;
		expect(await found("album=Tamu")).toEqual(idsOf(all));
		const [first, last] = [idsOf(all)[3], idsOf(all)[9]];
		expect(await found(`album=Tamu&between=${first},${last}`)).toEqual(idsOf(all).slice(3, 10));
		const elsewhere = await ids(`album=Official&between=${first},${last}`);
		expect([elsewhere.status, elsewhere.body.error]).toEqual([404, "PHOTO_NOT_FOUND"]);
		const nobody = (await ids("uploader=Nobody")).body;
		expect(nobody).toEqual({ photo_ids: [], next_cursor: null, total: 0 });
	});

	it("go on after a photo that was deleted meanwhile", async () => {
		const event = await owner.createEvent();
		const path = `/api/events/${event}/photos`;
		const sent: string[] = [];
		for (let n = 0; n < 3; n++) sent.unshift((await owner.upload(event, await aPicture())).body.id);
		const { body } = await owner.get(`${path}/ids?limit=2`);
		expect(body.photo_ids).toEqual(sent.slice(0, 2));
		await owner.delete(`${path}/${sent[1]}`);
		const rest = await owner.get(`${path}/ids?limit=2&cursor=${body.next_cursor}`);
		expect(rest.body).toEqual({ photo_ids: [sent[2]], next_cursor: null, total: 2 });
		const over = await owner.get(`${path}/ids?between=${sent[0]},${sent[1]}`);
		expect([over.status, over.body.error]).toEqual([404, "PHOTO_NOT_FOUND"]);
	});

	it.each([
		"limit=0",
		"limit=5001",
		"order=best",
		"cursor=nonsense",
		"order=newest&cursor=019a9b3c-7d11-7a02-8b1c-3c9e6b7d5f22",
		"between=",
		"between=a,b",
		"between=019a9b3c-7d11-7a02-8b1c-3c9e6b7d5f22",
		`between=${Array(3).fill("019a9b3c-7d11-7a02-8b1c-3c9e6b7d5f22")}`,
		"person=a&search=b",
		"person=a&favourites=mine",
	])("refuse %s", async (query) => {
		const { status, body } = await ids(query);
		expect([status, body.error]).toEqual([400, "VALIDATION_ERROR"]);
	});

	it("are for who may look, of this event alone", async () => {
		const refused = await stranger.get(photos("/ids"));
		expect([refused.status, refused.body.error]).toEqual([401, "ACCESS_CODE_REQUIRED"]);
		expect((await (await stranger.photographer()).get(photos("/ids"))).status).toBe(404);
		const guest = stranger.with({ "x-access-code": "mawar" });
		expect((await guest.get(photos("/ids?limit=5000"))).body.photo_ids).toEqual(arrived);
		const other = await owner.createEvent();
		const { body: photo } = await owner.upload(other, await aPicture());
		const mixed = await ids(`between=${arrived[0]},${photo.id}`);
		expect([mixed.status, mixed.body.error]).toEqual([404, "PHOTO_NOT_FOUND"]);
	});
});
