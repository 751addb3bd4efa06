/** Faces of an event in the worker: found, grouped, followed by every process, and forgotten. */
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import { config } from "#lib/config/config.ts";
import { db, inTransaction } from "#lib/db/client.ts";
import { createEvent } from "#lib/events/events.service.ts";
import { createImagingPool, type ImagingPool } from "#lib/imaging/pool.ts";
import { renderMedia } from "#lib/media/media.handlers.ts";
import { deletePhoto, moveMedia, STRANDED_MS, uploadPhoto } from "#lib/media/media.service.ts";
import { sweepEvents } from "#lib/people/event-faces.handlers.ts";
import { getFaces, updateFaces } from "#lib/people/event-faces.service.ts";
import { groupFaces } from "#lib/people/event-groups.handlers.ts";
import { listPeople, mergePeople, splitPerson } from "#lib/people/event-people.service.ts";
import { indexOf } from "#lib/people/face-indexes.ts";
import * as faces from "#lib/people/faces.handlers.ts";
import { findSelfieFaces } from "#lib/people/selfies.ts";
import { eventually } from "#tests/support/api.ts";
import { fourPeople, sameFour, selfie, threeOthers } from "#tests/support/faces.ts";
import { aPicture } from "#tests/support/pictures.ts";
import { aFormOf, openServices, type Services } from "#tests/support/services.ts";

const DAY_MS = 24 * 3600_000;

let services: Services;
let pool: ImagingPool;
let pictures: Record<"four" | "again" | "others", Buffer>;
let eventId: string;

beforeAll(async () => {
	services = await openServices();
	pool = createImagingPool({ ...config().imaging, concurrency: 2 });
	pictures = { four: await fourPeople(), again: await sameFour(), others: await threeOthers() };
});
afterAll(async () => {
	await pool?.close();
	await services?.close();
});
beforeEach(async () => {
	const settings = { listed: false, downloads: true, guest_originals: false, expires_at: null };
	const event = await createEvent(services.photographer, {
		...{ ...settings, name: "A wedding", date: "2026-05-09", access_code: null },
		...{ guest_uploads: "off", guest_face_search: false, guest_approval: false },
	});
	eventId = event.id;
});

const tools = { consider: async () => [] };
const look = (id: string, consider: faces.FaceTools["consider"] = tools.consider) =>
	faces.findFaces(id, { pool, consider });
const switchTo = (enabled: boolean) => updateFaces(services.photographer, eventId, { enabled });
const counts = () => getFaces(services.photographer, eventId);
const people = () =>
	listPeople(services.photographer, eventId, { limit: 50 }).then((page) => page.people);
const stateOf = async (id: string) =>
	(await db().media.findUniqueOrThrow({ where: { id } })).faceState;
const facesOf = (mediaId: string) => db().face.count({ where: { mediaId } });
const scope = () => `event:${eventId}` as const;
const jobsOf = async (name: string, data: object) => {
	const [row] = await db().$queryRaw<{ jobs: number }[]>`
		SELECT count(*)::int AS jobs FROM pgboss.job
		WHERE name = ${name} AND data @> ${JSON.stringify(data)}::jsonb`;
	return row?.jobs;
};

/** A photo that is ready; not looked at yet. */
async function aPhoto(bytes: Uint8Array): Promise<string> {
	const { id } = await uploadPhoto(services.photographer, eventId, aFormOf([{ bytes }]));
	await renderMedia(id, { pool, hold: async () => {}, settled: faces.settled });
	return id;
}

/** Two photos of four people, looked at. */
async function twoPhotos(): Promise<[string, string]> {
	await switchTo(true);
	const first = await aPhoto(pictures.four);
	const second = await aPhoto(pictures.again);
	await look(first);
	await look(second);
	return [first, second];
}

