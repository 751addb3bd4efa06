/** Groups of an event as zones, and what is deleted in between: the worker's side. */
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { regroup } from "#lib/batches/groups.handlers.ts";
import { ingest } from "#lib/batches/sheets.handlers.ts";
import type { SheetCorrection } from "#lib/batches/sheets.schema.ts";
import { correctSheet, getStatus, retryBatch } from "#lib/batches/sheets.service.ts";
import { newId } from "#lib/core/ids.ts";
import { db, inTransaction } from "#lib/db/client.ts";
import { sweep } from "#lib/media/media.handlers.ts";
import { deleteEvent, deletePhoto } from "#lib/media/media.service.ts";
import { objectStore } from "#lib/storage/store.ts";
import { createZone, moveFiles } from "#lib/zones/zone-files.service.ts";
import { keepGroupZones } from "#lib/zones/zones.groups.ts";
import { eventually } from "#tests/support/api.ts";
import {
	batchOf,
	openSheetWork,
	type SheetWork,
	sheetsOf,
	zonesOf,
} from "#tests/support/sheet-work.ts";
import { noPage, pagesShowing, somePages, TASK, type ZipMember } from "#tests/support/sheets.ts";

let worker: SheetWork;
let eventId: string;

beforeAll(async () => {
	worker = await openSheetWork();
});
beforeEach(async () => {
	eventId = await worker.anEvent();
});
afterAll(() => worker?.close());

