import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { Api, DEMO_EVENT } from "#tests/support/api.ts";
import { queryDatabase } from "#tests/support/database.ts";
import { startServer, type TestServer } from "#tests/support/server.ts";

const PASSWORD = "a long password";

let server: TestServer;
let anyone: Api;
let admin: Api;
let photographer: Api;
let people = 0;

beforeAll(async () => {
	server = await startServer({ worker: false, env: { RATE_WRITES_PER_MINUTE: "1000" } });
	anyone = new Api(server.url);
	admin = await anyone.admin();
	photographer = await anyone.photographer();
});
afterAll(() => server.stop());

const tokenOf = (link: string) => new URL(link).searchParams.get("token") ?? "";
const accept = (link: string, password = PASSWORD) =>
	anyone.post("/api/auth/invite", { token: tokenOf(link), password });

async function invite(settings: Record<string, unknown> = {}) {
	const username = `guest-${++people}`;
	const reply = await admin.post("/api/admin/users", { username, ...settings });
	expect(reply.status).toBe(201);
	return { username, id: reply.body.user.id as string, link: reply.body.link as string };
}

/** Somebody invited who has accepted. */
async function aMember(settings: Record<string, unknown> = {}) {
	const { username, id, link } = await invite(settings);
	const { status, body } = await accept(link);
	expect(status).toBe(200);
	const api = anyone.with({ authorization: `Bearer ${body.access_token}` });
	return { username, id, api };
}

const patch = (id: string, body: unknown, by = admin) => by.patch(`/api/admin/users/${id}`, body);
const reset = (id: string, by = admin) => by.post(`/api/admin/users/${id}/reset`);

describe("an invitation", () => {
	it("makes an account that nobody can sign in to yet, and a link that says where", async () => {
		const email = "Made@Example.com";
		const settings = { username: "Made.Anew", email, role: "photographer", domain: "studio-2" };
		const { status, body } = await admin.post("/api/admin/users", settings);
		expect(status).toBe(201);
		expect(body).toEqual({
			user: {
				...{ id: expect.any(String), username: "made.anew", role: "photographer" },
				...{ domain: "studio-2", email: "made@example.com", created_at: expect.any(String) },
				...{ disabled_at: null, invited: true, event_count: 0, key_count: 0 },
				...{ storage_used_bytes: 0, files: 0, storage_limit_bytes: null, file_limit: null },
				...{ storage_quota_bytes: null, file_quota: null },
			},
			link: expect.stringContaining(`${server.url}/invite?token=`),
			expires_at: expect.any(String),
		});
		for (const password of ["", " ", "null", PASSWORD])
			expect(
				(await anyone.post("/api/auth/login", { username: "made.anew", password })).status,
			).not.toBe(200);
	});

	it("is accepted once, also when that is tried at once, and signs in", async () => {
		const { username, link } = await invite();
		const replies = await Promise.all([1, 2, 3].map((n) => accept(link, `${PASSWORD} ${n}`)));
		expect(replies.map(({ status }) => status).sort()).toEqual([200, 403, 403]);
		const won = replies.findIndex(({ status }) => status === 200);
		expect(replies[won]?.headers.getSetCookie()[0]).toContain("potret_session=");
		expect(replies[won]?.body.user.username).toBe(username);
		const api = await anyone.signIn(username, `${PASSWORD} ${won + 1}`);
		expect((await api.get("/api/account")).status).toBe(200);
		const late = await accept(link);
		expect([late.status, late.body.error]).toEqual([403, "INVITE_LINK_INVALID"]);
	});

	it("is worth nothing when it was replaced, too old, forged, or is another kind of link", async () => {
		const { id, link } = await invite();
		const { body } = await reset(id);
		expect((await accept(link)).status).toBe(403);
		const newer = tokenOf(body.link);
		const [head, payload] = newer.split(".");
		const { access_token: access } = (
			await anyone.post("/api/auth/login", { username: "admin", password: "admin123" })
		).body;
		for (const token of ["x", "a.b.c", `${head}.${payload}.`, newer.slice(0, -4), access]) {
			const reply = await anyone.post("/api/auth/invite", { token, password: PASSWORD });
			expect([reply.status, reply.body.error]).toEqual([403, "INVITE_LINK_INVALID"]);
		}
		const past = "UPDATE password_links SET expires_at = now() - interval '1 second'";
		await queryDatabase(server.databaseUrl, past);
		expect((await accept(body.link)).status).toBe(403);
	});

	it("wants a password of ten characters, and is still good after a shorter one", async () => {
		const { link } = await invite();
		for (const password of ["", "123456789", "x".repeat(501), 1])
			expect((await accept(link, password as string)).status).toBe(400);
		expect((await accept(link, "1234567890")).status).toBe(200);
	});

	const BAD: Record<string, unknown>[] = [
		...[{ username: "x" }, { username: "has space" }, { username: "n".repeat(41) }],
		...[{ email: "none" }, { role: "owner" }, { domain: "" }, { domain: "Not Small" }],
		...[{ password: PASSWORD }, { disabled: true }, { domain: "d".repeat(61) }],
	];
	for (const change of BAD)
		it(`is refused with ${JSON.stringify(change).slice(0, 50)}`, async () => {
			const reply = await admin.post("/api/admin/users", { username: "fine", ...change });
			expect([reply.status, reply.body.error]).toEqual([400, "VALIDATION_ERROR"]);
		});

	it("is refused for a name or an address that somebody has", async () => {
		await invite({ email: "taken@example.com" });
		for (const body of [
			{ username: "ADMIN" },
			{ username: "new-one", email: "Taken@example.com" },
		]) {
			const reply = await admin.post("/api/admin/users", body);
			expect([reply.status, reply.body.error]).toEqual([409, "USERNAME_TAKEN"]);
		}
	});
});

