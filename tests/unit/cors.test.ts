import { describe, expect, it } from "vitest";
import { corsFor } from "#lib/http/cors.ts";

const origin = "https://app.example";
const call = { method: "POST", url: "/api/events?x=1", origin, asksFor: undefined };
const preflight = { ...call, method: "OPTIONS", asksFor: "POST" };

describe("corsFor", () => {
	it("has no say over pages and over calls that come from no other page", () => {
		expect(corsFor({ ...call, url: "/event/1" }, ["*"])).toBeNull();
		expect(corsFor({ ...call, url: "/uploads-page" }, ["*"])).toBeNull();
		expect(corsFor({ ...call, origin: undefined }, ["*"])).toBeNull();
	});

	for (const url of ["/api/x", "/upload", "/batch/1/status", "/events/1/zones", "/api"])
		it(`covers ${url}`, () => expect(corsFor({ ...call, url }, ["*"])).not.toBeNull());

	it("allows every origin with *, without credentials", () => {
		const answer = corsFor(preflight, ["*"]);
		expect(answer?.preflight).toBe(true);
		expect(answer?.headers).toMatchObject({ "Access-Control-Allow-Origin": "*" });
		expect(answer?.headers).not.toHaveProperty("Access-Control-Allow-Credentials");
		for (const name of [
			"Authorization",
			"X-API-Key",
			"X-Access-Code",
			"Idempotency-Key",
			"Upload-Offset",
		])
			expect(answer?.headers["Access-Control-Allow-Headers"]).toContain(name);
	});

	it("echoes a listed origin, and nothing for another; both vary", () => {
		expect(corsFor(call, [origin])?.headers).toMatchObject({
			"Access-Control-Allow-Origin": origin,
			Vary: "Origin",
		});
		const refused = corsFor(call, ["https://other.example"])?.headers;
		expect(refused).not.toHaveProperty("Access-Control-Allow-Origin");
		expect(refused).toMatchObject({ Vary: "Origin" });
	});

	it("takes an OPTIONS request that is no preflight for an ordinary one", () => {
		expect(corsFor({ ...preflight, asksFor: undefined }, ["*"])?.preflight).toBe(false);
	});
});
