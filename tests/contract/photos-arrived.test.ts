import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { newId } from "#lib/core/ids.ts";
import { Api, eventually, type Json } from "#tests/support/api.ts";
import { queryDatabase } from "#tests/support/database.ts";
import { aGuest } from "#tests/support/guests.ts";
import { aPicture } from "#tests/support/pictures.ts";
import { startServer, type TestServer } from "#tests/support/server.ts";

let server: TestServer;
let owner: Api;
let eventId: string;

beforeAll(async () => {
	server = await startServer({ env: { UNDO_SECONDS: "60" } });
	owner = await new Api(server.url).photographer();
});
afterAll(() => server?.stop());

const arrived = async (query = "", as = owner) =>
	(await as.get(`/api/events/${eventId}/photos/arrived${query}`)).body as Json;
const since = (cursor: string) => `?since=${encodeURIComponent(cursor)}`;
const BEGINNING = new Date(0).toISOString();
const query = (sql: string, ...values: unknown[]) =>
	queryDatabase(server.databaseUrl, sql, [eventId, ...values]);
const idsOf = ({ photos }: Json): string[] => photos.map(({ id }: Json) => id);

async function ready(count: number): Promise<string[]> {
	const ids: string[] = [];
	for (let n = 0; n < count; n++)
		ids.push((await owner.upload(eventId, await aPicture(), `p${n}.jpg`)).body.id);
	await eventually(
		async () => (await owner.get(`/api/events/${eventId}/photos`)).body as Json,
		({ photos }) =>
			photos.filter(({ id, status }: Json) => ids.includes(id) && status === "ready").length ===
			count,
	);
	return ids;
}

const HELD = { album: "Tamu", kind: "image", waiting: false };

/** Photos that have become ready at one moment, so many minutes ago; or other media. */
async function held(count: number, minutes: number, what: Partial<typeof HELD> = {}) {
	const { album, kind, waiting } = { ...HELD, ...what };
	const ids = Array.from({ length: count }, () => newId());
	await query(
		`INSERT INTO media (id, event_id, album, file_name, content_type, byte_size, sha256, state,
			object_key, kind, waiting, settled_at)
		SELECT id, $1, $3, 'p.jpg', 'image/jpeg', 1, md5(id::text), 'ready', 'media/' || id,
			$4::media_kind, $5, now() - make_interval(mins => $6) FROM unnest($2::uuid[]) AS id`,
		...[ids, album, kind, waiting, minutes],
	);
	return ids;
}

/** Long ago enough for nothing to be committed beside them any more. */
const settledLongAgo = () =>
	query("UPDATE media SET settled_at = settled_at - interval '1 minute' WHERE event_id = $1");

/** As a screen that was opened then does, until there is nothing more. */
async function follow(from: string, as: Api, limit = "") {
	const answers: string[][] = [];
	let cursor = from;
	while (answers.at(-1)?.length !== 0) {
		const answer = await arrived(since(cursor) + limit, as);
		answers.push(idsOf(answer));
		cursor = answer.cursor;
		expect(answers.length).toBeLessThan(10);
	}
	return { answers, cursor };
}

