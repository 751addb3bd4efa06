/** `event_id`: a batch's images are that event's media too; with split, its groups are zones. */
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Api, eventually, type Json } from "#tests/support/api.ts";
import { queryDatabase } from "#tests/support/database.ts";
import { aKey, type Served, startWithPeople } from "#tests/support/people.ts";
import {
	correctSheet,
	imagesOf,
	noPage,
	pagesShowing,
	sendSheets,
	sentAndDone,
	settledBatch,
	somePages,
	statusOfBatch,
	TASK,
	type ZipMember,
	zipOf,
} from "#tests/support/sheets.ts";
import { uploadedFiles } from "#tests/support/storage.ts";

let served: Served;
let owner: Api;

beforeAll(async () => {
	served = await startWithPeople();
	owner = served.owner;
});
afterAll(() => served?.server.stop());

const photosOf = async (eventId: string): Promise<Json[]> =>
	(await owner.get(`/api/events/${eventId}/photos?limit=200`)).body.photos;
const filesOf = async (eventId: string): Promise<string[]> =>
	(await photosOf(eventId)).map(({ filename }) => filename).toSorted();
const statusOf = (id: string) => statusOfBatch(owner, id);
const correct = (batch: Json, position: number, said: unknown) =>
	correctSheet(owner, batch, position, said);

interface ZoneOf {
	id: string;
	title: string;
	files: string[];
}

/** The zones that are there, with the names of their files. */
const zonesOf = (eventId: string) =>
	queryDatabase<ZoneOf>(
		served.server.databaseUrl,
		`SELECT zones.id, zones.title, coalesce(array_agg(media.file_name ORDER BY media.position)
			FILTER (WHERE media.id IS NOT NULL AND media.deleted_at IS NULL), '{}') AS files
		FROM zones LEFT JOIN media ON media.zone_id = zones.id
		WHERE zones.event_id = $1 AND zones.deleted_at IS NULL GROUP BY zones.id ORDER BY zones.id`,
		[eventId],
	);
const zonesAre = (eventId: string, wanted: [title: string, ...files: string[]][]) =>
	eventually(
		() => zonesOf(eventId),
		(zones) =>
			JSON.stringify(zones.map(({ title, files }) => [title, ...files])) === JSON.stringify(wanted),
	);

describe("a batch of an event", () => {
	it("of images: all of them are photos of it, in no album, whatever it has already", async () => {
		const event_id = await owner.createEvent();
		const images = imagesOf(await somePages(2));
		const batch = await sentAndDone(owner, { task_id: TASK, event_id }, [...images, ...images]);
		expect(batch).toMatchObject({ event_id, qr_mode: "first", processed_count: 4 });
		const photos = await photosOf(event_id);
		expect(photos.map(({ id }) => id).toSorted()).toEqual(
			batch.sheets.map(({ id }: Json) => id).toSorted(),
		);
		for (const photo of photos)
			expect(photo).toMatchObject({
				...{ status: "ready", album_name: null, uploader_name: "photographer" },
			});
		expect((await owner.get(`/api/events/${event_id}`)).body.photo_count).toBe(4);
		const listed = (await owner.get("/api/batches?limit=1")).body.batches[0];
		expect(listed).toMatchObject({ batch_uuid: batch.batch_uuid, event_id });
	});

	it("of a ZIP: what never was a file is no photo of it", async () => {
		const event_id = await owner.createEvent();
		const pages = await somePages(3);
		(pages[1] as ZipMember).bytes = noPage();
		const batch = await sentAndDone(owner, { task_id: TASK, event_id }, [zipOf(pages)]);
		expect(batch).toMatchObject({ status: "completed", processed_count: 2, failed_count: 1 });
		expect(await filesOf(event_id)).toEqual(["page1.jpg", "page3.jpg"]);
		expect(await zonesOf(event_id)).toEqual([]);
	});

	it("of another: an admin may send it", async () => {
		const event_id = await owner.createEvent();
		const images = imagesOf(await somePages(1));
		const batch = await sentAndDone(served.admin, { task_id: TASK, event_id }, images);
		expect(batch).toMatchObject({ event_id, owner: { username: "admin" } });
		expect(await filesOf(event_id)).toEqual(["page1.jpg"]);
	});

	it("is refused where the event is not the caller's, and nothing stays", async () => {
		const guests = { guest_uploads: "open", access_code: "letmein" };
		const theirs = await owner.createEvent(guests);
		const gone = await served.other.createEvent();
		await served.other.delete(`/api/events/${gone}`);
		const before = await uploadedFiles(served.server.dataDir);
		const guest = served.other.with({ "x-access-code": "letmein" });
		const wrong = served.other.with({ "x-access-code": "wrong" });
		const unknown = "019a0000-0000-7000-8000-000000000000";
		const tries: [Api, string][] = [
			...[served.other, guest, wrong].map((api): [Api, string] => [api, theirs]),
			...[gone, unknown, "nonsense", ""].map((id): [Api, string] => [served.other, id]),
		];
		for (const [api, event_id] of tries)
			for (const files of [imagesOf(await somePages(1)), [zipOf(await somePages(1))]]) {
				const reply = await sendSheets(api, { task_id: TASK, event_id }, files);
				expect([reply.status, reply.body]).toEqual([
					...[404, { detail: "Event not found", code: "EVENT_NOT_FOUND" }],
				]);
			}
		const key = await aKey(served, ["batches:write"]);
		const files = imagesOf(await somePages(1));
		const reply = await sendSheets(key, { task_id: TASK, event_id: theirs }, files);
		expect([reply.status, reply.body.code]).toEqual([403, "INSUFFICIENT_SCOPE"]);
		expect(await uploadedFiles(served.server.dataDir)).toEqual(before);
		expect(await filesOf(theirs)).toEqual([]);
	});
});

