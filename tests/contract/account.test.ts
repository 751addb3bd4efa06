import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { Api, DEMO_EVENT } from "#tests/support/api.ts";
import { queryDatabase } from "#tests/support/database.ts";
import { startServer, type TestServer } from "#tests/support/server.ts";

const PASSWORD = "a long password";
const NEXT = "another long password";
const WRONG_GUESSES = 3;

let server: TestServer;
let anyone: Api;
let people = 0;
let addresses = 0;

beforeAll(async () => {
	server = await startServer({
		worker: false,
		env: {
			...{ REGISTRATION: "1", TRUSTED_PROXIES: "1" },
			RATE_FAILURES_PER_ACCOUNT: String(WRONG_GUESSES),
		},
	});
	anyone = new Api(server.url);
});
afterAll(() => server.stop());

/** From an address that nobody else uses, so that nobody is held back for another's guesses. */
const aCaller = (agent = "") =>
	anyone.with({ "x-forwarded-for": `198.51.100.${++addresses}`, "user-agent": agent });

/** Somebody new, signed in, who can sign in once more. */
async function aPerson() {
	const username = `person-${++people}`;
	const api = await aCaller().register(username);
	return { username, api, again: (agent?: string) => aCaller(agent).signIn(username, PASSWORD) };
}

const aKeyOf = async (api: Api) => {
	const scopes = ["events:read", "events:write", "people:write"];
	const { body } = await api.post("/api/keys", { name: "All that a key may do", scopes });
	return anyone.with({ "x-api-key": body.key });
};

const isIn = async (api: Api) => (await api.get("/api/account")).status === 200;

describe("one's account", () => {
	it("is told to its owner", async () => {
		const { api, username } = await aPerson();
		const { status, body } = await api.get("/api/account");
		expect(status).toBe(200);
		expect(body).toEqual({
			...{ id: expect.any(String), username, role: "photographer", domain: "default" },
			...{ email: `${username}@example.com`, created_at: expect.any(String) },
			...{ storage_used_bytes: 0, files: 0, storage_limit_bytes: null, file_limit: null },
		});
	});

	it("takes another e-mail address, in any case, or none", async () => {
		const { api } = await aPerson();
		const changed = await api.patch("/api/account", { email: "New.One@Example.com" });
		expect([changed.status, changed.body.email]).toEqual([200, "new.one@example.com"]);
		expect((await api.patch("/api/account", { email: null })).body.email).toBeNull();
	});

	it("takes no address that somebody has, also when two ask at once", async () => {
		const [one, other] = [await aPerson(), await aPerson()];
		const taken = await one.api.patch("/api/account", { email: `${other.username}@EXAMPLE.com` });
		expect([taken.status, taken.body.error]).toEqual([409, "EMAIL_TAKEN"]);
		const both = [one, other].map(({ api }) => api.patch("/api/account", { email: "b@b.example" }));
		expect((await Promise.all(both)).map(({ status }) => status).sort()).toEqual([200, 409]);
	});

	const BAD: unknown[] = [
		...[
			undefined,
			{},
			[],
			null,
			{ email: "no address" },
			{ email: `${"a".repeat(250)}@b.example` },
		],
		...[
			{ email: "a@b.example", role: "admin" },
			{ username: "root" },
			{ email: "a\u0000@b.example" },
		],
	];
	for (const body of BAD)
		it(`refuses ${JSON.stringify(body)?.slice(0, 60)}`, async () => {
			const { api } = await aPerson();
			const reply = await api.patch("/api/account", body);
			expect([reply.status, reply.body.error]).toEqual([400, "VALIDATION_ERROR"]);
		});
});

describe("where accounts may be made", () => {
	it("the door says so", async () => {
		expect((await anyone.get("/sign-in")).body).toContain('href="/register"');
		expect((await anyone.get("/register")).body).toContain('name="email"');
	});
});

