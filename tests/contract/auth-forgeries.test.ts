/** Forged tokens of every kind: none opens anything. */
import { EncryptJWT } from "jose";
import { decode, encode } from "next-auth/jwt";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { deriveKey } from "#lib/core/signing.ts";
import { Api } from "#tests/support/api.ts";
import { FORGERIES, forge, type Original } from "#tests/support/forgeries.ts";
import { startServer, type TestServer } from "#tests/support/server.ts";

const secret = "signs-for-the-tests-of-forgeries-only-0123456789";
const NOBODY = "00000000-0000-7000-8000-000000000000";

let server: TestServer;
let api: Api;
beforeAll(async () => {
	const rates = { RATE_WRITES_PER_MINUTE: "10000", RATE_FAILURES_PER_ADDRESS: "10000" };
	server = await startServer({ worker: false, env: { AUTH_SECRET: secret, ...rates } });
	api = new Api(server.url);
});
afterAll(() => server?.stop());

const claimsOf = (token: string) =>
	JSON.parse(Buffer.from(token.split(".")[1] ?? "", "base64url").toString());
const bearer = (token: string) => api.with({ authorization: `Bearer ${token}` });
const bare = (token: string) => api.with({ authorization: token });

describe("an access token", () => {
	let original: Original;
	beforeAll(async () => {
		const { body } = await api.post("/api/auth/login", {
			...{ username: "photographer", password: "photographer123" },
		});
		const { sid } = claimsOf(body.access_token);
		original = { secret, purpose: "access-token", claims: { sid } };
	});

	/** Where nobody needs to be anybody, and where one does. */
	const knock = async (caller: Api) => [
		(await caller.get("/api/events")).status,
		(await caller.get("/api/keys")).status,
	];

	it("with everything right is taken: the others fail for their own fault", async () => {
		const token = await forge(original);
		for (const caller of [bearer(token), bare(token)])
			expect(await knock(caller)).toEqual([200, 200]);
	});

	it.each(Object.entries(FORGERIES))("%s is 401", async (_, make) => {
		const token = await make(original);
		for (const caller of [bearer(token), bare(token)])
			expect(await knock(caller)).toEqual([401, 401]);
		expect((await api.with({ "x-api-key": token }).get("/api/keys")).status).toBe(401);
		expect((await api.with({ cookie: `potret_session=${token}` }).get("/api/keys")).status).toBe(
			401,
		);
	});

	it.each([
		["of a session that never was", { sid: NOBODY }],
		["of a session whose id is none", { sid: "' OR 1=1 --" }],
		["of a session with a NUL in its id", { sid: "\u0000" }],
		["of a list of sessions", { sid: [NOBODY] }],
		["of an object", { sid: { not: NOBODY } }],
		["of no session", {}],
	])("%s is 401", async (_, claims) => {
		const token = await forge({ ...original, claims });
		expect(await knock(bearer(token))).toEqual([401, 401]);
	});
});

describe("a guest pass", () => {
	let original: Original;
	let eventId: string;
	beforeAll(async () => {
		eventId = await (await api.photographer()).createEvent({ access_code: "melati" });
		const { body } = await api.post(`/api/events/${eventId}/access`, { code: "melati" });
		const { pid } = claimsOf(body.access_token);
		original = { secret, purpose: "guest-pass", claims: { pid } };
	});

	const knock = async (token: string) => {
		const cookie = api.with({ cookie: `potret_pass_${eventId}=${token}` });
		const callers = [bearer(token), cookie];
		const replies = callers.map(async (caller) => caller.get(`/api/events/${eventId}/photos`));
		return (await Promise.all(replies)).map(({ status }) => status);
	};

	it("with everything right is taken", async () => {
		expect(await knock(await forge(original))).toEqual([200, 200]);
	});

	it.each(Object.entries(FORGERIES))("%s is 401", async (_, make) => {
		expect(await knock(await make(original))).toEqual([401, 401]);
	});

	it("that never was is 401, and one is no sign-in", async () => {
		expect(await knock(await forge({ ...original, claims: { pid: NOBODY } }))).toEqual([401, 401]);
		expect((await bearer(await forge(original)).get("/api/keys")).status).toBe(401);
	});
});

