/** The worker's side of a batch: groups as zones, deletions in between, and late twins of a retry. */
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { regroup } from "#lib/batches/groups.handlers.ts";
import { hold, ingest, settled } from "#lib/batches/sheets.handlers.ts";
import { correctSheet, getStatus, retryBatch, uploadSheets } from "#lib/batches/sheets.service.ts";
import { newId } from "#lib/core/ids.ts";
import { db, inTransaction } from "#lib/db/client.ts";
import { createImagingPool, type ImagingPool } from "#lib/imaging/pool.ts";
import { TEST_MARKS } from "#lib/imaging/test-hooks.ts";
import { renderMedia, sweep } from "#lib/media/media.handlers.ts";
import { deleteEvent, deletePhoto } from "#lib/media/media.service.ts";
import { archiveKey } from "#lib/storage/object-keys.ts";
import { objectStore } from "#lib/storage/store.ts";
import { keepGroupZones } from "#lib/zones/zones.groups.ts";
import type { Json } from "#tests/support/api.ts";
import { aPicture } from "#tests/support/pictures.ts";
import { aFormOf, openServices, type Services } from "#tests/support/services.ts";
import { noPage, pagesShowing, somePages, TASK, type ZipMember } from "#tests/support/sheets.ts";
import { aZip } from "#tests/support/zip-writer.ts";

const IMAGING = {
	...{ concurrency: 2, memoryMb: 1024, timeoutMs: 30_000, imagesPerChild: 100 },
	...{ maxPixels: 120e6, maxPixelsAvif: 40e6 },
};
let services: Services;
let pool: ImagingPool;
/** Its decoders die of files that ask for it. */
let mortal: ImagingPool;
let eventId: string;

beforeAll(async () => {
	services = await openServices();
	pool = createImagingPool({ ...IMAGING, testHooks: false });
	mortal = createImagingPool({ ...IMAGING, testHooks: true });
});
beforeEach(async () => {
	eventId = newId();
	const ownerId = services.photographer.user?.id ?? "";
	const event = { id: eventId, ownerId, name: "A day", date: new Date("2026-05-09") };
	await db().event.create({ data: event });
});
afterAll(async () => {
	await pool?.close();
	await mortal?.close();
	await services?.close();
});

const batchOf = (id: string) => db().batch.findUniqueOrThrow({ where: { id } });
const sheetsOf = (batchId: string) =>
	db().media.findMany({ where: { batchId }, orderBy: { position: "asc" } });
const zonesOf = (id = eventId) =>
	db().zone.findMany({
		where: { eventId: id, deletedAt: null },
		select: { id: true, title: true, media: { select: { fileName: true, position: true } } },
		orderBy: { id: "asc" },
	});

async function send(fields: Record<string, string>, pages: readonly ZipMember[], zipped = true) {
	const files = zipped
		? [{ field: "file", fileName: "a.zip", bytes: aZip([...pages]) }]
		: pages.map(({ name, bytes }) => ({ field: "files", fileName: name, bytes }));
	return (await uploadSheets(services.photographer, aFormOf(files, fields))).batch_id;
}
const render = (id: string, decoders = pool) =>
	renderMedia(id, { pool: decoders, hold, settled }).catch(() => {});

/** What the jobs do, one after the other. */
async function work(batchId: string): Promise<void> {
	if ((await batchOf(batchId)).strategy !== "images") await ingest(batchId);
	for (const { id, state } of await sheetsOf(batchId)) if (state === "stored") await render(id);
	await regroup(batchId);
}
async function sendAndWork(codes: readonly (string | null)[]): Promise<string> {
	const batchId = await send({ qr_mode: "split", event_id: eventId }, await pagesShowing(codes));
	await work(batchId);
	return batchId;
}
const correct = async (batchId: string, position: number, said: Json) => {
	const sheetId = (await sheetsOf(batchId))[position]?.id ?? "";
	return correctSheet(services.photographer, { batchId, sheetId }, said);
};
const jobsOf = async (name: string, batchId: string): Promise<number> => {
	const [row] = await db().$queryRaw<{ count: number }[]>`
		SELECT count(*)::int AS count FROM pgboss.job
		WHERE name = ${name} AND data->>'batchId' = ${batchId}`;
	return row?.count ?? 0;
};

