/** Signing in and out by command line, and who calls without. */
import { readdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { Api, type Json } from "#tests/support/api.ts";
import { CommandLine, jsonLines } from "#tests/support/command-line.ts";
import { makeScratch, removeScratch } from "#tests/support/scratch.ts";
import { startServer, type TestServer } from "#tests/support/server.ts";

const NOBODY = "http://127.0.0.1:9";

let server: TestServer;
let folder: string;
let me: CommandLine;

beforeAll(async () => {
	server = await startServer({ worker: false });
});
afterAll(() => server?.stop());
beforeEach(() => {
	folder = makeScratch("cli");
	me = new CommandLine(folder);
	return () => removeScratch(folder);
});

const credentials = () => join(folder, "potret/credentials.json");
const kept = (): Json => JSON.parse(readFileSync(credentials(), "utf8"));
const expire = () => writeFileSync(credentials(), JSON.stringify({ ...kept(), expires_at: 0 }));
const signIn = () => me.call(["login", server.url], { input: "photographer\nphotographer123\n" });

describe("a sign-in", () => {
	it("is by name and password, and kept where nobody else can read it", async () => {
		expect(await signIn()).toMatchObject({
			code: 0,
			out: `Signed in to ${server.url} as photographer\n`,
			err: "",
		});
		expect(statSync(credentials()).mode & 0o777).toBe(0o600);
		expect(statSync(join(folder, "potret")).mode & 0o777).toBe(0o700);
		expect(readdirSync(join(folder, "potret"))).toEqual(["credentials.json"]);
		const who = await me.call(["whoami"]);
		expect([who.code, who.out]).toEqual([0, `photographer (photographer) at ${server.url}\n`]);
	});

	it("with a wrong password is none", async () => {
		const { code, err } = await me.call(["login", server.url, "--name", "photographer"], {
			input: "wrong\n",
		});
		expect([code, err]).toEqual([3, "Error: The name or the password is wrong\n"]);
		expect((await me.call(["whoami"])).code).toBe(3);
	});

	it("is renewed by itself, also for two who need that at once", async () => {
		await signIn();
		const before = kept();
		expire();
		const both = await Promise.all([me.call(["whoami"]), me.call(["events"])]);
		expect(both.map(({ code, err }) => [code, err])).toEqual([
			[0, ""],
			[0, ""],
		]);
		expect(kept().refresh_token).not.toBe(before.refresh_token);
		expect(kept().expires_at).toBeGreaterThan(Date.now());
		expect((await me.call(["whoami"])).code).toBe(0);
	});

	it("is renewed where the server says no to what looked good", async () => {
		await signIn();
		writeFileSync(credentials(), JSON.stringify({ ...kept(), access_token: "old" }));
		expect((await me.call(["whoami"])).code).toBe(0);
		expect(kept().access_token).not.toBe("old");
	});

	it("that the server has ended has to be made again", async () => {
		await signIn();
		const { access_token } = kept();
		await new Api(server.url, { authorization: `Bearer ${access_token}` }).post("/api/auth/logout");
		const { code, err } = await me.call(["whoami"]);
		expect([code, err]).toEqual([
			3,
			`Error: Your sign-in has ended. Run: npx potret login ${server.url}\n`,
		]);
	});

	it("ends here and at the server", async () => {
		await signIn();
		const { access_token } = kept();
		expect(await me.call(["logout"])).toMatchObject({
			code: 0,
			out: `Signed out of ${server.url}\n`,
		});
		const api = new Api(server.url, { authorization: `Bearer ${access_token}` });
		expect((await api.get("/api/events")).status).toBe(401);
		expect((await me.call(["whoami"])).code).toBe(3);
		expect((await me.call(["logout"])).out).toBe("You were not signed in\n");
	});
});

describe("a key", () => {
	const aKey = async (scopes: string[]) => {
		const owner = await new Api(server.url).photographer();
		return (await owner.post("/api/keys", { name: "cli", scopes })).body.key as string;
	};

	it("is kept where it is valid", async () => {
		const key = await aKey(["events:read"]);
		expect((await me.call(["login", server.url, "--token", "wrong"])).code).toBe(3);
		expect((await me.call(["login", server.url, "--token", key])).code).toBe(0);
		const who = await me.call(["whoami", "--json"]);
		expect(jsonLines(who)).toEqual([{ url: server.url, username: null, role: null }]);
		expect((await me.call(["logout"])).code).toBe(0);
	});

	it("in the environment comes first, and is told to no other server", async () => {
		await signIn();
		const key = await aKey(["photos:read"]);
		const { code, err } = await me.call(["events", "create", "A", "2026-01-01"], {
			env: { POTRET_TOKEN: key },
		});
		expect([code, err]).toEqual([1, "Error: This API key lacks the scope events:write\n"]);
		expect(await me.call(["whoami"], { env: { POTRET_URL: NOBODY } })).toMatchObject({
			code: 3,
			err: `Error: You are not signed in at ${NOBODY}. Run: npx potret login ${NOBODY}\n`,
		});
	});
});

describe("events", () => {
	it("are made and listed", async () => {
		await signIn();
		const made = await me.call(["events", "create", "Asa & Budi", "2026-12-05"]);
		expect([made.code, made.out]).toEqual([
			0,
			expect.stringMatching(/^Made Asa & Budi, 2026-12-05: [0-9a-f-]{36}\n$/),
		]);
		const { out } = await me.call(["events", "--name", "budi"]);
		expect(out.split("\n")).toEqual([
			expect.stringMatching(/^Event +Date +Photos +Id$/),
			expect.stringMatching(/^Asa & Budi +2026-12-05 +0 +[0-9a-f-]{36}$/),
			"",
		]);
		const listed = jsonLines(await me.call(["events", "--name", "budi", "--json"]));
		expect(listed).toMatchObject([{ name: "Asa & Budi", photo_count: 0 }]);
		expect((await me.call(["events", "--name", "nothing like it"])).out).toBe("No events\n");
	});

	it("are not made of what is no date", async () => {
		await signIn();
		expect((await me.call(["events", "create", "A", "5.12."])).code).toBe(1);
	});
});

describe("what is called wrongly", () => {
	it("is said, with 2", async () => {
		const calls = [
			...[[], ["dance"], ["login"], ["login", "http://"], ["events", "--all"]],
			...[["events", "create", "A"], ["upload"], ["upload", "."]],
			...[["batch", "."], ["batch"], ["recognize"], ["bench", "--photos", "0"]],
		];
		for (const call of calls) expect((await me.call(call)).code, call.join(" ")).toBe(2);
		expect((await me.call(["dance"])).err).toBe(
			"Error: There is no command 'dance'. See: potret --help\n",
		);
	});

	it("is no colour where there is no terminal, and every command says how it is called", async () => {
		const { out } = await me.call(["--help"]);
		const names = [...out.matchAll(/^ {2}(\w+) {2}/gm)].map(([, name]) => name as string);
		expect(names).toHaveLength(10);
		for (const name of names) {
			const { code, out: help } = await me.call([name, "--help"]);
			expect([code, help], name).toEqual([0, expect.stringMatching(/^Usage: potret .*Example: /s)]);
		}
	});
});

it("a server that cannot be reached is said, with 4", async () => {
	const env = { POTRET_URL: NOBODY, POTRET_TOKEN: "any" };
	const { code, err } = await me.call(["events"], { env });
	expect([code, err]).toEqual([4, "Error: The server at 127.0.0.1:9 does not answer.\n"]);
	expect((await me.call(["login", NOBODY], { input: "a\nb\n" })).code).toBe(4);
});

it("what answers otherwise than Potret is not taken for it", async () => {
	const env = { POTRET_URL: `${server.url}/sign-in`, POTRET_TOKEN: "any" };
	const { code } = await me.call(["events"], { env });
	expect(code).toBe(1);
});
