/** An installation in which everything is wrong that can be, for the doctor. */
import { randomUUID } from "node:crypto";
import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { buffer } from "node:stream/consumers";
import { newId } from "#lib/core/ids.ts";
import { db } from "#lib/db/client.ts";
import { type DoctorOptions, examine } from "#lib/doctor/doctor.service.ts";
import type { Finding } from "#lib/doctor/findings.ts";
import { stage, uploadPhoto } from "#lib/media/media.service.ts";
import { DEMO_EVENT_ID } from "#lib/processes/demo.ts";
import { archiveKey, mediaPrefix, originalKey, recipeKey } from "#lib/storage/object-keys.ts";
import { objectStore } from "#lib/storage/store.ts";
import { uploadMedia } from "#lib/zones/zones.service.ts";
import { aPicture } from "./pictures.ts";
import { aFormOf } from "./services.ts";
import { type SheetWork, sheetsOf } from "./sheet-work.ts";
import { somePages, TASK } from "./sheets.ts";
import { storedFiles } from "./storage.ts";

const DAY = 24 * 3600_000;
const TWO_DAYS_ON = Date.now() + 2 * DAY;

/** What an examination says, two days from now. */
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

export const put = (key: string, bytes: Uint8Array) =>
	objectStore().put(
		key,
		(async function* () {
			yield bytes;
		})(),
	);
export const read = (id: string) =>
	db().media.findUniqueOrThrow({ where: { id }, include: { renditions: true } });
export const keysOf = async (id: string) => {
	const keys: string[] = [];
	for await (const { key } of objectStore().list(mediaPrefix(id))) keys.push(key);
	return keys.sort();
};
export const pictureOf = async (id: string, name: string) =>
	(await read(id)).renditions.find((rendition) => rendition.name === name)?.objectKey ?? "";
export const bytesOf = async (key: string) => buffer(await objectStore().get(key));
export const jobsFor = async (id: string) => {
	const [row] = await db().$queryRaw<{ count: number }[]>`
		SELECT count(*)::int AS count FROM pgboss.job
		WHERE name = 'media-render' AND data->>'mediaId' = ${id}`;
	return row?.count;
};

/** Of a file that is not what was sent: whatever becomes of it, it is not this. */
const other = (bytes: Buffer) => Buffer.from(bytes.map((byte) => byte ^ 1));

export type Plants = Awaited<ReturnType<Installation["plantAll"]>>;

export class Installation {
	readonly work: SheetWork;

	constructor(work: SheetWork) {
		this.work = work;
	}

	async upload() {
		const form = aFormOf([{ bytes: await aPicture({ width: 900, height: 600 }) }]);
		return (await uploadPhoto(this.work.actor, DEMO_EVENT_ID, form)).id;
	}

	async photo() {
		const id = await this.upload();
		await this.work.render(id);
		return id;
	}

	async text(said: string) {
		const form = aFormOf([{ field: "files", fileName: "a.txt", bytes: Buffer.from(said) }], {});
		return ((await uploadMedia(this.work.actor, DEMO_EVENT_ID, form)) as { id: string }).id;
	}

	async stageOne() {
		for await (const file of aFormOf([{ bytes: await aPicture() }]).files())
			return stage(file, "any");
		throw new Error("no file");
	}

	async renderAll() {
		for (const { id } of await db().media.findMany({
			where: { state: "stored", deletedAt: null },
		}))
			await this.work.render(id);
	}

	everything = async () => ({
		files: await storedFiles(this.work.dataDir),
		media: await db().media.findMany({ orderBy: { id: "asc" }, include: { renditions: true } }),
		batches: await db().batch.findMany({ orderBy: { id: "asc" } }),
		pending: await db().pendingObject.findMany({ orderBy: { prefix: "asc" } }),
		uploads: await db().upload.findMany({ orderBy: { id: "asc" } }),
		jobs: await db().$queryRaw`SELECT id::text FROM pgboss.job ORDER BY id`,
	});

	async #plantPhotos() {
		const plants = {
			...{ whole: await this.photo(), leftover: await this.photo(), pictures: await this.photo() },
			...{ recipe: await this.photo(), cut: await this.photo(), original: await this.photo() },
		};
		await put(`${mediaPrefix(plants.leftover)}older.webp`, Buffer.from("old"));
		await objectStore().delete(await pictureOf(plants.pictures, "small"));
		await objectStore().delete(recipeKey(plants.recipe));
		await put(await pictureOf(plants.cut, "large"), Buffer.from("half"));
		await objectStore().delete(originalKey(plants.original));
		await objectStore().delete(await pictureOf(plants.original, "large"));
		return plants;
	}

	async #plantOriginals() {
		const plants = {
			...{ size: await this.photo(), checksum: await this.photo(), deleted: await this.photo() },
			...{
				tier: await this.photo(),
				waiting: await this.upload(),
				file: await this.text("lost text"),
			},
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
	async #plantBatches() {
		const [done, running, noArchive, cutArchive] = [
			await this.work.send({ task_id: TASK }, await somePages(2), false),
			await this.work.send({ task_id: TASK }, await somePages(2), false),
			await this.work.send({ task_id: TASK }, await somePages(1)),
			await this.work.send({ task_id: TASK }, await somePages(1)),
		];
		for (const id of [done, noArchive, cutArchive]) await this.work.work(id);
		const lost: string[] = [];
		for (const id of [done, running]) {
			const [first, second] = await sheetsOf(id);
			if (id === running) await this.work.render(second?.id ?? "");
			await objectStore().deletePrefix(mediaPrefix(first?.id ?? ""));
			lost.push(first?.id ?? "");
		}
		await objectStore().delete(archiveKey(noArchive));
		await put(archiveKey(cutArchive), Buffer.from("PK"));
		return { done, running, lost, noArchive, cutArchive };
	}

	async #plantOthers() {
		const [orphan, orphanBatch, stray, broken] = [newId(), newId(), randomUUID(), randomUUID()];
		await put(originalKey(orphan), Buffer.from("nobody's"));
		await put(archiveKey(orphanBatch), Buffer.from("nobody's"));
		await put("media/ab/notes.txt", Buffer.from("somebody else's"));
		await put(`probe/${newId()}`, Buffer.from("probe"));
		await mkdir(join(this.work.dataDir, "uploads"), { recursive: true });
		await writeFile(join(this.work.dataDir, "uploads", stray), "stray");
		const ownerId = this.work.actor.user?.id ?? "";
		await db().upload.create({
			data: {
				...{ id: broken, ownerId, purpose: "batch", fileName: "b.zip", contentType: "" },
				...{ length: 20, received: 10, expiresAt: new Date(TWO_DAYS_ON + DAY) },
			},
		});
		await mkdir(join(this.work.dataDir, "storage/tmp"), { recursive: true });
		await writeFile(join(this.work.dataDir, "storage/tmp", newId()), "half a photo");
		return { orphan, orphanBatch, stray, broken, staged: await this.stageOne() };
	}

	async plantAll() {
		return {
			...(await this.#plantPhotos()),
			...(await this.#plantOriginals()),
			...(await this.#plantBatches()),
			...(await this.#plantOthers()),
		};
	}
}
