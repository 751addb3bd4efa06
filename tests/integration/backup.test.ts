/** What is in a backup, and what comes back of it, down to the last row and job. */
import { mkdir, readFile, stat, utimes, writeFile } from "node:fs/promises";
import { join } from "node:path";
import pg from "pg";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { makeBackup } from "#lib/backup/backup.service.ts";
import { openBackup, restoreBackup } from "#lib/backup/restore.service.ts";
import { inOrder } from "#lib/backup/table-order.ts";
import { config, reloadConfig } from "#lib/config/config.ts";
import { newId } from "#lib/core/ids.ts";
import { closeDb, db } from "#lib/db/client.ts";
import { uploadPhoto } from "#lib/media/media.service.ts";
import { DEMO_EVENT_ID } from "#lib/processes/demo.ts";
import { JOBS } from "#lib/processes/jobs.ts";
import { closeQueue } from "#lib/queue/queue.ts";
import { originalKey } from "#lib/storage/object-keys.ts";
import { objectStore } from "#lib/storage/store.ts";
import { createTestDatabase, queryDatabase, type TestDatabase } from "#tests/support/database.ts";
import { collect } from "#tests/support/doctor-plants.ts";
import { aPicture } from "#tests/support/pictures.ts";
import { makeScratch, removeScratch } from "#tests/support/scratch.ts";
import { aFormOf, openServices, type Services } from "#tests/support/services.ts";

let services: Services;
let scratch: string;
let url: string;
let targets: TestDatabase[];
const signal = new AbortController().signal;

beforeAll(async () => {
	services = await openServices();
	scratch = makeScratch("backup");
	url = config().databaseUrl ?? "";
	targets = [];
});
afterAll(async () => {
	await closeQueue();
	await closeDb();
	for (const target of targets) await target.drop();
	await services.close();
	removeScratch(scratch);
});

/** A photo that nobody has rendered yet. */
async function upload(): Promise<string> {
	const form = aFormOf([{ bytes: await aPicture() }]);
	return (await uploadPhoto(services.photographer, DEMO_EVENT_ID, form)).id;
}

async function anUnfinishedUpload(bytes: string): Promise<string> {
	const id = newId();
	const ownerId = services.photographer.user?.id ?? "";
	const about = { purpose: "batch" as const, fileName: "b.zip", contentType: "" };
	const expiresAt = new Date(Date.now() + 3600_000);
	const sizes = { length: 100, received: bytes.length };
	await mkdir(join(services.dataDir, "uploads"), { recursive: true });
	await writeFile(join(services.dataDir, "uploads", id), bytes);
	await db().upload.create({ data: { id, ownerId, ...about, ...sizes, expiresAt } });
	return id;
}

async function aFile(bytes: string): Promise<string> {
	const path = join(scratch, newId());
	await writeFile(path, bytes);
	return path;
}

function backUp(folder: string) {
	let count = 0;
	const brought = () => {
		count += 1;
	};
	const given = { folder, databaseUrl: url, now: new Date(), signal, brought };
	return makeBackup(given).then((manifest) => ({ manifest, brought: count }));
}

/** Points this process's settings at another installation, as long as `work` takes. */
async function elsewhere<T>(env: Record<string, string>, work: () => Promise<T>): Promise<T> {
	const before = { ...process.env };
	const change = async (to: Record<string, string | undefined>) => {
		await closeQueue();
		await closeDb();
		Object.assign(process.env, to);
		reloadConfig();
	};
	await change(env);
	try {
		return await work();
	} finally {
		await change(before);
	}
}

async function anEmptyTarget() {
	const database = await createTestDatabase({ template: "empty" });
	targets.push(database);
	return { DATABASE_URL: database.url, DATA_DIR: join(scratch, `data-${newId()}`) };
}

async function restore(folder: string, target: { DATABASE_URL: string }, replace = false) {
	const given = { folder, databaseUrl: target.DATABASE_URL, replace, jobs: JOBS, now: new Date() };
	return restoreBackup(await openBackup(folder), { ...given, signal, brought: () => {} });
}

const TABLES = `SELECT relname AS name FROM pg_class WHERE relkind = 'r'
	AND relnamespace = 'public'::regnamespace AND relname <> '_prisma_migrations' ORDER BY 1`;
const WAITING = `SELECT name, data FROM pgboss.job WHERE state = 'created' AND data <> '{}'
	ORDER BY data::text`;

/** Every row of every table, and the jobs that wait. */
async function contents(databaseUrl: string) {
	const rows: Record<string, unknown[]> = {};
	for (const { name } of await queryDatabase<{ name: string }>(databaseUrl, TABLES))
		rows[name] = await queryDatabase(databaseUrl, `SELECT t FROM "${name}" t ORDER BY t::text`);
	return { rows, jobs: await queryDatabase(databaseUrl, WAITING) };
}

