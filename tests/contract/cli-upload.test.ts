/** `potret upload` against a server that works, and one that is in trouble. */
import { appendFileSync, cpSync, mkdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { Api, eventually, type Json } from "#tests/support/api.ts";
import {
	type CommandLine,
	type Ended,
	hasSaid,
	jsonLines,
	type Running,
	throughProxy,
} from "#tests/support/command-line.ts";
import { type FaultProxy, startFaultProxy } from "#tests/support/fault-proxy.ts";
import { aJpegOf, aPicture } from "#tests/support/pictures.ts";
import { makeScratch, removeScratch } from "#tests/support/scratch.ts";
import { startServer, type TestServer } from "#tests/support/server.ts";

const COUNT = 12;
/** So many, of the questions before and of photos, that some have an outcome and most have none yet. */
const SOME = { answers: 8 };

let server: TestServer;
let proxy: FaultProxy;
let owner: Api;
let scratch: string;
let photos: string;
let me: CommandLine;
let eventId: string;
let eventName: string;

beforeAll(async () => {
	server = await startServer({ worker: false });
	proxy = await startFaultProxy({ port: Number(new URL(server.url).port) });
	owner = await new Api(server.url).photographer();
	scratch = makeScratch("cli-upload");
	photos = join(scratch, "photos");
	for (let n = 0; n < COUNT; n++) {
		mkdirSync(join(photos, `card${n % 3}`), { recursive: true });
		writeFileSync(join(photos, `card${n % 3}/${n}.jpg`), await aPicture());
	}
	writeFileSync(join(photos, "notes.txt"), "no photo");
	me = await throughProxy(proxy, owner, ["events:read", "photos:write"], scratch);
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
});

const words = (...more: string[]) => [
	...["upload", photos, "--event", eventName, "--album", "official", ...more],
];
const summaryOf = (ended: Ended): Json => jsonLines(ended).at(-1)?.summary;
const total = async (): Promise<number> =>
	(await owner.get(`/api/events/${eventId}/photos`)).body.total;
/** So many files have an outcome. */
const done = (running: Running, count: number) =>
	eventually(
		async () => running.out().split("\n").length - 1,
		(lines) => lines >= count,
	);

describe("a folder's photos", () => {
	it("are sent, and the second time none of them", async () => {
		expect(await me.call(words())).toMatchObject({
			code: 0,
			out: expect.stringMatching(
				/^12 of 12 photos sent \([\d.]+ [KM]B\), 0 there already, 0 failed\n1 file of other kinds left out\n$/,
			),
			err: "",
		});
		expect(await total()).toBe(COUNT);
		const again = await me.call(words());
		expect([again.code, again.out.split("\n")[0]]).toEqual([
			...[0, "0 of 12 photos sent (0 B), 12 there already, 0 failed"],
		]);
		expect(await total()).toBe(COUNT);
	});

	it("are told one by one as JSON, with a summary and nothing else", async () => {
		const ended = await me.call(words("--json", "--uploader", "Rara"));
		const lines = jsonLines(ended);
		expect(lines).toHaveLength(COUNT + 1);
		expect(lines[0]).toEqual({
			...{ file: expect.stringContaining(photos), status: "sent", id: expect.any(String) },
		});
		expect(lines.at(-1)).toEqual({
			summary: {
				...{ files: COUNT, sent: COUNT, there: 0, missing: 0, failed: 0, skipped: 1 },
				...{ bytes_sent: expect.any(Number), left: 0 },
			},
		});
		const { body } = await owner.get(`/api/events/${eventId}/photos?limit=1`);
		expect(body.photos[0]).toMatchObject({ uploader_name: "Rara", album_name: "Official" });
	});

	it("are only named in a dry run", async () => {
		const { code, out } = await me.call(words("--dry-run"));
		const lines = out.trim().split("\n");
		expect(code).toBe(0);
		expect(lines).toHaveLength(COUNT + 2);
		expect(lines[0]).toBe(join(photos, "card0/0.jpg"));
		expect(lines.at(-2)).toBe("12 of 12 photos would be sent, 0 there already");
		expect(await total()).toBe(0);
	});

	it("are there once, though two send them at once", async () => {
		const both = await Promise.all([me.call(words("--json")), me.call(words("--json"))]);
		expect(both.map(({ code }) => code)).toEqual([0, 0]);
		const [one, other] = both.map(summaryOf);
		expect(one.sent + other.sent).toBe(COUNT);
		expect(one.there + other.there).toBe(COUNT);
		expect(await total()).toBe(COUNT);
	});

	it("that are the same under two names are one", async () => {
		const folder = join(scratch, "copies");
		mkdirSync(folder, { recursive: true });
		const picture = await aPicture();
		for (const name of ["a.jpg", "b.jpg"]) writeFileSync(join(folder, name), picture);
		const call = ["upload", folder, "--event", eventId, "--album", "Tamu", "--json"];
		expect(summaryOf(await me.call(call))).toMatchObject({ files: 2, sent: 1, there: 1 });
	});

	it("of which some are none fail with the reason, and the others are sent", async () => {
		const folder = join(scratch, "mixed");
		cpSync(join(photos, "card0"), folder, { recursive: true });
		writeFileSync(join(folder, "wrong.jpg"), "no photo at all");
		writeFileSync(join(folder, "empty.png"), "");
		writeFileSync(join(folder, "large.jpg"), await aJpegOf(50 * 1024 ** 2 + 1));
		const call = ["upload", folder, "--event", eventId, "--album", "Official"];
		const { code, out, err } = await me.call(call);
		expect(code).toBe(1);
		expect(err.trim().split("\n").toSorted()).toEqual([
			`Failed ${join(folder, "empty.png")}: The file is empty`,
			`Failed ${join(folder, "large.jpg")}: File size must be less than 50MB`,
			`Failed ${join(folder, "wrong.jpg")}: Only JPEG, PNG, WebP, HEIC, HEIF, GIF and BMP photos can be uploaded`,
		]);
		expect(out).toMatch(/^4 of 7 photos sent .* 3 failed\n$/);
	});
});

describe("in trouble", () => {
	it("killed halfway, it goes on with what is left", async () => {
		proxy.set(SOME);
		const running = me.start(words("--json", "--parallel", "1"));
		await done(running, 3);
		proxy.set({ silent: true });
		running.process.kill("SIGKILL");
		expect((await running.ended).code).toBe("SIGKILL");
		await proxy.mend();
		const again = await me.call(words("--json"));
		const { sent, there } = summaryOf(again);
		expect([again.code, sent + there]).toEqual([0, COUNT]);
		expect(there).toBeGreaterThanOrEqual(3);
		expect(await total()).toBe(COUNT);
	});

	it("Ctrl-C ends it with what was done", async () => {
		proxy.set(SOME);
		const running = me.start(words("--json", "--parallel", "1"));
		await done(running, 3);
		proxy.set({ silent: true });
		running.process.kill("SIGINT");
		const ended = await running.ended;
		expect([ended.code, ended.err]).toEqual([130, ""]);
		expect(summaryOf(ended)).toMatchObject({ files: COUNT, failed: 0 });
		expect(summaryOf(ended).left).toBeGreaterThan(0);
	});

	it("a server that is killed and comes back is waited for", async () => {
		proxy.set(SOME);
		const running = me.start(words("--json", "--parallel", "2"));
		await done(running, 2);
		await server.killWeb();
		await proxy.mend();
		await hasSaid(running, "No connection to the server. Trying again");
		await server.startWeb();
		const ended = await running.ended;
		expect([ended.code, summaryOf(ended)]).toMatchObject([0, { sent: COUNT, failed: 0 }]);
		expect(await total()).toBe(COUNT);
	});

	it("a connection that breaks amid a photo costs nothing", async () => {
		// Past what is asked before, and short of a photo's end.
		proxy.set({ cutRequestAfter: 4000 });
		const running = me.start(words("--json"));
		await hasSaid(running, "Trying again");
		await proxy.mend();
		const ended = await running.ended;
		expect([ended.code, summaryOf(ended).failed]).toEqual([0, 0]);
		expect(await total()).toBe(COUNT);
	});

	for (const status of [429, 503])
		it(`${status} is waited out`, async () => {
			proxy.set(SOME);
			const running = me.start(words("--json", "--parallel", "1"));
			await done(running, 2);
			proxy.set({ status });
			await hasSaid(running, "The server is busy. Trying again");
			proxy.set({});
			const ended = await running.ended;
			expect([ended.code, summaryOf(ended)]).toMatchObject([0, { sent: COUNT, failed: 0 }]);
		});
});

describe("an event", () => {
	const call = (event: string) => ["upload", photos, "--event", event, "--album", "Official"];

	it("that is not there, or is not the only one, is said", async () => {
		const none = await me.call(call("no such event"));
		expect([none.code, none.err]).toEqual([
			...[2, "Error: You have no event called 'no such event'.\n"],
		]);
		await owner.createEvent({ name: "Twice" });
		await owner.createEvent({ name: "Twice" });
		const { code, err } = await me.call(call("twice"));
		expect([code, err]).toEqual([
			2,
			expect.stringMatching(/^Error: More than one event is called 'twice'. Name its id:\n/),
		]);
	});

	it("of somebody else is none", async () => {
		const admin = await new Api(server.url).admin();
		const theirs = await admin.createEvent({ guest_uploads: "open" });
		const { code, err } = await me.call(call(theirs));
		expect([code, err]).toEqual([1, "Error: This event does not exist\n"]);
	});

	it("that is deleted meanwhile fails its photos, with the reason", async () => {
		proxy.set(SOME);
		const running = me.start(words("--json", "--parallel", "1"));
		await done(running, 2);
		await owner.delete(`/api/events/${eventId}`);
		await proxy.mend();
		const ended = await running.ended;
		expect(ended.code).toBe(1);
		expect(jsonLines(ended).at(-2)).toMatchObject({ reason: "This event does not exist" });
	});
});

describe("a folder that is watched", () => {
	it("has what appears sent when it has stopped growing", async () => {
		const folder = join(scratch, "watched");
		mkdirSync(folder);
		const call = ["upload", folder, "--event", eventId, "--album", "Official"];
		const running = me.start([...call, "--watch", "--json"]);
		await hasSaid(running, "Watching for photos");
		const [first, second] = await Promise.all([aPicture(), aPicture()]);
		writeFileSync(join(folder, "first.jpg"), first);
		await done(running, 1);
		// Copied in two pieces: the first alone is a photo too, cut off.
		writeFileSync(join(folder, "second.jpg"), second.subarray(0, 2000));
		appendFileSync(join(folder, "second.jpg"), second.subarray(2000));
		await done(running, 2);
		rmSync(join(folder, "first.jpg"));
		running.process.kill("SIGINT");
		const ended = await running.ended;
		expect([ended.code, summaryOf(ended)]).toMatchObject([
			...[0, { files: 2, sent: 2, failed: 0, left: 0 }],
		]);
		const sizes = (await owner.get(`/api/events/${eventId}/photos`)).body.photos.map(
			({ file_size }: Json) => file_size,
		);
		expect(sizes.toSorted()).toEqual([first.length, second.length].toSorted());
	});
});
