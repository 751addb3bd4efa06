/** The worker's side of a photo: attempts, twins, deletions, and the sweep. */
import sharp from "sharp";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { newId } from "#lib/core/ids.ts";
import { db, inTransaction } from "#lib/db/client.ts";
import { authorize, holdEvent } from "#lib/events/events.service.ts";
import { createImagingPool, type ImagingPool } from "#lib/imaging/pool.ts";
import { TEST_MARKS } from "#lib/imaging/test-hooks.ts";
import {
	purge,
	removeObjects,
	renderMedia as renderWith,
	sweep,
} from "#lib/media/media.handlers.ts";
import {
	deleteEvent,
	deletePhoto,
	type ReceiveTarget,
	receive,
	stage,
	uploadPhoto,
} from "#lib/media/media.service.ts";
import { DEMO_EVENT_ID } from "#lib/processes/demo.ts";
import { mediaPrefix } from "#lib/storage/object-keys.ts";
import { objectStore } from "#lib/storage/store.ts";
import { uploadMedia } from "#lib/zones/zones.service.ts";
import { aPicture } from "#tests/support/pictures.ts";
import { aFormOf, openServices, type Services } from "#tests/support/services.ts";
import { storedFiles } from "#tests/support/storage.ts";

let services: Services;
let pool: ImagingPool;

beforeAll(async () => {
	services = await openServices();
	pool = createImagingPool({
		concurrency: 2,
		memoryMb: 1024,
		timeoutMs: 30_000,
		imagesPerChild: 100,
		maxPixels: 120e6,
		maxPixelsAvif: 40e6,
		testHooks: true,
	});
});
afterAll(async () => {
	await pool?.close();
	await services?.close();
});

const renderMedia = (id: string, decoders: ImagingPool) =>
	renderWith(id, { pool: decoders, hold: async () => {}, settled: async () => {} });

async function upload(bytes?: Uint8Array): Promise<string> {
	const form = aFormOf([{ bytes: bytes ?? (await aPicture({ width: 900, height: 600 })) }]);
	return (await uploadPhoto(services.photographer, DEMO_EVENT_ID, form)).id;
}

const read = (id: string) =>
	db().media.findUniqueOrThrow({ where: { id }, include: { renditions: true } });
const filesOf = async (id: string) =>
	(await storedFiles(services.dataDir)).filter((file) => file.includes(id));
const crashing = async () => Buffer.concat([await aPicture(), Buffer.from(TEST_MARKS.crash)]);

/** The real pool, with something happening between the decoder's end and the worker's next step. */
const poolThen = (happening: () => Promise<void>): ImagingPool => ({
	...pool,
	render: async (request, signal) => {
		const rendered = await pool.render(request, signal);
		await happening();
		return rendered;
	},
});

describe("rendering", () => {
	it("publishes renditions that are in the store, upright, in sRGB and without metadata", async () => {
		const bytes = await sharp(await aPicture({ width: 900, height: 600 }))
			.withExif({ IFD0: { Make: "Potret" } })
			.withMetadata({ orientation: 6, icc: "p3" })
			.jpeg()
			.toBuffer();
		const id = await upload(bytes);
		await renderMedia(id, pool);
		const media = await read(id);
		expect(media).toMatchObject({ state: "ready", attempts: 1, width: 600, height: 900 });
		expect(media.thumbhash).toMatch(/^[A-Za-z0-9+/=]{20,}$/);
		expect(media.renditions.map(({ name }) => name).sort()).toEqual(["large", "medium", "small"]);
		for (const rendition of media.renditions) {
			const { path } = await objectStore().checkout(rendition.objectKey);
			const { width, height, exif, icc, space } = await sharp(path).metadata();
			expect([width, height]).toEqual([rendition.width, rendition.height]);
			expect(height).toBeGreaterThan(width);
			expect([exif, icc, space]).toEqual([undefined, undefined, "srgb"]);
		}
	});

	it("does nothing for a photo that is ready", async () => {
		const id = await upload();
		await renderMedia(id, pool);
		const before = await read(id);
		await renderMedia(id, pool);
		expect(await read(id)).toEqual(before);
	});
});

