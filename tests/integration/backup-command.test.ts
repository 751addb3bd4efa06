/** `npm run backup` and `npm run restore` as an operator runs them: beside a server, and after a loss. */
import { createHash } from "node:crypto";
import { existsSync } from "node:fs";
import { readdir, readFile, rename, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { DEMO_EVENT_ID } from "#lib/processes/demo.ts";
import { Api, eventually, type Json } from "#tests/support/api.ts";
import { Installation } from "#tests/support/installation.ts";
import { aPicture } from "#tests/support/pictures.ts";
import { makeScratch, removeScratch } from "#tests/support/scratch.ts";
import { processesOf } from "#tests/support/supervisor.ts";

const EVENT = `/api/events/${DEMO_EVENT_ID}`;

let place: Installation;
let dataDir: string;
let backup: string;
let owner: Api;

beforeAll(async () => {
	place = await Installation.make("backup");
	dataDir = place.dataDir;
	backup = join(place.scratch, "backup");
	await place.start();
	owner = await new Api(place.url).photographer();
});
afterAll(() => place.remove());

async function upload(): Promise<string> {
	const { status, body } = await owner.upload(DEMO_EVENT_ID, await aPicture());
	expect(status).toBe(201);
	return body.id;
}

const listPhotos = async (): Promise<Json[]> =>
	(await owner.get(`${EVENT}/photos?limit=100`)).body.photos;

async function allReady(): Promise<Json[]> {
	return eventually(listPhotos, (photos) => photos.every((photo) => photo.status === "ready"));
}

/** SHA-256 of each photo's original and renditions as they are served, by the photo's id. */
async function digests(photos: readonly Json[]): Promise<Record<string, string>> {
	const entries = photos.map(async (photo): Promise<[string, string]> => {
		const hash = createHash("sha256");
		for (const url of [photo.url, photo.download_url])
			hash.update(Buffer.from(await (await fetch(new URL(url, owner.url))).arrayBuffer()));
		return [photo.id, hash.digest("hex")];
	});
	return Object.fromEntries(await Promise.all(entries));
}

/** Uploads one after the other, and deletes every second, until told to stop. */
function keepBusy() {
	let isOver = false;
	const done = (async () => {
		for (let count = 1; !isOver; count++) {
			const id = await upload();
			if (count % 2 === 0) await owner.delete(`${EVENT}/photos/${id}`);
		}
	})();
	return async () => {
		isOver = true;
		await done;
	};
}

describe("a backup", { timeout: 300_000 }, () => {
	let before: Record<string, string>;

	it("is made while photos come and go, and all of it comes back", async () => {
		for (let n = 0; n < 4; n++) await upload();
		before = await digests(await allReady());
		const rest = keepBusy();
		const made = await place.run("backup", [backup]);
		await rest();
		expect(made).toMatchObject({ code: 0 });
		expect(made.output).toMatch(/has \d+ files \(0\.0 GB\), \d+ rows and \d+ jobs\./);
		await place.stop();
		await rename(dataDir, join(place.scratch, "lost"));

		expect(await place.run("restore", [backup])).toMatchObject({ code: 0 });
		expect(processesOf(dataDir)).toEqual([]);
		await place.start();
		// Signed in before: the secret came back as well.
		const photos = await allReady();
		expect(await digests(photos.filter(({ id }) => id in before))).toEqual(before);
		expect((await new Api(owner.url).signIn("admin", "admin123")).headers).toBeDefined();
		const looked = await place.run("doctor", ["--checksums", "--grace", "1"]);
		expect(looked.output).toContain("All is well.");
		expect(looked.code).toBe(0);
	});

	it("is made again into the same folder, where only what is new is brought", async () => {
		const [gone] = Object.keys(before);
		const objectsOf = (id: string) => join(backup, "objects/media", id.slice(-2), id);
		expect(existsSync(objectsOf(gone as string))).toBe(true);
		await owner.delete(`${EVENT}/photos/${gone}`);
		// As long as its row is there, so are its files.
		await eventually(
			async () =>
				existsSync(join(dataDir, "storage/objects/media", gone?.slice(-2) ?? "", gone ?? "")),
			(isThere) => !isThere,
		);
		const fresh = await upload();
		await allReady();
		expect(await place.run("backup", [backup])).toMatchObject({ code: 0 });
		expect(existsSync(join(objectsOf(fresh), "original"))).toBe(true);
		const manifest = JSON.parse(await readFile(join(backup, "backup.json"), "utf8"));
		expect(existsSync(join(backup, manifest.database, "jobs.json"))).toBe(true);
		await place.stop();
		await rm(dataDir, { recursive: true });
		expect(await place.run("restore", [backup])).toMatchObject({ code: 0 });
		await place.start();
		const ids = (await allReady()).map(({ id }) => id);
		expect(ids).toContain(fresh);
		expect(ids).not.toContain(gone);
	});

	it("is put back into nothing that is there, or runs, unless it is told to", async () => {
		const running = await place.run("restore", [backup, "--replace"]);
		expect(running.code).toBe(2);
		expect(running.output).toContain("Potret is already running");
		const late = await upload();
		await allReady();
		await place.stop();
		const full = await place.run("restore", [backup]);
		expect(full.code).toBe(2);
		expect(full.output).toContain("The database is not empty. Nothing was changed.");
		expect(await place.run("restore", [backup, "--replace"])).toMatchObject({ code: 0 });
		const aside = (await readdir(dataDir)).find((name) => name.startsWith("before-restore-")) ?? "";
		const original = `storage/objects/media/${late.slice(-2)}/${late}/original`;
		expect(existsSync(join(dataDir, aside, original))).toBe(true);
		await place.start();
		expect((await allReady()).map(({ id }) => id)).not.toContain(late);
	});

	it("says with 2 that it was not made, or is no use", async () => {
		const nowhere = join(place.scratch, "nowhere");
		expect((await place.run("restore", [nowhere])).output).toContain(
			`There is no backup in ${nowhere}`,
		);
		for (const args of [[], [backup, nowhere], ["--all", backup]])
			for (const done of await Promise.all([place.run("backup", args), place.run("restore", args)]))
				expect(done).toMatchObject({ code: 2 });
		const other = makeScratch("backup-other");
		const taken = await place.run("backup", [other]);
		expect([taken.code, taken.output]).toEqual([
			2,
			expect.stringContaining("something else in it"),
		]);
		removeScratch(other);
		const { database } = JSON.parse(await readFile(join(backup, "backup.json"), "utf8"));
		await writeFile(join(backup, database, "media.copy.gz"), "half");
		await place.stop();
		const damaged = await place.run("restore", [backup, "--replace"]);
		expect(damaged.code).toBe(2);
		expect(damaged.output).toContain("its table media is not whole");
	});
});
