/** The example for Python, as somebody runs it who has copied it. */
import { execFile } from "node:child_process";
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { Api, eventually } from "#tests/support/api.ts";
import { queryDatabase } from "#tests/support/database.ts";
import { type FaultProxy, startFaultProxy } from "#tests/support/fault-proxy.ts";
import { aJpegOf, aPicture } from "#tests/support/pictures.ts";
import { aPortrait } from "#tests/support/portraits.ts";
import { enrolled } from "#tests/support/recognition.ts";
import { makeScratch, removeScratch } from "#tests/support/scratch.ts";
import { startServer, type TestServer } from "#tests/support/server.ts";
import { TASK } from "#tests/support/sheets.ts";
import { aZip } from "#tests/support/zip-writer.ts";

const MB = 1024 ** 2;

let server: TestServer;
let proxy: FaultProxy;
let owner: Api;
let scratch: string;

beforeAll(async () => {
	server = await startServer();
	proxy = await startFaultProxy({ port: Number(new URL(server.url).port) });
	owner = await new Api(server.url).photographer();
	scratch = makeScratch("python-client");
});
afterAll(async () => {
	await proxy?.stop();
	await server?.stop();
	removeScratch(scratch);
});

function start(...words: string[]) {
	const env = {
		...{ PATH: process.env.PATH, HOME: process.env.HOME, NODE_ENV: "production" as const },
		...{ PYTHONDONTWRITEBYTECODE: "1" },
		POTRET_URL: `http://127.0.0.1:${proxy.port}`,
		...{ POTRET_USERNAME: "photographer", POTRET_PASSWORD: "photographer123" },
	};
	const python = process.env.PYTHON ?? "python3";
	const args = ["examples/python/potret_client.py", ...words];
	const { promise, resolve } = Promise.withResolvers<{ code: unknown; out: string; err: string }>();
	const child = execFile(python, args, { env }, (error, out, err) =>
		resolve({ code: error ? (error.signal ?? error.code) : 0, out, err }),
	);
	return { child, ended: promise };
}
const call = (...words: string[]) => start(...words).ended;

function folderOf(name: string, files: Record<string, Uint8Array>): string {
	const folder = join(scratch, name);
	mkdirSync(folder);
	for (const [file, bytes] of Object.entries(files)) writeFileSync(join(folder, file), bytes);
	return folder;
}

describe("the example for Python", () => {
	it("sends a folder's photos, those that are missing", async () => {
		const event = await owner.createEvent();
		const pictures = { "a.jpg": await aPicture(), "b.png": await aPicture({ format: "png" }) };
		const folder = folderOf("photos", { ...pictures, "c.txt": Buffer.from("none") });
		expect(await call("upload", folder, "--event", event)).toEqual({
			...{ code: 0, out: "2 of 2 photos sent, 0 there already, 0 failed\n", err: "" },
		});
		writeFileSync(join(folder, "wrong.jpg"), "no photo");
		const again = await call("upload", folder, "--event", event);
		expect([again.code, again.out]).toEqual([
			...[1, "0 of 3 photos sent, 2 there already, 1 failed\n"],
		]);
		expect(again.err).toMatch(/^Failed .*wrong\.jpg: Only JPEG, PNG, .*\n$/);
		expect((await owner.get(`/api/events/${event}/photos`)).body.total).toBe(2);
	});

	it("goes on with an archive after it was killed, and makes one batch of it", async () => {
		const pages = await Promise.all([1, 2, 3].map(() => aJpegOf(2 * MB)));
		const archive = join(scratch, "scans.zip");
		writeFileSync(
			archive,
			aZip(pages.map((bytes, n) => ({ name: `${n}.jpg`, bytes, stored: true }))),
		);
		// Never to the end: soon nobody is told any more where to go on.
		proxy.set({ cutRequestAfter: 1.5 * MB, answers: 4 });
		const { child, ended } = start("batch", archive, "--task", TASK);
		const uploads = () =>
			queryDatabase<{ received: string }>(server.databaseUrl, "SELECT received FROM uploads");
		await eventually(uploads, ([upload]) => Number(upload?.received ?? 0) > MB);
		await proxy.refuse();
		child.kill("SIGKILL");
		expect((await ended).code).toBe("SIGKILL");
		await proxy.mend();
		expect(await call("batch", archive, "--task", TASK)).toEqual({
			...{ code: 0, out: "3 of 3 sheets processed\n", err: "" },
		});
		expect(await uploads()).toHaveLength(1);
		expect((await owner.get("/api/batches")).body.total).toBe(1);
		expect(existsSync(`${archive}.upload`)).toBe(false);
	});

	it("says who is on photos, and keeps a table of it", async () => {
		await enrolled(owner, "Budi", "budi");
		const folder = folderOf("people", { "1.jpg": await aPortrait("budi", 1) });
		const csv = join(scratch, "people.csv");
		const { code, out } = await call("recognize", folder, "--csv", csv);
		expect([code, out]).toEqual([0, "1.jpg: Budi\nSomebody known on 1 of 1 photos\n"]);
		expect(readFileSync(csv, "utf8")).toContain(",1.jpg,default,Yes,Budi,");
	});

	it("says in a sentence what the server refuses", async () => {
		const folder = folderOf("none", {});
		writeFileSync(join(folder, "a.jpg"), await aPicture());
		const { code, err } = await call("upload", folder, "--event", "nobody's");
		expect([code, err]).toEqual([1, "Error: This event does not exist\n"]);
	});
});
