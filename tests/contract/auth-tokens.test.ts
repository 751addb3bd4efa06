import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { Api, type Reply } from "#tests/support/api.ts";
import { startServer, type TestServer } from "#tests/support/server.ts";

let server: TestServer;
let api: Api;
beforeAll(async () => {
	server = await startServer({ worker: false });
	api = new Api(server.url);
});
afterAll(() => server.stop());

interface Pair {
	access: string;
	refresh: string;
	cookie: string;
}

function pairOf({ status, body, headers }: Reply): Pair {
	expect(status).toBe(200);
	const cookie = headers.getSetCookie()[0]?.split(";")[0] ?? "";
	return { access: body.access_token, refresh: body.refresh_token, cookie };
}

const signIn = async () => {
	const account = { username: "photographer", password: "photographer123" };
	return pairOf(await api.post("/api/auth/login", account));
};
const refresh = (token: string) => api.post("/api/auth/refresh", { refresh_token: token });
const bearer = (token: string) => api.with({ authorization: `Bearer ${token}` });
const withCookie = (cookie: string) => api.with({ cookie });

/** What these credentials open: a page that wants a user. */
const knock = async (caller: Api) => (await caller.get("/api/keys")).status;

describe("refresh", () => {
	it("gives a new pair, and the access token before it goes on for its time", async () => {
		const first = await signIn();
		const second = pairOf(await refresh(first.refresh));
		expect(new Set([first.refresh, second.refresh]).size).toBe(2);
		expect(await knock(bearer(second.access))).toBe(200);
		expect(await knock(bearer(first.access))).toBe(200);
		expect(await knock(withCookie(second.cookie))).toBe(200);
		expect(await knock(bearer(pairOf(await refresh(second.refresh)).access))).toBe(200);
	});

	it("ends the whole family when a spent token comes again", async () => {
		const first = await signIn();
		const second = pairOf(await refresh(first.refresh));
		const other = await signIn();
		const again = await refresh(first.refresh);
		expect([again.status, again.body.error]).toEqual([401, "INVALID_REFRESH_TOKEN"]);
		expect((await refresh(second.refresh)).status).toBe(401);
		for (const { access, cookie } of [first, second]) {
			expect(await knock(bearer(access))).toBe(401);
			expect(await knock(withCookie(cookie))).toBe(401);
		}
		expect(await knock(bearer(other.access))).toBe(200);
	});

	it("of one token twice at once gives one pair, which ends with its family", async () => {
		const { refresh: token } = await signIn();
		const replies = await Promise.all([refresh(token), refresh(token)]);
		expect(replies.map(({ status }) => status).sort()).toEqual([200, 401]);
		const given = replies.find(({ status }) => status === 200);
		expect(await knock(bearer(given?.body.access_token))).toBe(401);
		expect((await refresh(given?.body.refresh_token)).status).toBe(401);
	});

	it("takes neither an access token nor rubbish", async () => {
		const { access } = await signIn();
		for (const token of [access, "ptr_", "ptr_unknown", "x".repeat(500)]) {
			const { status, body } = await refresh(token);
			expect([status, body.error]).toEqual([401, "INVALID_REFRESH_TOKEN"]);
		}
		for (const body of [{}, { refresh_token: "" }, { refresh_token: 1 }, undefined])
			expect((await api.post("/api/auth/refresh", body)).status).toBe(400);
	});
});

describe("logout", () => {
	it("by token ends token, cookie and refresh token, and no other sign-in", async () => {
		const mine = await signIn();
		const other = await signIn();
		const reply = await bearer(mine.access).post("/api/auth/logout");
		expect(reply.status).toBe(204);
		expect(reply.headers.getSetCookie()[0]).toMatch(/^potret_session=; .*Max-Age=0/);
		expect(await knock(bearer(mine.access))).toBe(401);
		expect(await knock(withCookie(mine.cookie))).toBe(401);
		expect((await refresh(mine.refresh)).status).toBe(401);
		expect(await knock(bearer(other.access))).toBe(200);
	});

	it("by cookie does the same", async () => {
		const mine = await signIn();
		expect((await withCookie(mine.cookie).post("/api/auth/logout")).status).toBe(204);
		expect(await knock(bearer(mine.access))).toBe(401);
	});

	it("is not for another site to order", async () => {
		const mine = await signIn();
		const lured = withCookie(mine.cookie).with({ origin: "https://evil.example" });
		const reply = await lured.post("/api/auth/logout");
		expect(reply.headers.getSetCookie()).toEqual([]);
		expect(await knock(withCookie(mine.cookie))).toBe(200);
	});

	it("of nobody is no error, of a bad token is 401", async () => {
		expect((await api.post("/api/auth/logout")).status).toBe(204);
		expect((await bearer("x").post("/api/auth/logout")).status).toBe(401);
	});
});

describe("tokens of another kind", () => {
	it("are none: refresh tokens, keys that never were, and rubbish", async () => {
		const { access, refresh: token } = await signIn();
		for (const wrong of [token, "ptk_unknown", `${access}x`, "x".repeat(8000)]) {
			for (const caller of [bearer(wrong), api.with({ authorization: wrong })]) {
				const { status, body } = await caller.get("/api/events");
				expect([status, body.error]).toEqual([401, "UNAUTHENTICATED"]);
			}
			expect(await knock(withCookie(`potret_session=${wrong}`))).toBe(401);
		}
	});
});