async function sendAndWork(codes: readonly (string | null)[]): Promise<string> {
	const fields = { qr_mode: "split", event_id: eventId };
	const batchId = await worker.send(fields, await pagesShowing(codes));
	await worker.work(batchId);
	return batchId;
}
const correct = async (batchId: string, position: number, said: SheetCorrection) => {
	const sheetId = (await sheetsOf(batchId))[position]?.id ?? "";
	return correctSheet(worker.actor, { batchId, sheetId }, said);
};
/** By hand, of one file. */
const makeZone = async (id = "") => {
	const asked = { media_ids: [id], skip_missing: false, title: "By hand" };
	return (await createZone(worker.actor, eventId, asked)).id;
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
		const batchId = await worker.send(
			{ qr_mode: "split", event_id: eventId },
			await pagesShowing(["A", null, "B", null]),
		);
		await ingest(batchId);
		for (const { id } of await sheetsOf(batchId)) await worker.render(id);
		expect(await zonesOf(eventId)).toEqual([]);
		await Promise.all([regroup(batchId), regroup(batchId), regroup(batchId)]);
		const zones = await zonesOf(eventId);
		expect(zones.map(({ title, media }) => [title, media.length])).toEqual([
			...[
				["A", 1],
				["B", 1],
			],
		]);
		await regroup(batchId);
		expect(await zonesOf(eventId)).toEqual(zones);
		expect(await db().zone.count({ where: { eventId } })).toBe(2);
	});

	it("leaves what a person has put elsewhere, in another group's zone or in none", async () => {
		const batchId = await sendAndWork(["A", null, null, "B", null, null]);
		const [a, b] = await zonesOf(eventId);
		const [, first, second, , , last] = await sheetsOf(batchId);
		const move = (id: string | undefined, zone_id: string | null) =>
			moveFiles(worker.actor, eventId, { media_ids: [id ?? ""], skip_missing: false, zone_id });
		await move(first?.id, b?.id ?? null);
		await move(last?.id, null);
		await regroup(batchId);
		const zoneOf = async () => (await sheetsOf(batchId)).map(({ zoneId }) => zoneId);
		expect(await zoneOf()).toEqual([null, b?.id, a?.id, null, b?.id, null]);
		await move(second?.id, null);
		await regroup(batchId);
		expect(await zoneOf()).toEqual([null, b?.id, null, null, b?.id, null]);
		expect((await zonesOf(eventId)).map(({ id }) => id)).toEqual([b?.id]);
	});

	it("takes a zone along that a person has made of what is said to be a card", async () => {
		const batchId = await sendAndWork(["A", null, null]);
		const [, photo] = await sheetsOf(batchId);
		const made = await makeZone(photo?.id);
		expect((await zonesOf(eventId)).map(({ id }) => id)).toContain(made);
		await correct(batchId, 1, { card: true, code: "B" });
		await regroup(batchId);
		const zones = await zonesOf(eventId);
		expect(zones.map(({ title, media }) => [title, media.length])).toEqual([["B", 1]]);
		expect((await db().zone.findUniqueOrThrow({ where: { id: made } })).deletedAt).not.toBeNull();
	});

	it("takes it along too where the sheet was put there before it was known to be a card", async () => {
		const split = { qr_mode: "split", event_id: eventId };
		const batchId = await worker.send(split, await pagesShowing(["A", null]), false);
		const [card] = await sheetsOf(batchId);
		const made = await makeZone(card?.id);
		await worker.work(batchId);
		const zones = await zonesOf(eventId);
		expect(zones.map(({ title, media }) => [title, media.length])).toEqual([["A", 1]]);
		expect((await db().zone.findUniqueOrThrow({ where: { id: made } })).deletedAt).not.toBeNull();
	});

	it("that is overtaken by a person keeps nothing, and another run empties their zone", async () => {
		const batchId = await sendAndWork(["A", null, null]);
		const [, photo] = await sheetsOf(batchId);
		await correct(batchId, 1, { card: true, code: "B" });
		const waiting = () => db().$queryRaw<unknown[]>`
			SELECT 1 FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'`;
		const made = newId();
		let overtaken: Promise<unknown> | undefined;
		await inTransaction(async (tx) => {
			await tx.zone.create({ data: { id: made, eventId } });
			const data = { zoneId: made, zonedByHand: true };
			await tx.media.update({ where: { id: photo?.id ?? "" }, data });
			overtaken = Promise.allSettled([regroup(batchId)]);
			await eventually(waiting, (locks) => locks.length > 0);
		});
		expect(await overtaken).toMatchObject([{ status: "rejected" }]);
		expect((await zonesOf(eventId)).map(({ id }) => id)).toContain(made);
		await regroup(batchId);
		expect((await zonesOf(eventId)).map(({ title }) => title)).toEqual(["B"]);
	});

	it("that is broken off keeps nothing, and the next one does it all", async () => {
		const batchId = await sendAndWork(["A", null, "B", null]);
		const before = await zonesOf(eventId);
		const groups = [{ position: 0, title: "A" }];
		const files = (await sheetsOf(batchId))
			.filter(({ eventId }) => eventId !== null)
			.map(({ id, zoneId }) => ({ mediaId: id, zoneId, group: 0 }));
		const broken = inTransaction(async (tx) => {
			await keepGroupZones(tx, { id: batchId, eventId }, groups, files);
			throw new Error("killed");
		});
		await expect(broken).rejects.toThrow("killed");
		expect(await zonesOf(eventId)).toEqual(before);
		await correct(batchId, 2, { card: false });
		await regroup(batchId);
		const zones = await zonesOf(eventId);
		expect(zones.map(({ title, media }) => [title, media.length])).toEqual([["A", 3]]);
		expect(zones[0]?.id).toBe(before[0]?.id);
	});

	it("does nothing before the batch is done, nor for one without an event or zones", async () => {
		const split = { qr_mode: "split", event_id: eventId };
		const early = await worker.send(split, await pagesShowing(["A", null]), false);
		await regroup(early);
		expect((await sheetsOf(early)).every((sheet) => sheet.eventId === eventId)).toBe(true);
		const plain = await worker.send(
			{ task_id: TASK, event_id: eventId },
			await pagesShowing(["A", null]),
		);
		await worker.work(plain);
		const alone = await worker.send({ qr_mode: "split" }, await pagesShowing(["A", null]));
		await worker.work(alone);
		await regroup(newId());
		expect(await zonesOf(eventId)).toEqual([]);
		expect((await sheetsOf(alone)).every((sheet) => sheet.eventId === null)).toBe(true);
	});

	it("makes a zone for the group of a card that never was a file", async () => {
		const pages = await somePages(3);
		(pages[0] as ZipMember).bytes = noPage();
		const batchId = await worker.send({ qr_mode: "split", event_id: eventId }, pages);
		await worker.work(batchId);
		await correct(batchId, 0, { card: true, code: "A" });
		await regroup(batchId);
		expect(await zonesOf(eventId)).toMatchObject([{ title: "A", media: [{}, {}] }]);
	});

	it("leaves what was deleted where it was", async () => {
		const batchId = await sendAndWork(["A", null, null]);
		const photo = (await sheetsOf(batchId))[1];
		await deletePhoto(worker.actor, eventId, photo?.id ?? "");
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
		expect(await zonesOf(eventId)).toEqual([]);
	});
});