describe("a new password", () => {
	const change = (api: Api, current: string, next = NEXT) =>
		api.post("/api/account/password", { current, next });

	it("ends every other sign-in, and no key", async () => {
		const { api, again, username } = await aPerson();
		const [other, key] = [await again(), await aKeyOf(api)];
		expect((await change(api, PASSWORD)).status).toBe(204);
		expect(await isIn(api)).toBe(true);
		expect(await isIn(other)).toBe(false);
		expect((await key.get("/api/events")).status).toBe(200);
		await expect(again()).rejects.toThrow("401");
		expect(await isIn(await aCaller().signIn(username, NEXT))).toBe(true);
	});

	it("is set once when two are sent at once", async () => {
		const { api, username } = await aPerson();
		const wanted = ["the first of the two", "the second of the two"];
		const replies = await Promise.all(wanted.map((next) => change(api, PASSWORD, next)));
		expect(replies.map(({ status }) => status).sort()).toEqual([204, 403]);
		const set = wanted[replies.findIndex(({ status }) => status === 204)] ?? "";
		expect(await isIn(await aCaller().signIn(username, set))).toBe(true);
	});

	it("wants the current one, and wrong ones are guesses: here and at the door", async () => {
		const { api, username, again } = await aPerson();
		for (let n = 0; n < WRONG_GUESSES; n++) {
			const { status, body } = await change(api, `wrong ${n}`);
			expect([status, body.error]).toEqual([403, "WRONG_PASSWORD"]);
		}
		expect((await change(api, PASSWORD)).status).toBe(429);
		const held = await aCaller().post("/api/auth/login", { username, password: PASSWORD });
		expect(held.status).toBe(429);
		await expect(again()).rejects.toThrow("429");
	});

	it("has at least ten characters", async () => {
		const { api } = await aPerson();
		expect((await change(api, PASSWORD, "123456789")).status).toBe(400);
		expect((await change(api, PASSWORD, "x".repeat(501))).status).toBe(400);
		expect((await change(api, PASSWORD, "1234567890")).status).toBe(204);
	});
});

describe("sign-ins", () => {
	const list = async (api: Api) => (await api.get("/api/account/sessions")).body;

	it("are listed with their device, the one that asks first", async () => {
		const { api, again } = await aPerson();
		const firefox = "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0";
		await again(firefox);
		await again("python-requests/2.32");
		const { sessions, total } = await list(api);
		expect(total).toBe(3);
		const seen = sessions.map((one: { device: object; current: boolean }) => [
			one.device,
			one.current,
		]);
		expect(seen[0][1]).toBe(true);
		expect(seen.slice(1)).toEqual([
			[{ name: "python-requests", system: null }, false],
			[{ name: "Firefox", system: "Linux" }, false],
		]);
		for (const one of sessions) expect(Date.parse(one.last_seen_at)).toBeGreaterThan(0);
	});

	it("are noted to be in use, again and again", async () => {
		const { api, username } = await aPerson();
		const asIfLeft = `UPDATE sessions SET last_seen_at = now() - interval '1 day' FROM users
			WHERE users.id = user_id AND username = $1 RETURNING last_seen_at`;
		const [left] = await queryDatabase(server.databaseUrl, asIfLeft, [username]);
		const [seen] = (await list(api)).sessions;
		expect(Date.parse(seen.last_seen_at)).toBeGreaterThan(left?.last_seen_at.getTime());
		expect((await list(api)).sessions[0].last_seen_at).toBe(seen.last_seen_at);
	});

	it("end one by one, each once, and only one's own", async () => {
		const [me, stranger] = [await aPerson(), await aPerson()];
		const other = await me.again();
		const { sessions } = await list(me.api);
		const path = `/api/account/sessions/${sessions[1].id}`;
		const refused = await stranger.api.delete(path);
		expect([refused.status, refused.body.error]).toEqual([404, "SESSION_NOT_FOUND"]);
		expect(await isIn(other)).toBe(true);
		const twice = await Promise.all([me.api.delete(path), me.api.delete(path)]);
		expect(twice.map(({ status }) => status).sort()).toEqual([204, 404]);
		expect(await isIn(other)).toBe(false);
		for (const id of ["x", "%00", DEMO_EVENT])
			expect((await me.api.delete(`/api/account/sessions/${id}`)).status).toBe(404);
	});

	it("end all but the one that asks", async () => {
		const { api, again } = await aPerson();
		const others = [await again(), await again()];
		expect((await api.delete("/api/account/sessions")).status).toBe(204);
		expect(await Promise.all(others.map(isIn))).toEqual([false, false]);
		expect((await list(api)).total).toBe(1);
		expect((await api.delete("/api/account/sessions")).status).toBe(204);
	});

	it("may end themselves", async () => {
		const { api } = await aPerson();
		const [own] = (await list(api)).sessions;
		expect((await api.delete(`/api/account/sessions/${own.id}`)).status).toBe(204);
		expect(await isIn(api)).toBe(false);
	});
});

describe("accounts are for people", () => {
	const CALLS: [method: string, path: string, body?: unknown][] = [
		["GET", "/api/account"],
		["PATCH", "/api/account", { email: null }],
		["POST", "/api/account/password", { current: PASSWORD, next: NEXT }],
		["GET", "/api/account/sessions"],
		["DELETE", "/api/account/sessions"],
		["DELETE", `/api/account/sessions/${DEMO_EVENT}`],
	];
	for (const [method, path, body] of CALLS)
		it(`${method} ${path} is refused to keys and strangers`, async () => {
			const { api } = await aPerson();
			const key = await (await aKeyOf(api)).request(method, path, body);
			expect([key.status, key.body.error]).toEqual([403, "FORBIDDEN"]);
			const stranger = await aCaller().request(method, path, body);
			expect([stranger.status, stranger.body.error]).toEqual([401, "UNAUTHENTICATED"]);
		});
});
