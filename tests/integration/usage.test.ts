/** What a user keeps: counted with every change, held to its limit by all who add at once. */
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { deleteBatch, retryBatch } from "#lib/batches/sheets.service.ts";
import { db, inTransaction } from "#lib/db/client.ts";
import {
	deleteEvent,
	deletePhoto,
	loseMedia,
	recoverMedia,
	uploadPhoto,
	uploadPhotos,
} from "#lib/media/media.service.ts";
import { addUpUse, listMiscounts, recountUse } from "#lib/usage/usage.service.ts";
import { restoreFiles } from "#lib/zones/zone-files.service.ts";
import { aJpegOf } from "#tests/support/pictures.ts";
import { aFormOf } from "#tests/support/services.ts";
import { batchOf, openSheetWork, type SheetWork, sheetsOf } from "#tests/support/sheet-work.ts";
import { somePages, TASK } from "#tests/support/sheets.ts";
import { uploadedFiles } from "#tests/support/storage.ts";
import { countedOf, keptBy, limit } from "#tests/support/usage.ts";

const SIZE = 20_000;
let work: SheetWork;
let me: string;
let event: string;

beforeAll(async () => {
	work = await openSheetWork();
	me = work.actor.user?.id ?? "";
});
afterAll(() => work?.close());
beforeEach(async () => {
	event = await work.anEvent();
});
afterEach(async () => {
	await limit(me, {});
	expect(await countedOf(me)).toEqual(await keptBy(me));
	expect(await listMiscounts()).toEqual([]);
});

const send = (bytes: Uint8Array) => uploadPhoto(work.actor, event, aFormOf([{ bytes }]));
const sendAnother = async () => send(await aJpegOf(SIZE));

/** Room for so many files more, or bytes. */
async function leaveRoom({ files, bytes }: { files?: number; bytes?: number }): Promise<void> {
	const kept = await keptBy(me);
	await limit(me, {
		files: files === undefined ? null : kept.files + files,
		bytes: bytes === undefined ? null : kept.bytes + bytes,
	});
}

const refused = { code: "QUOTA_EXCEEDED" };

describe("what is counted", () => {
	it("follows what comes, goes, is lost and is found again", async () => {
		const before = await countedOf(me);
		const and = (files: number) => ({
			files: before.files + files,
			bytes: before.bytes + files * SIZE,
		});
		const [one, two] = [await sendAnother(), await sendAnother()];
		expect(await countedOf(me)).toEqual(and(2));
		await inTransaction((tx) => loseMedia(tx, one.id));
		expect(await countedOf(me)).toEqual(and(1));
		await inTransaction((tx) => recoverMedia(tx, one.id));
		expect(await countedOf(me)).toEqual(and(2));
		await deletePhoto(work.actor, event, two.id);
		await expect(deletePhoto(work.actor, event, two.id)).rejects.toMatchObject({
			code: "PHOTO_NOT_FOUND",
		});
		expect(await countedOf(me)).toEqual(and(1));
		await deleteEvent(work.actor, event);
		expect(await countedOf(me)).toEqual(before);
	});

	it("is nothing for a twin, nor for what failed with its transaction", async () => {
		const picture = await aJpegOf(SIZE);
		await send(picture);
		const before = await countedOf(me);
		expect((await send(picture)).duplicate).toBe(true);
		await expect(
			inTransaction(async (tx) => {
				await tx.media.updateMany({ where: { eventId: event }, data: { deletedAt: new Date() } });
				throw new Error("not to be");
			}),
		).rejects.toThrow("not to be");
		expect(await countedOf(me)).toEqual(before);
	});

	it("counts a batch while it is there, and goes with it", async () => {
		const before = await countedOf(me);
		const batchId = await work.send({ task_id: TASK }, await somePages(3));
		expect(await countedOf(me)).toEqual(before);
		await work.work(batchId);
		expect((await countedOf(me)).files).toBe(before.files + 3);
		await deleteBatch({ ...work.actor, user: { ...admin(), id: me } }, batchId);
		expect(await countedOf(me)).toEqual(before);
	});

	it("is the same when it is added up, while files come and others add up as well", async () => {
		const before = await countedOf(me);
		const sent = Promise.all([1, 2, 3, 4, 5, 6].map(sendAnother));
		await Promise.all([addUpUse(), addUpUse(), addUpUse(), sent]);
		await addUpUse();
		const files = before.files + 6;
		expect(await countedOf(me)).toEqual({ files, bytes: before.bytes + 6 * SIZE });
		expect(await db().usageChange.count({ where: { userId: me } })).toBe(1);
	});

	it("is found wrong, and put right while files come", async () => {
		await db().usageChange.create({ data: { userId: me, bytes: 4711n, files: -3 } });
		const [miscount, ...others] = await listMiscounts();
		expect(others).toEqual([]);
		const there = await keptBy(me);
		expect(miscount).toEqual({
			...{ userId: me, username: "photographer", there },
			counted: { files: there.files - 3, bytes: there.bytes + 4711 },
		});
		await Promise.all([sendAnother(), recountUse(me), sendAnother()]);
		expect(await listMiscounts()).toEqual([]);
	});
});

const admin = () => ({ username: "photographer", role: "admin" as const, domain: "default" });