describe("a photo is looked at", () => {
	it("only where somebody wants it", async () => {
		const id = await aPhoto(pictures.four);
		await look(id);
		expect([await stateOf(id), await facesOf(id)]).toEqual([null, 0]);
	});

	it("once it is ready, or when faces are switched on; the same again changes nothing", async () => {
		const before = await aPhoto(pictures.four);
		await switchTo(true);
		const after = await aPhoto(pictures.others);
		for (const id of [before, after]) {
			expect(await stateOf(id)).toBe("wanted");
			expect(await jobsOf("faces-find", { mediaId: id })).toBe(1);
			await look(id);
			await look(id);
		}
		expect([await facesOf(before), await facesOf(after)]).toEqual([4, 3]);
		expect(await counts()).toMatchObject({ photos: 2, looked: 2, failed: 0, faces: 7 });
	});

	it("also where it becomes ready at the moment at which faces are switched on", async () => {
		const id = await aPhoto(pictures.four);
		await db().media.update({ where: { id }, data: { state: "processing" } });
		let switching: Promise<unknown> | undefined;
		await inTransaction(async (tx) => {
			await tx.media.update({ where: { id }, data: { state: "ready" } });
			await faces.settled(tx, { id, eventId }, "ready");
			switching = switchTo(true);
			const waiting = () => db().$queryRaw<unknown[]>`
				SELECT 1 FROM pg_stat_activity
				WHERE datname = current_database() AND wait_event_type = 'Lock'`;
			await eventually(waiting, (locks) => locks.length > 0);
		});
		await switching;
		expect(await stateOf(id)).toBe("wanted");
		expect(await jobsOf("faces-find", { mediaId: id })).toBe(1);
	});

	it("that is not ready yet when faces are switched on, once it is", async () => {
		const { id } = await uploadPhoto(
			services.photographer,
			eventId,
			aFormOf([{ bytes: pictures.four }]),
		);
		await switchTo(true);
		expect(await jobsOf("faces-find", { mediaId: id })).toBe(0);
		await renderMedia(id, { pool, hold: async () => {}, settled: faces.settled });
		expect(await jobsOf("faces-find", { mediaId: id })).toBe(1);
	});

	it("by two at once, and its faces are there once", async () => {
		await switchTo(true);
		const id = await aPhoto(pictures.four);
		await Promise.all([look(id), look(id)]);
		expect(await facesOf(id)).toBe(4);
	});

	it("and has failed where it cannot be", async () => {
		await switchTo(true);
		const id = await aPhoto(await aPicture({ width: 200, height: 200 }));
		const consider = vi.fn(tools.consider);
		await faces.findFaces(id, {
			consider,
			// The decoder is given something else under the same name: no file can be wrong otherwise here.
			pool: { findFaces: (request) => pool.findFaces({ ...request, input: Buffer.from("text") }) },
		});
		expect(await stateOf(id)).toBe("failed");
		expect(consider).toHaveBeenCalledWith(expect.objectContaining({ faces: null }));
		expect(await counts()).toMatchObject({ photos: 1, looked: 1, failed: 1, faces: 0 });
	});

	it("and nothing is kept when faces were switched off meanwhile", async () => {
		await switchTo(true);
		const id = await aPhoto(pictures.four);
		await look(id, async () => {
			await switchTo(false);
			return [];
		});
		expect([await stateOf(id), await facesOf(id)]).toEqual([null, 0]);
		expect(await counts()).toMatchObject({ enabled: false, looked: 0, faces: 0 });
	});

	it("and nothing is kept when it was deleted meanwhile", async () => {
		await switchTo(true);
		const id = await aPhoto(pictures.four);
		await look(id, async () => {
			await deletePhoto(services.photographer, eventId, id);
			return [];
		});
		expect(await facesOf(id)).toBe(0);
	});

	it("and nothing is kept when it left the event meanwhile", async () => {
		await switchTo(true);
		const id = await aPhoto(pictures.four);
		await look(id, async () => {
			await inTransaction((tx) => moveMedia(tx, [id], null));
			return [];
		});
		expect(await facesOf(id)).toBe(0);
	});
});

