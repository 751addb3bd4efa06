/** What a phone has to fetch before it shows a gallery. */
import { once } from "node:events";
import { get } from "node:http";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { Api } from "#tests/support/api.ts";
import { aPicture } from "#tests/support/pictures.ts";
import { startServer, type TestServer } from "#tests/support/server.ts";

let server: TestServer;
beforeAll(async () => {
	server = await startServer({ worker: false });
});
afterAll(() => server?.stop());

/** Bytes of an answer's body as they come over the wire. */
async function wireBytes(url: string): Promise<number> {
	const request = get(url, { headers: { "accept-encoding": "br", connection: "close" } });
	const [response] = await once(request, "response");
	expect([response.statusCode, response.headers["content-encoding"]]).toEqual([200, "br"]);
	let bytes = 0;
	for await (const chunk of response) bytes += chunk.length;
	return bytes;
}

/** Scripts that a page names; those for browsers without modules are fetched by none of today's. */
function scriptsOf(html: string): string[] {
	const tags = html.match(/<script[^>]*\ssrc="[^"]+"[^>]*>/g) ?? [];
	return tags
		.filter((tag) => !/\snomodule/i.test(tag))
		.map((tag) => /\ssrc="([^"]+)"/.exec(tag)?.[1] ?? "");
}

describe("a guest's gallery", () => {
	it("has scripts of less than 200 KB", async () => {
		const owner = await new Api(server.url).photographer();
		const eventId = await owner.createEvent();
		await owner.upload(eventId, await aPicture());
		const html = await (await fetch(`${server.url}/event/${eventId}`)).text();
		const scripts = scriptsOf(html);
		expect(scripts.length).toBeGreaterThan(5);
		const sizes = await Promise.all(scripts.map((src) => wireBytes(new URL(src, server.url).href)));
		expect(sizes.reduce((sum, size) => sum + size, 0)).toBeLessThan(200_000);
	});
});
