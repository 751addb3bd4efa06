/** What callers prove themselves with is in no line that is logged, however it was sent and whatever became of it. */
import { randomBytes } from "node:crypto";
import { connect } from "node:net";
import { text } from "node:stream/consumers";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { Api, aForm, eventually } from "#tests/support/api.ts";
import { aPicture } from "#tests/support/pictures.ts";
import { type Receiver, startReceiver } from "#tests/support/receiver.ts";
import { startServer, type TestServer } from "#tests/support/server.ts";
import { Tus } from "#tests/support/tus.ts";

const METRICS_TOKEN = "metrics-token-that-nobody-may-read";

let server: TestServer;
let receiver: Receiver;
let api: Api;
/** What must not be found, by what it is. */
const secrets = new Map<string, string>();

/** Something that only its sender knows. */
function secret(
	what: string,
	value = `${what.replaceAll(" ", "-")}-${randomBytes(9).toString("hex")}`,
) {
	if (value.length < 8) throw new Error(`There is no ${what} to look for`);
	secrets.set(what, value);
	return value;
}

const asked = (path: string, init: RequestInit = {}) =>
	fetch(server.url + path, { redirect: "manual", ...init }).then((response) => response.text());

/** Sent as it stands, right or wrong. */
async function raw(lines: string): Promise<void> {
	const { hostname, port } = new URL(server.url);
	const socket = connect(Number(port), hostname);
	socket.end(lines);
	await text(socket);
}

async function signIn() {
	const password = secret("password that is right");
	const username = `logged-${randomBytes(4).toString("hex")}`;
	const account = { username, email: `${username}@example.com`, password };
	expect((await api.post("/api/auth/register", account)).status).toBe(201);
	// Once more: a row that is there already.
	expect((await api.post("/api/auth/register", account)).status).toBe(409);
	const { body, headers } = await api.post("/api/auth/login", { username, password });
	secret("access token", body.access_token);
	secret("refresh token", body.refresh_token);
	const cookie = headers.getSetCookie()[0]?.split(";")[0] ?? "";
	secret("session cookie", cookie.split("=")[1]);
	return { username, owner: api.with({ authorization: `Bearer ${body.access_token}` }), cookie };
}

beforeAll(async () => {
	receiver = await startReceiver();
	server = await startServer({
		env: {
			...{ REGISTRATION: "1", WEBHOOK_ALLOW_PRIVATE: "1", METRICS_TOKEN },
			...{ LOG_LEVEL: "trace", RATE_FAILURES_PER_ADDRESS: "1000" },
		},
	});
	api = new Api(server.url);
});
afterAll(async () => {
	await server?.stop();
	receiver?.close();
});