describe("a file that kills its decoder", () => {
	it("costs three attempts, then fails, and nothing else does", async () => {
		const id = await upload(await crashing());
		const good = await upload();
		for (const attempt of [1, 2]) {
			await expect(renderMedia(id, pool)).rejects.toMatchObject({ code: "DECODER_CRASHED" });
			expect(await read(id)).toMatchObject({ state: "processing", attempts: attempt });
		}
		await Promise.all([renderMedia(id, pool), renderMedia(good, pool)]);
		expect(await read(id)).toMatchObject({
			state: "failed",
			errorCode: "DECODER_CRASHED",
			attempts: 3,
		});
		expect((await read(good)).state).toBe("ready");
		await renderMedia(id, pool);
		expect((await read(id)).attempts).toBe(3);
	});

	it("fails also when its worker went down with it each time", async () => {
		const id = await upload();
		const running = { state: "processing", attempts: 3 } as const;
		await db().media.update({ where: { id }, data: running });
		// Perhaps it is still at it.
		await expect(renderMedia(id, pool)).rejects.toThrow("may still be running");
		expect((await read(id)).state).toBe("processing");
		const longAgo = new Date(Date.now() - 3600_000);
		await db().media.update({ where: { id }, data: { ...running, updatedAt: longAgo } });
		await renderMedia(id, pool);
		expect(await read(id)).toMatchObject({ state: "failed", errorCode: "DECODER_CRASHED" });
	});
});

describe("a film", () => {
	const film = async (mark: string) => {
		const bytes = Buffer.from(`\0\0\0\x18ftypisom\0\0\0\0isommp42${mark}`, "latin1");
		const form = aFormOf([{ field: "files", fileName: "a.mp4", bytes }], {});
		return ((await uploadMedia(services.photographer, DEMO_EVENT_ID, form)) as { id: string }).id;
	};
	const unseen = { kind: "video", state: "ready", errorCode: null, renditions: [] };

	it("is ready at once where no picture can be taken of it", async () => {
		const id = await film("");
		await renderMedia(id, pool);
		expect(await read(id)).toMatchObject({ ...unseen, attempts: 1 });
	});

	it("is ready though it killed its decoder three times", async () => {
		const id = await film(TEST_MARKS.crash);
		for (const _ of [1, 2]) await expect(renderMedia(id, pool)).rejects.toThrow();
		await renderMedia(id, pool);
		expect(await read(id)).toMatchObject({ ...unseen, attempts: 3 });
	});
});

describe("a file that is broken", () => {
	it("fails at once, and may be sent again", async () => {
		// A header that can be read, and no pixel behind it.
		const bytes = (await aPicture({ format: "png" })).subarray(0, 45);
		const id = await upload(bytes);
		await renderMedia(id, pool);
		expect(await read(id)).toMatchObject({
			state: "failed",
			errorCode: "INVALID_IMAGE",
			attempts: 1,
		});
		expect(await upload(bytes)).not.toBe(id);
	});
});

describe("trouble that is not the file's", () => {
	it("costs no attempt", async () => {
		const id = await upload();
		const broken: ImagingPool = { ...pool, render: () => Promise.reject(new Error("disk full")) };
		for (let n = 0; n < 5; n++) await expect(renderMedia(id, broken)).rejects.toThrow("disk full");
		await renderMedia(id, pool);
		expect(await read(id)).toMatchObject({ state: "ready", attempts: 1 });
	});
});

describe("two workers with the same photo", () => {
	it("publish it once, and the late one changes nothing", async () => {
		const id = await upload();
		let published: Awaited<ReturnType<typeof read>> | undefined;
		const late = poolThen(async () => {
			await renderMedia(id, pool);
			published = await read(id);
		});
		await renderMedia(id, late);
		expect(published?.state).toBe("ready");
		expect(await read(id)).toEqual(published);
		// The original, three renditions, and the recipe for the original without its metadata.
		expect(await filesOf(id)).toHaveLength(5);
	});
});

