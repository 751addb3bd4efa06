/** `potret download` against a server that works, and one that is in trouble. */
import { mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
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
import { aJpegOf, aPicture } from "#tests/support/pictures.ts";
import { makeScratch, removeScratch } from "#tests/support/scratch.ts";
import { startServer, type TestServer } from "#tests/support/server.ts";

const LARGE = 8 * 1024 ** 2;
/** Far from the end of a large photo, however often it is tried: what is done meanwhile has its time. */
const CUT = { cutAnswerAfter: LARGE / 8 };

let server: TestServer;
let proxy: FaultProxy;
let owner: Api;
let scratch: string;
let me: CommandLine;
let eventId: string;
let eventName: string;
let folder: string;

beforeAll(async () => {
	// Another name than the one that the command was given: it asks where it is signed in.
	const env = { PUBLIC_URL: "https://photos.example.com" };
	server = await startServer({ worker: false, env });
	proxy = await startFaultProxy({ port: Number(new URL(server.url).port) });
	owner = await new Api(server.url).photographer();
	scratch = makeScratch("cli-download");
	me = await throughProxy(proxy, owner, ["events:read", "photos:read"], scratch);
});
afterAll(async () => {
	await proxy?.stop();
	await server?.stop();
	removeScratch(scratch);
});

let made = 0;
beforeEach(async () => {
	await proxy.mend();
	eventName = `Event ${++made}.`;
	eventId = await owner.createEvent({ name: eventName });
	folder = join(scratch, `folder ${made}`);
});

async function aPhoto(name: string, albumName = "Official", bytes?: Uint8Array) {
	const picture = bytes ?? (await aPicture());
	const { status, body } = await owner.upload(eventId, picture, name, { albumName });
	expect(status).toBe(201);
	return { id: body.id as string, bytes: Buffer.from(picture) };
}

const words = (...more: string[]) => ["download", folder, "--event", eventName, ...more];
const summaryOf = (ended: Ended): Json => jsonLines(ended).at(-1)?.summary;
const read = (...path: string[]) => readFileSync(join(folder, ...path));
const names = (...path: string[]) => readdirSync(join(folder, ...path)).toSorted();

/** Something of a photo is in the folder. What was on its way when a connection broke is not kept, at times. */
const isBegun = (id: string) =>
	eventually(
		async () => statSync(join(folder, "Official", `${id}.part`), { throwIfNoEntry: false })?.size,
		(size = 0) => size > 0,
	);

describe("an event's photos", () => {
	it("are fetched, each album into a folder, and the second time none of them", async () => {
		const one = await aPhoto("one.jpg");
		const two = await aPhoto("two.jpg");
		const guests = await aPhoto("one.jpg", "Tamu");
		const first = await me.call(words());
		expect(first).toMatchObject({ code: 0, err: "" });
		expect(first.out).toMatch(
			/^3 of 3 photos are in the folder: 3 downloaded \([\d.]+ KB\), 0 there already\n$/,
		);
		expect([names(), names("Official"), names("Tamu")]).toEqual([
			...[["Official", "Tamu"], ["one.jpg", "two.jpg"], ["one.jpg"]],
		]);
		expect(read("Official", "one.jpg").equals(one.bytes)).toBe(true);
		expect(read("Official", "two.jpg").equals(two.bytes)).toBe(true);
		expect(read("Tamu", "one.jpg").equals(guests.bytes)).toBe(true);
		const { id } = await aPhoto("three.jpg");
		const again = await me.call(words("--json"));
		expect([again.code, summaryOf(again)]).toEqual([
			0,
			{
				...{ photos: 4, downloaded: 1, there: 3, failed: 0, left: 0 },
				bytes_received: read("Official", "three.jpg").length,
			},
		]);
		expect(jsonLines(again)).toContainEqual({
			...{ file: join(folder, "Official", "three.jpg"), status: "downloaded", id },
		});
	});

	it("of one album are fetched into the folder itself", async () => {
		await aPhoto("one.jpg");
		await aPhoto("two.jpg", "Tamu");
		const { code, out } = await me.call(words("--album", "tamu"));
		expect([code, out.slice(0, 35)]).toEqual([0, "1 of 1 photo are in the folder: 1 d"]);
		expect(names()).toEqual(["two.jpg"]);
	});

	it("of one name have each a name of their own, the same every time", async () => {
		const sent = [];
		for (const name of ["a.jpg", "A.JPG", "a.jpg"]) sent.push((await aPhoto(name)).bytes);
		expect((await me.call(words())).code).toBe(0);
		const found = names("Official");
		expect(new Set(found.map((name) => name.toLowerCase())).size).toBe(3);
		for (const bytes of sent)
			expect(found.filter((name) => read("Official", name).equals(bytes))).toHaveLength(1);
		expect(summaryOf(await me.call(words("--json")))).toMatchObject({ there: 3, downloaded: 0 });
		expect(names("Official")).toEqual(found);
	});

	it("are written over nothing that is there", async () => {
		const { bytes } = await aPhoto("one.jpg");
		mkdirSync(join(folder, "Official"), { recursive: true });
		const mine = Buffer.alloc(bytes.length, "mine");
		writeFileSync(join(folder, "Official", "one.jpg"), mine);
		expect((await me.call(words())).code).toBe(0);
		expect(read("Official", "one.jpg").equals(mine)).toBe(true);
		expect(read("Official", "one (2).jpg").equals(bytes)).toBe(true);
	});

	it("are none in an event without any", async () => {
		const { code, out } = await me.call(words());
		expect([code, out]).toEqual([
			...[0, "0 of 0 photos are in the folder: 0 downloaded (0 B), 0 there already\n"],
		]);
	});
});

describe("in trouble", () => {
	it("a connection that breaks amid a photo goes on where it broke", async () => {
		const { id, bytes } = await aPhoto("large.jpg", "Official", await aJpegOf(LARGE));
		proxy.set(CUT);
		const running = me.start(words("--json"));
		await hasSaid(running, "Trying again");
		await isBegun(id);
		await proxy.mend();
		const ended = await running.ended;
		expect([ended.code, summaryOf(ended)]).toMatchObject([0, { downloaded: 1, failed: 0 }]);
		expect(read("Official", "large.jpg").equals(bytes)).toBe(true);
		expect(names("Official")).toEqual(["large.jpg"]);
	});

	it.each([
		["Ctrl-C ends it with what was done, and the next run goes on", "SIGINT", 130],
		["killed, it goes on with what is left", "SIGKILL", "SIGKILL"],
	] as const)("%s", async (_what, signal, code) => {
		await aPhoto("small.jpg");
		const { id, bytes } = await aPhoto("large.jpg", "Official", await aJpegOf(LARGE));
		proxy.set(CUT);
		const running = me.start(words("--json", "--parallel", "1"));
		await hasSaid(running, "Trying again");
		await isBegun(id);
		running.process.kill(signal);
		const ended = await running.ended;
		expect(ended.code).toBe(code);
		if (signal === "SIGINT") expect(summaryOf(ended)).toMatchObject({ photos: 2, left: 1 });
		const part = read("Official", `${id}.part`);
		expect(part.equals(bytes.subarray(0, part.length))).toBe(true);
		await proxy.mend();
		expect(summaryOf(await me.call(words("--json")))).toMatchObject({ downloaded: 1, there: 1 });
		expect(read("Official", "large.jpg").equals(bytes)).toBe(true);
		expect(names("Official")).toEqual(["large.jpg", "small.jpg"]);
	});

	it("what is wrong in what was begun is fetched anew", async () => {
		const { id, bytes } = await aPhoto("one.jpg");
		mkdirSync(join(folder, "Official"), { recursive: true });
		writeFileSync(join(folder, "Official", `${id}.part`), Buffer.alloc(1000, "wrong"));
		expect((await me.call(words())).code).toBe(0);
		expect(read("Official", "one.jpg").equals(bytes)).toBe(true);
		expect(names("Official")).toEqual(["one.jpg"]);
	});

	it("a photo that cannot be had fails with its reason, and the others are there", async () => {
		const { id } = await aPhoto("gone.jpg");
		await aPhoto("there.jpg");
		await queryDatabase(
			server.databaseUrl,
			"UPDATE media SET sha256 = repeat('0', 64) WHERE id = $1",
			[id],
		);
		const { code, out, err } = await me.call(words());
		const reason = "What arrived is not what the server has";
		const file = join(folder, "Official", "gone.jpg");
		expect([code, err]).toEqual([1, `Failed ${file}: ${reason}\n`]);
		expect(out).toMatch(/^1 of 2 photos are in the folder: 1 downloaded/);
		expect(out).toContain(`1 of 2 photos failed: ${file} (${reason})\n`);
		expect(names("Official")).toEqual(["there.jpg"]);
	});

	it.each([429, 503])("%s is waited out", async (status) => {
		await aPhoto("large.jpg", "Official", await aJpegOf(LARGE));
		proxy.set(CUT);
		const running = me.start(words("--json"));
		await hasSaid(running, "No connection to the server. Trying again");
		proxy.set({ status });
		await hasSaid(running, "The server is busy. Trying again");
		await proxy.mend();
		const ended = await running.ended;
		expect([ended.code, summaryOf(ended)]).toMatchObject([0, { downloaded: 1, failed: 0 }]);
	});

	it("two at once do not write the same files", async () => {
		await aPhoto("large.jpg", "Official", await aJpegOf(LARGE));
		proxy.set(CUT);
		const running = me.start(words("--json"));
		await hasSaid(running, "Trying again");
		running.process.kill("SIGSTOP");
		await proxy.mend();
		const second = await me.call(words());
		running.process.kill("SIGCONT");
		expect([second.code, second.err]).toEqual([
			...[1, "Error: Another process is downloading to this folder.\n"],
		]);
		expect((await running.ended).code).toBe(0);
	});
});

describe("an event", () => {
	it("of somebody else is not to be had, though it is open to all", async () => {
		const admin = await new Api(server.url).admin();
		const theirs = await admin.createEvent({ name: "Theirs" });
		const { code, err } = await me.call(["download", folder, "--event", theirs]);
		expect([code, err]).toEqual([2, "Error: 'Theirs' is an event of somebody else.\n"]);
	});

	it("is not to be had by a key that may not see photos", async () => {
		await aPhoto("one.jpg");
		const blind = await throughProxy(proxy, owner, ["events:read"], scratch);
		const { code, err } = await blind.call(words());
		expect([code, err]).toEqual([1, "Error: This API key lacks the scope photos:read\n"]);
	});

	it("and a folder have to be named", async () => {
		expect((await me.call(["download", "--event", eventName])).code).toBe(2);
		expect((await me.call(["download", folder])).code).toBe(2);
		expect((await me.call(words("--album", "none"))).code).toBe(2);
		expect((await me.call(words("--parallel", "17"))).code).toBe(2);
	});
});
