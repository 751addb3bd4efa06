import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { Api } from "#tests/support/api.ts";
import { startServer, type TestServer } from "#tests/support/server.ts";

const ACCOUNT = { username: "photographer", password: "photographer123" };

let server: TestServer;
let api: Api;
beforeAll(async () => {
	server = await startServer({ worker: false });
	api = new Api(server.url);
});
afterAll(() => server.stop());

const bearer = (token: string) => api.with({ authorization: `Bearer ${token}` });
const withCookie = (cookie: string) => api.with({ cookie });

/** What these credentials open: a page that wants a user. */
const knock = async (caller: Api) => (await caller.get("/api/keys")).status;

describe("where credentials stand", () => {
	let pair: { access: string; cookie: string };
	let apiKey: string;
	beforeAll(async () => {
		const { body, headers } = await api.post("/api/auth/login", ACCOUNT);
		pair = { access: body.access_token, cookie: headers.getSetCookie()[0]?.split(";")[0] ?? "" };
		const created = await bearer(pair.access).post("/api/keys", {
			name: "k",
			scopes: ["events:read"],
		});
		apiKey = created.body.key;
	});

	/** Whether the caller's own events show, which the key's scope lets it see too. */
	const sees = async (headers: Record<string, string>) => {
		const { status, body } = await api.with(headers).get("/api/events?owned=1");
		return status === 200 ? body.events.length > 0 : status;
	};

	it("Bearer, in any case, and bare, for tokens and keys", async () => {
		for (const token of [pair.access, apiKey])
			for (const scheme of ["Bearer ", "bearer ", "BEARER   ", ""])
				expect(await sees({ authorization: `${scheme}${token}` })).toBe(true);
	});

	it("X-API-Key, and the cookie", async () => {
		expect(await sees({ "x-api-key": apiKey })).toBe(true);
		expect(await sees({ cookie: pair.cookie })).toBe(true);
	});

	it("the first that holds wins", async () => {
		expect(await sees({ authorization: "Bearer x", "x-api-key": apiKey })).toBe(true);
		expect(await sees({ authorization: `Bearer ${apiKey}`, "x-api-key": "x" })).toBe(true);
		expect(await sees({ authorization: "Bearer x", cookie: pair.cookie })).toBe(true);
		const keys = api.with({ authorization: `Bearer ${apiKey}`, cookie: pair.cookie });
		expect((await keys.get("/api/keys")).status).toBe(403);
	});

	it("none that holds is 401, where nobody needs to be anybody too", async () => {
		const bad: Record<string, string>[] = [
			...[{ authorization: "Bearer x" }, { authorization: "Bearer" }, { "x-api-key": "x" }],
			...[{ authorization: "Basic YTpi" }, { authorization: "x", cookie: "potret_session=x" }],
		];
		for (const headers of bad) expect(await sees(headers)).toBe(401);
	});

	it("an empty header is none, and a cookie that is over is as if not sent", async () => {
		const none: Record<string, string>[] = [
			...[{ authorization: "" }, { "x-api-key": " " }, { cookie: "potret_session=x" }],
		];
		for (const headers of none) expect(await sees(headers)).toBe(false);
	});

	const ELSEWHERE: Record<string, string>[] = [
		...[{ origin: "https://evil.example" }, { origin: "null" }],
		...[{ "sec-fetch-site": "cross-site" }, { "sec-fetch-site": "same-site" }],
	];

	it("a cookie changes nothing from another site, and still reads; a token does both", async () => {
		const event = { name: "From elsewhere", date: "2026-05-09" };
		for (const place of ELSEWHERE) {
			const lured = withCookie(pair.cookie).with(place);
			expect((await lured.post("/api/events", event)).status).toBe(401);
			expect((await lured.get("/api/keys")).status).toBe(200);
			const script = bearer(pair.access).with(place);
			expect((await script.post("/api/events", event)).status).toBe(201);
		}
		const ours: Record<string, string>[] = [
			{ origin: server.url },
			{ "sec-fetch-site": "same-origin" },
		];
		for (const place of ours)
			expect((await withCookie(pair.cookie).with(place).post("/api/events", event)).status).toBe(
				201,
			);
	});

	it("another site can sign in for a token, but cannot sign its reader in", async () => {
		for (const place of ELSEWHERE) {
			const { status, headers, body } = await api.with(place).post("/api/auth/login", ACCOUNT);
			expect([status, headers.getSetCookie()]).toEqual([200, []]);
			expect(await knock(bearer(body.access_token))).toBe(200);
		}
	});
});
