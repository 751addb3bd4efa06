import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { Api } from "#tests/support/api.ts";
import { startServer, type TestServer } from "#tests/support/server.ts";

const PER_ACCOUNT = 3;
const PER_ADDRESS = 6;

let server: TestServer;
let addresses = 0;

/** A caller from an address that nobody else uses. */
const aCaller = () => new Api(server.url, { "x-forwarded-for": `198.51.100.${++addresses}` });

beforeAll(async () => {
	server = await startServer({
		worker: false,
		env: {
			...{ TRUSTED_PROXIES: "1", REGISTRATION: "1" },
			RATE_FAILURES_PER_ACCOUNT: String(PER_ACCOUNT),
			RATE_FAILURES_PER_ADDRESS: String(PER_ADDRESS),
		},
	});
});
afterAll(() => server.stop());

let accounts = 0;
async function register(api = aCaller()) {
	const username = `user-${++accounts}`;
	const account = { username, email: `${username}@example.com`, password: "a long password" };
	const reply = await api.post("/api/auth/register", account);
	expect(reply.status).toBe(201);
	return account;
}

const login = (api: Api, username: string, password: string) =>
	api.post("/api/auth/login", { username, password });

describe("login", () => {
	it("answers tokens, the user, and a session cookie that scripts cannot read", async () => {
		const { status, body, headers } = await login(aCaller(), "photographer", "photographer123");
		expect(status).toBe(200);
		expect(body).toEqual({
			access_token: expect.any(String),
			token_type: "bearer",
			expires_in: 1800,
			refresh_token: expect.any(String),
			user: {
				id: expect.stringMatching(/^[0-9a-f-]{36}$/),
				...{ username: "photographer", role: "photographer", domain: "default" },
			},
		});
		const [cookie = "", ...more] = headers.getSetCookie();
		expect(more).toEqual([]);
		expect(cookie).toMatch(
			/^potret_session=[^;]+; Path=\/; Max-Age=2592000; HttpOnly; SameSite=Lax$/,
		);
		expect(headers.get("cache-control")).toBe("no-store");
	});

	it("takes the name in any case and with spaces around it", async () => {
		const { status, body } = await login(aCaller(), "  PhotoGrapher ", "photographer123");
		expect([status, body.user?.username]).toEqual([200, "photographer"]);
	});

	it("answers a wrong password and an unknown name with the same bytes", async () => {
		const wrong = await login(aCaller(), "admin", "wrong");
		const unknown = await login(aCaller(), "nobody-here", "wrong");
		expect([wrong.status, wrong.body.error]).toEqual([401, "INVALID_CREDENTIALS"]);
		expect([unknown.status, unknown.body]).toEqual([wrong.status, wrong.body]);
		expect(unknown.headers.getSetCookie()).toEqual([]);
		const names = (reply: typeof wrong) => [...reply.headers.keys()].sort();
		expect(names(unknown)).toEqual(names(wrong));
	});

	const BAD: [title: string, body: unknown][] = [
		["no body", undefined],
		["no password", { username: "admin" }],
		["an empty name", { username: "  ", password: "x" }],
		["a number", { username: 1, password: "x" }],
		["a list", []],
		["null", null],
		["an endless password", { username: "admin", password: "x".repeat(501) }],
		["NUL in the name", { username: "adm\u0000in", password: "x" }],
		["NUL in the password", { username: "admin", password: "x\u0000" }],
		["half a character", { username: "adm\ud800in", password: "x" }],
	];
	for (const [title, body] of BAD)
		it(`refuses ${title}`, async () => {
			const reply = await aCaller().post("/api/auth/login", body);
			expect([400, 401]).toContain(reply.status);
			expect(Object.keys(reply.body)).toEqual(["error", "message", "details"]);
		});

	it("refuses what is no JSON, and more than any sign-in needs", async () => {
		const send = (body: BodyInit, headers = {}) =>
			fetch(`${server.url}/api/auth/login`, { method: "POST", body, headers });
		for (const body of ["{", "username=admin&password=admin123", new Uint8Array([0xff, 0xfe])]) {
			const response = await send(body, { "content-type": "application/json" });
			expect(response.status).toBe(400);
			expect((await response.json()).error).toBe("VALIDATION_ERROR");
		}
		const huge = await send(JSON.stringify({ username: "x".repeat(300_000), password: "x" }));
		expect([huge.status, (await huge.json()).error]).toEqual([413, "REQUEST_TOO_LARGE"]);
	});
});

