import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { Api, DEMO_EVENT } from "#tests/support/api.ts";
import { startServer, type TestServer } from "#tests/support/server.ts";

let server: TestServer;
let anonymous: Api;
let owner: Api;
let other: Api;
let admin: Api;

beforeAll(async () => {
	server = await startServer({ worker: false, env: { REGISTRATION: "1" } });
	anonymous = new Api(server.url);
	owner = await anonymous.register("owner");
	other = await anonymous.register("other");
	admin = await anonymous.admin();
});
afterAll(() => server.stop());

describe("an event", () => {
	const ALL = {
		...{ name: "  Ana & Budi ", date: "2026-05-09", access_code: " sayang ", listed: true },
		...{ guest_uploads: "code", guest_face_search: true, downloads: false, guest_originals: true },
		guest_approval: true,
		expires_at: "2030-01-01T07:00:00+07:00",
	};

	it("is created, read, changed and removed", async () => {
		const created = await owner.post("/api/events", ALL);
		expect(created.status).toBe(201);
		const event = {
			...{ ...ALL, name: "Ana & Budi", access_code: "sayang" },
			...{ id: created.body.id, photographer: "owner", owner_id: created.body.owner_id },
			...{ created_at: created.body.created_at, updated_at: created.body.updated_at },
			expires_at: "2030-01-01T00:00:00.000Z",
			...{ photo_count: 0, waiting_count: 0 },
			albums: ["Official", "Tamu", "Bridesmaid"].map((name) => ({ name, photo_count: 0 })),
		};
		expect(created.body).toEqual(event);
		const path = `/api/events/${event.id}`;
		expect((await owner.get(path)).body).toEqual(event);
		const patch = { access_code: null, expires_at: null, guest_uploads: "open", name: "New" };
		const changed = await owner.patch(path, patch);
		expect(changed.status).toBe(200);
		expect(changed.body).toEqual({ ...event, ...patch, updated_at: changed.body.updated_at });
		expect((await owner.delete(path)).status).toBe(204);
		for (const gone of [owner.get(path), owner.patch(path, patch), owner.delete(path)]) {
			const { status, body } = await gone;
			expect([status, body.error]).toEqual([404, "EVENT_NOT_FOUND"]);
		}
	});

	it("has careful settings where none are given", async () => {
		const { body } = await owner.post("/api/events", { name: "Plain", date: "2026-05-09" });
		expect(body).toMatchObject({
			...{ access_code: null, listed: false, guest_uploads: "off" },
			...{ guest_face_search: false, downloads: true, guest_originals: false, expires_at: null },
			...{ guest_approval: false, waiting_count: 0 },
		});
	});

	it("keeps the day it was given, from the first year to the last", async () => {
		for (const date of ["0001-01-01", "2024-02-29", "9999-12-31"]) {
			const { status, body } = await owner.post("/api/events", { name: "Day", date });
			expect([status, body.date]).toEqual([201, date]);
		}
	});

	it("shows guests nothing that is the owner's", async () => {
		const id = await owner.createEvent();
		const { status, body } = await anonymous.get(`/api/events/${id}`);
		expect(status).toBe(200);
		expect(Object.keys(body).sort()).toEqual(
			[
				...["albums", "date", "downloads", "guest_face_search", "guest_uploads"],
				...["guest_approval", "id", "name", "photographer", "photo_count"],
			].sort(),
		);
	});

	it("removed twice at once is removed once", async () => {
		const id = await owner.createEvent();
		const twice = [1, 2].map(() => owner.delete(`/api/events/${id}`));
		expect((await Promise.all(twice)).map(({ status }) => status).sort()).toEqual([204, 404]);
	});
});