describe("what is sent", () => {
	let owner: Api;
	let cookie: string;
	let username: string;
	let eventId: string;

	it("to sign in, to register and to choose another password", async () => {
		({ owner, cookie, username } = await signIn());
		const wrong = secret("password that is wrong");
		await api.post("/api/auth/login", { username, password: wrong });
		await api.post("/api/auth/login", { username: secret("password for a name"), password: wrong });
		await owner.post("/api/account/password", { current: wrong, next: secret("next password") });
		await api.post("/api/auth/refresh", { refresh_token: secret("refresh token that is none") });
		const short = { username: "x", email: "none", password: secret("password of no account") };
		await api.post("/api/auth/register", short);
	});

	it("in bodies that cannot be read", async () => {
		const headers = { "content-type": "application/json" };
		const broken = [
			`{"username":"x","password":${secret("password without quotes")}}`,
			// So short that a parser's own words have room for all of it.
			`{"password":${secret("short password", `q${randomBytes(4).toString("hex")}`)}}`,
			`{"username":"x","password":"${secret("password that never ends")}`,
			`password=${secret("password of a form")}`,
			`{"username":"x","password":"${secret("password with a NUL")}\\u0000"}`,
			`{"username":"x","password":["${secret("password in a list")}"]}`,
			`{"${secret("password for a field")}":1}`,
		];
		for (const body of broken) await asked("/api/auth/login", { method: "POST", headers, body });
	});

	it("as a token, a key or a cookie, good and bad", async () => {
		const { body } = await owner.post("/api/keys", { name: "k", scopes: ["events:read"] });
		const key = secret("API key", body.key);
		const none = secret("API key that is none", `ptk_${randomBytes(32).toString("base64url")}`);
		const token = secret("token that is none");
		const sent: Record<string, string>[] = [
			...[{ "x-api-key": key }, { "x-api-key": none }, { authorization: key }, { cookie }],
			...[{ authorization: `Bearer ${token}` }, { cookie: `potret_session=${token}` }],
		];
		for (const headers of sent) {
			await asked("/api/events", { headers });
			await asked("/api/nothing", { headers });
			await asked("/events", { headers });
			await asked("/api/auth/login", { method: "PUT", headers });
		}
		await asked("/metrics", { headers: { authorization: `Bearer ${METRICS_TOKEN}` } });
		secret("metrics token", METRICS_TOKEN);
	});

	it("to see an event: a code in the body, the header and the address, and a pass", async () => {
		const code = secret("access code");
		eventId = await owner.createEvent({ access_code: code, guest_uploads: "code" });
		const wrong = secret("access code that is wrong");
		for (const one of [code, wrong]) {
			await api.post(`/api/events/${eventId}/access`, { code: one });
			await api.with({ "x-access-code": one }).get(`/api/events/${eventId}/photos`);
			await asked(`/event/${eventId}?code=${one}`);
			await asked(`/api/events/${eventId}?code=${one}`);
			await asked(`/event/%F0%9F?code=${one}`);
		}
		const opened = await api.post(`/api/events/${eventId}/access`, { code });
		const pass = secret("guest pass", opened.body.access_token);
		for (const path of [`/event/${eventId}`, `/api/events/${eventId}/photos`, "/no-such-page"])
			await asked(`${path}?token=${pass}`);
		const headers = { authorization: `Bearer ${pass}` };
		const form = aForm({ albumName: "Tamu" }, [
			{ field: "file", name: "a.jpg", bytes: Buffer.from("no picture") },
		]);
		const photos = `/api/events/${eventId}/photos`;
		await asked(photos, { method: "POST", headers, body: form });
		await asked(photos, { method: "POST", headers, body: "x" });
	});

	it("in the address of a file", async () => {
		const { body } = await owner.upload(eventId, await aPicture({ width: 64, height: 64 }));
		const photo = await eventually(
			async () => (await owner.get(`/api/events/${eventId}/photos/${body.id}`)).body,
			({ status }) => status === "ready",
		);
		const url = new URL(photo.url);
		secret("signature", url.searchParams.get("s") ?? "");
		const { pathname, search } = url;
		await asked(pathname + search);
		await asked(`${pathname}x${search}`);
		await asked(pathname + search, { headers: { range: "bytes=9999999-" } });
		await asked(pathname + search, { method: "POST" });
		await asked(`/files/%F0%9F${search}`);
	});

	it("in links to choose a password", async () => {
		const admin = await api.admin();
		const invited = await admin.post("/api/admin/users", { username: `${username}-invited` });
		const link = new URL(invited.body.link);
		const token = secret("invitation", link.searchParams.get("token") ?? "");
		const none = secret("invitation that is none");
		for (const one of [token, none]) {
			await asked(`/invite?token=${one}`);
			await asked(`/setup?token=${one}`);
			await api.post("/api/auth/setup", {
				token: one,
				username: "boss",
				password: "a long password",
			});
			await api.post("/api/auth/invite", { token: one, password: secret("password by a link") });
		}
	});

	it("to a webhook that fails", async () => {
		receiver.answers("/fails?of=us", 500, 500);
		const gone = secret("query of a webhook");
		for (const url of [receiver.at("/fails?of=us"), `http://127.0.0.1:9/hook?key=${gone}`]) {
			const made = await owner.post("/api/webhooks", { url, events: ["photo.ready"] });
			secret(`webhook secret of ${url}`, made.body.secret);
			await owner.post(`/api/webhooks/${made.body.id}/test`);
			await eventually(
				async () => (await owner.get(`/api/webhooks/${made.body.id}/deliveries`)).body.deliveries,
				([first]) => first?.tries > 0,
			);
		}
		const guarded = `http://user:${secret("password of a webhook")}@127.0.0.1/`;
		await owner.post("/api/webhooks", { url: guarded, events: ["photo.ready"] });
	});

	it("with a resumable upload, and with what is no HTTP", async () => {
		const tus = new Tus(server.url, owner.headers);
		const path = await tus.create(10);
		await tus.patch(path, 5, Buffer.from("x"));
		await tus.post(-1, { "upload-metadata": `filename ${secret("metadata that is none")}` });
		const token = secret("token in what is no HTTP");
		await raw(`GET /api/events HTTP/1.1\r\nAuthorization: Bearer ${token}\r\nX y\r\n\r\n`);
		await raw(`GET /api/events?token=${token} HTTP/9.9\r\n\r\n`);
		await raw(`POST /api/auth/login HTTP/1.1\r\nHost: x\r\nContent-Length: z\r\n\r\n${token}`);
	});
});

describe("what is logged", () => {
	it("has none of it", async () => {
		const last = `the-last-one-${randomBytes(6).toString("hex")}`;
		await asked("/api/events", { headers: { "x-request-id": last } });
		// The line comes through a pipe, some time after the answer.
		const logs = await eventually(
			async () => server.logs(),
			(written) => written.includes(last),
		);
		for (const [what, value] of [
			["AUTH_SECRET", server.env.AUTH_SECRET],
			["password of the database", new URL(server.databaseUrl).password],
		] as const)
			if (value) secrets.set(what, value);
		expect(secrets.size).toBeGreaterThan(30);
		const found = [...secrets].flatMap(([what, value]) =>
			logs
				.split("\n")
				.filter((line) => line.includes(value) || line.includes(encodeURIComponent(value)))
				.map((line) => `${what}: ${line.slice(0, 300)}`),
		);
		expect(found).toEqual([]);
	});

	it("has the requests themselves, and the jobs", () => {
		const logs = server.logs();
		for (const path of ["/api/auth/login", "/api/auth/invite", "/api/uploads", "/api/webhooks"])
			expect(logs).toContain(`"path":"${path}"`);
		expect(logs).toContain('"role":"worker"');
		expect(logs).toContain("webhook-deliver");
	});
});
