/** Methods that an address does not have, addresses that are none, and what of Next is not switched on. */
import { connect } from "node:net";
import { text } from "node:stream/consumers";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { DEMO_EVENT } from "#tests/support/api.ts";
import { reference } from "#tests/support/reference.ts";
import { startServer, type TestServer } from "#tests/support/server.ts";

let server: TestServer;
beforeAll(async () => {
	const rates = { RATE_READS_PER_MINUTE: "100000", RATE_WRITES_PER_MINUTE: "100000" };
	server = await startServer({ worker: false, env: rates });
});
afterAll(() => server?.stop());

const ask = (method: string, path: string, init: RequestInit = {}) =>
	fetch(server.url + path, { method, redirect: "manual", ...init });

/** One that `fetch` would not send. */
async function askRaw(method: string, path: string): Promise<{ status: number; text: string }> {
	const { hostname, port } = new URL(server.url);
	const socket = connect(Number(port), hostname);
	socket.end(`${method} ${path} HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n`);
	const answer = await text(socket);
	return { status: Number(answer.split(" ")[1]), text: answer };
}

const METHODS = ["GET", "POST", "PUT", "PATCH", "DELETE"] as const;
const allowOf = (response: Response) =>
	(response.headers.get("allow") ?? "").split(", ").toSorted();

/** Every address of the reference, with what it takes. Uploads and files answer for themselves. */
const ADDRESSES = Object.entries(reference.document.paths)
	.filter(([path]) => !/^\/(files|api\/uploads)/.test(path))
	.map(([path, operations]) => ({
		path: path.replaceAll(/\{\w+\}/g, DEMO_EVENT),
		methods: Object.keys(operations).map((method) => method.toUpperCase()),
	}));

