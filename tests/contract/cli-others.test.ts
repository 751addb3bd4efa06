/** The command line's other commands, and how it is started. */
import { execFile } from "node:child_process";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { promisify } from "node:util";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { Api } from "#tests/support/api.ts";
import { CommandLine, jsonLines } from "#tests/support/command-line.ts";
import { aPicture } from "#tests/support/pictures.ts";
import { aPortrait } from "#tests/support/portraits.ts";
import { enrolled } from "#tests/support/recognition.ts";
import { makeScratch, removeScratch } from "#tests/support/scratch.ts";
import { startServer, type TestServer } from "#tests/support/server.ts";

let server: TestServer;
let owner: Api;
let scratch: string;
let me: CommandLine;

beforeAll(async () => {
	server = await startServer();
	owner = await new Api(server.url).photographer();
	scratch = makeScratch("cli-others");
	const POTRET_TOKEN = owner.headers.authorization?.replace("Bearer ", "") ?? "";
	me = new CommandLine(scratch, { POTRET_URL: server.url, POTRET_TOKEN });
});
afterAll(async () => {
	await server?.stop();
	removeScratch(scratch);
});

describe("recognize", () => {
	let folder: string;
	beforeAll(async () => {
		await enrolled(owner, "Ayu", "ayu");
		folder = join(scratch, "photos");
		mkdirSync(folder);
		writeFileSync(join(folder, "1.jpg"), await aPortrait("ayu", 1));
		writeFileSync(join(folder, "2.jpg"), await aPicture());
	});

	it("says who is on which photo, and keeps it as a table", async () => {
		const csv = join(scratch, "people.csv");
		const { code, out, err } = await me.call(["recognize", folder, "--csv", csv]);
		expect([code, err]).toEqual([0, ""]);
		expect(out.split("\n")).toEqual([
			expect.stringMatching(/^Photo +Person +Sure +Faces$/),
			expect.stringMatching(/^1\.jpg +Ayu +\d+\.\d % +1$/),
			expect.stringMatching(/^2\.jpg +Unknown +0$/),
			...["Somebody known on 1 of 2 photos, 0 failed", ""],
		]);
		const lines = readFileSync(csv, "utf8").trim().split("\r\n");
		expect(lines).toEqual([
			expect.stringMatching(/^Timestamp,Filename,/),
			expect.stringContaining(",1.jpg,default,Yes,Ayu,"),
			expect.stringContaining(",2.jpg,default,No,Unknown,"),
		]);
	});

	it("with a photo that cannot be read ends with 1, and says all as JSON", async () => {
		writeFileSync(join(scratch, "3.jpg"), "no photo");
		const ended = await me.call(["recognize", folder, join(scratch, "3.jpg"), "--json"]);
		expect(ended.code).toBe(1);
		const lines = jsonLines(ended);
		expect(lines.map(({ filename }) => filename)).toEqual([
			...["3.jpg", "1.jpg", "2.jpg", undefined],
		]);
		expect(lines.at(-1)).toEqual({
			summary: { photos: 3, recognized: 1, failed: 1, people: ["Ayu"] },
		});
	});

	it("of more than a request takes makes one table of several", async () => {
		const many = join(scratch, "many");
		mkdirSync(many);
		// What cannot be read is quickly looked at.
		for (let n = 0; n < 101; n++) writeFileSync(join(many, `${n}.png`), `no photo ${n}`);
		const csv = join(scratch, "many.csv");
		const { code, out } = await me.call(["recognize", many, "--csv", csv]);
		expect([code, out.trim().split("\n").at(-1)]).toEqual([
			...[1, "Somebody known on 0 of 101 photos, 101 failed"],
		]);
		const lines = readFileSync(csv, "utf8").trim().split("\r\n");
		expect(lines).toHaveLength(102);
		expect(lines.filter((line) => line.includes("Timestamp"))).toHaveLength(1);
	});
});

describe("bench", () => {
	it("measures, and leaves nothing", async () => {
		const ended = await me.call(["bench", "--photos", "3", "--parallel", "2", "--json"]);
		expect([ended.code, ended.err]).toEqual([0, ""]);
		expect(jsonLines(ended)).toEqual([
			{
				...{ photos: 3, parallel: 2, photos_per_second: expect.any(Number) },
				...{ p50_ms: expect.any(Number), p95_ms: expect.any(Number) },
			},
		]);
		const { body } = await owner.get("/api/events?eventName=Measurement&owned=true");
		expect(body.events).toEqual([]);
	});
});

describe("doctor", () => {
	it("looks at this installation, and its code is ours", async () => {
		const env = Object.fromEntries(
			Object.entries(server.env).filter(
				(entry): entry is [string, string] => entry[1] !== undefined,
			),
		);
		const { code, out } = await me.call(["doctor", "--json"], { env });
		expect([code, JSON.parse(out)]).toEqual([0, expect.any(Object)]);
		expect((await me.call(["doctor", "--no-such"], { env })).code).toBe(2);
	});
});

describe("npx potret", () => {
	const run = promisify(execFile);

	it("is the command line, from wherever it is called", async () => {
		const { version } = JSON.parse(readFileSync("package.json", "utf8"));
		const bin = join(process.cwd(), "bin/potret.mjs");
		const { stdout } = await run(process.execPath, [bin, "--version"], { cwd: scratch });
		expect(stdout).toBe(`${version}\n`);
		const env = { ...process.env, npm_config_cache: join(scratch, "npm") };
		const npx = await run("npx", ["--offline", "potret", "--version"], { env });
		expect(npx.stdout).toBe(`${version}\n`);
	});

	it("ends as the command ends", async () => {
		const call = run(process.execPath, ["bin/potret.mjs", "dance"]);
		await expect(call).rejects.toMatchObject({ code: 2 });
	});
});
