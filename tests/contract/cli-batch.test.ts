/** `potret batch`: sent once, however often it is killed. */
import { mkdirSync, readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { Api, eventually, type Json } from "#tests/support/api.ts";
import {
	type CommandLine,
	type Ended,
	hasSaid,
	jsonLines,
	throughProxy,
} from "#tests/support/command-line.ts";
import { queryDatabase } from "#tests/support/database.ts";
import { type FaultProxy, startFaultProxy } from "#tests/support/fault-proxy.ts";
import { aJpegOf } from "#tests/support/pictures.ts";
import { makeScratch, removeScratch } from "#tests/support/scratch.ts";
import { startServer, type TestServer } from "#tests/support/server.ts";
import { brokenPage, pagesShowing, somePages, TASK } from "#tests/support/sheets.ts";
import { aZip } from "#tests/support/zip-writer.ts";

const MB = 1024 ** 2;
/** Never to the end of a large archive: soon nobody is told any more where to go on. */
const CUT = { cutRequestAfter: 1.5 * MB, answers: 6 };

let server: TestServer;
let proxy: FaultProxy;
let owner: Api;
let scratch: string;
let me: CommandLine;

beforeAll(async () => {
	server = await startServer();
	proxy = await startFaultProxy({ port: Number(new URL(server.url).port) });
	owner = await new Api(server.url).photographer();
	scratch = makeScratch("cli-batch");
	const scopes = ["events:read", "batches:read", "batches:write", "photos:write"];
	me = await throughProxy(proxy, owner, scopes, scratch);
});
afterAll(async () => {
	await proxy?.stop();
	await server?.stop();
	removeScratch(scratch);
});
beforeEach(() => proxy.mend());

function keep(name: string, bytes: Buffer): string {
	writeFileSync(join(scratch, name), bytes);
	return join(scratch, name);
}

/** Pages of two megabytes each, in as many bytes. */
async function aLargeZip(name: string): Promise<string> {
	const pages = await Promise.all([1, 2, 3, 4].map(() => aJpegOf(2 * MB)));
	return keep(name, aZip(pages.map((bytes, n) => ({ name: `page${n}.jpg`, bytes, stored: true }))));
}

const words = (path: string, ...more: string[]) => ["batch", path, "--task", TASK, ...more];
const batchIn = (ended: Ended): Json => jsonLines(ended)[0];
const batchesOf = async (name: string): Promise<Json[]> => {
	const { body } = await owner.get("/api/batches?limit=200");
	return body.batches.filter((batch: Json) => batch.file_name === name);
};
const uploadsOf = (name: string) =>
	queryDatabase<{ id: string; received: string }>(
		server.databaseUrl,
		"SELECT id, received FROM uploads WHERE file_name = $1",
		[name],
	);
const begun = () => readdirSync(join(scratch, "potret/uploads"));

describe("a batch", () => {
	it("is sent and waited for", async () => {
		const path = keep("plain.zip", aZip(await somePages(3)));
		const { code, out, err } = await me.call(words(path));
		expect([code, err]).toEqual([0, ""]);
		const [batch] = await batchesOf("plain.zip");
		expect(out.trim().split("\n")).toEqual([
			...["3 of 3 sheets processed, 0 failed", `Task ${TASK}`],
			expect.stringContaining(`/batches/${batch.batch_uuid}`),
		]);
		expect(begun()).toEqual([]);
	});

	it("may be a folder's images, and its event's photos too", async () => {
		const folder = join(scratch, "folder");
		for (const { name, bytes } of await somePages(3)) {
			mkdirSync(join(folder, "scans"), { recursive: true });
			writeFileSync(join(folder, name), bytes);
		}
		writeFileSync(join(folder, "notes.txt"), "none");
		const eventId = await owner.createEvent({ name: "With sheets" });
		const ended = await me.call(words(folder, "--event", "with sheets", "--json"));
		expect(ended.code).toBe(0);
		expect(batchIn(ended)).toMatchObject({
			...{ status: "completed", sheet_count: 3, processed_count: 3, skipped_count: 0 },
			...{ file_name: "folder.zip", event_id: eventId },
		});
		expect((await owner.get(`/api/events/${eventId}/photos`)).body.total).toBe(3);
	});

	it("is split by its cards, or takes its task from the first", async () => {
		const pages = aZip(await pagesShowing(["A-1", null, "B-2", null]));
		const split = await me.call(["batch", keep("split.zip", pages), "--qr", "split"]);
		expect([split.code, split.out]).toEqual([0, expect.stringContaining("2 groups\n")]);
		const first = keep("first.zip", aZip(await pagesShowing([TASK, null])));
		const named = await me.call(["batch", first, "--qr", "first", "--json"]);
		expect(batchIn(named)).toMatchObject({ task_id: TASK, strategy: "zip_qr" });
	});

	it("with sheets that failed names them, and ends with 1", async () => {
		const pages = await somePages(2);
		pages.push({ name: "scans/page3.png", bytes: await brokenPage() });
		const { code, out } = await me.call(words(keep("broken.zip", aZip(pages))));
		expect(code).toBe(1);
		expect(out).toMatch(/^Failed .*page3.png: .+\n2 of 3 sheets processed, 1 failed\n/);
	});

	it("that cannot be opened ends with 1 and the reason", async () => {
		const zip = aZip(await somePages(2));
		const { code, out } = await me.call(words(keep("cut.zip", zip.subarray(0, zip.length - 40))));
		const [{ error }] = await batchesOf("cut.zip");
		expect([code, out]).toEqual([1, expect.stringContaining(error.message)]);
	});

	it("need not be waited for", async () => {
		const path = keep("quick.zip", aZip(await somePages(1)));
		const ended = await me.call(words(path, "--no-wait", "--json"));
		const [batch] = await batchesOf("quick.zip");
		expect([ended.code, batchIn(ended)]).toEqual([0, { batch_id: batch.batch_uuid }]);
		expect(begun()).toEqual([]);
	});

	it("called wrongly is none", async () => {
		const path = keep("any.zip", aZip(await somePages(1)));
		const calls = [
			...[[path], [path, "--task", "123"], [path, "--qr", "other"], [keep("x.txt", Buffer.of(1))]],
			...[
				[path, "--qr", "first", "--task", TASK],
				[join(scratch, "nowhere"), "--task", TASK],
			],
		];
		for (const call of calls)
			expect((await me.call(["batch", ...call])).code, call.join(" ")).toBe(2);
		expect((await me.call(["batch", keep("x.txt", Buffer.of(1)), "--task", TASK])).code).toBe(2);
		expect(await batchesOf("any.zip")).toEqual([]);
	});
});

describe("killed", () => {
	it("while it sends, it goes on where the server is", async () => {
		const path = await aLargeZip("killed.zip");
		proxy.set(CUT);
		const running = me.start(words(path, "--json"));
		await eventually(
			() => uploadsOf("killed.zip"),
			([upload]) => Number(upload?.received ?? 0) > MB,
		);
		await proxy.refuse();
		running.process.kill("SIGKILL");
		await running.ended;
		await proxy.mend();
		const ended = await me.call(words(path, "--json"));
		expect(ended.code).toBe(0);
		expect(await uploadsOf("killed.zip")).toHaveLength(1);
		expect(await batchesOf("killed.zip")).toMatchObject([{ processed_count: 4 }]);
		expect(begun()).toEqual([]);
	});

	it("while it waits, it is the same batch the next time", async () => {
		const path = keep("waiting.zip", aZip(await somePages(2)));
		await server.killWorker();
		const running = me.start(words(path));
		await eventually(
			() => batchesOf("waiting.zip"),
			(batches) => batches.length === 1,
		);
		running.process.kill("SIGKILL");
		await running.ended;
		await server.startWorker();
		const ended = await me.call(words(path, "--json"));
		const batches = await batchesOf("waiting.zip");
		expect([ended.code, batches.length]).toEqual([0, 1]);
		expect(batchIn(ended).batch_uuid).toBe(batches[0].batch_uuid);
	});

	it("by Ctrl-C it says that it can go on", async () => {
		const path = await aLargeZip("stopped.zip");
		proxy.set(CUT);
		const running = me.start(words(path));
		await hasSaid(running, "Trying again");
		await proxy.refuse();
		running.process.kill("SIGINT");
		const { code, err } = await running.ended;
		expect([code, err]).toEqual([
			130,
			expect.stringContaining("Stopped. The same command goes on from here.\n"),
		]);
		await proxy.mend();
		expect((await me.call(words(path))).code).toBe(0);
		expect(await uploadsOf("stopped.zip")).toHaveLength(1);
	});
});

describe("in trouble", () => {
	it("a server that is killed and comes back is waited for", async () => {
		const path = await aLargeZip("restarted.zip");
		proxy.set(CUT);
		const running = me.start(words(path, "--json"));
		await hasSaid(running, "Trying again");
		await proxy.refuse();
		await server.killWeb();
		await server.startWeb();
		await proxy.mend();
		const ended = await running.ended;
		expect([ended.code, batchIn(ended)]).toMatchObject([0, { processed_count: 4 }]);
		expect(await uploadsOf("restarted.zip")).toHaveLength(1);
	});

	it("two who send the same at once make one batch", async () => {
		const path = await aLargeZip("twice.zip");
		proxy.set(CUT);
		const first = me.start(words(path));
		await hasSaid(first, "Trying again");
		await proxy.refuse();
		const second = await me.call(words(path));
		expect([second.code, second.err]).toEqual([
			...[1, "Error: Another process is sending this batch just now.\n"],
		]);
		await proxy.mend();
		expect((await first.ended).code).toBe(0);
		expect(await batchesOf("twice.zip")).toHaveLength(1);
	});
});
