import { execFile } from "node:child_process";
import { promisify } from "node:util";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { Api } from "#tests/support/api.ts";
import { startServer, type TestServer } from "#tests/support/server.ts";

const SECRET = "signs-for-the-tests-of-the-setup-link-only";

let server: TestServer;
let api: Api;
beforeAll(async () => {
	server = await startServer({ worker: false, env: { DEMO: "0", AUTH_SECRET: SECRET } });
	api = new Api(server.url);
});
afterAll(() => server.stop());

const prepare = (databaseUrl: string, env: Record<string, string>) =>
	promisify(execFile)(process.execPath, ["lib/processes/prepare.ts"], {
		env: { ...process.env, AUTH_SECRET: SECRET, DATABASE_URL: databaseUrl, ...env },
	});

const tokenIn = (text: string) => /\/setup\?token=([\w.-]+)/.exec(text)?.[1] ?? "";
const first = { username: "Boss", password: "a long password" };

describe("an empty database", () => {
	it("has no account of the demo, and takes no new ones", async () => {
		for (const [username, password] of [
			["admin", "admin123"],
			["photographer", "photographer123"],
		])
			expect((await api.post("/api/auth/login", { username, password })).status).toBe(401);
		const account = { username: "somebody", email: "a@example.com", password: "0123456789" };
		const reply = await api.post("/api/auth/register", account);
		expect([reply.status, reply.body.error]).toEqual([403, "REGISTRATION_CLOSED"]);
	});

	it("refuses a link that was not printed", async () => {
		const printed = tokenIn(server.logs());
		const [head, payload] = printed.split(".");
		for (const token of ["", "x", printed.slice(0, -2), `${head}.${payload}.`]) {
			const reply = await api.post("/api/auth/setup", { ...first, token });
			expect([reply.status, reply.body.error]).toEqual([403, "SETUP_LINK_INVALID"]);
		}
	});

	it("refuses a bad name or password, and the link still works", async () => {
		const token = tokenIn(server.logs());
		for (const change of [{ password: "short" }, { username: "x" }, { role: "admin" }])
			expect((await api.post("/api/auth/setup", { ...first, token, ...change })).status).toBe(400);
	});

	it("gets its one administrator from the printed link, even when it is used at once", async () => {
		const token = tokenIn(server.logs());
		expect(token).not.toBe("");
		const names = ["boss-1", "boss-2", "boss-3"];
		const all = names.map((username) => api.post("/api/auth/setup", { ...first, username, token }));
		const replies = await Promise.all(all);
		expect(replies.map(({ status }) => status).sort()).toEqual([201, 403, 403]);
		const made = replies.find(({ status }) => status === 201);
		expect(made?.body.user.role).toBe("admin");
		expect(made?.headers.getSetCookie()[0]).toContain("potret_session=");
		const later = await api.post("/api/auth/setup", { ...first, token });
		expect([later.status, later.body.error]).toEqual([403, "SETUP_LINK_INVALID"]);
		const signedIn = await api.signIn(made?.body.user.username, first.password);
		expect((await signedIn.get("/api/keys")).status).toBe(200);
	});

	it("prints no link at the next start", async () => {
		const { stdout } = await prepare(server.databaseUrl, { DEMO: "0" });
		expect(tokenIn(stdout)).toBe("");
	});

	it("says where to go by PUBLIC_URL, and nothing of the link elsewhere in the log", () => {
		expect(server.logs()).toContain("http://localhost:");
		expect(server.logs().split("/setup?token=")).toHaveLength(2);
	});
});

describe("a database with the demo's passwords", () => {
	let demo: TestServer;
	beforeAll(async () => {
		demo = await startServer({ worker: false });
	});
	afterAll(() => demo.stop());

	it("does not start without DEMO, and names the accounts", async () => {
		const failed = await prepare(demo.databaseUrl, { DEMO: "0" }).catch((error) => error);
		expect(failed.code).toBe(1);
		expect(failed.stderr).toContain("admin and photographer");
		expect(failed.stderr).not.toContain("admin123");
	});

	it("does not start with a secret from the documentation, or with none", async () => {
		for (const AUTH_SECRET of ["change-me-change-me-change-me-change-me", "short", ""]) {
			const failed = await prepare(demo.databaseUrl, { DEMO: "1", AUTH_SECRET }).catch((e) => e);
			expect(failed.code).toBe(1);
			expect(failed.stderr).toContain("AUTH_SECRET");
		}
	});

	it("has no use for a set-up link", async () => {
		const reply = await new Api(demo.url).post("/api/auth/setup", { ...first, token: "x" });
		expect(reply.status).toBe(403);
	});
});
