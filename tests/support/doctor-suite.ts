/** The doctor on one kind of store: everything that can be wrong at once, found, repaired, looked at again. */
import { existsSync } from "node:fs";
import { mkdir, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { retryBatch } from "#lib/batches/sheets.service.ts";
import { db } from "#lib/db/client.ts";
import { CannotLook } from "#lib/doctor/doctor.service.ts";
import type { Finding } from "#lib/doctor/findings.ts";
import {
	deletePhoto,
	findStaged,
	markMoved,
	receive,
	uploadPhoto,
} from "#lib/media/media.service.ts";
import { DEMO_EVENT_ID } from "#lib/processes/demo.ts";
import { moveAll } from "#lib/storage/mover.ts";
import { archiveKey, mediaPrefix, originalKey } from "#lib/storage/object-keys.ts";
import { lockObjects, objectStore, tieredStore } from "#lib/storage/store.ts";
import {
	bytesOf,
	collect,
	Installation,
	jobsFor,
	keysOf,
	type Plants,
	put,
	read,
} from "./doctor-plants.ts";
import { aPicture } from "./pictures.ts";
import { aFormOf } from "./services.ts";
import { batchOf, openSheetWork, type SheetWork } from "./sheet-work.ts";

export function doctorSuite(
	name: string,
	{ env, tiered }: { env: () => Promise<Record<string, string>>; tiered: boolean },
): void {
	// A bucket's 512 folders take a busy machine up to half a minute.
	describe(`the doctor: ${name}`, { timeout: 300_000 }, () => {
		let work: SheetWork;
		let ill: Installation;
		let plants: Plants;

		beforeAll(async () => {
			work = await openSheetWork({ S3_CACHE_MB: "0", ...(await env()) });
			ill = new Installation(work);
			plants = await ill.plantAll();
		});
		afterAll(() => work?.close());

		const about = (findings: readonly Finding[], id: string) =>
			findings.filter(({ key }) => key.includes(id)).map(({ kind, outcome }) => [kind, outcome]);

		it("leaves alone what is younger than the grace, and reads no originals unasked", async () => {
			const findings = await collect({ now: Date.now(), checksums: false });
			const kinds = new Set(findings.map(({ kind }) => kind));
			for (const kind of ["orphan", "deleted", "leftover", "upload-file", "temporary"] as const)
				expect(kinds).not.toContain(kind);
			expect(about(findings, plants.checksum)).toEqual([]);
			expect(kinds).toContain("pictures");
		});

		it("finds each by its name, nothing else, and changes nothing", async () => {
			const before = await ill.everything();
			const findings = await collect();
			expect(await ill.everything()).toEqual(before);
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

		it("repairs what can be, once", async () => {
			const corrupt = await Promise.all(
				[plants.size, plants.checksum].map((id) => bytesOf(originalKey(id))),
			);
			const findings = await collect({ repair: true });
			expect(findings).toHaveLength(22);
			expect(findings.filter(({ outcome }) => outcome === "found")).toEqual([]);
			const left = findings.filter(({ outcome }) => outcome === "left").map(({ kind }) => kind);
			const elsewhere = tiered ? ["upload-bytes"] : [];
			const remaining = [
				...["archive", "archive-size", "checksum", "original", "size", "unknown"],
				...elsewhere,
			];
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
			expect(await db().upload.count({ where: { id: plants.broken } })).toBe(elsewhere.length);

			await ill.renderAll();
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
			for (const id of [plants.done, plants.running]) {
				expect(await batchOf(id)).toMatchObject(completed);
				// Told once, whoever ended it.
				const told = await db().$queryRaw<unknown[]>`
					SELECT 1 FROM pgboss.job WHERE name = 'batch-completed' AND data->>'batchId' = ${id}`;
				expect(told).toHaveLength(1);
			}
			await expect(retryBatch(work.actor, plants.done)).rejects.toMatchObject({
				code: "NOTHING_TO_RETRY",
			});
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
			await ill.renderAll();
			expect(await read(sheet)).toMatchObject({ state: "ready", errorCode: null });
			expect(await batchOf(plants.done)).toMatchObject({ processed: 2, failed: 0 });
		});

		it("does not take up what was sent again meanwhile", async () => {
			const bytes = await aPicture();
			const send = async () =>
				(await uploadPhoto(work.actor, DEMO_EVENT_ID, aFormOf([{ bytes }]))).id;
			const id = await send();
			await objectStore().deletePrefix(mediaPrefix(id));
			expect(about(await collect({ repair: true }), id)).toEqual([["lost", "repaired"]]);
			const again = await send();
			expect(again).not.toBe(id);
			await work.render(again);
			await put(originalKey(id), bytes);
			const [finding] = (await collect({ repair: true })).filter(({ key }) => key.includes(id));
			expect(finding).toMatchObject({ kind: "returned", outcome: "left" });
			expect(finding?.note).toContain("the same photo was sent again");
			expect(await read(id)).toMatchObject({ state: "failed", errorCode: "LOST" });
			await objectStore().deletePrefix(mediaPrefix(id));
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
				const [id, other, staged] = await Promise.all([ill.upload(), ill.upload(), ill.stageOne()]);
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
				const id = await ill.photo();
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
			const id = await ill.photo();
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