/** The three ways of writing an error (api-contract). */
const FORMS: [addresses: RegExp, form: object][] = [
	[
		/^\/api\/batch-photos\//,
		{ success: false, error: "This cannot be done here", code: "METHOD_NOT_ALLOWED" },
	],
	[
		/^\/api\/batches(\/|$)|^(\/api\/v1)?\/events\//,
		{ detail: "This cannot be done here", code: "METHOD_NOT_ALLOWED" },
	],
	[/^\//, { error: "METHOD_NOT_ALLOWED", message: "This cannot be done here", details: null }],
];
const formOf = (path: string) => FORMS.find(([addresses]) => addresses.test(path))?.[1];

describe("an address of the API", () => {
	it("is one of many", () => {
		expect(ADDRESSES.length).toBeGreaterThan(70);
	});

	it.each(ADDRESSES)("$path says which methods it has, in its family's form", async (address) => {
		const { path, methods } = address;
		const others = METHODS.filter((method) => !methods.includes(method));
		expect(others).not.toEqual([]);
		const allowed = [...methods, "OPTIONS", ...(methods.includes("GET") ? ["HEAD"] : [])];
		for (const method of others)
			for (const tail of ["", "/", "?a=b"]) {
				const response = await ask(method, path + tail);
				expect([method, response.status, await response.json()]).toEqual([
					...[method, 405, formOf(path)],
				]);
				expect(allowOf(response)).toEqual(allowed.toSorted());
				expect(response.headers.get("cache-control")).toBe("no-store");
				expect(response.headers.get("x-request-id")).toMatch(/^[0-9a-f-]{36}$/);
			}
	});

	it.each(ADDRESSES)("$path tells OPTIONS the same, without doing anything", async (address) => {
		const response = await ask("OPTIONS", address.path);
		expect([response.status, await response.text()]).toEqual([204, ""]);
		expect(allowOf(response)).toEqual(expect.arrayContaining(address.methods));
	});

	it("answers HEAD as GET, without a body, and 405 where there is no GET", async () => {
		const here = await ask("HEAD", "/api/events");
		expect([here.status, await here.text()]).toEqual([200, ""]);
		const login = await ask("HEAD", "/api/auth/login");
		expect([login.status, await login.text(), allowOf(login)]).toEqual([
			...[405, "", ["OPTIONS", "POST"]],
		]);
	});

	it("takes no method that nobody has heard of", async () => {
		for (const method of ["TRACE", "PROPFIND", "PURGE"]) {
			const { status, text } = await askRaw(method, "/api/events");
			expect([method, status]).toEqual([method, 405]);
			expect(text).toMatch(/\r\nAllow: GET, POST, HEAD, OPTIONS\r\n/i);
			expect(text).toContain('"METHOD_NOT_ALLOWED"');
		}
	});

	it("reads nothing of a body that is not for it", async () => {
		const body = new Blob([new Uint8Array(5 * 1024 * 1024)]);
		expect((await ask("PUT", "/api/events", { body })).status).toBe(405);
	});

	it("may be read from a page elsewhere when it says so", async () => {
		const response = await ask("PUT", "/api/events", { headers: { origin: "https://a.example" } });
		expect(response.headers.get("access-control-allow-origin")).toBe("*");
	});
});

describe("resumable uploads", () => {
	it("say which methods they have", async () => {
		const put = await ask("PUT", "/api/uploads");
		expect([put.status, (await put.json()).error]).toEqual([405, "METHOD_NOT_ALLOWED"]);
		expect(allowOf(put)).toEqual(["OPTIONS", "POST"]);
		const one = await ask("PUT", `/api/uploads/${DEMO_EVENT}`);
		expect(one.status).toBe(405);
		expect(allowOf(one)).toEqual(["DELETE", "HEAD", "OPTIONS", "PATCH"]);
	});
});

describe("an address of the API that is none", () => {
	it.each(["/api", "/api/nothing", "/api/events/x/y", "/api/nothing/at/all/"])(
		"%s is 404 in the platform's form, whatever the method",
		async (path) => {
			for (const method of [...METHODS, "OPTIONS"]) {
				const response = await ask(method, path);
				expect([method, response.status]).toEqual([method, 404]);
				expect((await response.json()).error).toBe("NOT_FOUND");
			}
			const head = await ask("HEAD", path);
			expect([head.status, await head.text()]).toEqual([404, ""]);
		},
	);
});

describe("a page", () => {
	const PAGES = ["/", "/sign-in", `/event/${DEMO_EVENT}`, "/events", "/docs", "/no-such-page"];

	it.each(PAGES)("%s is only looked at", async (path) => {
		for (const method of ["POST", "PUT", "PATCH", "DELETE", "OPTIONS"]) {
			const response = await ask(method, path);
			expect([method, response.status]).toEqual([method, 405]);
			expect(allowOf(response)).toEqual(["GET", "HEAD"]);
			expect((await response.json()).error).toBe("METHOD_NOT_ALLOWED");
		}
	});

	it.each(PAGES)("%s has no action, however it is called", async (path) => {
		const form = new FormData();
		form.set("$ACTION_ID_7f0000000000000000000000000000000000000000", "");
		const calls: RequestInit[] = [
			{ headers: { "next-action": "7f".repeat(21), "content-type": "text/plain" }, body: "[]" },
			{ headers: { "next-action": "x" }, body: form },
			{ body: form },
		];
		for (const call of calls) {
			const response = await ask("POST", path, call);
			expect(response.status).toBe(405);
			expect(await response.text()).not.toMatch(/digest|stack|Server Action/i);
		}
	});

	it("does not take a GET for an action", async () => {
		const response = await ask("GET", "/sign-in", { headers: { "next-action": "7f".repeat(21) } });
		expect(response.status).toBeLessThan(500);
	});
});

describe("what of the framework is not in use", () => {
	it("the image optimiser is off", async () => {
		for (const url of ["/icon.svg", "http://127.0.0.1:9/x.png", "/files/x"]) {
			const query = new URLSearchParams({ url, w: "640", q: "75" });
			expect((await ask("GET", `/_next/image?${query}`)).status).toBe(404);
		}
	});

	it.each(["/", "/sign-in", "/api/events", "/api/nothing", "/_next/static/x.js", "/files/x"])(
		"%s does not say what it runs on",
		async (path) => {
			const { headers } = await ask("GET", path);
			expect(headers.get("x-powered-by")).toBeNull();
			expect(headers.get("server")).toBeNull();
		},
	);
});

it("nothing of all this was a fault of ours", () => {
	const lines = server.logs().split("\n");
	const isFault = (line: string) => /"level":[56]0|Error:|Failed to find Server/.test(line);
	expect(lines.filter(isFault)).toEqual([]);
});
