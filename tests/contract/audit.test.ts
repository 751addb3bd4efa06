import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { Api, type Json } from "#tests/support/api.ts";
import { queryDatabase } from "#tests/support/database.ts";
import { aPicture } from "#tests/support/pictures.ts";
import { startServer, type TestServer } from "#tests/support/server.ts";

const ADDRESS = "203.0.113.7";

let server: TestServer;
let anyone: Api;
let admin: Api;
let owner: Api;
let ownerId: string;

beforeAll(async () => {
	server = await startServer({ worker: false, env: { TRUSTED_PROXIES: "1" } });
	anyone = new Api(server.url, { "x-forwarded-for": ADDRESS });
	admin = await anyone.admin();
	owner = await anyone.photographer();
	ownerId = (await owner.get("/api/account")).body.id;
});
afterAll(() => server.stop());

const read = async (query = "") => (await admin.get(`/api/admin/audit?limit=200${query}`)).body;
const newest = async (action: string): Promise<Json> =>
	(await read(`&action=${action}`)).entries[0];

describe("the audit log", () => {
	it("has who signed in, and from where", async () => {
		const entry = await newest("signed_in");
		expect(entry).toEqual({
			...{ id: expect.any(String), at: expect.any(String), action: "signed_in" },
			user: { id: ownerId, name: "photographer" },
			key: null,
			subject: { id: ownerId, name: "photographer" },
			...{ address: ADDRESS, details: {} },
		});
	});

	it("has who could not, without what they typed", async () => {
		const typed = "my-secret-password";
		await anyone.post("/api/auth/login", { username: typed, password: typed });
		expect(await newest("sign_in_failed")).toMatchObject({ user: null, subject: null });
		await anyone.post("/api/auth/login", { username: "photographer", password: typed });
		const entry = await newest("sign_in_failed");
		expect(entry).toMatchObject({ user: null, subject: { id: ownerId }, address: ADDRESS });
		expect(JSON.stringify(await read())).not.toContain(typed);
	});

	it("has a key's life, and what was done with it, but never the key", async () => {
		const scopes = ["events:write"];
		const { body } = await owner.post("/api/keys", { name: "Night job", scopes });
		expect(await newest("key_created")).toMatchObject({
			...{ user: { id: ownerId }, key: null, subject: { id: body.id, name: "Night job" } },
		});
		const event = await owner.createEvent({ name: "Gone by a key" });
		await anyone.with({ "x-api-key": body.key }).delete(`/api/events/${event}`);
		expect(await newest("event_deleted")).toMatchObject({
			user: { id: ownerId },
			key: { id: body.id, name: "Night job" },
			...{ subject: { id: event, name: "Gone by a key" }, details: { photos: 0 } },
		});
		await owner.delete(`/api/keys/${body.id}`);
		expect((await newest("key_revoked")).subject.id).toBe(body.id);
		expect(JSON.stringify(await read())).not.toContain(body.key);
	});

	it("has photos that were deleted, of which event and how many", async () => {
		const event = await owner.createEvent({ name: "Photos go" });
		const { body } = await owner.upload(event, await aPicture());
		await owner.delete(`/api/events/${event}/photos/${body.id}`);
		expect(await newest("photos_deleted")).toMatchObject({
			...{ subject: { id: event, name: "Photos go" }, details: { count: 1 } },
		});
	});

	it("has what became of accounts, once however often it is asked for, and no link", async () => {
		const { body } = await admin.post("/api/admin/users", { username: "watched" });
		const change = (patch: unknown) => admin.patch(`/api/admin/users/${body.user.id}`, patch);
		await change({ role: "admin" });
		await change({ role: "admin", disabled: true });
		await change({ disabled: true });
		await change({ disabled: false });
		await admin.post(`/api/admin/users/${body.user.id}/reset`);
		const { entries } = await read();
		const own = entries.filter((one: Json) => one.subject?.id === body.user.id);
		expect(own.map((one: Json) => [one.action, one.details]).reverse()).toEqual([
			["user_invited", { role: "photographer" }],
			["user_changed", { role: "admin" }],
			["user_disabled", {}],
			["user_enabled", {}],
			["user_reset", {}],
		]);
		expect(JSON.stringify(entries)).not.toContain("token");
	});

	it("has the switching of faces, where something was switched", async () => {
		const event = await owner.createEvent({ name: "Faces" });
		const set = (enabled: boolean) => owner.patch(`/api/events/${event}/faces`, { enabled });
		for (const enabled of [false, true, true, false]) expect((await set(enabled)).status).toBe(200);
		const { entries } = await read();
		const own = entries.filter((one: Json) => one.subject?.id === event);
		expect(own.map((one: Json) => one.action)).toEqual(["faces_off", "faces_on"]);
	});

	it("has nothing of what did not happen", async () => {
		const before = (await read()).entries.length;
		await owner.delete(`/api/events/${ownerId}`);
		await owner.delete(`/api/keys/${ownerId}`);
		await admin.patch(`/api/admin/users/${ownerId}`, { role: "nobody" });
		expect((await read()).entries).toHaveLength(before);
	});

	it("is paged, newest first, without gap or repeat", async () => {
		const all = (await read()).entries.map(({ id }: Json) => id);
		const paged: string[] = [];
		let cursor: string | null = null;
		do {
			const next = cursor ? `&cursor=${cursor}` : "";
			const { body } = await admin.get(`/api/admin/audit?limit=3${next}`);
			paged.push(...body.entries.map(({ id }: Json) => id));
			cursor = body.next_cursor;
		} while (cursor);
		expect(paged).toEqual(all);
		expect(all.toSorted().toReversed()).toEqual(all);
	});

	it("is found by who did it, and since when", async () => {
		const all = (await read()).entries;
		const byOwner = all.filter((one: Json) => one.user?.name === "photographer");
		expect(byOwner.length).toBeGreaterThan(0);
		expect((await read("&by=OGRAPH")).entries).toEqual(byOwner);
		expect((await read("&by=%25")).entries).toEqual([]);
		expect((await read("&by=")).entries).toEqual(all);
		const middle = all[Math.floor(all.length / 2)];
		const since = encodeURIComponent(new Date(Date.parse(middle.at) - 1000).toISOString());
		const recent = (await read(`&since=${since}`)).entries;
		expect(recent).toEqual(all.slice(0, recent.length));
		expect(recent.map(({ id }: Json) => id)).toContain(middle.id);
		const tomorrow = new Date(Date.now() + 86_400_000).toISOString();
		expect((await read(`&since=${tomorrow}`)).entries).toEqual([]);
		expect((await read("&since=1969-01-01T00:00:00Z")).entries).toEqual(all);
	});

	for (const query of [
		...["limit=0", "limit=201", "cursor=x", "action=everything", "since=yesterday"],
		`by=${"x".repeat(101)}`,
	])
		it(`refuses ${query}`, async () => {
			expect((await admin.get(`/api/admin/audit?${query}`)).status).toBe(400);
		});

	it("cannot be changed, nor anything of it deleted", async () => {
		for (const sql of ["UPDATE audit_log SET address = NULL", "DELETE FROM audit_log"])
			await expect(queryDatabase(server.databaseUrl, sql)).rejects.toThrow("only ever added to");
	});
});