describe("a set-up link", () => {
	const original: Original = { secret, purpose: "setup-link", claims: {} };
	const account = { username: "boss", password: "a long password" };
	let empty: TestServer;
	const open = (token: string) => new Api(empty.url).post("/api/auth/setup", { ...account, token });
	beforeAll(async () => {
		const rates = { RATE_WRITES_PER_MINUTE: "10000" };
		empty = await startServer({ worker: false, env: { DEMO: "0", AUTH_SECRET: secret, ...rates } });
	});
	afterAll(() => empty?.stop());

	it.each(Object.entries(FORGERIES))("%s is 403", async (_, make) => {
		const { status, body } = await open(await make(original));
		expect([status, body.error]).toEqual([403, "SETUP_LINK_INVALID"]);
	});

	it("with everything right still makes the administrator after all these", async () => {
		expect((await open(await forge(original))).status).toBe(201);
		expect((await open(await forge(original))).status).toBe(403);
	});
});

describe("an invitation", () => {
	let original: Original;
	const open = (token: string) =>
		api.post("/api/auth/invite", { token, password: "a long password" });
	beforeAll(async () => {
		const { body } = await (await api.admin()).post("/api/admin/users", { username: "invited" });
		const { lid } = claimsOf(new URL(body.link).searchParams.get("token") ?? "");
		original = { secret, purpose: "password-link", claims: { lid } };
	});

	it.each(Object.entries(FORGERIES))("%s is 403", async (_, make) => {
		const { status, body } = await open(await make(original));
		expect([status, body.error]).toEqual([403, "INVITE_LINK_INVALID"]);
	});

	it("with everything right is still good after all these, once", async () => {
		expect((await open(await forge(original))).status).toBe(200);
		expect((await open(await forge(original))).status).toBe(403);
	});
});

describe("a session cookie", () => {
	const key = Buffer.from(deriveKey(secret, "session-cookie")).toString("base64");
	let sid: string;
	let real: string;
	beforeAll(async () => {
		const { headers } = await api.post("/api/auth/login", {
			...{ username: "photographer", password: "photographer123" },
		});
		real = headers.getSetCookie()[0]?.split(";")[0]?.split("=")[1] ?? "";
		sid = String((await decode({ token: real, secret: key }))?.sid);
	});
	const knock = async (value: string) =>
		(await api.with({ cookie: `potret_session=${value}` }).get("/api/keys")).status;
	const original = (): Original => ({ secret, purpose: "session-cookie", claims: { sid } });

	it("as it was given, and made anew with everything right, is taken", async () => {
		expect(await knock(real)).toBe(200);
		expect(await knock(await encode({ token: { sid }, secret: key }))).toBe(200);
	});

	it.each(Object.entries(FORGERIES))("%s is 401", async (_, make) => {
		expect(await knock(await make(original()))).toBe(401);
	});

	const parts = () => real.split(".");
	const forgeries: Record<string, () => Promise<string> | string> = {
		expired: () => encode({ token: { sid }, secret: key, maxAge: -60 }),
		"with another secret": () => encode({ token: { sid }, secret: "x".repeat(40) }),
		"for another place": () => encode({ token: { sid }, secret: key, salt: "elsewhere" }),
		"with the bare key": () =>
			new EncryptJWT({ sid })
				.setProtectedHeader({ alg: "dir", enc: "A256GCM" })
				.setExpirationTime("1h")
				.encrypt(deriveKey(secret, "session-cookie")),
		"signed instead of encrypted": () => forge(original()),
		"of a session that never was": () => encode({ token: { sid: NOBODY }, secret: key }),
		"of a list": () => encode({ token: { sid: [sid] }, secret: key }),
		"with its header changed": () =>
			[
				Buffer.from('{"alg":"none","enc":"A256GCM"}').toString("base64url"),
				...parts().slice(1),
			].join("."),
		"without its tag": () => [...parts().slice(0, 4), ""].join("."),
		"with a shorter tag": () => real.slice(0, -12),
		"without its content": () => [...parts().slice(0, 3), "", parts()[4]].join("."),
		"cut off": () => real.slice(0, real.length / 2),
	};
	it.each(Object.entries(forgeries))("%s is 401", async (_, make) => {
		expect(await knock(await make())).toBe(401);
	});
});
