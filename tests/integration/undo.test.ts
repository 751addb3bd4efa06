/** Photos that are deleted, and brought back before anything of them is lost. */
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { reloadConfig } from "#lib/config/config.ts";
import { newId } from "#lib/core/ids.ts";
import { db } from "#lib/db/client.ts";
import { purge, removeObjects, renderMedia } from "#lib/media/media.handlers.ts";
import { removeObjects as removalJob } from "#lib/media/media.jobs.ts";
import { deletePhoto, uploadPhoto } from "#lib/media/media.service.ts";
import { removeFiles, restoreFiles } from "#lib/zones/zone-files.service.ts";
import { uploadMedia } from "#lib/zones/zones.service.ts";
import { aPicture } from "#tests/support/pictures.ts";
import { aFormOf } from "#tests/support/services.ts";
import { openSheetWork, type SheetWork } from "#tests/support/sheet-work.ts";
import { storedFiles } from "#tests/support/storage.ts";

let worker: SheetWork;
let eventId: string;

beforeAll(async () => {
	worker = await openSheetWork();
});
beforeEach(async () => {
	eventId = await worker.anEvent();
});
afterAll(() => worker?.close());

const still = { hold: async () => {}, settled: async () => {} };
const render = (id: string) => renderMedia(id, { pool: worker.pool, ...still });
const upload = async (bytes?: Uint8Array) => {
	const form = aFormOf([{ bytes: bytes ?? (await aPicture()) }]);
	return (await uploadPhoto(worker.actor, eventId, form)).id;
};
const read = (id: string) =>
	db().media.findUniqueOrThrow({ where: { id }, include: { renditions: true } });
const filesOf = async (id: string) =>
	(await storedFiles(worker.dataDir)).filter((file) => file.includes(id));
const restore = async (...media_ids: string[]) =>
	(await restoreFiles(worker.actor, eventId, { media_ids })).restored;
const jobsOf = (id: string) =>
	db().$queryRaw<{ name: string; start_after: Date; data: object }[]>`
		SELECT name, start_after, data FROM pgboss.job
		WHERE data->>'mediaId' = ${id} OR data->'mediaIds' ? ${id} ORDER BY created_on`;
const removalsOf = async (id: string) =>
	(await jobsOf(id)).filter(({ name }) => name === removalJob.name).map(({ data }) => data);
/** As the worker does when the time of such a job has come. */
async function workOff(removal: object | undefined): Promise<void> {
	const { mediaIds, deletedAt } = removalJob.payload.parse(removal);
	await removeObjects(await purge(mediaIds, deletedAt));
}
/** As a job does that waits for nobody. */
const remove = async (...ids: string[]) => removeObjects(await purge(ids));

