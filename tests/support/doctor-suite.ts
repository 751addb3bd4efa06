/** The doctor on one kind of store: everything that can be wrong at once, found, repaired, looked at again. */
import { randomUUID } from "node:crypto";
import { existsSync } from "node:fs";
import { mkdir, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { buffer } from "node:stream/consumers";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { newId } from "#lib/core/ids.ts";
import { db } from "#lib/db/client.ts";
import { CannotLook, type DoctorOptions, examine } from "#lib/doctor/doctor.service.ts";
import type { Finding } from "#lib/doctor/findings.ts";
import {
	deletePhoto,
	findStaged,
	markMoved,
	receive,
	stage,
	uploadPhoto,
} from "#lib/media/media.service.ts";
import { DEMO_EVENT_ID } from "#lib/processes/demo.ts";
import { moveAll } from "#lib/storage/mover.ts";
import { archiveKey, mediaPrefix, originalKey, recipeKey } from "#lib/storage/object-keys.ts";
import { lockObjects, objectStore, tieredStore } from "#lib/storage/store.ts";
import { uploadMedia } from "#lib/zones/zones.service.ts";
import { aPicture } from "./pictures.ts";
import { aFormOf } from "./services.ts";
import { batchOf, openSheetWork, type SheetWork, sheetsOf } from "./sheet-work.ts";
import { somePages, TASK } from "./sheets.ts";
import { storedFiles } from "./storage.ts";

const DAY = 24 * 3600_000;
const TWO_DAYS_ON = Date.now() + 2 * DAY;

export async function collect(given: Partial<DoctorOptions> = {}): Promise<Finding[]> {
	const options = {
		...{ repair: false, checksums: true, graceMs: DAY, force: true, now: TWO_DAYS_ON },
		...{ signal: new AbortController().signal, seen: { media: 0, batches: 0, objects: 0 } },
		...given,
	};
	const findings: Finding[] = [];
	for await (const finding of examine(options)) findings.push(finding);
	return findings;
}

const put = (key: string, bytes: Uint8Array) =>
	objectStore().put(
		key,
		(async function* () {
			yield bytes;
		})(),
	);
const read = (id: string) =>
	db().media.findUniqueOrThrow({ where: { id }, include: { renditions: true } });
const keysOf = async (id: string) => {
	const keys: string[] = [];
	for await (const { key } of objectStore().list(mediaPrefix(id))) keys.push(key);
	return keys.sort();
};
const pictureOf = async (id: string, name: string) =>
	(await read(id)).renditions.find((rendition) => rendition.name === name)?.objectKey ?? "";
const bytesOf = async (key: string) => buffer(await objectStore().get(key));
const jobsFor = async (id: string) => {
	const [row] = await db().$queryRaw<{ count: number }[]>`
		SELECT count(*)::int AS count FROM pgboss.job
		WHERE name = 'media-render' AND data->>'mediaId' = ${id}`;
	return row?.count;
};

/** Of a file that is not what was sent: whatever becomes of it, it is not this. */
const other = (bytes: Buffer) => Buffer.from(bytes.map((byte) => byte ^ 1));

export function doctorSuite(
	name: string,
	{ env, tiered }: { env: () => Promise<Record<string, string>>; tiered: boolean },
): void {
	describe(`the doctor: ${name}`, () => {
		let work: SheetWork;
		let plants: Awaited<ReturnType<typeof plantAll>>;

		beforeAll(async () => {
			work = await openSheetWork({ S3_CACHE_MB: "0", ...(await env()) });
			plants = await plantAll();
		});
		afterAll(() => work?.close());

		const upload = async () => {
			const form = aFormOf([{ bytes: await aPicture({ width: 900, height: 600 }) }]);
			return (await uploadPhoto(work.actor, DEMO_EVENT_ID, form)).id;
		};
		const photo = async () => {
			const id = await upload();
			await work.render(id);
			return id;
		};
		const text = async (said: string) => {
			const form = aFormOf([{ field: "files", fileName: "a.txt", bytes: Buffer.from(said) }], {});
			return ((await uploadMedia(work.actor, DEMO_EVENT_ID, form)) as { id: string }).id;
		};
		const stageOne = async () => {
			for await (const file of aFormOf([{ bytes: await aPicture() }]).files())
				return stage(file, "any");
			throw new Error("no file");
		};
		const renderAll = async () => {
			for (const { id } of await db().media.findMany({
				where: { state: "stored", deletedAt: null },
			}))
				await work.render(id);
		};
		const everything = async () => ({
			files: await storedFiles(work.dataDir),
			media: await db().media.findMany({ orderBy: { id: "asc" }, include: { renditions: true } }),
			batches: await db().batch.findMany({ orderBy: { id: "asc" } }),
			pending: await db().pendingObject.findMany({ orderBy: { prefix: "asc" } }),
			uploads: await db().upload.findMany({ orderBy: { id: "asc" } }),
			jobs: await db().$queryRaw`SELECT id::text FROM pgboss.job ORDER BY id`,
		});

		async function plantPhotos() {
			const plants = {
				...{ whole: await photo(), leftover: await photo(), pictures: await photo() },
				...{ recipe: await photo(), cut: await photo(), original: await photo() },
			};
			await put(`${mediaPrefix(plants.leftover)}older.webp`, Buffer.from("old"));
			await objectStore().delete(await pictureOf(plants.pictures, "small"));
			await objectStore().delete(recipeKey(plants.recipe));
			await put(await pictureOf(plants.cut, "large"), Buffer.from("half"));
			await objectStore().delete(originalKey(plants.original));
			await objectStore().delete(await pictureOf(plants.original, "large"));
			return plants;
		}

		async function plantOriginals() {
			const plants = {
				...{ size: await photo(), checksum: await photo(), deleted: await photo() },
				...{ tier: await photo(), waiting: await upload(), file: await text("lost text") },
			};
			const { size, checksum, deleted: id } = plants;
			await put(originalKey(size), (await bytesOf(originalKey(size))).subarray(0, 100));
			await put(originalKey(checksum), other(await bytesOf(originalKey(checksum))));
			await db().media.update({ where: { id }, data: { deletedAt: new Date() } });
			const local = { storageTier: "local" } as const;
			await db().media.update({ where: { id: plants.tier }, data: local });
			await objectStore().deletePrefix(mediaPrefix(plants.file));
			return plants;
		}

		/** Two batches of images that lost a sheet, one after it was done; two whose archive is not right. */
		async function plantBatches() {
			const [done, running, noArchive, cutArchive] = [
				await work.send({ task_id: TASK }, await somePages(2), false),
				await work.send({ task_id: TASK }, await somePages(2), false),
				await work.send({ task_id: TASK }, await somePages(1)),
				await work.send({ task_id: TASK }, await somePages(1)),
			];
			for (const id of [done, noArchive, cutArchive]) await work.work(id);
			const lost: string[] = [];
			for (const id of [done, running]) {
				const [first, second] = await sheetsOf(id);
				if (id === running) await work.render(second?.id ?? "");
				await objectStore().deletePrefix(mediaPrefix(first?.id ?? ""));
				lost.push(first?.id ?? "");
			}
			await objectStore().delete(archiveKey(noArchive));
			await put(archiveKey(cutArchive), Buffer.from("PK"));
			return { done, running, lost, noArchive, cutArchive };
		}

		async function plantOthers() {
			const [orphan, orphanBatch, stray, broken] = [newId(), newId(), randomUUID(), randomUUID()];
			await put(originalKey(orphan), Buffer.from("nobody's"));
			await put(archiveKey(orphanBatch), Buffer.from("nobody's"));
			await put("media/ab/notes.txt", Buffer.from("somebody else's"));
			await put(`probe/${newId()}`, Buffer.from("probe"));
			await mkdir(join(work.dataDir, "uploads"), { recursive: true });
			await writeFile(join(work.dataDir, "uploads", stray), "stray");
			const ownerId = work.actor.user?.id ?? "";
			await db().upload.create({
				data: {
					...{ id: broken, ownerId, purpose: "batch", fileName: "b.zip", contentType: "" },
					...{ length: 20, received: 10, expiresAt: new Date(TWO_DAYS_ON + DAY) },
				},
			});
			await mkdir(join(work.dataDir, "storage/tmp"), { recursive: true });
			await writeFile(join(work.dataDir, "storage/tmp", newId()), "half a photo");
			return { orphan, orphanBatch, stray, broken, staged: await stageOne() };
		}

		async function plantAll() {
			return {
				...(await plantPhotos()),
				...(await plantOriginals()),
				...(await plantBatches()),
				...(await plantOthers()),
			};
		}

		const about = (findings: readonly Finding[], id: string) =>
			findings.filter(({ key }) => key.includes(id)).map(({ kind, outcome }) => [kind, outcome]);

		it("leaves alone what is younger than the grace", async () => {
			const findings = await collect({ now: Date.now(), checksums: false });
			const kinds = new Set(findings.map(({ kind }) => kind));
			for (const kind of ["orphan", "deleted", "leftover", "upload-file", "temporary"] as const)
				expect(kinds).not.toContain(kind);
			expect(kinds).toContain("pictures");
		});

		it("finds each by its name, nothing else, and changes nothing", async () => {
			const before = await everything();
			const findings = await collect();
			expect(await everything()).toEqual(before);
			const kindOf = (id: string) => about(findings, id);
			for (const kind of ["leftover", "pictures", "original", "size", "checksum"] as const)
				expect(kindOf(plants[kind])).toEqual([[kind, "found"]]);
			for (const kind of ["deleted", "tier", "waiting", "orphan"] as const)
				expect(kindOf(plants[kind])).toEqual([[kind, "found"]]);
			for (const id of [plants.recipe, plants.cut])
				expect(kindOf(id)).toEqual([["pictures", "found"]]);
			for (const id of [...plants.lost, plants.file])
				expect(kindOf(id)).toEqual([["lost", "found"]]);
			expect(kindOf(plants.orphanBatch)).toEqual([["orphan", "found"]]);
			expect(kindOf(plants.noArchive)).toEqual([["archive", "found"]]);
			expect(kindOf(plants.cutArchive)).toEqual([["archive-size", "found"]]);
			expect(kindOf(plants.stray)).toEqual([["upload-file", "found"]]);
			expect(kindOf(plants.broken)).toEqual([["upload-bytes", "found"]]);
			expect(kindOf("notes.txt")).toEqual([["unknown", "left"]]);
			expect(kindOf("probe/")).toEqual([["leftover", "found"]]);
			expect(findings.filter(({ kind }) => kind === "temporary")).toHaveLength(1);
			expect([kindOf(plants.whole), kindOf(plants.staged.mediaId)]).toEqual([[], []]);
			expect(findings).toHaveLength(22);
		});

		it("does not read originals where it is not asked to", async () => {
			const findings = await collect({ checksums: false });
			expect(about(findings, plants.checksum)).toEqual([]);
			expect(findings).toHaveLength(21);
		});

		it("repairs what can be, once", async () => {
			const corrupt = await Promise.all(
				[plants.size, plants.checksum].map((id) => bytesOf(originalKey(id))),
			);
			const findings = await collect({ repair: true });
			expect(findings).toHaveLength(22);
			expect(findings.filter(({ outcome }) => outcome === "found")).toEqual([]);
			const left = findings.filter(({ outcome }) => outcome === "left").map(({ kind }) => kind);
			const remaining = ["archive", "archive-size", "checksum", "original", "size", "unknown"];
			expect(left.sort()).toEqual(remaining);

			for (const id of [plants.orphan, plants.deleted]) expect(await keysOf(id)).toEqual([]);
			expect(await objectStore().head(archiveKey(plants.orphanBatch))).toBeNull();
			expect(await keysOf(plants.leftover)).toHaveLength(5);
			expect(await objectStore().head("media/ab/notes.txt")).not.toBeNull();
			for (const id of [plants.pictures, plants.recipe, plants.cut, plants.waiting]) {
				expect(await read(id)).toMatchObject({ state: "stored" });
				expect(await jobsFor(id)).toBe(2);
			}
			expect((await read(plants.tier)).storageTier).toBe("primary");
			const names = (await read(plants.original)).renditions.map((rendition) => rendition.name);
			expect(names.sort()).toEqual(["medium", "small"]);
			for (const [n, id] of [plants.size, plants.checksum].entries()) {
				expect(await read(id)).toMatchObject({ state: "ready", damaged: true });
				expect(await bytesOf(originalKey(id))).toEqual(corrupt[n]);
			}
			expect(existsSync(join(work.dataDir, "uploads", plants.stray))).toBe(false);
			expect(await db().upload.findUnique({ where: { id: plants.broken } })).toBeNull();

			await renderAll();
			for (const id of [plants.pictures, plants.recipe, plants.cut, plants.waiting])
				expect(await keysOf(id)).toHaveLength(5);
			const again = await collect({ repair: true });
			expect(again.map(({ kind }) => kind).sort()).toEqual(remaining);
		});

		it("keeps what is lost listed, says so, and counts it in its batch", async () => {
			for (const id of [...plants.lost, plants.file])
				expect(await read(id)).toMatchObject({
					...{ state: "failed", errorCode: "LOST", deletedAt: null, renditions: [] },
				});
			const completed = { processed: 1, failed: 1, completedAt: expect.any(Date) };
			for (const id of [plants.done, plants.running])
				expect(await batchOf(id)).toMatchObject(completed);
		});

		it("takes up again what was put back", async () => {
			const [sheet = ""] = plants.lost;
			const bytes = await aPicture();
			const { size, sha256 } = await put(originalKey(sheet), bytes);
			await db().media.update({ where: { id: sheet }, data: { byteSize: size, sha256 } });
			await put(originalKey(plants.file), Buffer.from("lost text"));
			const findings = await collect({ repair: true });
			for (const id of [sheet, plants.file])
				expect(about(findings, id)).toEqual([["returned", "repaired"]]);
			expect(await read(plants.file)).toMatchObject({ state: "ready", errorCode: null });
			expect(await batchOf(plants.done)).toMatchObject({
				processed: 1,
				failed: 0,
				completedAt: null,
			});
			await renderAll();
			expect(await read(sheet)).toMatchObject({ state: "ready", errorCode: null });
			expect(await batchOf(plants.done)).toMatchObject({ processed: 2, failed: 0 });
		});

		it("lets what was staged become a photo all the same", async () => {
			await receive({ ownerId: null, hold: async () => {} }, [plants.staged]);
			expect(await keysOf(plants.staged.mediaId)).toHaveLength(1);
			await work.render(plants.staged.mediaId);
			expect((await read(plants.staged.mediaId)).state).toBe("ready");
		});

		it("loses nothing of what comes and goes meanwhile, without any grace", async () => {
			let running = true;
			const repairs = (async () => {
				const all: Finding[] = [];
				while (running)
					all.push(
						...(await collect({
							...{ repair: true, checksums: false },
							graceMs: 0,
							now: Date.now(),
						})),
					);
				return all;
			})();
			const kept: string[] = [];
			for (let n = 0; n < 12; n++) {
				const [id, other, staged] = await Promise.all([upload(), upload(), stageOne()]);
				await Promise.all([work.render(id), deletePhoto(work.actor, DEMO_EVENT_ID, other)]);
				await receive({ ownerId: null, hold: async () => {} }, [staged]);
				await work.render(staged.mediaId);
				kept.push(id, staged.mediaId);
			}
			running = false;
			await repairs;
			for (const id of kept) {
				expect(await read(id)).toMatchObject({ state: "ready", storageTier: "primary" });
				const { renditions } = await read(id);
				const keys = await keysOf(id);
				for (const { objectKey } of renditions) expect(keys).toContain(objectKey);
				expect(keys).toContain(originalKey(id));
			}
		});

		if (tiered)
			it("says what waits on the disk to be moved, unless it is being moved", async () => {
				const id = await photo();
				const path = join(work.dataDir, "storage/objects", originalKey(id));
				await mkdir(dirname(path), { recursive: true });
				await writeFile(path, await bytesOf(originalKey(id)));
				const mover = await lockObjects(mediaPrefix(id));
				expect(about(await collect({ repair: true }), id)).toEqual([]);
				await mover?.release();
				expect(about(await collect({ repair: true }), id)).toEqual([["tier", "repaired"]]);
				expect((await read(id)).storageTier).toBe("local");
				const store = tieredStore();
				if (store) await moveAll(store, { findStaged, moved: markMoved });
				expect((await read(id)).storageTier).toBe("primary");
				expect(about(await collect(), id)).toEqual([]);
			});

		it("does not believe that another machine's disk is lost", async () => {
			const id = await photo();
			await objectStore().deletePrefix(mediaPrefix(id));
			await db().media.update({ where: { id }, data: { storageTier: "local" } });
			const [finding] = (await collect({ repair: true })).filter(({ key }) => key.includes(id));
			if (tiered) expect(finding).toMatchObject({ kind: "elsewhere", outcome: "left" });
			else expect(finding).toMatchObject({ kind: "lost", outcome: "repaired" });
			expect((await read(id)).state).toBe(tiered ? "ready" : "failed");
		});

		it("repairs nothing where the store is not that of the database", async () => {
			const before = await db().media.findMany({
				select: { id: true, state: true, errorCode: true },
			});
			for await (const { key } of objectStore().list("media/")) await objectStore().delete(key);
			await expect(collect({ repair: true, force: false })).rejects.toThrow(CannotLook);
			expect(
				await db().media.findMany({ select: { id: true, state: true, errorCode: true } }),
			).toEqual(before);
		});
	});
}