describe("what is deleted of it", () => {
	it("one photo: the sheet says so, and the counters stay", async () => {
		const event_id = await owner.createEvent();
		const images = imagesOf(await somePages(2));
		const { batch_uuid, sheets } = await sentAndDone(owner, { task_id: TASK, event_id }, images);
		expect((await owner.delete(`/api/events/${event_id}/photos/${sheets[0].id}`)).status).toBe(204);
		const after = await statusOf(batch_uuid);
		expect(after).toMatchObject({ status: "completed", processed_count: 2, failed_count: 0 });
		expect(after.sheets[0]).toMatchObject({
			...{ status: "processed", error: "This photo was deleted" },
			renditions: { small: null, medium: null, large: null },
		});
		expect(after.sheets[1]).toMatchObject({ error: null, renditions: { small: {} } });
	});

	it("one photo before it is processed: it counts as failed, and the batch ends", async () => {
		const event_id = await owner.createEvent();
		await served.server.killWorker();
		const images = imagesOf(await somePages(3));
		const { body } = await sendSheets(owner, { task_id: TASK, event_id }, images);
		const { sheets } = await statusOf(body.batch_id);
		await owner.delete(`/api/events/${event_id}/photos/${sheets[1].id}`);
		await served.server.startWorker();
		expect(await settledBatch(owner, body.batch_id)).toMatchObject({
			...{ status: "completed", sheet_count: 3, processed_count: 2, failed_count: 1 },
			progress_percentage: 100,
		});
		const retried = await owner.post(`/api/batches/${body.batch_id}/retry`);
		expect([retried.status, retried.body.code]).toEqual([409, "NOTHING_TO_RETRY"]);
	});

	it("the event: its photos go, and the batch can be read", async () => {
		const event_id = await owner.createEvent();
		const images = imagesOf(await pagesShowing([null, "A", null]));
		const batch = await sentAndDone(owner, { qr_mode: "split", event_id }, images);
		await zonesAre(event_id, [["A", "page3.jpg"]]);
		expect((await owner.delete(`/api/events/${event_id}`)).status).toBe(204);
		const after = await statusOf(batch.batch_uuid);
		expect(after).toMatchObject({ status: "completed", processed_count: 3, event_id });
		const errors = after.sheets.map(({ error }: Json) => error);
		expect(errors).toEqual(["This photo was deleted", null, "This photo was deleted"]);
		expect(after.groups).toEqual(batch.groups);
		expect((await owner.get(`/api/batches/${batch.batch_uuid}/export`)).status).toBe(200);
		// What is said of it still counts, for the batch alone.
		expect((await correct(batch, 0, { card: true, code: "B" })).status).toBe(200);
		expect((await statusOf(batch.batch_uuid)).groups).toHaveLength(2);
	});

	it("the event while its sheets come: the batch ends, and none of them is left in it", async () => {
		const event_id = await owner.createEvent();
		const archive = zipOf(await somePages(60));
		const { body } = await sendSheets(owner, { task_id: TASK, event_id }, [archive]);
		const progress = async () =>
			(await owner.get(`/api/batches/${body.batch_id}/progress`)).body as Json;
		await eventually(progress, ({ processed_count }) => processed_count >= 1);
		expect((await owner.delete(`/api/events/${event_id}`)).status).toBe(204);
		await settledBatch(owner, body.batch_id);
		const left = () =>
			queryDatabase(
				served.server.databaseUrl,
				`SELECT 1 FROM media WHERE batch_id = $1
					AND (deleted_at IS NULL OR state IN ('stored', 'processing'))`,
				[body.batch_id],
			);
		await eventually(left, (rows) => rows.length === 0);
		const stored = async () => (await uploadedFiles(served.server.dataDir)).join();
		const { sheets } = await statusOf(body.batch_id);
		await eventually(stored, (files) => !sheets.some(({ id }: Json) => files.includes(id)));
		const retried = await owner.post(`/api/batches/${body.batch_id}/retry`);
		expect([retried.status, retried.body.code]).toEqual([409, "NOTHING_TO_RETRY"]);
	});

	it("the batch: its photos leave the event", async () => {
		const event_id = await owner.createEvent();
		const images = imagesOf(await pagesShowing(["A", null]));
		const batch = await sentAndDone(owner, { qr_mode: "split", event_id }, images);
		await zonesAre(event_id, [["A", "page2.jpg"]]);
		expect((await served.admin.delete(`/api/batches/${batch.batch_uuid}`)).status).toBe(204);
		expect(await filesOf(event_id)).toEqual([]);
	});
});