describe("a photo that was deleted", () => {
	it("comes back as it was, and its removal finds nothing to do", async () => {
		const id = await upload();
		await render(id);
		const [before, files] = [await read(id), await filesOf(id)];
		await deletePhoto(worker.actor, eventId, id);
		const removal = (await jobsOf(id)).find(({ name }) => name === "media-remove-objects");
		expect(removal?.start_after.getTime()).toBeGreaterThan(Date.now() + 30_000);
		expect(await restore(id)).toEqual([id]);
		await remove(id);
		const { updatedAt, changedMs, settledAt, ...after } = await read(id);
		expect(before).toMatchObject(after);
		expect(settledAt?.getTime()).toBeGreaterThan(Number(before.settledAt));
		expect(await filesOf(id)).toEqual(files);
	});

	it("does not come back once its objects are being removed", async () => {
		const id = await upload();
		await deletePhoto(worker.actor, eventId, id);
		expect(await purge([id])).toEqual([id]);
		expect(await restore(id)).toEqual([]);
		await removeObjects([id]);
		expect(await filesOf(id)).toEqual([]);
	});

	it("has its whole time again where it is deleted once more", async () => {
		const id = await upload();
		await deletePhoto(worker.actor, eventId, id);
		const [first] = await removalsOf(id);
		await restore(id);
		await deletePhoto(worker.actor, eventId, id);
		await workOff(first);
		expect(await read(id)).toMatchObject({ purgedAt: null });
		expect(await restore(id)).toEqual([id]);
		expect(await filesOf(id)).toHaveLength(1);
		await deletePhoto(worker.actor, eventId, id);
		for (const removal of await removalsOf(id)) await workOff(removal);
		expect(await restore(id)).toEqual([]);
		expect(await filesOf(id)).toEqual([]);
	});

	it("does not come back after its time, nor twice, nor into another event", async () => {
		const [late, twice, other] = [await upload(), await upload(), await upload()];
		for (const id of [late, twice, other]) await deletePhoto(worker.actor, eventId, id);
		const deletedAt = new Date(Date.now() - 61_000);
		await db().media.update({ where: { id: late }, data: { deletedAt } });
		expect(await restore(late, twice, newId())).toEqual([twice]);
		expect(await restore(twice)).toEqual([]);
		const home = eventId;
		eventId = await worker.anEvent();
		expect(await restore(other)).toEqual([]);
		eventId = home;
		expect(await restore(other)).toEqual([other]);
	});

	it("is left where the same was sent again meanwhile, or is brought back beside it", async () => {
		const bytes = await aPicture();
		const first = await upload(bytes);
		await deletePhoto(worker.actor, eventId, first);
		const second = await upload(bytes);
		expect(second).not.toBe(first);
		expect(await restore(first)).toEqual([]);
		await deletePhoto(worker.actor, eventId, second);
		expect(await restore(first, second)).toEqual([second]);
	});

	it("is rendered after all where that was still to come", async () => {
		const id = await upload();
		await deletePhoto(worker.actor, eventId, id);
		await render(id);
		expect(await filesOf(id)).toHaveLength(1);
		expect(await restore(id)).toEqual([id]);
		const waiting = (await jobsOf(id)).filter(({ name }) => name === "media-render");
		expect(waiting).toHaveLength(2);
		await render(id);
		expect(await read(id)).toMatchObject({ state: "ready", renditions: { length: 3 } });
	});

	it("leaves nothing where a worker was at it until after its removal", async () => {
		const id = await upload();
		const late = {
			...worker.pool,
			render: async (...asked: Parameters<typeof worker.pool.render>) => {
				const rendered = await worker.pool.render(...asked);
				await deletePhoto(worker.actor, eventId, id);
				await remove(id);
				return rendered;
			},
		};
		await renderMedia(id, { pool: late, ...still });
		expect(await filesOf(id)).toEqual([]);
	});

	it("is gone at once where nobody is to bring it back", async () => {
		process.env.UNDO_SECONDS = "0";
		reloadConfig();
		try {
			const id = await upload();
			await deletePhoto(worker.actor, eventId, id);
			const removal = (await jobsOf(id)).find(({ name }) => name === "media-remove-objects");
			expect(removal?.start_after.getTime()).toBeLessThanOrEqual(Date.now());
			expect(await restore(id)).toEqual([]);
		} finally {
			delete process.env.UNDO_SECONDS;
			reloadConfig();
		}
	});
});

describe("a zone whose last file was deleted", () => {
	it("comes back with it", async () => {
		const pictures = [await aPicture({ width: 90 }), await aPicture({ width: 91 })];
		const form = aFormOf(
			pictures.map((bytes) => ({ field: "files", bytes })),
			{ title: "Ceremony" },
		);
		await uploadMedia(worker.actor, eventId, form);
		const zone = await db().zone.findFirstOrThrow({ where: { eventId }, include: { media: true } });
		const ids = zone.media.map(({ id }) => id);
		await removeFiles(worker.actor, eventId, { media_ids: ids, skip_missing: false });
		expect(
			(await db().zone.findUniqueOrThrow({ where: { id: zone.id } })).deletedAt,
		).not.toBeNull();
		expect((await restore(...ids)).sort()).toEqual([...ids].sort());
		expect(await db().zone.findUniqueOrThrow({ where: { id: zone.id } })).toMatchObject({
			...{ title: "Ceremony", deletedAt: null },
		});
	});
});