describe("a limit", () => {
	it.each([
		["bytes", { bytes: SIZE }],
		["files", { files: 1 }],
	])("of %s is reached, and not passed by one more", async (_, room) => {
		await leaveRoom(room);
		const { id } = await sendAnother();
		const stored = await uploadedFiles(work.dataDir);
		await expect(sendAnother()).rejects.toMatchObject(refused);
		expect(await uploadedFiles(work.dataDir)).toEqual(stored);
		await deletePhoto(work.actor, event, id);
		await sendAnother();
	});

	it("is not passed by one byte", async () => {
		await leaveRoom({ bytes: SIZE - 1 });
		const stored = await uploadedFiles(work.dataDir);
		await expect(sendAnother()).rejects.toMatchObject(refused);
		expect(await uploadedFiles(work.dataDir)).toEqual(stored);
		expect(await db().pendingObject.count()).toBe(0);
	});

	it("holds for all who send at once, and nothing is left of those that came too late", async () => {
		await leaveRoom({ files: 3, bytes: 3 * SIZE });
		const before = await keptBy(me);
		const stored = await uploadedFiles(work.dataDir);
		const pictures = await Promise.all(Array.from({ length: 10 }, () => aJpegOf(SIZE)));
		const results = await Promise.allSettled(pictures.map(send));
		const failures = results.flatMap((one) => (one.status === "rejected" ? [one.reason] : []));
		expect(failures.map(({ code }) => code)).toEqual(Array(7).fill("QUOTA_EXCEEDED"));
		expect((await keptBy(me)).files).toBe(before.files + 3);
		expect(await uploadedFiles(work.dataDir)).toHaveLength(stored.length + 3);
	});

	it("leaves out of a batch what does not fit; what the album has takes no room", async () => {
		const twin = await aJpegOf(SIZE);
		await send(twin);
		await leaveRoom({ bytes: 2 * SIZE });
		const stored = await uploadedFiles(work.dataDir);
		const small = await aJpegOf(SIZE / 2);
		const sizes = [await aJpegOf(SIZE), twin, await aJpegOf(SIZE + 1), small, small];
		const files = sizes.map((bytes, n) => ({ field: `file${n}`, fileName: `${n}.jpg`, bytes }));
		const { results, summary } = await uploadPhotos(work.actor, event, aFormOf(files));
		expect(results.map(({ success }) => success)).toEqual([true, true, false, true, true]);
		expect(summary).toEqual({ total: 5, successful: 4, failed: 1 });
		expect(results[2]).toMatchObject({ error: expect.stringContaining("no room left") });
		expect(await uploadedFiles(work.dataDir)).toHaveLength(stored.length + 2);
	});

	it("is not passed by what was deleted and is brought back: all of it comes, or nothing", async () => {
		await leaveRoom({ files: 2, bytes: 2 * SIZE });
		const ids = [(await sendAnother()).id, (await sendAnother()).id];
		const restore = async () =>
			(await restoreFiles(work.actor, event, { media_ids: ids })).restored;
		for (const id of ids) await deletePhoto(work.actor, event, id);
		const { id: late } = await sendAnother();
		const before = await keptBy(me);
		await expect(restore()).rejects.toMatchObject(refused);
		expect(await keptBy(me)).toEqual(before);
		await deletePhoto(work.actor, event, late);
		const both = await Promise.allSettled([sendAnother(), restore()]);
		expect(both.map(({ status }) => status).toSorted()).toEqual(["fulfilled", "rejected"]);
		expect((await keptBy(me)).files).toBeLessThanOrEqual(before.files + 1);
	});

	it("that was lowered takes nothing away, and lets nothing in", async () => {
		await sendAnother();
		await limit(me, { files: 0, bytes: 0 });
		const before = await keptBy(me);
		await expect(sendAnother()).rejects.toMatchObject(refused);
		expect(await keptBy(me)).toEqual(before);
	});
});

describe("an archive for which there is room in part", () => {
	const facts = async (id: string) =>
		(await sheetsOf(id)).map(({ state, errorCode }) => [state, errorCode]);
	const NO_ROOM = ["failed", "QUOTA_EXCEEDED"];

	it("keeps the sheets that fit and says of each other why not; they come when there is room", async () => {
		const batchId = await work.send({ task_id: TASK }, await somePages(10));
		await leaveRoom({ files: 4 });
		const stored = await uploadedFiles(work.dataDir);
		await work.work(batchId);
		const [...sheets] = await facts(batchId);
		expect(sheets.slice(0, 4)).toEqual(Array(4).fill(["ready", null]));
		expect(sheets.slice(4)).toEqual(Array(6).fill(NO_ROOM));
		expect((await sheetsOf(batchId))[5]?.errorDetail).toContain("no room left");
		expect(await batchOf(batchId)).toMatchObject({ processed: 4, failed: 6 });
		expect(await uploadedFiles(work.dataDir)).toHaveLength(stored.length + 4);

		await expect(retryBatch(work.actor, batchId)).rejects.toMatchObject(refused);
		expect(await batchOf(batchId)).toMatchObject({ processed: 4, failed: 6 });
		await leaveRoom({ files: 5 });
		expect(await retryBatch(work.actor, batchId)).toMatchObject({ retried: 6 });
		await work.work(batchId);
		expect(await batchOf(batchId)).toMatchObject({ processed: 9, failed: 1 });
		await limit(me, {});
		expect(await retryBatch(work.actor, batchId)).toMatchObject({ retried: 1 });
		await work.work(batchId);
		expect(await facts(batchId)).toEqual(Array(10).fill(["ready", null]));
	});

	it("ends, whatever else takes the room meanwhile", async () => {
		const batchId = await work.send({ task_id: TASK }, await somePages(24));
		await leaveRoom({ files: 12 });
		const before = await keptBy(me);
		const sending = Promise.allSettled(Array.from({ length: 6 }, sendAnother));
		await work.work(batchId);
		await sending;
		const { processed, failed, completedAt } = await batchOf(batchId);
		expect([processed + failed, completedAt]).toEqual([24, expect.any(Date)]);
		expect((await keptBy(me)).files).toBeLessThanOrEqual(before.files + 12);
	});
});