it("an event of 10,000 photos is switched on and off", async () => {
	await db().$executeRaw`
		INSERT INTO media (id, event_id, file_name, content_type, byte_size, sha256, object_key, state, updated_at)
		SELECT gen_random_uuid(), ${eventId}::uuid, 'a.jpg', 'image/jpeg', 1, n::text, 'x', 'ready', now()
		FROM generate_series(1, 10000) AS n`;
	await switchTo(true);
	const wanted = { eventId, faceState: "wanted" } as const;
	expect(await db().media.count({ where: wanted })).toBe(10_000);
	const [sent] = await db().$queryRaw<{ jobs: number }[]>`
		SELECT count(*)::int AS jobs FROM pgboss.job JOIN media
			ON media.id = (data->>'mediaId')::uuid
		WHERE name = 'faces-find' AND event_id = ${eventId}::uuid`;
	expect(sent?.jobs).toBe(10_000);
	await switchTo(false);
	expect(await db().media.count({ where: wanted })).toBe(0);
});

describe("every process", () => {
	it("has what any has added, and nothing that was taken away", async () => {
		// The same modules with a memory of their own, as in another process.
		vi.resetModules();
		const another = await import("#lib/people/face-indexes.ts");
		const { closeDb } = await import("#lib/db/client.ts");
		expect(another.indexOf).not.toBe(indexOf);
		const sizes = async () =>
			[await indexOf(scope()), await another.indexOf(scope())].map((index) => index?.size ?? 0);
		try {
			expect(await sizes()).toEqual([0, 0]);
			const [first, second] = await twoPhotos();
			expect(await sizes()).toEqual([8, 8]);
			const third = await aPhoto(pictures.others);
			await look(third);
			expect(await sizes()).toEqual([11, 11]);
			await faces.forget([first]);
			expect(await sizes()).toEqual([7, 7]);
			await faces.forget([first, second]);
			await faces.forget([]);
			expect(await sizes()).toEqual([3, 3]);
			await switchTo(false);
			expect(await sizes()).toEqual([0, 0]);
		} finally {
			await closeDb();
		}
	});

	it("may ask many times at once", async () => {
		await twoPhotos();
		const indexes = await Promise.all(Array.from({ length: 10 }, () => indexOf(scope())));
		expect(indexes.map((index) => index?.size)).toEqual(Array(10).fill(8));
	});
});

describe("people", () => {
	it("are the same on both photos, and on each once, however many group at once", async () => {
		await twoPhotos();
		await Promise.all([groupFaces(eventId), groupFaces(eventId), groupFaces(eventId)]);
		const found = await people();
		expect(found.map(({ photos, faces }) => [photos, faces])).toEqual(Array(4).fill([2, 2]));
	});

	it("of photos that come later are put to those that are there", async () => {
		await switchTo(true);
		for (const bytes of [pictures.four, pictures.others, pictures.again]) {
			await look(await aPhoto(bytes));
			await groupFaces(eventId);
		}
		expect((await people()).map(({ photos }) => photos)).toEqual([2, 2, 2, 2, 1, 1, 1]);
	});

	it("stay as people have put them", async () => {
		await twoPhotos();
		await groupFaces(eventId);
		const [one, two, three] = (await people()).map(({ id }) => id) as [string, string, string];
		const place = (personId: string) => ({ actor: services.photographer, eventId, personId });
		await mergePeople(place(one), { from: [two] });
		const [face] = await db().face.findMany({ where: { eventPersonId: three } });
		await splitPerson(place(three), { face_ids: [face?.id ?? ""] });
		const before = await people();
		await groupFaces(eventId);
		expect(await people()).toEqual(before);
		expect(before.map(({ faces }) => faces)).toEqual([4, 2, 1, 1]);
	});

	it("are not made of faces that are too poor", async () => {
		await twoPhotos();
		await db().face.updateMany({ where: { eventId }, data: { quality: 0.19 } });
		await groupFaces(eventId);
		expect(await people()).toEqual([]);
	});

	it("are asked for once by all looks that come together", async () => {
		const [first] = await twoPhotos();
		expect(await facesOf(first)).toBe(4);
		expect(await jobsOf("faces-group", { eventId })).toBe(1);
	});
});

