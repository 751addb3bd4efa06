/** Looks of a recognition that overlap with each other, and with what takes their ground away. */
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { db } from "#lib/db/client.ts";
import { examine } from "#lib/doctor/doctor.service.ts";
import { createImagingPool, type ImagingPool } from "#lib/imaging/pool.ts";
import { renderMedia } from "#lib/media/media.handlers.ts";
import * as faces from "#lib/people/faces.handlers.ts";
import { sweep } from "#lib/people/people.handlers.ts";
import { createPerson, deletePerson, mergePeople } from "#lib/people/people.service.ts";
import { addFace, addPhoto } from "#lib/people/samples.service.ts";
import * as recognition from "#lib/recognition/recognition.handlers.ts";
import { deleteLog, exportLog, getLog, recognize } from "#lib/recognition/recognition.service.ts";
import { mediaPrefix, recognitionKey } from "#lib/storage/object-keys.ts";
import { objectStore } from "#lib/storage/store.ts";
import { aPortrait } from "#tests/support/portraits.ts";
import { aFormOf, openServices, type Services } from "#tests/support/services.ts";
import { MODELS } from "./faces/portraits.ts";

const IMAGING = {
	...{ concurrency: 2, memoryMb: 1024, timeoutMs: 30_000, imagesPerChild: 100 },
	...{ maxPixels: 120e6, maxPixelsAvif: 40e6, testHooks: false },
};

let services: Services;
let pool: ImagingPool;

beforeAll(async () => {
	services = await openServices({ FACE_MODELS_DIR: MODELS });
	pool = createImagingPool(IMAGING);
});
afterAll(async () => {
	await pool?.close();
	await services?.close();
});

const sending = (files: Parameters<typeof aFormOf>[0]) => ({
	...{ form: aFormOf(files, {}), signal: new AbortController().signal, arrived: () => {} },
});

const render = (id: string) =>
	renderMedia(id, {
		pool,
		hold: recognition.hold,
		settled: async (tx, media, outcome) => {
			await recognition.settled(tx, media, outcome);
			await faces.settled(tx, media, outcome);
		},
	});

/** A look whose consequences are known, and then `meanwhile` happens. */
const look = (id: string, meanwhile: () => Promise<unknown> = async () => {}) =>
	faces.findFaces(id, {
		pool,
		consider: async (looked) => {
			const consequences = await recognition.consider(looked);
			await meanwhile();
			return consequences;
		},
	});

/** A recognition of these, of which nothing was done yet. */
async function sent(...bytes: Uint8Array[]) {
	const files = bytes.map((one) => ({ field: "photos[]", bytes: one }));
	const { batch_id: id } = await recognize(services.photographer, sending(files), { wait: false });
	const entries = await db().recognitionEntry.findMany({
		where: { batchId: id },
		orderBy: { position: "asc" },
	});
	return { id, mediaIds: entries.flatMap(({ mediaId }) => mediaId ?? []) };
}

/** The same, rendered, and not looked at yet. */
async function waiting(...bytes: Uint8Array[]) {
	const { id, mediaIds } = await sent(...bytes);
	for (const mediaId of mediaIds) await render(mediaId);
	return { id, mediaIds };
}

async function diagnose({ repair }: { repair: boolean }) {
	const findings = [];
	const options = {
		...{ repair, checksums: false, force: true, graceMs: 0, now: Date.now() + 60_000 },
		...{ signal: new AbortController().signal, seen: { media: 0, batches: 0, objects: 0 } },
	};
	for await (const finding of examine(options)) findings.push(finding);
	return findings;
}

/** Somebody, by a face of a recognition that is done. */
async function known(name: string, batchId: string): Promise<string> {
	const { id } = await createPerson(services.photographer, { name });
	const log = await getLog(services.photographer, batchId);
	const face_id = log.entries[0]?.faces[0]?.id ?? "";
	await addFace(services.photographer, id, { face_id });
	return id;
}

async function done(who: Parameters<typeof aPortrait>[0]) {
	const { id, mediaIds } = await waiting(await aPortrait(who));
	for (const mediaId of mediaIds) await look(mediaId);
	return id;
}

const progressOf = async (id: string) => (await getLog(services.photographer, id)).progress;