describe("an event that is deleted", () => {
	it("before its sheets are unpacked ends the batch, and leaves no file", async () => {
		const batchId = await worker.send({ task_id: TASK, event_id: eventId }, await somePages(3));
		await deleteEvent(worker.actor, eventId);
		await ingest(batchId);
		expect(await batchOf(batchId)).toMatchObject({ errorCode: "EVENT_DELETED", processed: 0 });
		expect(await sheetsOf(batchId)).toEqual([]);
		await expect(retryBatch(worker.actor, batchId)).rejects.toMatchObject({
			code: "NOTHING_TO_RETRY",
		});
	});

	it("while its sheets are unpacked ends the batch with what had come", async () => {
		const batchId = await worker.send({ task_id: TASK, event_id: eventId }, await somePages(9));
		const store = objectStore();
		const put = store.put.bind(store);
		let stored = 0;
		store.put = async (...args) => {
			const object = await put(...args);
			if (++stored === 9) await deleteEvent(worker.actor, eventId);
			return object;
		};
		await ingest(batchId).finally(() => {
			store.put = put;
		});
		expect(await batchOf(batchId)).toMatchObject({ errorCode: "EVENT_DELETED", total: 9 });
		// Eight are unpacked side by side and committed together.
		const came = await sheetsOf(batchId);
		expect(came).toHaveLength(8);
		for (const { id } of came) await worker.render(id);
		for (const sheet of await sheetsOf(batchId))
			expect(sheet).toMatchObject({ state: "failed", errorCode: "DELETED" });
		const page = { limit: 10, offset: 0, failed: false };
		const status = await getStatus(worker.actor, batchId, page);
		expect(status).toMatchObject({ status: "failed", failed_count: 8, sheet_count: 9 });
	});

	it("before its images are processed: the batch ends without them", async () => {
		const batchId = await worker.send(
			{ task_id: TASK, event_id: eventId },
			await somePages(2),
			false,
		);
		await deleteEvent(worker.actor, eventId);
		const sheets = await sheetsOf(batchId);
		await Promise.all(sheets.flatMap(({ id }) => [worker.render(id), worker.render(id)]));
		expect(await batchOf(batchId)).toMatchObject({
			...{ processed: 0, failed: 2, errorCode: null, completedAt: expect.any(Date) },
		});
	});

	it("with the jobs lost too: the sweep sends them again", async () => {
		const batchId = await worker.send(
			{ task_id: TASK, event_id: eventId },
			await somePages(1),
			false,
		);
		const [sheet] = await sheetsOf(batchId);
		const id = sheet?.id ?? "";
		await deleteEvent(worker.actor, eventId);
		await inTransaction(
			(tx) => tx.$executeRaw`DELETE FROM pgboss.job WHERE data->>'mediaId' = ${id}`,
		);
		await sweep(Date.now() + 3601_000);
		const [row] = await db().$queryRaw<{ count: number }[]>`
			SELECT count(*)::int AS count FROM pgboss.job WHERE data->>'mediaId' = ${id}`;
		expect(row?.count).toBe(1);
	});
});