describe("a photo that is gone", () => {
	it("is none of an event's that it has left, and forgotten by the next sweep", async () => {
		const [first, second] = await twoPhotos();
		await groupFaces(eventId);
		await inTransaction((tx) => moveMedia(tx, [first], null));
		expect((await people()).map(({ photos }) => photos)).toEqual([1, 1, 1, 1]);
		expect(await counts()).toMatchObject({ photos: 1, looked: 1, faces: 4 });
		await sweepEvents();
		expect([await facesOf(first), await facesOf(second)]).toEqual([0, 4]);
		expect((await indexOf(scope()))?.size).toBe(4);
	});

	it("is looked at again where it comes back", async () => {
		const [first] = await twoPhotos();
		await inTransaction((tx) => moveMedia(tx, [first], null));
		await sweepEvents();
		await inTransaction((tx) => moveMedia(tx, [first], eventId));
		await sweepEvents();
		await look(first);
		expect(await facesOf(first)).toBe(4);
		expect(await counts()).toMatchObject({ photos: 2, looked: 2, faces: 8 });
	});

	it("was deleted: counted no more at once", async () => {
		const [first] = await twoPhotos();
		await groupFaces(eventId);
		await deletePhoto(services.photographer, eventId, first);
		expect(await counts()).toMatchObject({ photos: 1, looked: 1, faces: 4 });
	});
});

describe("the sweep", () => {
	it("deletes all face data when its time is over, and not before", async () => {
		await twoPhotos();
		await groupFaces(eventId);
		const { delete_on } = await counts();
		const day = Date.parse(delete_on ?? "");
		await sweepEvents(day - 1);
		expect(await counts()).toMatchObject({ enabled: true, faces: 8, people: 4 });
		await sweepEvents(day);
		expect(await counts()).toMatchObject({ enabled: false, looked: 0, faces: 0, people: 0 });
		expect(await indexOf(scope())).toBeNull();
	});

	it("counts from the day they were switched on, where that is later", async () => {
		const { since, delete_on } = await switchTo(true);
		const days = (Date.parse(delete_on ?? "") - Date.parse(since ?? "")) / DAY_MS;
		expect(days).toBeGreaterThan(89);
		expect(days).toBeLessThanOrEqual(90);
	});

	it("sends what is stranded again, and what nobody has sent", async () => {
		await switchTo(true);
		const [lost, fresh, missed] = [
			await aPhoto(pictures.four),
			await aPhoto(pictures.again),
			await aPhoto(pictures.others),
		];
		const data = { updatedAt: new Date(Date.now() - STRANDED_MS - 60_000) };
		await db().media.update({ where: { id: lost }, data });
		await db().media.update({ where: { id: missed }, data: { faceState: null } });
		await sweepEvents();
		await sweepEvents();
		const jobs = (mediaId: string) => jobsOf("faces-find", { mediaId });
		expect([await jobs(lost), await jobs(fresh), await jobs(missed)]).toEqual([2, 1, 2]);
		expect(await stateOf(missed)).toBe("wanted");
	});

	it("forgets an event that was deleted", async () => {
		await twoPhotos();
		await db().event.update({ where: { id: eventId }, data: { deletedAt: new Date() } });
		await sweepEvents();
		expect(await db().face.count({ where: { eventId } })).toBe(0);
	});

	it("takes people away who are on no photo any more", async () => {
		const ids = await twoPhotos();
		await groupFaces(eventId);
		await faces.forget(ids);
		expect(await db().eventPerson.count({ where: { eventId } })).toBe(4);
		await sweepEvents();
		expect(await db().eventPerson.count({ where: { eventId } })).toBe(0);
	});
});

it("selfies past what can wait are refused, and the others found", async () => {
	const bytes = await selfie().jpeg().toBuffer();
	const looks = await Promise.allSettled(Array.from({ length: 10 }, () => findSelfieFaces(bytes)));
	const found = looks.filter((one) => one.status === "fulfilled");
	expect(found.map(({ value }) => value.length)).toEqual(Array(8).fill(1));
	for (const one of looks)
		if (one.status === "rejected") expect(one.reason).toMatchObject({ code: "OVERLOADED" });
	expect(await findSelfieFaces(bytes)).toHaveLength(1);
});