describe("where accounts are made by invitation alone", () => {
	it("the door offers no other", async () => {
		expect((await anyone.get("/sign-in")).body).not.toContain('href="/register"');
		expect((await anyone.get("/register")).body).not.toContain('name="email"');
	});
});

describe("a reset", () => {
	it("leaves the old password until the link is used, and then ends every sign-in", async () => {
		const { id, username, api } = await aMember();
		const { status, body } = await reset(id);
		expect(status).toBe(201);
		expect((await api.get("/api/account")).status).toBe(200);
		expect((await accept(body.link, "the new password")).status).toBe(200);
		expect((await api.get("/api/account")).status).toBe(401);
		await expect(anyone.signIn(username, PASSWORD)).rejects.toThrow("401");
		await anyone.signIn(username, "the new password");
	});

	it("of who is disabled, or not there, is refused", async () => {
		const { id } = await aMember();
		await patch(id, { disabled: true });
		const refused = await reset(id);
		expect([refused.status, refused.body.error]).toEqual([409, "ACCOUNT_DISABLED"]);
		for (const nobody of ["x", "%00", DEMO_EVENT])
			expect((await reset(nobody)).body.error).toBe("USER_NOT_FOUND");
	});
});

describe("the list", () => {
	it("is by name, in pages, and found by a part of name or address as it is written", async () => {
		for (const username of ["zz_b", "zz_a", "zzxc"])
			await invite({ username, email: `${username}@lists.example` });
		const names = (body: { users: { username: string }[] }) => body.users.map((u) => u.username);
		const all = (await admin.get("/api/admin/users?q=ZZ")).body;
		expect([names(all), all.total, all.next_cursor]).toEqual([["zz_a", "zz_b", "zzxc"], 3, null]);
		expect(names((await admin.get("/api/admin/users?q=zz_")).body)).toEqual(["zz_a", "zz_b"]);
		expect((await admin.get("/api/admin/users?q=@lists.example")).body.total).toBe(3);
		const first = (await admin.get("/api/admin/users?q=zz&limit=2")).body;
		expect([names(first), first.total]).toEqual([["zz_a", "zz_b"], 3]);
		const path = `/api/admin/users?q=zz&limit=2&cursor=${first.next_cursor}`;
		const rest = (await admin.get(path)).body;
		expect([names(rest), rest.next_cursor]).toEqual([["zzxc"], null]);
	});

	it("counts events and keys that are there", async () => {
		const { api, username } = await aMember();
		const event = await api.createEvent();
		await api.createEvent();
		await api.delete(`/api/events/${event}`);
		const made = await api.post("/api/keys", { name: "k", scopes: ["events:read"] });
		await api.post("/api/keys", { name: "k", scopes: ["events:read"] });
		await api.delete(`/api/keys/${made.body.id}`);
		const { users } = (await admin.get(`/api/admin/users?q=${username}`)).body;
		expect(users).toEqual([expect.objectContaining({ event_count: 1, key_count: 1 })]);
	});

	for (const query of ["limit=0", "limit=201", "limit=x", `q=${"x".repeat(101)}`, "cursor="])
		it(`refuses ${query.slice(0, 20)}`, async () => {
			expect((await admin.get(`/api/admin/users?${query}`)).status).toBe(400);
		});
});

