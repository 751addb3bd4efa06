import { once } from "node:events";
import { mkdirSync, writeFileSync } from "node:fs";
import { request as ask, createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { brotliCompressSync, brotliDecompressSync } from "node:zlib";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { partsOf } from "#lib/processes/page-parts.ts";
import { makeScratch, removeScratch } from "#tests/support/scratch.ts";

const SCRIPT = "export const answer = 42;".repeat(20);
const scratch = makeScratch("page-parts");
mkdirSync(join(scratch, "chunks"));
writeFileSync(join(scratch, "chunks/a.js.br"), brotliCompressSync(SCRIPT));
writeFileSync(join(scratch, "chunks/a.css.br"), brotliCompressSync("p{}"));
const send = partsOf(scratch);
const server = createServer((request, response) => {
	if (!send(request, response)) response.writeHead(299).end("next");
});
beforeAll(() => once(server.listen(0, "127.0.0.1"), "listening"));
afterAll(() => {
	server.close();
	removeScratch(scratch);
});

async function get(path: string, accepts?: string, method = "GET") {
	const { port } = server.address() as AddressInfo;
	const headers = accepts === undefined ? {} : { "accept-encoding": accepts };
	const sent = ask({ port, path, method, headers: { ...headers, connection: "close" } }).end();
	const [response] = await once(sent, "response");
	const chunks: Buffer[] = [];
	for await (const chunk of response) chunks.push(chunk);
	return {
		status: response.statusCode,
		headers: response.headers,
		bytes: Buffer.concat(chunks),
	};
}

const JS = "/_next/static/chunks/a.js";

describe("a part of a page", () => {
	it.each(["br", "gzip, deflate, br", "gzip;q=0.5, br;q=0.9, *", "br;q=0.1"])(
		"is sent compressed to who takes %s",
		async (accepts) => {
			const { status, headers, bytes } = await get(`${JS}?v=1`, accepts);
			expect(status).toBe(200);
			expect(headers).toMatchObject({
				"content-encoding": "br",
				"content-length": String(bytes.length),
				"content-type": "application/javascript; charset=UTF-8",
				"cache-control": "public, max-age=31536000, immutable",
				vary: "Accept-Encoding",
			});
			expect(brotliDecompressSync(bytes).toString()).toBe(SCRIPT);
		},
	);
	it("may be a style", async () => {
		const { headers } = await get("/_next/static/chunks/a.css", "br");
		expect(headers["content-type"]).toBe("text/css; charset=UTF-8");
	});
	it("has a head alone for who asks for that", async () => {
		const { status, headers, bytes } = await get(JS, "br", "HEAD");
		expect([status, bytes.length]).toEqual([200, 0]);
		expect(Number(headers["content-length"])).toBeGreaterThan(0);
	});
	it.each([
		[JS, undefined, "GET"],
		[JS, "gzip, deflate", "GET"],
		[JS, "br;q=0", "GET"],
		[JS, "gzip, br; q=0.000", "GET"],
		[JS, "brown, abr", "GET"],
		[JS, "br", "POST"],
		[`${JS}.br`, "br", "GET"],
		["/_next/static/chunks/b.js", "br", "GET"],
		["/_next/static/chunks/../chunks/a.js", "br", "GET"],
		["/", "br", "GET"],
	])("%s is left to Next for who takes %s by %s", async (path, accepts, method) => {
		expect((await get(path, accepts, method)).status).toBe(299);
	});
	it("is none where nothing was built", () => {
		expect(partsOf(join(scratch, "nowhere"))({ url: JS } as never, {} as never)).toBe(false);
	});
});
