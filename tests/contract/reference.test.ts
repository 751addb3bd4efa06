/** The reference as programs and browsers get it. */
import { readFileSync } from "node:fs";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { Api } from "#tests/support/api.ts";
import { startServer, type TestServer } from "#tests/support/server.ts";

let server: TestServer;
let api: Api;
beforeAll(async () => {
	server = await startServer({ worker: false });
	api = new Api(server.url);
});
afterAll(() => server?.stop());

describe("the document", () => {
	it("is the one in the repository, for anybody, and may be kept", async () => {
		const { status, headers, body } = await api.get("/api/openapi.json");
		expect(status).toBe(200);
		expect(headers.get("content-type")).toBe("application/json");
		expect(headers.get("cache-control")).toBe("public, max-age=300");
		expect(body).toEqual(JSON.parse(readFileSync("docs/openapi.json", "utf8")));
	});

	it("is not sent again to who has it", async () => {
		const etag = (await api.get("/api/openapi.json")).headers.get("etag") ?? "";
		const again = await api.with({ "if-none-match": etag }).get("/api/openapi.json");
		expect([again.status, again.body, again.headers.get("etag")]).toEqual([304, "", etag]);
		const old = await api.with({ "if-none-match": '"another"' }).get("/api/openapi.json");
		expect(old.status).toBe(200);
	});

	it("may be read by pages of other origins", async () => {
		const { headers } = await api
			.with({ origin: "https://editor.example" })
			.get("/api/openapi.json");
		expect(headers.get("access-control-allow-origin")).toBe("*");
	});
});

describe("the page", () => {
	it("is there for anybody, with scripts and styles of this server alone", async () => {
		const { status, body, headers } = await api.get("/docs");
		expect(status).toBe(200);
		expect(headers.get("content-security-policy")).toContain("default-src 'self'");
		const loaded = [...body.matchAll(/(?:src|href)="([^"]+)"/g)].map(([, address]) => address);
		expect(loaded.length).toBeGreaterThan(5);
		expect(loaded.filter((address) => !/^[/#]/.test(address))).toEqual([]);
	});
});
