import { utimes } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { Api } from "#tests/support/api.ts";
import { aPicture } from "#tests/support/pictures.ts";
import { startServer, type TestServer } from "#tests/support/server.ts";

let server: TestServer;
let bytes: Buffer;
let shown: string;
let download: string;

beforeAll(async () => {
	server = await startServer({ worker: false });
	const owner = await new Api(server.url).photographer();
	const eventId = await owner.createEvent();
	bytes = await aPicture({ width: 1500, height: 1000 });
	const { body } = await owner.upload(eventId, bytes, 'Ka"f\u00e9 \u82b1.jpg');
	shown = body.url;
	download = (await owner.get(`/api/events/${eventId}/photos/${body.id}`)).body.download_url;
});
afterAll(() => server?.stop());

const get = (url: string, headers: Record<string, string> = {}) => fetch(url, { headers });
const bytesOf = async (response: Response) => Buffer.from(await response.arrayBuffer());

describe("a file", () => {
	it("comes whole, typed, cacheable, and can run nothing", async () => {
		const response = await get(shown);
		expect(response.status).toBe(200);
		expect(Object.fromEntries(response.headers)).toMatchObject({
			"content-type": "image/jpeg",
			"content-length": String(bytes.length),
			"content-disposition": "inline",
			"accept-ranges": "bytes",
			"x-content-type-options": "nosniff",
			"content-security-policy": "default-src 'none'; sandbox",
			"cache-control": expect.stringMatching(/^private, max-age=\d+, immutable$/),
		});
		expect((await bytesOf(response)).equals(bytes)).toBe(true);
	});

	it("is a download under its own name where that is asked for", async () => {
		const response = await get(download);
		expect(response.headers.get("content-disposition")).toBe(
			`attachment; filename="Ka_f_ _.jpg"; filename*=UTF-8''Ka%22f%C3%A9%20%E8%8A%B1.jpg`,
		);
	});

	it.each([
		["bytes=0-99", 0, 99],
		["bytes=1000-", 1000, null],
		["bytes=-500", -500, null],
	])("comes in part for %s", async (range, start, end) => {
		const response = await get(shown, { range });
		const expected = bytes.subarray(start, end === null ? undefined : end + 1);
		expect(response.status).toBe(206);
		expect(response.headers.get("content-length")).toBe(String(expected.length));
		const first = start < 0 ? bytes.length + start : start;
		expect(response.headers.get("content-range")).toBe(
			`bytes ${first}-${first + expected.length - 1}/${bytes.length}`,
		);
		expect((await bytesOf(response)).equals(expected)).toBe(true);
	});

	it("has nothing past its end", async () => {
		const response = await get(shown, { range: `bytes=${bytes.length}-` });
		expect(response.status).toBe(416);
		expect(response.headers.get("content-range")).toBe(`bytes */${bytes.length}`);
	});

	it.each(["bytes=x", "lines=1-2", "bytes=0-1,5-6"])("comes whole for %s", async (range) => {
		const response = await get(shown, { range });
		expect(response.status).toBe(200);
		expect((await bytesOf(response)).length).toBe(bytes.length);
	});

	it("is not sent again to who has it", async () => {
		const etag = (await get(shown)).headers.get("etag") ?? "";
		const response = await get(shown, { "if-none-match": etag });
		expect(response.status).toBe(304);
		expect((await bytesOf(response)).length).toBe(0);
	});

	it("nor when it lies elsewhere since", async () => {
		const etag = (await get(shown)).headers.get("etag") ?? "";
		const key = new URL(shown).pathname.replace("/files/", "");
		await utimes(join(server.dataDir, "storage", "objects", key), 1, 1);
		expect((await get(shown, { "if-none-match": etag })).status).toBe(304);
	});

	it("can be asked for without its bytes", async () => {
		const response = await fetch(shown, { method: "HEAD" });
		expect(response.status).toBe(200);
		expect(response.headers.get("content-length")).toBe(String(bytes.length));
	});
});

describe("an address", () => {
	const altered = (change: (url: URL) => void) => {
		const url = new URL(shown);
		change(url);
		return url.href;
	};

	it.each([
		["another type", (url: URL) => url.searchParams.set("t", "text/html")],
		["a later end", (url: URL) => url.searchParams.set("e", "99999999999999")],
		["a download name", (url: URL) => url.searchParams.set("n", "x.html")],
		["no signature", (url: URL) => url.searchParams.delete("s")],
		[
			"another object",
			(url: URL) => {
				url.pathname = url.pathname.replace("original", "large.jpg");
			},
		],
		[
			"a way out",
			(url: URL) => {
				url.pathname = "/files/..%2f..%2fsecrets.json";
			},
		],
	])("with %s is worth nothing", async (_, change) => {
		const response = await get(altered(change));
		expect(response.status).toBe(404);
		expect(await response.json()).toMatchObject({ error: "FILE_NOT_FOUND" });
	});

	it("stays the same, so that what was loaded can be kept", async () => {
		const owner = await new Api(server.url).photographer();
		const eventId = await owner.createEvent();
		const { body } = await owner.upload(eventId, await aPicture());
		const read = async () => (await owner.get(`/api/events/${eventId}/photos/${body.id}`)).body.url;
		expect(await read()).toBe(await read());
	});
});
