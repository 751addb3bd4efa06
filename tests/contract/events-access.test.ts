import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { Api } from "#tests/support/api.ts";
import { aPicture } from "#tests/support/pictures.ts";
import { startServer, type TestServer } from "#tests/support/server.ts";

const PER_ADDRESS = 4;

let server: TestServer;
let owner: Api;
let addresses = 0;
const aGuest = () => new Api(server.url, { "x-forwarded-for": `198.51.100.${++addresses}` });

beforeAll(async () => {
	const env = { TRUSTED_PROXIES: "1", RATE_FAILURES_PER_ADDRESS: String(PER_ADDRESS) };
	server = await startServer({ worker: false, env });
	owner = await aGuest().photographer();
});
afterAll(() => server.stop());

const anEvent = (settings = {}) => owner.createEvent({ access_code: "Sayang", ...settings });
const open = (guest: Api, id: string, code: unknown) =>
	guest.post(`/api/events/${id}/access`, { code });

async function aPass(id: string, code = "sayang") {
	const { status, body, headers } = await open(aGuest(), id, code);
	expect(status).toBe(200);
	const cookie = headers.getSetCookie()[0]?.split(";")[0] ?? "";
	return { token: body.access_token as string, cookie };
}

const look = async (guest: Api, id: string, tail = "") => {
	const { status, body } = await guest.get(`/api/events/${id}${tail}`);
	return status === 200 ? "in" : body.error;
};

describe("the right code", () => {
	it("gives a pass, as a token and as a cookie, for this event only", async () => {
		const [id, another] = [await anEvent({ name: "Ours" }), await anEvent()];
		const { status, body, headers } = await open(aGuest(), id, " sAYANG ");
		expect(status).toBe(200);
		expect(body).toEqual({
			...{ access_token: expect.any(String), token_type: "bearer", expires_in: 7776000 },
			event: { id, name: "Ours", date: "2026-05-09" },
		});
		const set = headers.getSetCookie()[0] ?? "";
		expect(set).toMatch(/; Path=\/; Max-Age=7776000; HttpOnly; SameSite=Lax$/);
		const cookie = set.split(";")[0] ?? "";
		const credentials: Record<string, string>[] = [
			...[{ authorization: `Bearer ${body.access_token}` }, { authorization: body.access_token }],
			...[{ cookie }],
		];
		for (const credential of credentials) {
			const guest = aGuest().with(credential);
			expect(await look(guest, id)).toBe("in");
			expect(await look(guest, id, "/photos")).toBe("in");
			expect(await look(guest, another)).toBe("ACCESS_CODE_REQUIRED");
		}
	});

	it("opens as a header, for this event only", async () => {
		const [id, another] = [await anEvent(), await anEvent({ access_code: "other" })];
		const guest = aGuest().with({ "x-access-code": "SAYANG" });
		expect(await look(guest, id)).toBe("in");
		expect(await look(guest, id, "/photos/")).toBe("in");
		expect(await look(guest, another)).toBe("INVALID_ACCESS_CODE");
	});

	it("lets a guest look, and not change, remove or create", async () => {
		const id = await anEvent();
		const { body: photo } = await owner.upload(id, await aPicture());
		const { token } = await aPass(id);
		const guest = aGuest().with({ authorization: `Bearer ${token}`, "x-access-code": "sayang" });
		for (const reply of [
			await guest.patch(`/api/events/${id}`, { name: "Mine" }),
			await guest.delete(`/api/events/${id}`),
			await guest.delete(`/api/events/${id}/photos/${photo.id}`),
			await guest.post("/api/events", { name: "Mine", date: "2026-05-09" }),
			await guest.get("/api/keys"),
		])
			expect([reply.status, reply.body.error]).toEqual([401, "UNAUTHENTICATED"]);
		expect(await look(guest, id, `/photos/${photo.id}`)).toBe("in");
	});

	it("of several events, each in its cookie, opens them all", async () => {
		const ids = [await anEvent(), await anEvent(), await anEvent()];
		const cookies = await Promise.all(ids.map(async (id) => (await aPass(id)).cookie));
		const guest = aGuest().with({ cookie: cookies.join("; ") });
		for (const id of ids) expect(await look(guest, id)).toBe("in");
	});
});

describe("guests who add photos", () => {
	const RESULTS: Record<string, [pass: unknown, code: unknown, stranger: unknown]> = {
		off: ["FORBIDDEN", "FORBIDDEN", "UNAUTHENTICATED"],
		code: [201, 201, "ACCESS_CODE_REQUIRED"],
		open: [201, 201, 201],
	};
	for (const [setting, wanted] of Object.entries(RESULTS))
		it(`with guest uploads ${setting}`, async () => {
			const id = await anEvent({ guest_uploads: setting });
			const { token } = await aPass(id);
			const add = async (headers: Record<string, string>) => {
				const { status, body } = await aGuest()
					.with(headers)
					.upload(id, await aPicture());
				return status === 201 ? 201 : body.error;
			};
			expect([
				await add({ authorization: `Bearer ${token}` }),
				await add({ "x-access-code": "sayang" }),
				await add({}),
			]).toEqual(wanted);
		});
});