describe("a change", () => {
	it("of role and domain holds from the next request on, for keys too", async () => {
		const { id, api } = await aMember({ role: "admin" });
		expect((await api.get("/api/admin/users")).status).toBe(200);
		const { status, body } = await patch(id, { role: "photographer", domain: "elsewhere" });
		expect([status, body.role, body.domain]).toEqual([200, "photographer", "elsewhere"]);
		expect((await api.get("/api/admin/users")).status).toBe(404);
		expect((await api.get("/api/account")).body.domain).toBe("elsewhere");
	});

	it("to disabled ends sign-ins, keys and links, for good; twice is no matter", async () => {
		const { id, username, api } = await aMember();
		const made = await api.post("/api/keys", { name: "k", scopes: ["events:read"] });
		const key = anyone.with({ "x-api-key": made.body.key });
		const { link } = (await reset(id)).body;
		const { disabled_at: since } = (await patch(id, { disabled: true })).body;
		expect(since).toEqual(expect.any(String));
		const gone = async () => {
			expect((await api.get("/api/account")).status).toBe(401);
			expect((await key.get("/api/events")).status).toBe(401);
			expect((await accept(link)).status).toBe(403);
		};
		await gone();
		await expect(anyone.signIn(username, PASSWORD)).rejects.toThrow("401");
		expect((await patch(id, { disabled: true })).body.disabled_at).toBe(since);
		expect((await patch(id, { disabled: false })).body.disabled_at).toBeNull();
		await gone();
		await anyone.signIn(username, PASSWORD);
	});

	for (const body of [{ role: "owner" }, { disabled: "yes" }, { domain: "A b" }, { id: 1 }, null])
		it(`is refused with ${JSON.stringify(body)}`, async () => {
			const { id } = await invite();
			expect((await patch(id, body)).status).toBe(400);
		});

	it("to nothing is told so, and nobody is not found", async () => {
		const { id } = await invite();
		expect((await patch(id, {})).body.error).toBe("NOTHING_TO_CHANGE");
		for (const nobody of ["x", "%00", DEMO_EVENT])
			expect((await patch(nobody, { disabled: true })).body.error).toBe("USER_NOT_FOUND");
	});
});

describe("the last administrator", () => {
	const adminId = async () => (await admin.get("/api/account")).body.id as string;

	it("stays one, since who was only invited cannot administer", async () => {
		const others =
			"UPDATE users SET disabled_at = now() WHERE role = 'admin' AND username <> 'admin'";
		await queryDatabase(server.databaseUrl, others);
		await invite({ role: "admin" });
		const id = await adminId();
		for (const change of [{ disabled: true }, { role: "photographer" }]) {
			const { status, body } = await patch(id, change);
			expect([status, body.error]).toEqual([409, "LAST_ADMIN"]);
		}
		expect((await patch(id, { role: "admin", domain: "default" })).status).toBe(200);
	});

	it("is left when two put each other out at once", async () => {
		for (let round = 0; round < 5; round++) {
			const other = await aMember({ role: "admin" });
			const replies = await Promise.all([
				patch(other.id, { disabled: true }),
				patch(await adminId(), { disabled: true }, other.api),
			]);
			const admins = await queryDatabase(
				server.databaseUrl,
				"SELECT 1 FROM users WHERE role = 'admin' AND disabled_at IS NULL AND password_hash IS NOT NULL",
			);
			expect(admins).toHaveLength(1);
			expect(replies.filter(({ status }) => status === 200)).toHaveLength(1);
			// For the next round, whoever has won.
			await queryDatabase(
				server.databaseUrl,
				"UPDATE users SET disabled_at = CASE WHEN username = 'admin' THEN NULL ELSE now() END WHERE role = 'admin'",
			);
			admin = await anyone.admin();
		}
	});
});

describe("administration is for administrators in person", () => {
	const CALLS: [method: string, path: string, body?: unknown][] = [
		["GET", "/api/admin/users"],
		["POST", "/api/admin/users", { username: "intruder" }],
		["PATCH", `/api/admin/users/${DEMO_EVENT}`, { role: "admin" }],
		["POST", `/api/admin/users/${DEMO_EVENT}/reset`],
		["GET", "/api/admin/audit"],
	];
	for (const [method, path, body] of CALLS)
		it(`${method} ${path.replace(DEMO_EVENT, "{id}")}`, async () => {
			const scopes = ["events:read", "events:write", "people:write"];
			const keyOf = async (owner: Api) => {
				const made = await owner.post("/api/keys", { name: "k", scopes });
				return anyone.with({ "x-api-key": made.body.key });
			};
			const callers: [Api, number, string][] = [
				[anyone, 401, "UNAUTHENTICATED"],
				[photographer, 404, "NOT_FOUND"],
				[await keyOf(photographer), 404, "NOT_FOUND"],
				[await keyOf(admin), 404, "NOT_FOUND"],
			];
			for (const [caller, status, code] of callers) {
				const reply = await caller.request(method, path, body);
				expect([reply.status, reply.body.error]).toEqual([status, code]);
			}
		});

	it("and nobody was made by those who may not", async () => {
		expect((await admin.get("/api/admin/users?q=intruder")).body.total).toBe(0);
	});
});