describe("what comes back", () => {
	it("is every row, every job that waits and every byte, unfinished uploads too", async () => {
		const [photo, part] = [await upload(), await anUnfinishedUpload("half of it")];
		const original = join("objects", originalKey(photo));
		const folder = join(scratch, "whole");
		const { manifest } = await backUp(folder);
		expect(manifest).toMatchObject({ jobs: 1, objects: 1, uploads: 1, missing: 0, bucket: null });
		const target = await anEmptyTarget();
		await elsewhere(target, () => restore(folder, target));
		expect(await contents(target.DATABASE_URL)).toEqual(await contents(url));
		const sent = await readFile(join(services.dataDir, "storage", original));
		expect(await readFile(join(target.DATA_DIR, "storage", original))).toEqual(sent);
		expect(await readFile(join(target.DATA_DIR, "uploads", part), "utf8")).toBe("half of it");
		const inBackup = await stat(join(folder, original));
		expect((await stat(join(target.DATA_DIR, "storage", original))).ino).not.toBe(inBackup.ino);
	});

	it("says what was missing before, and is made all the same", async () => {
		const photo = await upload();
		await objectStore().delete(originalKey(photo));
		const { manifest } = await backUp(join(scratch, "missing"));
		expect(manifest.missing).toBe(1);
		expect((await collect()).map(({ kind }) => kind)).toContain("lost");
		await db().media.update({ where: { id: photo }, data: { deletedAt: new Date() } });
	});
});

describe("a second backup into the same folder", () => {
	it("brings what is new or was written on, and drops what was deleted", async () => {
		const folder = join(scratch, "twice");
		const [gone, part] = [await upload(), await anUnfinishedUpload("one")];
		const log = "storage/logs/of-a-day.json";
		await objectStore().adopt([{ key: log, path: await aFile("names of people") }]);
		expect((await backUp(folder)).brought).toBeGreaterThan(2);
		expect(await readFile(join(folder, "objects", log), "utf8")).toBe("names of people");
		expect((await backUp(folder)).brought).toBe(0);
		await db().media.delete({ where: { id: gone } });
		await objectStore().delete(log);
		await objectStore().delete(originalKey(gone));
		const path = join(services.dataDir, "uploads", part);
		await writeFile(path, "one, two");
		await utimes(path, new Date(), new Date(Date.now() + 5000));
		await db().upload.update({ where: { id: part }, data: { received: 8 } });
		const fresh = await upload();
		expect((await backUp(folder)).brought).toBe(2);
		expect(await readFile(join(folder, "uploads", part), "utf8")).toBe("one, two");
		for (const key of [originalKey(gone), log])
			await expect(stat(join(folder, "objects", key))).rejects.toThrow("ENOENT");
		expect((await stat(join(folder, "objects", originalKey(fresh)))).size).toBeGreaterThan(0);
	});
});

describe("an upload that nobody writes on", () => {
	// A copy's time is rounded to milliseconds, some up and some down.
	it.each([0.1235, 0.9999])("is brought once, whatever its time: %d s", async (part) => {
		const folder = join(scratch, `time-${part}`);
		const id = await anUnfinishedUpload("as it was");
		const seconds = 1_795_180_000 + part;
		await utimes(join(services.dataDir, "uploads", id), seconds, seconds);
		expect((await backUp(folder)).brought).toBeGreaterThan(0);
		expect((await backUp(folder)).brought).toBe(0);
	});
});

describe("what is refused", () => {
	it("a backup of a newer version, and one that says what it does not have", async () => {
		const folder = join(scratch, "newer");
		const { manifest } = await backUp(folder);
		const path = join(folder, "backup.json");
		const newer = { ...manifest, migrations: [...manifest.migrations, "29990101000000_later"] };
		await writeFile(path, JSON.stringify(newer));
		const target = await anEmptyTarget();
		const refused = elsewhere(target, () => restore(folder, target));
		await expect(refused).rejects.toThrow("of a newer version");
		await writeFile(path, "{}");
		await expect(openBackup(folder)).rejects.toThrow("is damaged");
	});

	it("a database that somebody is connected to, even to be replaced", async () => {
		const folder = join(scratch, "connected");
		await backUp(folder);
		const target = await anEmptyTarget();
		const somebody = new pg.Client({ connectionString: target.DATABASE_URL });
		await somebody.connect();
		const refused = elsewhere(target, () => restore(folder, target, true));
		await expect(refused).rejects.toThrow("Somebody is connected");
		await somebody.end();
	});

	it("files that are there, although the database is empty", async () => {
		const folder = join(scratch, "files");
		await backUp(folder);
		const target = await anEmptyTarget();
		await mkdir(join(target.DATA_DIR, "uploads"), { recursive: true });
		await writeFile(join(target.DATA_DIR, "uploads/a"), "somebody's");
		const refused = elsewhere(target, () => restore(folder, target));
		await expect(refused).rejects.toThrow("has files in it. Nothing was changed.");
		expect(await contents(target.DATABASE_URL).catch((error) => error.message)).toMatch(/pgboss/);
	});

	it("a second backup at the same time", async () => {
		const folder = join(scratch, "at-once");
		const both = await Promise.allSettled([backUp(folder), backUp(folder)]);
		expect(both.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
	});
});

describe("the order of tables", () => {
	const table = (name: string, ...parents: string[]) => ({ name, columns: [], parents });

	it("puts each after those that it points at, and refuses a circle", () => {
		const tables = [table("photo", "event", "user"), table("event", "user"), table("user")];
		expect(inOrder(tables).map(({ name }) => name)).toEqual(["user", "event", "photo"]);
		expect(() => inOrder([table("a", "b"), table("b", "a")])).toThrow("in a circle: a, b");
	});
});
