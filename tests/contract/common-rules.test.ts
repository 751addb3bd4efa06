import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { Api, DEMO_EVENT, eventually } from "#tests/support/api.ts";
import { aPicture } from "#tests/support/pictures.ts";
import { startServer, type TestServer } from "#tests/support/server.ts";

const ELSEWHERE = "https://app.example";
const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

let server: TestServer;
let api: Api;
let owner: Api;
beforeAll(async () => {
	server = await startServer({ worker: false });
	api = new Api(server.url);
	owner = await api.photographer();
});
afterAll(() => server.stop());

const ask = (method: string, path: string, headers: Record<string, string> = {}) =>
	fetch(`${server.url}${path}`, { method, headers, redirect: "manual" });

/** Every route, with a method that it has. */
const ROUTES: [method: string, path: string][] = [
	...([
		["GET", "/api/health"],
		["GET", "/api/events"],
		["POST", "/api/events"],
	] as const),
	...(["GET", "PATCH", "DELETE"] as const).map((m) => [m, `/api/events/${DEMO_EVENT}`] as const),
	["POST", `/api/events/${DEMO_EVENT}/access`],
	["GET", `/api/events/${DEMO_EVENT}/photos`],
	["POST", `/api/events/${DEMO_EVENT}/photos`],
	["POST", `/api/events/${DEMO_EVENT}/photos/batch`],
	["GET", `/api/events/${DEMO_EVENT}/photos/${DEMO_EVENT}`],
	["DELETE", `/api/events/${DEMO_EVENT}/photos/${DEMO_EVENT}`],
	...(["GET", "POST"] as const).map((m) => [m, `/api/v1/events/${DEMO_EVENT}/media`] as const),
	["GET", `/api/v1/events/${DEMO_EVENT}/media/grouped`],
	["DELETE", `/api/v1/events/${DEMO_EVENT}/media/${DEMO_EVENT}`],
	...(["GET", "PATCH", "DELETE"] as const).map(
		(m) => [m, `/api/v1/events/${DEMO_EVENT}/media/zones/${DEMO_EVENT}`] as const,
	),
	["POST", `/events/${DEMO_EVENT}/media/zones/${DEMO_EVENT}/files`],
	...([
		["GET", "/api/keys"],
		["POST", "/api/keys"],
	] as const),
	["DELETE", `/api/keys/${DEMO_EVENT}`],
	...([
		...["/api/account", "/api/account/sessions", "/api/admin/users", "/api/admin/audit"].map(
			(path) => ["GET", path] as const,
		),
		["PATCH", "/api/account"],
		["POST", "/api/account/password"],
		["DELETE", `/api/account/sessions/${DEMO_EVENT}`],
		["PATCH", `/api/admin/users/${DEMO_EVENT}`],
		["POST", `/api/admin/users/${DEMO_EVENT}/reset`],
	] as const),
	...["login", "refresh", "logout", "register", "setup", "invite"].map(
		(name) => ["POST", `/api/auth/${name}`] as [string, string],
	),
].map(([method = "", path = ""]) => [method, path]);

describe("every route", () => {
	for (const [method, path] of ROUTES) {
		const name = path.replaceAll(DEMO_EVENT, "{id}");

		it(`${method} ${name} answers the same with a slash behind it, and does not redirect`, async () => {
			const [plain, slashed] = [await ask(method, path), await ask(method, `${path}/`)];
			expect(plain.status).not.toBe(405);
			expect(slashed.status).toBe(plain.status);
			const [a, b] = [await plain.text(), await slashed.text()];
			if (plain.status >= 400 && plain.status !== 503) expect(b).toBe(a);
		});

		it(`${method} ${name} says who asked what, and allows other origins to read it`, async () => {
			const sent = "a-request-id.of_mine";
			const response = await ask(method, path, { "x-request-id": sent, origin: ELSEWHERE });
			expect(response.headers.get("x-request-id")).toBe(sent);
			expect(response.headers.get("cache-control")).toBe("no-store");
			expect(response.headers.get("access-control-allow-origin")).toBe("*");
			expect(response.headers.get("access-control-allow-credentials")).toBeNull();
			const exposed = response.headers.get("access-control-expose-headers");
			for (const header of ["X-Request-Id", "RateLimit-Remaining", "Retry-After"])
				expect(exposed).toContain(header);
			const made = await ask(method, path);
			expect(made.headers.get("x-request-id")).toMatch(UUID);
			expect(Number(made.headers.get("ratelimit-remaining"))).toBeGreaterThan(0);
		});

		it(`${method} ${name} answers a preflight`, async () => {
			const asks = { origin: ELSEWHERE, "access-control-request-method": method };
			for (const tail of ["", "/"]) {
				const { status, headers } = await ask("OPTIONS", path + tail, asks);
				expect(status).toBe(204);
				expect(headers.get("access-control-allow-origin")).toBe("*");
				expect(headers.get("access-control-allow-methods")).toContain(method);
				expect(headers.get("access-control-allow-headers")).toContain("Authorization");
			}
			const plain = await ask("OPTIONS", path);
			expect(plain.status).toBe(204);
			expect(plain.headers.get("allow")).toContain(method);
		});
	}
});

