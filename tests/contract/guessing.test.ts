/** Who guesses is held back, by everything that tells them apart; who knows is not kept out by them. */
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { Api, type Reply } from "#tests/support/api.ts";
import { type SecondWeb, startSecondWeb } from "#tests/support/second-web.ts";
import { startServer, type TestServer } from "#tests/support/server.ts";

const PER_ACCOUNT = 4;
const PER_ADDRESS = 6;
const PER_EVENT = 9;

let server: TestServer;
let second: SecondWeb;
let owner: Api;
let addresses = 0;
let accounts = 0;
const anAddress = () => ({ "x-forwarded-for": `203.0.113.${++addresses}` });
const aCaller = (url = server.url) => new Api(url, anAddress());

beforeAll(async () => {
	server = await startServer({
		worker: false,
		env: {
			...{ TRUSTED_PROXIES: "1", REGISTRATION: "1" },
			RATE_FAILURES_PER_ACCOUNT: String(PER_ACCOUNT),
			RATE_FAILURES_PER_ADDRESS: String(PER_ADDRESS),
			RATE_FAILURES_PER_EVENT: String(PER_EVENT),
			RATE_WRITES_PER_MINUTE: "10000",
		},
	});
	second = await startSecondWeb(server);
	owner = await aCaller().photographer();
});
afterAll(async () => {
	await second?.kill();
	await server?.stop();
});

const PASSWORD = "a long password";
async function anAccount(): Promise<string> {
	const username = `guessed-${++accounts}`;
	const account = { username, email: `${username}@example.com`, password: PASSWORD };
	expect((await aCaller().post("/api/auth/register", account)).status).toBe(201);
	return username;
}

const login = (api: Api, username: string, password = PASSWORD) =>
	api.post("/api/auth/login", { username, password });

function expectHeld({ status, body, headers }: Reply): void {
	expect([status, body.error]).toEqual([429, "RATE_LIMITED"]);
	const seconds = Number(headers.get("retry-after"));
	expect(seconds).toBeGreaterThan(0);
	expect(seconds).toBeLessThanOrEqual(900);
}

describe("passwords of one account", () => {
	it("are guessed as often over two web processes as over one", async () => {
		const username = await anAccount();
		for (let n = 0; n < PER_ACCOUNT; n++) {
			const url = n % 2 === 0 ? server.url : second.url;
			expect((await login(aCaller(url), username, `wrong ${n}`)).status).toBe(401);
		}
		for (const url of [server.url, second.url])
			for (const password of ["wrong", PASSWORD])
				expectHeld(await login(aCaller(url), username, password));
	});

	it("may be right after all but the last of the wrong ones", async () => {
		const username = await anAccount();
		const caller = aCaller();
		for (let n = 0; n < PER_ACCOUNT - 1; n++)
			expect((await login(caller, username, `wrong ${n}`)).status).toBe(401);
		expect((await login(caller, username)).status).toBe(200);
	});

	it("keep their owner out of no place where they have signed in", async () => {
		const username = await anAccount();
		const home = aCaller();
		expect((await login(home, username)).status).toBe(200);
		for (let n = 0; n < PER_ACCOUNT; n++)
			expect((await login(aCaller(), username, `wrong ${n}`)).status).toBe(401);
		expectHeld(await login(aCaller(), username));
		expect((await login(home, username)).status).toBe(200);
		expect((await login(new Api(second.url, home.headers), username)).status).toBe(200);
	});

	it("are guessed no more often from there", async () => {
		const username = await anAccount();
		const home = aCaller();
		expect((await login(home, username)).status).toBe(200);
		for (let n = 0; n < PER_ACCOUNT; n++)
			expect((await login(home, username, `wrong ${n}`)).status).toBe(401);
		expectHeld(await login(home, username, "wrong"));
		expectHeld(await login(home, username));
		// A wrong guess is one for everybody, wherever it was made.
		expectHeld(await login(aCaller(), username));
	});

	it("of an account that nobody has are held back in the same words", async () => {
		const username = await anAccount();
		const said: unknown[] = [];
		for (const name of [username, `nobody-${username}`]) {
			for (let n = 0; n < PER_ACCOUNT; n++) {
				const { status, body } = await login(aCaller(), name, "wrong");
				said.push([name === username, status, body]);
			}
			expectHeld(await login(aCaller(), name, "wrong"));
		}
		const [first, other] = [said.slice(0, PER_ACCOUNT), said.slice(PER_ACCOUNT)];
		expect(other.map((one) => (one as unknown[]).slice(1))).toEqual(
			first.map((one) => (one as unknown[]).slice(1)),
		);
	});
});

const CODE = "melati";
const anEvent = () => owner.createEvent({ access_code: CODE });
const open = (api: Api, eventId: string, code: string) =>
	api.post(`/api/events/${eventId}/access`, { code });
