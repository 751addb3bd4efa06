import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { Api } from "#tests/support/api.ts";
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

const names = async (caller: Api, query = "") => {
	const { status, body } = await caller.get(`/api/events${query}`);
	expect(status).toBe(200);
	return body.events.map((event: { name: string }) => event.name);
};

describe("the list", () => {
	it("has one's own events and those that are listed, without what is not the caller's", async () => {
		await owner.createEvent({ name: "list: own" });
		await owner.createEvent({ name: "list: own, listed", listed: true });
		await other.createEvent({ name: "list: other" });
		await other.createEvent({ name: "list: other, listed", listed: true, access_code: "secret" });
		const past = "2020-01-01T00:00:00Z";
		await other.createEvent({ name: "list: other, over", listed: true, expires_at: past });
		await owner.createEvent({ name: "list: own, over", listed: true, expires_at: past });

		const q = "?eventName=list:";
		const own = ["list: own", "list: own, listed", "list: own, over"];
		const listed = ["list: other, listed", "list: own, listed"];
		expect((await names(owner, q)).sort()).toEqual([...own, "list: other, listed"].sort());
		expect((await names(owner, `${q}&owned=1`)).sort()).toEqual(own);
		expect((await names(anonymous, q)).sort()).toEqual(listed);
		expect(await names(anonymous, "?owned=1")).toEqual([]);
		expect(await names(admin, `${q}&owned=1`)).toHaveLength(6);
		const { body } = await owner.get(`/api/events${q}`);
		for (const event of body.events)
			expect(Object.keys(event).slice(0, 3)).toEqual(["id", "name", "date"]);
		const foreign = body.events.find((event: { name: string }) => event.name.includes("other"));
		expect(Object.keys(foreign)).toEqual(["id", "name", "date"]);
	});

	it("is newest first, stable, and has a limit", async () => {
		for (const date of ["2026-01-01", "2026-03-01", "2026-02-01", "2026-02-01"])
			await owner.createEvent({ name: `order ${date}`, date });
		const all = await names(owner, "?eventName=order");
		expect(all).toEqual(
			["2026-03-01", "2026-02-01", "2026-02-01", "2026-01-01"].map((d) => `order ${d}`),
		);
		expect(await names(owner, "?eventName=order&limit=2")).toEqual(all.slice(0, 2));
		for (const limit of ["0", "-1", "501", "x", "1.5", ""])
			expect((await owner.get(`/api/events?limit=${limit}`)).status).toBe(400);
	});

	it("matches a part of the name as it is written, in any case", async () => {
		const made = [
			"Match 100% Love",
			"Match 100 Love",
			"Match_me",
			"Match me",
			"Match \\ back",
			"Match Ünder 'q'",
		];
		for (const name of made) await other.createEvent({ name });
		const search = (text: string) => names(other, `?eventName=${encodeURIComponent(text)}`);
		expect(await search("100% l")).toEqual(["Match 100% Love"]);
		expect(await search("MATCH_M")).toEqual(["Match_me"]);
		expect(await search("%")).toEqual(["Match 100% Love"]);
		expect(await search("_")).toEqual(["Match_me"]);
		expect(await search("\\")).toEqual(["Match \\ back"]);
		expect(await search("ünder 'Q'")).toEqual(["Match Ünder 'q'"]);
		expect(await search("match ")).toHaveLength(5);
		expect((await search("")).length).toBeGreaterThanOrEqual(6);
	});

	it("refuses a search that no name could have", async () => {
		expect((await owner.get("/api/events?eventName=a%00b")).status).toBe(400);
		expect((await owner.get(`/api/events?eventName=${"x".repeat(201)}`)).status).toBe(400);
	});
});

describe("the page of one's own", () => {
	it("comes from the server with the events on it, not with their places alone", async () => {
		await owner.createEvent({ name: "page: own" });
		const who = { username: "owner", password: "a long password" };
		const { headers } = await anonymous.post("/api/auth/login", who);
		const cookie = headers.getSetCookie()[0]?.split(";")[0] ?? "";
		const html = await (await fetch(`${server.url}/events`, { headers: { cookie } })).text();
		expect(html).toMatch(/<h2[^>]*>page: own<\/h2>/);
	});
});