describe("other people's events", () => {
	it("do not exist for those who may not see them", async () => {
		const path = `/api/events/${await owner.createEvent({ access_code: "secret" })}`;
		for (const reply of [
			...[await other.get(path), await other.patch(path, { name: "Mine" })],
			...[await other.delete(path), await other.get(`${path}/photos`)],
			...[await other.delete(`${path}/photos/${DEMO_EVENT}`)],
		])
			expect([reply.status, reply.body.error]).toEqual([404, "EVENT_NOT_FOUND"]);
		expect((await admin.get(path)).body.access_code).toBe("secret");
		expect((await admin.patch(path, { name: "By the admin" })).status).toBe(200);
		expect((await owner.get(path)).body.name).toBe("By the admin");
	});

	it("are for strangers to ask for a code, or to sign in", async () => {
		const path = `/api/events/${await owner.createEvent({ access_code: "secret" })}`;
		const code = async (reply: Promise<{ status: number; body: { error: string } }>) => {
			const { status, body } = await reply;
			return [status, body.error];
		};
		expect(await code(anonymous.get(path))).toEqual([401, "ACCESS_CODE_REQUIRED"]);
		expect(await code(anonymous.patch(path, { name: "x" }))).toEqual([401, "UNAUTHENTICATED"]);
		expect(await code(anonymous.delete(path))).toEqual([401, "UNAUTHENTICATED"]);
		const made = anonymous.post("/api/events", { name: "x", date: "2026-05-09" });
		expect(await code(made)).toEqual([401, "UNAUTHENTICATED"]);
	});

	it("cannot be given away or taken over", async () => {
		const id = await owner.createEvent();
		for (const change of [{ owner_id: DEMO_EVENT }, { id: DEMO_EVENT }, { deleted_at: null }])
			expect((await owner.patch(`/api/events/${id}`, change)).status).toBe(400);
	});
});

describe("what is refused", () => {
	const BAD: [title: string, change: Record<string, unknown>][] = [
		["no name", { name: undefined }],
		["an empty name", { name: "  " }],
		["a name of 201 characters", { name: "n".repeat(201) }],
		["a name with NUL", { name: "a\u0000b" }],
		["a name that is no text", { name: { contains: "" } }],
		["no date", { date: undefined }],
		["a day that is none", { date: "2025-02-29" }],
		["a moment instead of a day", { date: "2026-05-09T00:00:00Z" }],
		["year 0", { date: "0000-01-01" }],
		["a year of six digits", { date: "+020260-01-01" }],
		["a short code", { access_code: "ab" }],
		["an empty code", { access_code: "" }],
		["a long code", { access_code: "c".repeat(65) }],
		["listed as a word", { listed: "true" }],
		["unknown guest uploads", { guest_uploads: "everyone" }],
		["an expiry without a zone", { expires_at: "2030-01-01T00:00:00" }],
		["an expiry in year 0", { expires_at: "0001-01-01T00:00:00+10:00" }],
		["an expiry past all years", { expires_at: "9999-12-31T23:59:59-10:00" }],
		["an unknown field", { colour: "red" }],
		["a prototype", JSON.parse('{"__proto__": {"listed": true}}')],
	];
	for (const [title, change] of BAD)
		it(`${title}, in a new event and in a change`, async () => {
			const body = { name: "Good", date: "2026-05-09", ...change };
			if (Object.hasOwn(change, "__proto__"))
				Object.defineProperty(body, "__proto__", { value: {}, enumerable: true });
			const created = await owner.post("/api/events", body);
			expect([created.status, created.body.error]).toEqual([400, "VALIDATION_ERROR"]);
			if (Object.values(change)[0] === undefined) return;
			const id = await owner.createEvent();
			expect((await owner.patch(`/api/events/${id}`, change)).status).toBe(400);
		});

	it("a change of nothing, and bodies that are no object", async () => {
		const path = `/api/events/${await owner.createEvent()}`;
		for (const body of [{}, [], "x", 1, null, undefined]) {
			expect((await owner.patch(path, body)).status).toBe(400);
			expect((await owner.post("/api/events", body)).status).toBe(400);
		}
	});

	it("ids that are none, or nobody's: 404", async () => {
		const ids = ["x", "1", "..%2F", "%00", "' OR 1=1", "0".repeat(36), crypto.randomUUID()];
		for (const id of ids)
			for (const tail of ["", "/", "/photos", "/photos/"]) {
				const { status, body } = await owner.get(`/api/events/${id}${tail}`);
				expect([id, tail, status, body.error]).toEqual([id, tail, 404, "EVENT_NOT_FOUND"]);
			}
	});
});
