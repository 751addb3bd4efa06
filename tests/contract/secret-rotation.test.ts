/** The secret that signs is changed: what the one before it has signed holds until that is taken away. */
import { randomBytes } from "node:crypto";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { Api, eventually } from "#tests/support/api.ts";
import { aPicture } from "#tests/support/pictures.ts";
import { startServer, type TestServer } from "#tests/support/server.ts";
import { Tus } from "#tests/support/tus.ts";

const aSecret = () => randomBytes(48).toString("base64");
const [FIRST, SECOND, THIRD] = [aSecret(), aSecret(), aSecret()];
const ACCOUNT = { username: "photographer", password: "photographer123" };
const SHEETS = Buffer.from("the bytes of an upload that was begun before");

let server: TestServer;
let eventId: string;

/** Whatever was signed, or begun, while a secret was the present one. */
interface Given {
	access: string;
	refresh: string;
	session: string;
	pass: string;
	passCookie: string;
	file: string;
	upload: string;
	key: string;
	link: string;
}

const api = () => new Api(server.url);
const bearer = (token: string) => api().with({ authorization: `Bearer ${token}` });
const cookieOf = (headers: Headers) => headers.getSetCookie()[0]?.split(";")[0] ?? "";
const photos = () => `/api/events/${eventId}/photos`;
const kidOf = (token: string): string =>
	JSON.parse(Buffer.from(token.split(".")[0] ?? "", "base64url").toString()).kid;
const signedBy = (file: string) => new URL(file).searchParams.get("s");

async function give(): Promise<Given> {
	const signedIn = await api().post("/api/auth/login", ACCOUNT);
	const owner = bearer(signedIn.body.access_token);
	const opened = await api().post(`/api/events/${eventId}/access`, { code: "melati" });
	const begun = new Tus(server.url, owner.headers);
	const upload = await begun.create(SHEETS.length);
	await begun.patch(upload, 0, SHEETS.subarray(0, 10));
	const key = await owner.post("/api/keys", { name: "A script", scopes: ["events:read"] });
	const username = `invited-${randomBytes(4).toString("hex")}`;
	const invited = await (await api().admin()).post("/api/admin/users", { username });
	return {
		access: signedIn.body.access_token,
		refresh: signedIn.body.refresh_token,
		session: cookieOf(signedIn.headers),
		pass: opened.body.access_token,
		passCookie: cookieOf(opened.headers),
		file: (await owner.get(photos())).body.photos[0].url,
		upload,
		key: key.body.key,
		link: new URL(invited.body.link).searchParams.get("token") ?? "",
	};
}

/** What is answered to everything that was given; in this order, for the last of them are good once. */
async function use(given: Given) {
	const status = async (asked: Promise<{ status: number }>) => (await asked).status;
	return {
		access: await status(bearer(given.access).get("/api/keys")),
		session: await status(api().with({ cookie: given.session }).get("/api/keys")),
		pass: await status(bearer(given.pass).get(photos())),
		passCookie: await status(api().with({ cookie: given.passCookie }).get(photos())),
		file: await status(fetch(given.file)),
		key: await status(bearer(given.key).get("/api/events")),
		link: await status(
			api().post("/api/auth/invite", { token: given.link, password: "a long password" }),
		),
		refresh: await status(api().post("/api/auth/refresh", { refresh_token: given.refresh })),
	};
}

const ALL_GOOD = {
	...{ access: 200, session: 200, pass: 200, passCookie: 200, file: 200 },
	...{ key: 200, link: 200, refresh: 200 },
};
/** Keys and refresh tokens are not signed: they are known by their hash, whatever the secret. */
const UNSIGNED_ALONE = {
	...{ access: 401, session: 401, pass: 401, passCookie: 401, file: 404 },
	...{ key: 200, link: 403, refresh: 200 },
};

async function restart(env: Record<string, string>): Promise<void> {
	await server.killWeb();
	await server.startWeb(env);
}

let first: Given;
let forLater: Given;
let second: Given;

beforeAll(async () => {
	server = await startServer({ env: { AUTH_SECRET: FIRST } });
	const owner = await api().photographer();
	eventId = await owner.createEvent({ access_code: "melati" });
	await owner.upload(eventId, await aPicture({ width: 64, height: 64 }));
	await eventually(
		() => owner.get(photos()),
		({ body }) => body.photos[0]?.status === "ready",
	);
	first = await give();
	forLater = await give();
});
afterAll(() => server?.stop());

describe("with a new secret, and the one before it named", () => {
	beforeAll(() => restart({ AUTH_SECRET: SECOND, AUTH_SECRET_PREVIOUS: FIRST }));

	it("an upload that was begun goes on", async () => {
		const tus = new Tus(server.url, bearer(first.access).headers);
		expect(await tus.offset(first.upload)).toBe(10);
		const { status, headers } = await tus.patch(first.upload, 10, SHEETS.subarray(10));
		expect([status, headers["upload-offset"]]).toEqual([204, String(SHEETS.length)]);
	});

	it("all that was signed before still holds", async () => {
		expect(await use(first)).toEqual(ALL_GOOD);
	});

	it("what is signed now is signed with the new one, and holds", async () => {
		second = await give();
		for (const token of ["access", "pass", "link"] as const) {
			expect(kidOf(second[token])).toMatch(/^[0-9a-f]{16}$/);
			expect(kidOf(second[token])).not.toBe(kidOf(first[token]));
		}
		expect(signedBy(second.file)).not.toBe(signedBy(first.file));
		expect(await use(await give())).toEqual(ALL_GOOD);
	});
});

describe("with another new secret, and both before it named", () => {
	beforeAll(() => restart({ AUTH_SECRET: THIRD, AUTH_SECRET_PREVIOUS: `${SECOND}, ${FIRST}` }));

	it("the access tokens and passes of both still hold", async () => {
		for (const { access, pass, session } of [first, second]) {
			expect((await bearer(access).get("/api/keys")).status).toBe(200);
			expect((await bearer(pass).get(photos())).status).toBe(200);
			expect((await api().with({ cookie: session }).get("/api/keys")).status).toBe(200);
		}
	});
});

describe("once the one before it is taken away", () => {
	beforeAll(() => restart({ AUTH_SECRET: SECOND, AUTH_SECRET_PREVIOUS: "" }));

	it("nothing that it has signed holds any more", async () => {
		expect(await use(forLater)).toEqual(UNSIGNED_ALONE);
	});

	it("what the present one has signed does", async () => {
		expect(await use(second)).toEqual(ALL_GOOD);
	});

	it("an upload that was begun waits for its owner, signed in anew", async () => {
		const owner = await api().photographer();
		expect(await new Tus(server.url, owner.headers).offset(forLater.upload)).toBe(10);
	});
});