describe("regrouping", () => {
	it("is asked for when the batch is done, and by every correction", async () => {
		const batchId = await sendAndWork(["A", null]);
		expect(await jobsOf("batch-regroup", batchId)).toBe(1);
		await correct(batchId, 0, { code: "B" });
		expect(await jobsOf("batch-regroup", batchId)).toBe(2);
		await expect(correct(batchId, 0, {})).rejects.toMatchObject({ code: "INVALID_CORRECTION" });
		expect(await jobsOf("batch-regroup", batchId)).toBe(2);
	});

	it("twice, and by several at once, is as once", async () => {
		const batchId = await send(
			{ qr_mode: "split", event_id: eventId },
			await pagesShowing(["A", null, "B", null]),
		);
		await ingest(batchId);
		for (const { id } of await sheetsOf(batchId)) await render(id);
		expect(await zonesOf()).toEqual([]);
		await Promise.all([regroup(batchId), regroup(batchId), regroup(batchId)]);
		const zones = await zonesOf();
		expect(zones.map(({ title, media }) => [title, media.length])).toEqual([
			...[
				["A", 1],
				["B", 1],
			],
		]);
		await regroup(batchId);
		expect(await zonesOf()).toEqual(zones);
		expect(await db().zone.count({ where: { eventId } })).toBe(2);
	});

	it("that is broken off keeps nothing, and the next one does it all", async () => {
		const batchId = await sendAndWork(["A", null, "B", null]);
		const before = await zonesOf();
		const groups = [{ position: 0, title: "A" }];
		const files = (await sheetsOf(batchId))
			.filter(({ eventId }) => eventId !== null)
			.map(({ id, zoneId }) => ({ mediaId: id, zoneId, group: 0 }));
		const broken = inTransaction(async (tx) => {
			await keepGroupZones(tx, { id: batchId, eventId }, groups, files);
			throw new Error("killed");
		});
		await expect(broken).rejects.toThrow("killed");
		expect(await zonesOf()).toEqual(before);
		await correct(batchId, 2, { card: false });
		await regroup(batchId);
		const zones = await zonesOf();
		expect(zones.map(({ title, media }) => [title, media.length])).toEqual([["A", 3]]);
		expect(zones[0]?.id).toBe(before[0]?.id);
	});

	it("does nothing before the batch is done, nor for one without an event or zones", async () => {
		const split = { qr_mode: "split", event_id: eventId };
		const early = await send(split, await pagesShowing(["A", null]), false);
		await regroup(early);
		expect((await sheetsOf(early)).every((sheet) => sheet.eventId === eventId)).toBe(true);
		const plain = await send({ task_id: TASK, event_id: eventId }, await pagesShowing(["A", null]));
		await work(plain);
		const alone = await send({ qr_mode: "split" }, await pagesShowing(["A", null]));
		await work(alone);
		await regroup(newId());
		expect(await zonesOf()).toEqual([]);
		expect((await sheetsOf(alone)).every((sheet) => sheet.eventId === null)).toBe(true);
	});

	it("makes a zone for the group of a card that never was a file", async () => {
		const pages = await somePages(3);
		(pages[0] as ZipMember).bytes = noPage();
		const batchId = await send({ qr_mode: "split", event_id: eventId }, pages);
		await work(batchId);
		await correct(batchId, 0, { card: true, code: "A" });
		await regroup(batchId);
		expect(await zonesOf()).toMatchObject([{ title: "A", media: [{}, {}] }]);
	});

	it("leaves what was deleted where it was", async () => {
		const batchId = await sendAndWork(["A", null, null]);
		const photo = (await sheetsOf(batchId))[1];
		await deletePhoto(services.photographer, eventId, photo?.id ?? "");
		await correct(batchId, 0, { card: false });
		await regroup(batchId);
		const sheets = await sheetsOf(batchId);
		expect(sheets.map(({ eventId: at, zoneId }) => [at === eventId, zoneId !== null])).toEqual([
			...[
				[true, false],
				[true, true],
				[true, false],
			],
		]);
		expect(await zonesOf()).toEqual([]);
	});
});