describe("groups of an event", () => {
	const send = async (codes: readonly (string | null)[]) => {
		const event_id = await owner.createEvent();
		const archive = zipOf(await pagesShowing(codes));
		return sentAndDone(owner, { qr_mode: "split", event_id }, [archive]);
	};

	it("are zones with their codes; cards are no photos of it", async () => {
		const { event_id } = await send([null, "A", null, null, "B", "C", null]);
		await zonesAre(event_id, [
			["A", "page3.jpg", "page4.jpg"],
			["C", "page7.jpg"],
		]);
		const photos = ["page1.jpg", "page3.jpg", "page4.jpg", "page7.jpg"];
		expect(await filesOf(event_id)).toEqual(photos);
	});

	it("follow every correction", async () => {
		const batch = await send(["A", null, null, null]);
		const { event_id } = batch;
		await zonesAre(event_id, [["A", "page2.jpg", "page3.jpg", "page4.jpg"]]);
		const [first] = await zonesOf(event_id);
		await correct(batch, 2, { card: true, code: "B" });
		await zonesAre(event_id, [
			["A", "page2.jpg"],
			["B", "page4.jpg"],
		]);
		expect(await filesOf(event_id)).toEqual(["page2.jpg", "page4.jpg"]);
		await correct(batch, 1, { group_id: batch.sheets[2].id });
		await zonesAre(event_id, [["B", "page2.jpg", "page4.jpg"]]);
		await correct(batch, 2, { code: "C" });
		await zonesAre(event_id, [["C", "page2.jpg", "page4.jpg"]]);
		await correct(batch, 2, { card: false });
		await zonesAre(event_id, [["A", "page2.jpg", "page3.jpg", "page4.jpg"]]);
		expect((await zonesOf(event_id))[0]?.id).not.toBe(first?.id);
		await correct(batch, 0, { card: false });
		await zonesAre(event_id, []);
		const all = ["page1.jpg", "page2.jpg", "page3.jpg", "page4.jpg"];
		expect(await filesOf(event_id)).toEqual(all);
	});

	it("keep the name that a person gave, and what a person put elsewhere", async () => {
		const batch = await send(["A", null, null, "B", null]);
		const { event_id, sheets } = batch;
		await zonesAre(event_id, [
			["A", "page2.jpg", "page3.jpg"],
			["B", "page5.jpg"],
		]);
		const [first, second] = await zonesOf(event_id);
		const run = (sql: string, ...values: unknown[]) =>
			queryDatabase(served.server.databaseUrl, sql, values);
		await run("UPDATE zones SET title = 'Ana & Budi' WHERE id = $1", first?.id);
		const own = "019a0000-0000-7000-8000-00000000aaaa";
		await run("INSERT INTO zones (id, event_id, title) VALUES ($1, $2, 'Best')", own, event_id);
		await run("UPDATE media SET zone_id = $1 WHERE id = $2", own, sheets[2].id);
		await correct(batch, 0, { code: "A2" });
		await correct(batch, 3, { code: "B2" });
		await eventually(
			() => zonesOf(event_id),
			(zones) => zones.some(({ title }) => title === "B2"),
		);
		const titles = (await zonesOf(event_id)).map(({ id, title, files }) => [id, title, ...files]);
		expect(titles.toSorted()).toEqual(
			[
				...[
					[first?.id, "Ana & Budi", "page2.jpg"],
					[second?.id, "B2", "page5.jpg"],
				],
				[own, "Best", "page3.jpg"],
			].toSorted(),
		);
	});
});