describe("what has arrived", () => {
	it("is nothing in an event without photos, and says where to go on", async () => {
		eventId = await owner.createEvent();
		const { photos, cursor } = await arrived();
		expect(photos).toEqual([]);
		expect(await arrived(since(cursor))).toMatchObject({ photos: [] });
	});

	it("is what became ready since then, and can be looked at", async () => {
		eventId = await owner.createEvent();
		const before = await ready(2);
		const { cursor, ...first } = await arrived();
		expect(idsOf(first).sort()).toEqual([...before].sort());
		const after = await ready(1);
		const next = await arrived(since(cursor));
		expect(idsOf(next)).toContain(after[0]);
		expect(next.photos.at(-1)).toMatchObject({
			...{ id: after[0], status: "ready", renditions: { large: { url: expect.any(String) } } },
		});
	});

	it("leaves nothing out where more have come than one answer holds", async () => {
		eventId = await owner.createEvent();
		const all = await ready(5);
		await settledLongAgo();
		const { answers } = await follow(BEGINNING, owner, "&limit=2");
		expect(answers.map((ids) => ids.length)).toEqual([2, 2, 1, 0]);
		expect(answers.flat().sort()).toEqual([...all].sort());
	});

	it("goes on past photos that were approved all at once", async () => {
		eventId = await owner.createEvent({ access_code: "melati", guest_uploads: "code" });
		const guest = await aGuest(server.url, eventId, "melati");
		const ids = await held(150, 5, { waiting: true });
		expect((await follow(BEGINNING, guest)).answers).toEqual([[]]);
		const approve = `/api/events/${eventId}/photos/approve`;
		expect((await owner.post(approve, { photo_ids: ids })).body.approved).toBe(150);
		await settledLongAgo();
		const { answers, cursor } = await follow(BEGINNING, guest);
		expect(answers).toEqual([ids.slice(0, 100), ids.slice(100), []]);
		const next = await held(1, 0);
		expect(idsOf(await arrived(since(cursor), guest))).toEqual(next);
	});

	it("is what was brought back too", async () => {
		eventId = await owner.createEvent();
		const [id] = await held(1, 60);
		await owner.delete(`/api/events/${eventId}/photos/${id}`);
		const told = await arrived(since(new Date().toISOString()));
		const { gone } = await arrived(since(told.cursor));
		expect(gone).toEqual([id]);
		const restore = `/api/events/${eventId}/media/restore`;
		expect((await owner.post(restore, { media_ids: [id] })).status).toBe(200);
		const back = await arrived(since(told.cursor));
		expect([idsOf(back), back.gone]).toEqual([[id], []]);
	});

	it("is gone for those who could see it, and only if that was lately", async () => {
		eventId = await owner.createEvent({ access_code: "melati", guest_uploads: "code" });
		const guest = await aGuest(server.url, eventId, "melati");
		const [seen, old] = await held(2, 60);
		const [declined] = await held(1, 60, { waiting: true });
		await held(1, 60, { kind: "file" });
		await query("UPDATE media SET deleted_at = now() WHERE event_id = $1");
		await query(
			"UPDATE media SET deleted_at = now() - interval '3 days' WHERE event_id = $1 AND id = $2",
			old,
		);
		const goneFor = async (as: Api) => (await arrived(since(BEGINNING), as)).gone.toSorted();
		expect(await goneFor(guest)).toEqual([seen]);
		expect(await goneFor(owner)).toEqual([seen, declined].toSorted());
	});

	it("is not what failed, was deleted, or is of another event", async () => {
		const elsewhere = await owner.createEvent();
		eventId = elsewhere;
		const [deleted, kept] = await ready(2);
		await owner.delete(`/api/events/${eventId}/photos/${deleted}`);
		const { gone, ...now } = await arrived(since(BEGINNING));
		expect([idsOf(now), gone]).toEqual([[kept], [deleted]]);
		eventId = await owner.createEvent();
		expect(idsOf(await arrived(since(BEGINNING)))).toEqual([]);
	});

	it.each(["0001-01-01T00:00:00Z", "1969-12-31T23:59:59.999Z", "9999-12-31T23:59:59Z"])(
		"since %s is as good as since any other moment",
		async (moment) => {
			expect(await arrived(since(moment))).toMatchObject({ gone: [], cursor: expect.any(String) });
		},
	);

	it.each([
		...["?since=yesterday", "?since=", "?since=2026-05-09", "?since=2026-13-09T00:00:00Z"],
		"?since=0000-01-01T00:00:00Z",
		...["?since=2026-05-09T00:00:00Z_", "?since=2026-05-09T00:00:00Z_first"],
		"?since=2026-05-09T00:00:00Z_019a9b3c-7d11-7a02-8b1c-3c9e6b7d5f22_1",
		...["?since=_019a9b3c-7d11-7a02-8b1c-3c9e6b7d5f22", "?limit=0", "?limit=201"],
	])("refuses %s", async (query) => {
		const { status, body } = await owner.get(`/api/events/${eventId}/photos/arrived${query}`);
		expect([status, body.error]).toEqual([400, "VALIDATION_ERROR"]);
	});
});