describe("an event that is deleted", () => {
	it("before its sheets are unpacked ends the batch, and leaves no file", async () => {
		const batchId = await send({ task_id: TASK, event_id: eventId }, await somePages(3));
		await deleteEvent(services.photographer, eventId);
		await ingest(batchId);
		expect(await batchOf(batchId)).toMatchObject({ errorCode: "EVENT_DELETED", processed: 0 });
		expect(await sheetsOf(batchId)).toEqual([]);
		await expect(retryBatch(services.photographer, batchId)).rejects.toMatchObject({
			code: "NOTHING_TO_RETRY",
		});
	});

	it("while its sheets are unpacked ends the batch with what had come", async () => {
		const batchId = await send({ task_id: TASK, event_id: eventId }, await somePages(3));
		const store = objectStore();
		const put = store.put.bind(store);
		let stored = 0;
		store.put = async (...args) => {
			const object = await put(...args);
			if (++stored === 2) await deleteEvent(services.photographer, eventId);
			return object;
		};
		await ingest(batchId).finally(() => {
			store.put = put;
		});
		expect(await batchOf(batchId)).toMatchObject({ errorCode: "EVENT_DELETED", total: 3 });
		const [only, ...others] = await sheetsOf(batchId);
		expect(others).toEqual([]);
		await render(only?.id ?? "");
		expect((await sheetsOf(batchId))[0]).toMatchObject({ state: "failed", errorCode: "DELETED" });
		const page = { limit: 10, offset: 0, failed: false };
		const status = await getStatus(services.photographer, batchId, page);
		expect(status).toMatchObject({ status: "failed", failed_count: 1, sheet_count: 3 });
	});

	it("before its images are processed: the batch ends without them", async () => {
		const batchId = await send({ task_id: TASK, event_id: eventId }, await somePages(2), false);
		await deleteEvent(services.photographer, eventId);
		const sheets = await sheetsOf(batchId);
		await Promise.all(sheets.flatMap(({ id }) => [render(id), render(id)]));
		expect(await batchOf(batchId)).toMatchObject({
			...{ processed: 0, failed: 2, errorCode: null, completedAt: expect.any(Date) },
		});
	});

	it("with the jobs lost too: the sweep sends them again", async () => {
		const batchId = await send({ task_id: TASK, event_id: eventId }, await somePages(1), false);
		const [sheet] = await sheetsOf(batchId);
		const id = sheet?.id ?? "";
		await deleteEvent(services.photographer, eventId);
		await inTransaction(
			(tx) => tx.$executeRaw`DELETE FROM pgboss.job WHERE data->>'mediaId' = ${id}`,
		);
		await sweep(Date.now() + 3601_000);
		const [row] = await db().$queryRaw<{ count: number }[]>`
			SELECT count(*)::int AS count FROM pgboss.job WHERE data->>'mediaId' = ${id}`;
		expect(row?.count).toBe(1);
	});
});

