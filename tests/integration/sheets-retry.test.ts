/** Sheets that are tried again while others are still at them: the worker's side. */
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { ingest } from "#lib/batches/sheets.handlers.ts";
import { getStatus, retryBatch } from "#lib/batches/sheets.service.ts";
import type { ImagingPool } from "#lib/imaging/pool.ts";
import { TEST_MARKS } from "#lib/imaging/test-hooks.ts";
import { deletePhoto } from "#lib/media/media.service.ts";
import { archiveKey } from "#lib/storage/object-keys.ts";
import { objectStore } from "#lib/storage/store.ts";
import { aPicture } from "#tests/support/pictures.ts";
import {
	batchOf,
	openSheetWork,
	type SheetWork,
	sheetsOf,
	zonesOf,
} from "#tests/support/sheet-work.ts";
import {
	brokenPage,
	noPage,
	pagesShowing,
	somePages,
	TASK,
	type ZipMember,
} from "#tests/support/sheets.ts";
import { aZip } from "#tests/support/zip-writer.ts";

let worker: SheetWork;
let eventId: string;

beforeAll(async () => {
	worker = await openSheetWork();
});
beforeEach(async () => {
	eventId = await worker.anEvent();
});
afterAll(() => worker?.close());

describe("a batch that is tried again", () => {
	const crashing = async () => Buffer.concat([await aPicture(), Buffer.from(TEST_MARKS.crash)]);
	const page = { limit: 10, offset: 0, failed: false };
	const statusOf = (id: string) => getStatus(worker.actor, id, page);

	/** Two images, the second of which killed its decoder three times. */
	async function aCrash(): Promise<{ batchId: string; id: string }> {
		const pages = await somePages(2);
		(pages[1] as ZipMember).bytes = await crashing();
		const batchId = await worker.send({ task_id: TASK }, pages, false);
		const [good, bad] = await sheetsOf(batchId);
		await worker.render(good?.id ?? "");
		for (let attempt = 0; attempt < 3; attempt++) await worker.render(bad?.id ?? "", worker.mortal);
		expect(await batchOf(batchId)).toMatchObject({ processed: 1, failed: 1 });
		return { batchId, id: bad?.id ?? "" };
	}

	it("has as many attempts as at first, and can succeed", async () => {
		const { batchId, id } = await aCrash();
		expect(await retryBatch(worker.actor, batchId)).toEqual({
			...{ batch_id: batchId, retried: 1 },
		});
		expect(await statusOf(batchId)).toMatchObject({
			...{ status: "processing", processed_count: 1, failed_count: 0, progress_percentage: 50 },
			sheets: [{ status: "processed" }, { status: "pending", error: null, processed_at: null }],
		});
		for (let attempt = 0; attempt < 2; attempt++) await worker.render(id, worker.mortal);
		expect(await batchOf(batchId)).toMatchObject({ failed: 0, completedAt: null });
		await worker.render(id);
		expect(await statusOf(batchId)).toMatchObject({
			...{ status: "completed", processed_count: 2, failed_count: 0, progress_percentage: 100 },
		});
	});

	it("is not disturbed by a twin from before", async () => {
		const pages = await somePages(1);
		(pages[0] as ZipMember).bytes = await crashing();
		const batchId = await worker.send({ task_id: TASK }, pages, false);
		const id = (await sheetsOf(batchId))[0]?.id ?? "";
		const late: ImagingPool = {
			...worker.pool,
			render: async (request, signal) => {
				const rendered = await worker.pool.render(request, signal);
				// Meanwhile it was given up, and a person asked for another try.
				for (let attempt = 0; attempt < 2; attempt++) await worker.render(id, worker.mortal);
				expect(await batchOf(batchId)).toMatchObject({ failed: 1, processed: 0 });
				await retryBatch(worker.actor, batchId);
				return rendered;
			},
		};
		await worker.render(id, late);
		expect((await sheetsOf(batchId))[0]).toMatchObject({ state: "stored", attempts: 0 });
		expect(await batchOf(batchId)).toMatchObject({ processed: 0, failed: 0, completedAt: null });
		await worker.render(id);
		expect(await batchOf(batchId)).toMatchObject({
			...{ processed: 1, failed: 0, completedAt: expect.any(Date) },
		});
	});

	it("unpacks what was lost, in its place, whoever else is at it", async () => {
		const pages = await pagesShowing(["A", null, "B", null]);
		const good = aZip(pages);
		(pages[2] as ZipMember).bytes = noPage();
		const batchId = await worker.send({ qr_mode: "split", event_id: eventId }, pages);
		await worker.work(batchId);
		expect(await zonesOf(eventId)).toMatchObject([{ title: "A", media: [{}, {}] }]);
		await objectStore().put(
			archiveKey(batchId),
			(async function* () {
				yield good;
			})(),
		);
		expect(await retryBatch(worker.actor, batchId)).toMatchObject({ retried: 1 });
		expect(await sheetsOf(batchId)).toHaveLength(3);
		await Promise.allSettled([ingest(batchId), ingest(batchId), ingest(batchId)]);
		await worker.work(batchId);
		expect(await batchOf(batchId)).toMatchObject({
			...{ total: 4, processed: 4, failed: 0, completedAt: expect.any(Date) },
		});
		expect(await zonesOf(eventId)).toMatchObject([
			{ title: "A", media: [{ position: 1 }] },
			{ title: "B", media: [{ position: 3 }] },
		]);
	});

	it("counts rightly when a sheet is deleted meanwhile", async () => {
		const pages = [...(await somePages(1)), { name: "b.png", bytes: await brokenPage() }];
		const batchId = await worker.send({ task_id: TASK, event_id: eventId }, pages, false);
		await worker.work(batchId);
		await retryBatch(worker.actor, batchId);
		const id = (await sheetsOf(batchId))[1]?.id ?? "";
		await deletePhoto(worker.actor, eventId, id);
		await worker.render(id);
		expect(await statusOf(batchId)).toMatchObject({
			...{ status: "completed", processed_count: 1, failed_count: 1 },
			sheets: [{ error: null }, { status: "failed", error: "This photo was deleted" }],
		});
	});
});

describe("a sheet that is deleted", () => {
	it("while its decoder fails: the batch ends without it", async () => {
		const pages = [{ name: "a.png", bytes: await brokenPage() }];
		const batchId = await worker.send({ task_id: TASK, event_id: eventId }, pages, false);
		const id = (await sheetsOf(batchId))[0]?.id ?? "";
		const late: ImagingPool = {
			...worker.pool,
			render: async (request, signal) => {
				await deletePhoto(worker.actor, eventId, id);
				return worker.pool.render(request, signal);
			},
		};
		await worker.render(id, late);
		expect(await batchOf(batchId)).toMatchObject({
			...{ total: 1, processed: 0, failed: 1, completedAt: expect.any(Date) },
		});
	});
});