describe("looks that overlap", () => {
	it("two of one photo count it once; its matches are there once", async () => {
		await known("Ayu", await done("ayu"));
		const { id, mediaIds } = await waiting(await aPortrait("ayu", 1), await aPortrait("dewi"));
		const [first = "", second = ""] = mediaIds;
		await Promise.all([look(first), look(first)]);
		expect(await progressOf(id)).toEqual({ done: 1, total: 2 });
		await look(first);
		await Promise.all([look(second), look(second), look(first)]);
		const log = await getLog(services.photographer, id);
		expect(log).toMatchObject({ status: "completed", progress: { done: 2, total: 2 } });
		expect(log.entries[0]?.faces).toHaveLength(1);
		expect(log.summary.persons_list).toEqual(["Ayu"]);
	});

	it("photos of one batch that are done at once are all counted", async () => {
		const pictures = await Promise.all([0, 1, 2].map((shot) => aPortrait("budi", shot)));
		const { id, mediaIds } = await waiting(...pictures);
		await Promise.all(mediaIds.map((mediaId) => look(mediaId)));
		expect(await progressOf(id)).toEqual({ done: 3, total: 3 });
	});

	it("a batch that is deleted meanwhile: nothing is written", async () => {
		const { id, mediaIds } = await waiting(await aPortrait("ayu"));
		await look(mediaIds[0] ?? "", () => deleteLog(services.photographer, id));
		expect(await db().face.count({ where: { mediaId: { in: mediaIds } } })).toBe(0);
		expect(await db().recognitionBatch.count({ where: { id } })).toBe(0);
		await expect(getLog(services.photographer, id)).rejects.toMatchObject({
			code: "BATCH_NOT_FOUND",
		});
	});

	it("a person who is deleted meanwhile is not named", async () => {
		const person = await known("Citra", await done("citra"));
		const { id, mediaIds } = await waiting(await aPortrait("citra", 1));
		await look(mediaIds[0] ?? "", () => deletePerson(services.photographer, person));
		const log = await getLog(services.photographer, id);
		expect(log).toMatchObject({ status: "completed", summary: { persons_list: [] } });
	});

	it("people who are merged both ways at once end as one of them", async () => {
		const [a, b] = [await known("A", await done("citra")), await known("B", await done("citra"))];
		const merges = [mergePeople, mergePeople].map((merge, n) =>
			merge(services.photographer, n ? b : a, { from: [n ? a : b] }),
		);
		const results = await Promise.allSettled(merges);
		expect(results.map(({ status }) => status).toSorted()).toEqual(["fulfilled", "rejected"]);
		const left = await db().person.findMany({
			where: { id: { in: [a, b] } },
			include: { samples: true },
		});
		expect(left.map(({ samples }) => samples.length)).toEqual([2]);
	});
});

describe("photos that the store has lost", () => {
	it("are done for their recognition, rendered or not yet, once the doctor says so", async () => {
		const { id, mediaIds } = await sent(await aPortrait("ayu", 2), await aPortrait("dewi", 3));
		await render(mediaIds[0] ?? "");
		for (const mediaId of mediaIds) await objectStore().deletePrefix(mediaPrefix(mediaId));
		await diagnose({ repair: true });
		const log = await getLog(services.photographer, id);
		expect(log).toMatchObject({ status: "completed", progress: { done: 2, total: 2 } });
		const told = expect.stringContaining("has lost this file");
		expect(log.entries.map(({ metadata }) => metadata.error)).toEqual([told, told]);
		const where = { id: { in: mediaIds }, faceState: "failed" } as const;
		expect(await db().media.count({ where })).toBe(2);
		const jobs = await db().$queryRaw<unknown[]>`
			SELECT 1 FROM pgboss.job WHERE name = 'recognition-log' AND data->>'batchId' = ${id}`;
		expect(jobs).toHaveLength(1);
	});
});

describe("who waits for an answer", () => {
	it("is not made to wait for a whole event: these jobs come first", async () => {
		const { mediaIds } = await waiting(await aPortrait("dewi", 2));
		const jobs = await db().$queryRaw<{ name: string; priority: number }[]>`
			SELECT name, priority FROM pgboss.job WHERE data->>'mediaId' = ${mediaIds[0]} ORDER BY name`;
		expect(jobs).toEqual([
			{ name: "faces-find", priority: 1 },
			{ name: "media-render", priority: 1 },
		]);
	});
});

describe("files of the log", () => {
	const there = async (id: string) => {
		const heads = (["json", "csv"] as const).map((f) => objectStore().head(recognitionKey(id, f)));
		return (await Promise.all(heads)).map((head) => head !== null);
	};

	it("are written at the end, and not of what is deleted", async () => {
		const { id, mediaIds } = await waiting(await aPortrait("dewi"));
		await exportLog(services.photographer, id, "csv");
		await recognition.keepLog(id);
		expect(await there(id)).toEqual([false, false]);
		await look(mediaIds[0] ?? "");
		await recognition.keepLog(id);
		expect(await there(id)).toEqual([true, false]);
		await exportLog(services.photographer, id, "csv");
		expect(await there(id)).toEqual([true, true]);
		await deleteLog(services.photographer, id);
		await recognition.keepLog(id);
		expect(await there(id)).toEqual([false, false]);
	});

	it("are nothing that the doctor would take for anybody's", async () => {
		const id = await done("dewi");
		await recognition.keepLog(id);
		const keys = (await diagnose({ repair: false })).map(({ key }) => key);
		expect(keys.filter((key) => key.includes("batch_recognition"))).toEqual([]);
		expect(await there(id)).toEqual([true, false]);
	});
});

describe("an enrolment that was never finished", () => {
	it("leaves a picture that is swept when its time is over; others stay", async () => {
		const before = await db().media.count({ where: { deletedAt: null } });
		const { id } = await createPerson(services.photographer, { name: "Half" });
		const gone = new AbortController();
		const files = [{ field: "file", bytes: await aPortrait("ayu") }];
		const enrolling = addPhoto(services.photographer, id, {
			...sending(files),
			signal: gone.signal,
		});
		gone.abort();
		await expect(enrolling).rejects.toMatchObject({ code: "UNAVAILABLE" });
		expect(await db().media.count({ where: { deletedAt: null } })).toBe(before);
		// As if its process had ended before it could take the picture away.
		const { id: pictureId } = await db().media.findFirstOrThrow({ orderBy: { id: "desc" } });
		await db().media.update({ where: { id: pictureId }, data: { deletedAt: null } });
		await sweep();
		expect(await db().media.count({ where: { deletedAt: null } })).toBe(before + 1);
		await sweep(Date.now() + 25 * 3600_000);
		expect(await db().media.count({ where: { deletedAt: null } })).toBe(before);
	});
});