describe("wrong passwords", () => {
	it("hold an account back, from every address, with the right password too", async () => {
		const { username, password } = await register();
		for (let n = 0; n < PER_ACCOUNT; n++)
			expect((await login(aCaller(), username, `wrong ${n}`)).status).toBe(401);
		const held = await login(aCaller(), username.toUpperCase(), password);
		expect([held.status, held.body.error]).toEqual([429, "RATE_LIMITED"]);
		const seconds = Number(held.headers.get("retry-after"));
		expect(seconds).toBeGreaterThan(0);
		expect(seconds).toBeLessThanOrEqual(900);
		expect(held.headers.get("ratelimit-limit")).toBe(String(PER_ACCOUNT));
		expect(held.headers.get("ratelimit-remaining")).toBe("0");
		expect(Number(held.headers.get("ratelimit-reset"))).toBe(seconds);
		const other = await register();
		expect((await login(aCaller(), other.username, other.password)).status).toBe(200);
	});

	it("hold an address back, for every account, and no other address", async () => {
		const { username, password } = await register();
		const guesser = aCaller();
		for (let n = 0; n < PER_ADDRESS; n++)
			expect((await login(guesser, `nobody-${n}`, "wrong")).status).toBe(401);
		expect((await login(guesser, username, password)).status).toBe(429);
		expect((await login(aCaller(), username, password)).status).toBe(200);
	});

	it("are counted by what the connection says, not by what the caller writes", async () => {
		const from = addresses + 1;
		const guesser = aCaller();
		const statuses: number[] = [];
		for (let n = 0; n <= PER_ADDRESS; n++) {
			const liar = guesser.with({
				"x-forwarded-for": `203.0.113.${n}, 198.51.100.${from}`,
				"x-potret-address": `203.0.113.${n}`,
				"x-real-ip": `203.0.113.${n}`,
			});
			statuses.push((await login(liar, `nobody-else-${n}`, "wrong")).status);
		}
		expect(statuses).toEqual([...Array(PER_ADDRESS).fill(401), 429]);
	});

	it("sent all at once are no way around it", async () => {
		const { username } = await register();
		const tries = Array.from({ length: 12 }, (_, n) => login(aCaller(), username, `wrong ${n}`));
		const statuses = (await Promise.all(tries)).map(({ status }) => status);
		expect(statuses.filter((status) => status === 401)).toHaveLength(PER_ACCOUNT);
		expect(statuses.filter((status) => status === 429)).toHaveLength(12 - PER_ACCOUNT);
	});

	it("do not count where the password is right", async () => {
		const { username, password } = await register();
		const caller = aCaller();
		for (let n = 0; n < PER_ADDRESS + 2; n++)
			expect((await login(caller, username, password)).status).toBe(200);
	});
});

describe("register", () => {
	it("makes a photographer, who can sign in", async () => {
		const account = { username: "New.User", email: "new@example.com", password: "0123456789" };
		const reply = await aCaller().post("/api/auth/register", account);
		expect(reply.status).toBe(201);
		expect(reply.body).toEqual({
			...{ id: expect.any(String), username: "new.user" },
			...{ role: "photographer", domain: "default" },
		});
		expect((await login(aCaller(), "NEW.user", "0123456789")).status).toBe(200);
	});

	it("answers 409 for a name or an address that is taken, in any case", async () => {
		const { username, email, password } = await register();
		const other = { username: `${username}x`, email: `x${email}`, password };
		for (const same of [{ username: username.toUpperCase() }, { email: email.toUpperCase() }]) {
			const reply = await aCaller().post("/api/auth/register", { ...other, ...same });
			expect([reply.status, reply.body.error]).toEqual([409, "USERNAME_TAKEN"]);
		}
	});

	it("makes one account of two requests at once", async () => {
		const account = { username: "at-once", email: "once@example.com", password: "0123456789" };
		const twice = [aCaller(), aCaller()].map((api) => api.post("/api/auth/register", account));
		const statuses = (await Promise.all(twice)).map(({ status }) => status);
		expect(statuses.sort()).toEqual([201, 409]);
	});

	const GOOD = { username: "fine", email: "fine@example.com", password: "0123456789" };
	const BAD: [title: string, change: Record<string, unknown>][] = [
		["a short password", { password: "012345678" }],
		["a short name", { username: "ab" }],
		["a name with a space", { username: "a b c" }],
		["a name that is a path", { username: "../admin" }],
		["a name with NUL", { username: "abc\u0000" }],
		["a name that looks like another", { username: "аdmin" }],
		["no address", { email: "nobody" }],
		["a role of one's own choosing", { role: "admin" }],
		["a domain of one's own choosing", { domain: "other" }],
	];
	for (const [title, change] of BAD)
		it(`refuses ${title}`, async () => {
			const reply = await aCaller().post("/api/auth/register", { ...GOOD, ...change });
			expect([reply.status, reply.body.error]).toEqual([400, "VALIDATION_ERROR"]);
		});
});