describe("a photo that is deleted", () => {
	it("while it is processed stays deleted, and leaves nothing in the store", async () => {
		const id = await upload();
		const meanwhile = poolThen(async () => {
			await deletePhoto(services.photographer, DEMO_EVENT_ID, id);
			await removeObjects(await purge([id]));
		});
		await renderMedia(id, meanwhile);
		const media = await read(id);
		expect(media.deletedAt).not.toBeNull();
		expect([media.state, media.renditions]).toEqual(["processing", []]);
		expect(await filesOf(id)).toEqual([]);
	});

	it("before its job ran is not rendered", async () => {
		const id = await upload();
		await deletePhoto(services.photographer, DEMO_EVENT_ID, id);
		await renderMedia(id, pool);
		expect(await read(id)).toMatchObject({ state: "stored", attempts: 0 });
		await removeObjects(await purge([id]));
		expect(await filesOf(id)).toEqual([]);
	});
});

describe("bytes that nobody owns", () => {
	const staged = async (bytes: Uint8Array) => {
		for await (const file of aFormOf([{ bytes }]).files())
			return stage(file, new Set(["image/jpeg"]));
		throw new Error("no file");
	};
	const target = async (eventId: string): Promise<ReceiveTarget> => {
		const proof = await authorize(services.photographer, "photo:add", eventId);
		const { ownerId } = proof.event;
		return { ownerId, place: { eventId, album: "Official" }, hold: (tx) => holdEvent(tx, proof) };
	};

	it("are swept when their time is over, and not before", async () => {
		const { mediaId } = await staged(await aPicture());
		await sweep();
		expect(await filesOf(mediaId)).toHaveLength(1);
		await sweep(Date.now() + 25 * 3600_000);
		expect(await filesOf(mediaId)).toEqual([]);
		expect(await db().pendingObject.count({ where: { prefix: mediaPrefix(mediaId) } })).toBe(0);
	});

	it("cannot become a photo once they were swept", async () => {
		const file = await staged(await aPicture());
		await sweep(Date.now() + 25 * 3600_000);
		await expect(receive(await target(DEMO_EVENT_ID), [file])).rejects.toMatchObject({
			code: "UNAVAILABLE",
		});
		expect(await db().media.findUnique({ where: { id: file.mediaId } })).toBeNull();
	});

	it("go when their event was deleted while they came", async () => {
		const event = await db().event.create({
			data: {
				id: newId(),
				ownerId: services.photographer.user?.id ?? "",
				name: "Short",
				date: new Date("2026-05-09"),
			},
		});
		const goal = await target(event.id);
		const file = await staged(await aPicture());
		await deleteEvent(services.photographer, event.id);
		await expect(receive(goal, [file])).rejects.toMatchObject({ code: "EVENT_NOT_FOUND" });
		expect(await filesOf(file.mediaId)).toEqual([]);
	});

	it("stay when a photo owns them, however old they are", async () => {
		const id = await upload();
		await sweep(Date.now() + 25 * 3600_000);
		expect(await filesOf(id)).toHaveLength(1);
	});
});

describe("a photo whose job was lost", () => {
	it("is sent again by the sweep, once an hour", async () => {
		const id = await upload();
		const jobs = async () => {
			const [row] = await db().$queryRaw<{ count: bigint }[]>`
				SELECT count(*) AS count FROM pgboss.job WHERE data->>'mediaId' = ${id}`;
			return Number(row?.count);
		};
		await inTransaction(
			(tx) => tx.$executeRaw`DELETE FROM pgboss.job WHERE data->>'mediaId' = ${id}`,
		);
		await sweep();
		expect(await jobs()).toBe(0);
		const anHourLater = Date.now() + 3601_000;
		await sweep(anHourLater);
		expect(await jobs()).toBe(1);
	});
});