const look = (api: Api, eventId: string, code?: string) =>
	(code === undefined ? api : api.with({ "x-access-code": code })).get(
		`/api/events/${eventId}/photos`,
	);

/** Wrong guesses until the event is held back, each from an address of its own, in both ways there are. */
async function guessFromEverywhere(eventId: string): Promise<void> {
	for (let n = 0; n < PER_EVENT; n++) {
		const guesser = aCaller(n % 3 === 0 ? second.url : server.url);
		const code = `guess ${n}`;
		const asked = n % 2 === 0 ? open(guesser, eventId, code) : look(guesser, eventId, code);
		const { status, body } = await asked;
		expect([status, body.error]).toEqual([401, "INVALID_ACCESS_CODE"]);
	}
}

describe("codes of one event", () => {
	it("are guessed so often from one address, and no more", async () => {
		const eventId = await anEvent();
		const guesser = aCaller();
		for (let n = 0; n < PER_ADDRESS; n++)
			expect((await open(guesser, eventId, `guess ${n}`)).status).toBe(401);
		expectHeld(await open(guesser, eventId, "one more"));
		expectHeld(await open(guesser, eventId, CODE));
		expectHeld(await look(guesser, eventId, CODE));
		expect((await open(aCaller(), eventId, CODE)).status).toBe(200);
	});

	it("are guessed so often from many addresses, and no more", async () => {
		const eventId = await anEvent();
		await guessFromEverywhere(eventId);
		for (const url of [server.url, second.url]) {
			expectHeld(await open(aCaller(url), eventId, "one more"));
			expectHeld(await look(aCaller(url), eventId, "one more"));
			// Also where it is right: or the guesser would learn that it is.
			expectHeld(await open(aCaller(url), eventId, CODE));
		}
	});

	it("from many addresses at once are no more either", async () => {
		const eventId = await anEvent();
		const guesses = Array.from({ length: PER_EVENT + 6 }, (_, n) =>
			open(aCaller(n % 2 === 0 ? second.url : server.url), eventId, `guess ${n}`),
		);
		const statuses = (await Promise.all(guesses)).map(({ status }) => status);
		expect(statuses.filter((status) => status === 401)).toHaveLength(PER_EVENT);
		expect(statuses.filter((status) => status === 429)).toHaveLength(6);
	});

	it("that are wrong hold no other event back", async () => {
		const [eventId, another] = [await anEvent(), await anEvent()];
		await guessFromEverywhere(eventId);
		expect((await open(aCaller(), another, CODE)).status).toBe(200);
	});

	it("that are right count for nothing", async () => {
		const eventId = await anEvent();
		const guests = Array.from({ length: PER_EVENT + 2 }, () => open(aCaller(), eventId, CODE));
		for (const { status } of await Promise.all(guests)) expect(status).toBe(200);
		const guest = aCaller();
		for (let n = 0; n < PER_EVENT + 2; n++)
			expect((await look(guest, eventId, CODE)).status).toBe(200);
	});
});

describe("while an event's code is guessed", () => {
	let eventId: string;
	let guest: Api;
	let pass: string;
	beforeAll(async () => {
		eventId = await anEvent();
		guest = aCaller();
		const opened = await open(guest, eventId, CODE);
		expect(opened.status).toBe(200);
		pass = opened.body.access_token;
		await guessFromEverywhere(eventId);
	});

	it("a guest with a pass looks on, from wherever they are", async () => {
		const passed = aCaller().with({ authorization: `Bearer ${pass}` });
		expect((await look(passed, eventId)).status).toBe(200);
		const cookie = `potret_pass_${eventId}=${pass}`;
		expect((await look(aCaller().with({ cookie }), eventId)).status).toBe(200);
	});

	it("a guest who sends their code along with the pass does too", async () => {
		const passed = aCaller().with({ authorization: `Bearer ${pass}` });
		expect((await look(passed, eventId, CODE)).status).toBe(200);
		expect((await look(passed, eventId.toUpperCase(), CODE)).status).toBe(200);
	});

	it("a pass for another event is none for this one", async () => {
		const another = await anEvent();
		const { body } = await open(aCaller(), another, CODE);
		const passed = aCaller().with({ authorization: `Bearer ${body.access_token}` });
		expectHeld(await look(passed, eventId, CODE));
	});

	it("the code opens it where it did before, and is guessed no more often there", async () => {
		expect((await open(guest, eventId, CODE)).status).toBe(200);
		expect((await look(guest, eventId, CODE)).status).toBe(200);
		for (let n = 0; n < PER_ADDRESS; n++)
			expect((await open(guest, eventId, `guess ${n}`)).status).toBe(401);
		expectHeld(await open(guest, eventId, CODE));
	});

	it("its owner sees it", async () => {
		expect((await owner.get(`/api/events/${eventId}`)).status).toBe(200);
	});
});
