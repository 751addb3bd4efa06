import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { Api, DEMO_EVENT } from "#tests/support/api.ts";
import { aPicture } from "#tests/support/pictures.ts";
import { startServer, type TestServer } from "#tests/support/server.ts";

let server: TestServer;
let anonymous: Api;
let owner: Api;
let admin: Api;
beforeAll(async () => {
	server = await startServer({ worker: false });
	anonymous = new Api(server.url);
	owner = await anonymous.photographer();
	admin = await anonymous.admin();
});
afterAll(() => server.stop());

const create = (scopes: string[], more: Record<string, unknown> = {}) =>
	owner.post("/api/keys", { name: "A script", scopes, ...more });

async function aKey(...scopes: string[]) {
	const { status, body } = await create(scopes);
	expect(status).toBe(201);
	return { id: body.id as string, api: anonymous.with({ "x-api-key": body.key }) };
}

describe("a key", () => {
	it("is shown once, and listed by its first characters", async () => {
		const { status, body } = await create(["photos:write"]);
		expect(status).toBe(201);
		const { key, ...rest } = body;
		expect(key).toMatch(/^ptk_[\w-]{43}$/);
		expect(rest).toEqual({
			...{ id: expect.any(String), name: "A script", scopes: ["photos:write"] },
			...{ hint: key.slice(0, 8), created_at: expect.any(String) },
			...{ last_used_at: null, expires_at: null },
		});
		const list = await owner.get("/api/keys");
		expect(list.body.keys[0]).toEqual(rest);
		expect(JSON.stringify(list.body)).not.toContain(key);
	});

	it("notes its use", async () => {
		const { id, api } = await aKey("events:read");
		await api.get("/api/events");
		const { body } = await owner.get("/api/keys");
		const found = body.keys.find((key: { id: string }) => key.id === id);
		expect(Date.parse(found.last_used_at)).toBeGreaterThan(Date.now() - 60_000);
	});

	it("is worth nothing once it was deleted, and cannot be deleted twice", async () => {
		const { id, api } = await aKey("events:read");
		expect((await owner.delete(`/api/keys/${id}`)).status).toBe(204);
		expect((await api.get("/api/events")).status).toBe(401);
		const again = await owner.delete(`/api/keys/${id}`);
		expect([again.status, again.body.error]).toEqual([404, "KEY_NOT_FOUND"]);
	});

	it("is worth nothing after its expiry", async () => {
		const soon = new Date(Date.now() + 3600_000).toISOString();
		const { body } = await create(["events:read"], { expires_at: soon });
		expect(body.expires_at).toBe(soon);
		expect((await anonymous.with({ "x-api-key": body.key }).get("/api/events")).status).toBe(200);
	});

	it("belongs to its owner: nobody else sees or ends it, not even an admin", async () => {
		const { id, api } = await aKey("events:read");
		expect((await admin.delete(`/api/keys/${id}`)).status).toBe(404);
		const { body } = await admin.get("/api/keys");
		expect(body.keys.map((key: { id: string }) => key.id)).not.toContain(id);
		expect((await api.get("/api/events")).status).toBe(200);
	});

	it("makes, lists and ends no keys, whatever its scopes", async () => {
		const all = ["events:read", "events:write", "photos:read", "photos:write"];
		const { id, api } = await aKey(...all);
		expect((await api.get("/api/keys")).body.error).toBe("FORBIDDEN");
		expect((await api.post("/api/keys", { name: "x", scopes: all })).status).toBe(403);
		expect((await api.delete(`/api/keys/${id}`)).status).toBe(403);
	});
});

describe("what is refused", () => {
	const BAD: [title: string, change: Record<string, unknown>][] = [
		["no scope", { scopes: [] }],
		["an unknown scope", { scopes: ["everything"] }],
		["scopes that are no list", { scopes: "photos:write" }],
		["no name", { name: " " }],
		["a name of 101 characters", { name: "n".repeat(101) }],
		["a name with NUL", { name: "a\u0000" }],
		["an expiry that is no time", { expires_at: "tomorrow" }],
		["an expiry without a zone", { expires_at: "2030-01-01T00:00:00" }],
		["an expiry that has passed", { expires_at: "2020-01-01T00:00:00Z" }],
		["an expiry that no database knows", { expires_at: "0000-01-01T00:00:00Z" }],
		["a user of one's own choosing", { user_id: DEMO_EVENT }],
	];
	for (const [title, change] of BAD)
		it(title, async () => {
			const reply = await create(["events:read"], change);
			expect([reply.status, reply.body.error]).toEqual([400, "VALIDATION_ERROR"]);
		});

	it("strangers", async () => {
		for (const reply of [
			await anonymous.get("/api/keys"),
			await anonymous.post("/api/keys", { name: "x", scopes: ["events:read"] }),
			await anonymous.delete(`/api/keys/${DEMO_EVENT}`),
		])
			expect([reply.status, reply.body.error]).toEqual([401, "UNAUTHENTICATED"]);
	});

	it("ids that are none", async () => {
		for (const id of ["x", "%00", "..", DEMO_EVENT])
			expect((await owner.delete(`/api/keys/${id}/`)).status).toBe(404);
	});
});

describe("scopes", () => {
	const event = { name: "By a key", date: "2026-05-09", access_code: "secret" };

	/** What each call is answered with a key of just this scope, on its owner's event. */
	async function tryAll(scope: string) {
		const { api } = await aKey(scope);
		const id = await owner.createEvent(event);
		const photo = await owner.upload(id, await aPicture());
		const path = `/api/events/${id}`;
		return {
			list: (await api.get("/api/events?owned=1")).body.events.length > 0,
			read: (await api.get(path)).status,
			photos: (await api.get(`${path}/photos`)).status,
			photo: (await api.get(`${path}/photos/${photo.body.id}`)).status,
			upload: (await api.upload(id, await aPicture())).status,
			create: (await api.post("/api/events", event)).status,
			change: (await api.patch(path, { name: "Changed" })).status,
			removePhoto: (await api.delete(`${path}/photos/${photo.body.id}`)).status,
			remove: (await api.delete(path)).status,
		};
	}

	const nothing = {
		...{ list: false, read: 403, photos: 403, photo: 403, upload: 403 },
		...{ create: 403, change: 403, removePhoto: 403, remove: 403 },
	};
	const CASES: Record<string, Partial<typeof nothing>> = {
		"events:read": { list: true, read: 200 },
		"events:write": { create: 201, change: 200, remove: 204 },
		"photos:read": { photos: 200, photo: 200 },
		"photos:write": { upload: 201, removePhoto: 204 },
		"batches:write": {},
	};
	for (const [scope, allowed] of Object.entries(CASES))
		it(`${scope} opens just that`, async () =>
			expect(await tryAll(scope)).toEqual({ ...nothing, ...allowed }));

	it("an admin's key has no more than its scopes", async () => {
		const { body } = await admin.post("/api/keys", { name: "a", scopes: ["batches:read"] });
		const api = anonymous.with({ "x-api-key": body.key });
		expect((await api.get(`/api/events/${DEMO_EVENT}`)).body.error).toBe("INSUFFICIENT_SCOPE");
		expect((await api.get("/api/events?owned=1")).body.events).toEqual([]);
	});
});
