import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { Api, DEMO_EVENT, type Reply } from "#tests/support/api.ts";
import { aPicture } from "#tests/support/pictures.ts";
import { type SecondWeb, startSecondWeb } from "#tests/support/second-web.ts";
import { startServer, type TestServer } from "#tests/support/server.ts";
import { startSlowUpload } from "#tests/support/slow-upload.ts";

const LIMITS = { read: 6, write: 5, upload: 3 };
const ENV = {
	...{ TRUSTED_PROXIES: "1", AUTH_SECRET: "signs-for-the-tests-of-rate-limits-only" },
	RATE_READS_PER_MINUTE: String(LIMITS.read),
	RATE_WRITES_PER_MINUTE: String(LIMITS.write),
	RATE_UPLOADS_PER_MINUTE: String(LIMITS.upload),
};

let server: TestServer;
let second: SecondWeb;
let addresses = 0;
const aCaller = (url = server.url) =>
	new Api(url, { "x-forwarded-for": `198.51.100.${++addresses}` });

beforeAll(async () => {
	server = await startServer({ worker: false, env: ENV });
	second = await startSecondWeb(server);
});
afterAll(async () => {
	await second.kill();
	await server.stop();
});

const limitsOf = ({ headers }: Reply) => ({
	limit: headers.get("ratelimit-limit"),
	remaining: headers.get("ratelimit-remaining"),
	reset: Number(headers.get("ratelimit-reset")),
	retryAfter: headers.get("retry-after"),
});

const CLASSES: [name: keyof typeof LIMITS, ask: (api: Api) => Promise<Reply>][] = [
	["read", (api) => api.get("/api/events")],
	["write", (api) => api.post("/api/auth/refresh", { refresh_token: "x" })],
	["upload", async (api) => api.upload(DEMO_EVENT, await aPicture({ width: 64, height: 64 }))],
];

describe("a limit", () => {
	for (const [name, ask] of CLASSES)
		it(`of ${name}s counts down, answers 429 past its end, and says until when`, async () => {
			const caller = aCaller();
			const limit = LIMITS[name];
			for (let n = 1; n <= limit; n++) {
				const reply = await ask(caller);
				expect(reply.status).not.toBe(429);
				const said = limitsOf(reply);
				expect(said).toMatchObject({
					limit: `${limit}`,
					remaining: `${limit - n}`,
					retryAfter: null,
				});
				expect(said.reset).toBeGreaterThan(0);
				expect(said.reset).toBeLessThanOrEqual(60);
			}
			// The first past the limit, and those after it, which cost no query any more.
			for (let n = 0; n < 4; n++) {
				const reply = await ask(caller);
				expect([reply.status, reply.body.error]).toEqual([429, "RATE_LIMITED"]);
				const said = limitsOf(reply);
				expect(said).toMatchObject({ limit: `${limit}`, remaining: "0" });
				expect(Number(said.retryAfter)).toBe(said.reset);
				expect(said.reset).toBeGreaterThan(0);
			}
			expect((await ask(aCaller())).status).not.toBe(429);
		});

	it("of one kind leaves the others alone", async () => {
		const caller = aCaller();
		for (let n = 0; n <= LIMITS.upload; n++) await CLASSES[2]?.[1](caller);
		expect((await caller.get("/api/events")).status).toBe(200);
		expect(limitsOf(await caller.get("/api/events"))).toMatchObject({
			remaining: `${LIMITS.read - 2}`,
		});
	});

	it("holds exactly when everything is sent at once", async () => {
		const caller = aCaller();
		const replies = await Promise.all(Array.from({ length: 20 }, () => caller.get("/api/events")));
		expect(replies.filter(({ status }) => status === 200)).toHaveLength(LIMITS.read);
		expect(replies.filter(({ status }) => status === 429)).toHaveLength(20 - LIMITS.read);
	});

	it("counts what is refused as well", async () => {
		const caller = aCaller();
		for (let n = 0; n < LIMITS.read; n++) await caller.get("/api/keys");
		expect((await caller.get("/api/events")).status).toBe(429);
	});

	it("is an account's own, wherever it signs in from", async () => {
		const { body } = await aCaller().post("/api/auth/login", {
			...{ username: "photographer", password: "photographer123" },
		});
		const authorization = `Bearer ${body.access_token}`;
		const statuses: number[] = [];
		for (let n = 0; n <= LIMITS.read; n++)
			statuses.push((await aCaller().with({ authorization }).get("/api/events")).status);
		expect(statuses).toEqual([...Array(LIMITS.read).fill(200), 429]);
	});

	it("holds across web processes", async () => {
		const here = aCaller();
		const there = new Api(second.url, here.headers);
		for (let n = 0; n < LIMITS.read; n++)
			expect((await (n % 2 === 0 ? here : there).get("/api/events")).status).toBe(200);
		expect((await here.get("/api/events")).status).toBe(429);
		expect((await there.get("/api/events")).status).toBe(429);
	});

	it("is for whoever the proxy names, not for whoever the caller says they are", async () => {
		const caller = aCaller();
		const truth = caller.headers["x-forwarded-for"];
		const statuses: number[] = [];
		for (let n = 0; n <= LIMITS.read; n++) {
			const lie = {
				"x-forwarded-for": `203.0.113.${n}, ${truth}`,
				"x-potret-address": `203.0.113.${n}`,
			};
			statuses.push((await caller.with(lie).get("/api/events")).status);
		}
		expect(statuses.at(-1)).toBe(429);
	});
});

it("an upload past the limit is refused before its body is read", async () => {
	const caller = aCaller();
	for (let n = 0; n < LIMITS.upload; n++) await CLASSES[2]?.[1](caller);
	const sending = startSlowUpload(`${server.url}/api/events/${DEMO_EVENT}/photos`, {
		headers: caller.headers,
	});
	expect((await sending.answer)?.status).toBe(429);
	sending.abort();
});