describe("a batch that is tried again", () => {
	const crashing = async () => Buffer.concat([await aPicture(), Buffer.from(TEST_MARKS.crash)]);
	const page = { limit: 10, offset: 0, failed: false };
	const statusOf = (id: string) => getStatus(services.photographer, id, page);

	/** Two images, the second of which killed its decoder three times. */
	async function aCrash(): Promise<{ batchId: string; id: string }> {
		const pages = await somePages(2);
		(pages[1] as ZipMember).bytes = await crashing();
		const batchId = await send({ task_id: TASK }, pages, false);
		const [good, bad] = await sheetsOf(batchId);
		await render(good?.id ?? "");
		for (let attempt = 0; attempt < 3; attempt++) await render(bad?.id ?? "", mortal);
		expect(await batchOf(batchId)).toMatchObject({ processed: 1, failed: 1 });
		return { batchId, id: bad?.id ?? "" };
	}

	it("has as many attempts as at first, and can succeed", async () => {
		const { batchId, id } = await aCrash();
		expect(await retryBatch(services.photographer, batchId)).toEqual({
			...{ batch_id: batchId, retried: 1 },
		});
		expect(await statusOf(batchId)).toMatchObject({
			...{ status: "processing", processed_count: 1, failed_count: 0, progress_percentage: 50 },
			sheets: [{ status: "processed" }, { status: "pending", error: null, processed_at: null }],
		});
		for (let attempt = 0; attempt < 2; attempt++) await render(id, mortal);
		expect(await batchOf(batchId)).toMatchObject({ failed: 0, completedAt: null });
		await render(id);
		expect(await statusOf(batchId)).toMatchObject({
			...{ status: "completed", processed_count: 2, failed_count: 0, progress_percentage: 100 },
		});
	});

	it("is not disturbed by a twin from before", async () => {
		const pages = await somePages(1);
		(pages[0] as ZipMember).bytes = await crashing();
		const batchId = await send({ task_id: TASK }, pages, false);
		const id = (await sheetsOf(batchId))[0]?.id ?? "";
		const late: ImagingPool = {
			...pool,
			render: async (request, signal) => {
				const rendered = await pool.render(request, signal);
				// Meanwhile it was given up, and a person asked for another try.
				for (let attempt = 0; attempt < 2; attempt++) await render(id, mortal);
				expect(await batchOf(batchId)).toMatchObject({ failed: 1, processed: 0 });
				await retryBatch(services.photographer, batchId);
				return rendered;
			},
		};
		await render(id, late);
		expect((await sheetsOf(batchId))[0]).toMatchObject({ state: "stored", attempts: 0 });
		expect(await batchOf(batchId)).toMatchObject({ processed: 0, failed: 0, completedAt: null });
		await render(id);
		expect(await batchOf(batchId)).toMatchObject({
			...{ processed: 1, failed: 0, completedAt: expect.any(Date) },
		});
	});

	it("unpacks what was lost, in its place, whoever else is at it", async () => {
		const pages = await pagesShowing(["A", null, "B", null]);
		const good = aZip(pages);
		(pages[2] as ZipMember).bytes = noPage();
		const batchId = await send({ qr_mode: "split", event_id: eventId }, pages);
		await work(batchId);
		expect(await zonesOf()).toMatchObject([{ title: "A", media: [{}, {}] }]);
		await objectStore().put(
			archiveKey(batchId),
			(async function* () {
				yield good;
			})(),
		);
		expect(await retryBatch(services.photographer, batchId)).toMatchObject({ retried: 1 });
		expect(await sheetsOf(batchId)).toHaveLength(3);
		await Promise.allSettled([ingest(batchId), ingest(batchId), ingest(batchId)]);
		await work(batchId);
		expect(await batchOf(batchId)).toMatchObject({
			...{ total: 4, processed: 4, failed: 0, completedAt: expect.any(Date) },
		});
		expect(await zonesOf()).toMatchObject([
			{ title: "A", media: [{ position: 1 }] },
			{ title: "B", media: [{ position: 3 }] },
		]);
	});

	it("counts rightly when a sheet is deleted meanwhile", async () => {
		const broken = Buffer.concat([(await aPicture({ format: "png" })).subarray(0, 45)]);
		const pages = [...(await somePages(1)), { name: "b.png", bytes: broken }];
		const batchId = await send({ task_id: TASK, event_id: eventId }, pages, false);
		await work(batchId);
		await retryBatch(services.photographer, batchId);
		const id = (await sheetsOf(batchId))[1]?.id ?? "";
		await deletePhoto(services.photographer, eventId, id);
		await render(id);
		expect(await statusOf(batchId)).toMatchObject({
			...{ status: "completed", processed_count: 1, failed_count: 1 },
			sheets: [{ error: null }, { status: "failed", error: "This photo was deleted" }],
		});
	});
});