describe("request ids", () => {
	it("of other servers are taken over when they are fit for a log line", async () => {
		for (const id of ["short", "x".repeat(101), "with space", "a;b=c;d=e;f", "ünïcödé-id"]) {
			const response = await ask("GET", "/api/events", { "x-request-id": id });
			expect(response.headers.get("x-request-id")).toMatch(UUID);
		}
	});

	it("stand in the log beside the answer's status", async () => {
		await ask("GET", "/api/keys", { "x-request-id": "find-me-in-the-log" });
		const mine = (text: string) =>
			text.includes("find-me-in-the-log") && text.includes('"msg":"request"');
		// The line comes through a pipe, some time after the answer.
		const line = await eventually(
			async () => server.logs().split("\n").find(mine),
			(found) => found !== undefined,
		);
		expect(JSON.parse(line ?? "{}")).toMatchObject({
			method: "GET",
			path: "/api/keys",
			status: 401,
		});
	});
});

describe("a trailing slash", () => {
	it("keeps the body of an upload", async () => {
		const id = await owner.createEvent();
		const form = new FormData();
		form.set("albumName", "Official");
		form.set("file", new Blob([new Uint8Array(await aPicture())]), "a.jpg");
		const { status, body } = await owner.post(`/api/events/${id}/photos/`, form);
		expect([status, body.filename]).toEqual([201, "a.jpg"]);
	});

	it("keeps the body of a change", async () => {
		const id = await owner.createEvent();
		const { status, body } = await owner.patch(`/api/events/${id}/`, { name: "Slashed" });
		expect([status, body.name]).toEqual([200, "Slashed"]);
	});
});

describe("other methods", () => {
	it("HEAD answers what GET would, without a body", async () => {
		for (const [path, status] of [
			...([
				["/api/events", 200],
				["/api/events/", 200],
				["/api/keys", 401],
			] as const),
			[`/api/events/${crypto.randomUUID()}`, 404] as const,
		]) {
			const response = await ask("HEAD", path);
			expect([path, response.status, await response.text()]).toEqual([path, status, ""]);
			expect(response.headers.get("x-request-id")).toMatch(UUID);
		}
	});

	it("that a route does not have are 405", async () => {
		for (const [method, path] of [
			["PUT", "/api/events"],
			["GET", "/api/auth/login"],
		] as const)
			for (const tail of ["", "/"]) expect((await ask(method, path + tail)).status).toBe(405);
	});
});

describe("addresses that are none", () => {
	for (const path of [
		"/api",
		"/api/nothing",
		"/api/nothing/at/all/",
		"/api/auth",
		"/api/events/x/y",
	])
		for (const method of ["GET", "POST", "DELETE"])
			it(`${method} ${path} is 404 in JSON`, async () => {
				const response = await ask(method, path, { origin: ELSEWHERE });
				expect(response.status).toBe(404);
				expect(await response.json()).toEqual({
					error: "NOT_FOUND",
					message: "There is nothing at this address",
					details: null,
				});
				expect(response.headers.get("x-request-id")).toMatch(UUID);
			});
});

describe("every answer", () => {
	it.each([
		["GET", "/api/events/%F0%9F", 400],
		["GET", "/event/%E0%A4%A", 400],
		["PUT", "/api/events", 405],
		["GET", "/files/nothing", 404],
		["GET", "/no-such-page", 404],
	])("%s %s is %i and carries a request id", async (method, path, status) => {
		const response = await ask(method, path);
		expect(response.status).toBe(status);
		expect(response.headers.get("x-request-id")).toMatch(UUID);
		const given = await ask(method, path, { "x-request-id": "from-the-proxy-1" });
		expect(given.headers.get("x-request-id")).toBe("from-the-proxy-1");
	});
});

describe("an access code in a header", () => {
	it("may be of any letters, sent as UTF-8", async () => {
		const eventId = await owner.createEvent({ access_code: "bünte🌸" });
		const code = Buffer.from("BÜNTE🌸").toString("latin1");
		const { status } = await api
			.with({ "x-access-code": code })
			.get(`/api/events/${eventId}/photos`);
		expect(status).toBe(200);
	});
});

describe("an error", () => {
	it("is one code, one message and perhaps details; never what a library says", async () => {
		const bad: [method: string, path: string, body: string, headers?: Record<string, string>][] = [
			["POST", "/api/auth/login", "{"],
			["POST", "/api/auth/login", '{"username": "\\u0000", "password": "x"}'],
			["POST", "/api/auth/refresh", '{"refresh_token": "\\u0000"}'],
			["POST", `/api/events/${DEMO_EVENT}/photos`, "x", { "content-type": "multipart/form-data" }],
			["POST", `/api/events/${DEMO_EVENT}/photos`, "x", { "content-type": "text/plain" }],
		];
		for (const [method, path, body, headers = {}] of bad) {
			const response = await fetch(server.url + path, { method, body, headers });
			expect(response.status).toBe(400);
			const text = await response.text();
			expect(Object.keys(JSON.parse(text))).toEqual(["error", "message", "details"]);
			expect(text).not.toMatch(/prisma|postgres|busboy|node_modules|at \w+ \(|\.ts|SELECT/i);
		}
	});
});
