/** `npm run doctor` as an operator runs it: beside a server, and with nothing running. */
import { existsSync, utimesSync } from "node:fs";
import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { newId } from "#lib/core/ids.ts";
import { DEMO_EVENT_ID } from "#lib/processes/demo.ts";
import { originalKey } from "#lib/storage/object-keys.ts";
import { Api, eventually, type Json } from "#tests/support/api.ts";
import { Installation } from "#tests/support/installation.ts";
import { aPicture } from "#tests/support/pictures.ts";
import { aPort } from "#tests/support/ports.ts";
import { processesOf, start } from "#tests/support/supervisor.ts";

const LONG_AGO = new Date("2026-01-01");

let place: Installation;
let dataDir: string;

beforeAll(async () => {
	place = await Installation.make("doctor");
	dataDir = place.dataDir;
	await place.start();
	await upload();
	await place.stop();
});
afterAll(() => place.remove());

async function upload(): Promise<void> {
	const api = await new Api(place.url).photographer();
	const { status } = await api.upload(DEMO_EVENT_ID, await aPicture());
	expect(status).toBe(201);
	const list = async () => (await api.get(`/api/events/${DEMO_EVENT_ID}/photos`)).body.photos;
	await eventually(list, (photos) => photos.every((photo: Json) => photo.status === "ready"));
}

/** An object of which no row knows, as old as asked. */
async function plant(modifiedAt: Date): Promise<string> {
	const path = join(dataDir, "storage/objects", originalKey(newId()));
	await mkdir(join(path, ".."), { recursive: true });
	await writeFile(path, "nobody's");
	utimesSync(path, modifiedAt, modifiedAt);
	return path;
}

const doctor = (args: string[] = [], env: Record<string, string> = {}) =>
	place.run("doctor", args, env);

/** What an installation is while nothing runs on it. */
function expectNothingRuns(): void {
	expect(processesOf(dataDir)).toEqual([]);
	expect(existsSync(join(dataDir, "supervisor.lock"))).toBe(false);
	expect(existsSync(join(dataDir, "postgres/postmaster.pid"))).toBe(false);
}

describe("npm run doctor", { timeout: 300_000 }, () => {
	it("finds and repairs with nothing running, and leaves nothing running", async () => {
		const [old, fresh] = [await plant(LONG_AGO), await plant(new Date())];
		const looked = await doctor();
		expect(looked).toMatchObject({ code: 1 });
		expect(looked.output).toMatch(/^Looking only: nothing is changed\./);
		expect(looked.output).toMatch(/Belongs to nothing: media\/\S+: 1 object, 8 bytes\n/);
		expect(looked.output).toMatch(/Looked at 1 file and 0 batches in the database, \d+ objects in/);
		expect(looked.output).toContain("1 problem. Nothing was changed");
		expect(existsSync(old)).toBe(true);
		expectNothingRuns();

		const repaired = await doctor(["--repair"]);
		expect(repaired).toMatchObject({ code: 0 });
		expect(repaired.output).toContain("→ deleted\n");
		expect([existsSync(old), existsSync(fresh)]).toEqual([false, true]);
		const again = await doctor(["--repair", "--checksums"]);
		expect(again).toMatchObject({ code: 0 });
		expect(again.output).toContain("All is well.");
		const hourless = await doctor(["--repair", "--grace", "0"]);
		expect([hourless.code, existsSync(fresh)]).toEqual([0, false]);
		expectNothingRuns();
	});

	it("works beside a server, which never notices", async () => {
		await place.start();
		const old = await plant(LONG_AGO);
		const [repaired] = await Promise.all([doctor(["--repair", "--grace", "0"]), upload()]);
		expect(repaired).toMatchObject({ code: 0 });
		expect(existsSync(old)).toBe(false);
		await upload();
		expect(await doctor(["--checksums"])).toMatchObject({ code: 0 });
		expect(place.output()).not.toMatch(/ended/);
		await place.stop();
		expectNothingRuns();
	});

	it("answers with one JSON document", async () => {
		const path = await plant(LONG_AGO);
		const { code, output } = await doctor(["--json"]);
		expect(code).toBe(1);
		const key = path.slice(join(dataDir, "storage/objects/").length).replace(/original$/, "");
		expect(JSON.parse(output)).toMatchObject({
			...{ repair: false, checksums: false, grace_hours: 24, error: null },
			findings: [{ kind: "orphan", key, outcome: "found", note: null }],
			summary: { looked_at: { media: 3 }, found: 1, repaired: 0, left: 0, kinds: { orphan: 1 } },
		});
		expect(await doctor(["--repair"])).toMatchObject({ code: 0 });
	});

	it("leaves nothing running when it is stopped", async () => {
		const one = start({ DATA_DIR: dataDir }, "scripts/doctor.mjs", []);
		await one.says(/Looking only/);
		one.process.kill("SIGTERM");
		expect([0, 2]).toContain(await one.ended);
		expectNothingRuns();
	});

	it("says with 2 that it could not look, and makes nothing", async () => {
		const nowhere = join(place.scratch, "nowhere");
		const missing = await doctor([], { DATA_DIR: nowhere });
		expect(missing).toMatchObject({ code: 2 });
		expect(missing.output).toContain(`There is no database in ${nowhere}`);
		expect(existsSync(nowhere)).toBe(false);
		for (const args of [["--grace", "soon"], ["--grace", "-1"], ["--fix"]])
			expect(await doctor(args)).toMatchObject({ code: 2 });
		const url = `postgresql://u:hidden-word@127.0.0.1:${await aPort()}/potret`;
		const unreachable = await doctor(["--json"], { DATABASE_URL: url });
		expect(unreachable.code).toBe(2);
		expect(unreachable.output).not.toContain("hidden-word");
		expect(JSON.parse(unreachable.output).error).not.toBeNull();
	});

	it("says so when the store is away, and repairs nothing", async () => {
		const S3 = { S3_BUCKET: "other", S3_ENDPOINT: `http://127.0.0.1:${await aPort()}` };
		const keys = { S3_ACCESS_KEY_ID: "a", S3_SECRET_ACCESS_KEY: "b", S3_TIMEOUT_SECONDS: "1" };
		const away = await doctor(["--repair"], { ...S3, ...keys });
		expect(away).toMatchObject({ code: 2 });
		expect(away.output).toContain("The object store does not answer");
	});
});