describe("a pass ends", () => {
	it("when the code changes or goes, and not when something else does", async () => {
		const id = await anEvent();
		const { token, cookie } = await aPass(id);
		const guests = [aGuest().with({ authorization: `Bearer ${token}` }), aGuest().with({ cookie })];
		for (const patch of [{ name: "Other name" }, { access_code: "Sayang" }, { listed: true }]) {
			expect((await owner.patch(`/api/events/${id}`, patch)).status).toBe(200);
			for (const guest of guests) expect(await look(guest, id)).toBe("in");
		}
		await owner.patch(`/api/events/${id}`, { access_code: "sayang-2" });
		// A bearer token that is worth nothing is a bad credential; a cookie is as if not sent.
		expect(await look(guests[0] as Api, id)).toBe("UNAUTHENTICATED");
		expect(await look(guests[1] as Api, id)).toBe("ACCESS_CODE_REQUIRED");
		expect((await open(aGuest(), id, "sayang")).body.error).toBe("INVALID_ACCESS_CODE");
		expect(await look(aGuest().with({ cookie: (await aPass(id, "sayang-2")).cookie }), id)).toBe(
			"in",
		);
	});

	it("when the event is over or removed; its owner still sees an event that is over", async () => {
		const id = await anEvent({ guest_uploads: "open" });
		const guest = aGuest().with({ cookie: (await aPass(id)).cookie });
		await owner.patch(`/api/events/${id}`, { expires_at: "2020-01-01T00:00:00Z" });
		expect(await look(guest, id)).toBe("EVENT_NOT_FOUND");
		expect(await look(aGuest().with({ "x-access-code": "sayang" }), id)).toBe("EVENT_NOT_FOUND");
		expect((await open(aGuest(), id, "sayang")).body.error).toBe("EVENT_NOT_FOUND");
		expect((await guest.upload(id, await aPicture())).body.error).toBe("EVENT_NOT_FOUND");
		expect(await look(owner, id)).toBe("in");
		await owner.patch(`/api/events/${id}`, { expires_at: null });
		expect(await look(guest, id)).toBe("in");
		await owner.delete(`/api/events/${id}`);
		expect(await look(guest, id)).toBe("EVENT_NOT_FOUND");
		expect((await open(aGuest(), id, "sayang")).body.error).toBe("EVENT_NOT_FOUND");
	});
});

describe("an event without a code", () => {
	it("needs none, and gives a pass for whatever is typed", async () => {
		const id = await anEvent({ access_code: null });
		expect(await look(aGuest(), id)).toBe("in");
		expect(await look(aGuest().with({ "x-access-code": "anything" }), id)).toBe("in");
		expect((await open(aGuest(), id, "anything")).status).toBe(200);
	});
});

describe("wrong codes", () => {
	it("are 401, and bad bodies 400", async () => {
		const id = await anEvent();
		const wrong = await open(aGuest(), id, "nope");
		expect([wrong.status, wrong.body.error]).toEqual([401, "INVALID_ACCESS_CODE"]);
		expect(wrong.headers.getSetCookie()).toEqual([]);
		const without = await open(aGuest(), id, null);
		expect([without.status, without.body.error]).toEqual([401, "ACCESS_CODE_REQUIRED"]);
		for (const code of ["", "  ", "x".repeat(65), 1, undefined, ["sayang"], "\u0000"])
			expect((await open(aGuest(), id, code)).status, String(code)).toBe(400);
		const missing = await open(aGuest(), crypto.randomUUID(), "sayang");
		expect([missing.status, missing.body.error]).toEqual([404, "EVENT_NOT_FOUND"]);
		expect((await open(aGuest(), "x", "sayang")).status).toBe(404);
	});

	it("hold an address back for this event, whichever way they are sent", async () => {
		const [id, another] = [await anEvent(), await anEvent()];
		const guesser = aGuest();
		expect((await open(guesser, id, "nope")).status).toBe(401);
		expect(await look(guesser.with({ "x-access-code": "nope" }), id)).toBe("INVALID_ACCESS_CODE");
		const photos = guesser.with({ "x-access-code": "nope" });
		expect(await look(photos, id, "/photos")).toBe("INVALID_ACCESS_CODE");
		expect(await look(photos, id, "/photos/x")).toBe("INVALID_ACCESS_CODE");
		const held = await open(guesser, id, "sayang");
		expect([held.status, held.body.error]).toEqual([429, "RATE_LIMITED"]);
		expect(Number(held.headers.get("retry-after"))).toBeGreaterThan(0);
		expect(await look(guesser.with({ "x-access-code": "sayang" }), id)).toBe("RATE_LIMITED");
		expect(
			(await guesser.with({ "x-access-code": "sayang" }).upload(id, await aPicture())).status,
		).toBe(429);
		expect((await open(aGuest(), id, "sayang")).status).toBe(200);
		expect((await open(guesser, another, "sayang")).status).toBe(200);
		expect(await look(guesser.with({ cookie: (await aPass(id)).cookie }), id)).toBe("in");
	});

	it("are not more by writing the event's id in another way", async () => {
		const id = await anEvent();
		const guesser = aGuest();
		const spellings = [
			id,
			id.toUpperCase(),
			`${id}/`,
			encodeURI(id),
			`%${id.charCodeAt(0).toString(16)}${id.slice(1)}`,
		];
		const replies: number[] = [];
		for (const spelling of [...spellings, ...spellings])
			replies.push(
				(await guesser.post(`/api/events/${spelling}/access`.replace("//", "/"), { code: "nope" }))
					.status,
			);
		expect(replies.filter((status) => status === 401)).toHaveLength(PER_ADDRESS);
		expect(replies.filter((status) => status === 429)).toHaveLength(10 - PER_ADDRESS);
	});

	it("sent all at once are no way around it", async () => {
		const id = await anEvent();
		const guesser = aGuest();
		const tries = Array.from({ length: 30 }, (_, n) =>
			look(guesser.with({ "x-access-code": `nope-${n}` }), id),
		);
		const told = (await Promise.all(tries)).filter((answer) => answer === "INVALID_ACCESS_CODE");
		expect(told).toHaveLength(PER_ADDRESS);
	});
});
