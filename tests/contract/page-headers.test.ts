/** What browsers are told of pages and answers, so that nothing but our own code runs in them. */
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { startServer, type TestServer } from "#tests/support/server.ts";

let server: TestServer;
beforeAll(async () => {
	server = await startServer();
});
afterAll(() => server?.stop());

const policyOf = (response: Response) => response.headers.get("content-security-policy") ?? "";
const nonceIn = (policy: string) => /'nonce-([^']+)'/.exec(policy)?.[1] ?? "";
const page = (headers: Record<string, string> = {}) => fetch(`${server.url}/sign-in`, { headers });

describe("a page", () => {
	it("runs the scripts that it came with, and no other", async () => {
		const response = await page();
		const policy = policyOf(response);
		expect(policy).toMatch(/default-src 'self'; script-src 'self' 'nonce-[^']{20,}'; /);
		expect(policy).toMatch(/object-src 'none'; base-uri 'none'/);
		expect(policy).not.toMatch(/unsafe-eval|script-src[^;]*unsafe-inline|https?:|\*/);
		const scripts = (await response.text()).match(/<script[^>]*>/g) ?? [];
		expect(scripts.length).toBeGreaterThan(3);
		for (const script of scripts) expect(script).toContain(`nonce="${nonceIn(policy)}"`);
	});

	it("has a new nonce each time", async () => {
		const nonces = await Promise.all([1, 2, 3].map(async () => nonceIn(policyOf(await page()))));
		expect(new Set(nonces).size).toBe(3);
	});

	it("takes no policy from who asks for it", async () => {
		const theirs = "script-src 'nonce-dGhlaXJzdGhlaXJzdGhlaXJz'";
		const response = await page({ "content-security-policy": theirs });
		expect(await response.text()).not.toContain("dGhlaXJz");
		expect(policyOf(response)).not.toContain("dGhlaXJz");
	});

	it("is in no frame, and says nothing of what it runs on", async () => {
		const { headers } = await page();
		expect(headers.get("x-frame-options")).toBe("DENY");
		expect(headers.get("x-content-type-options")).toBe("nosniff");
		expect(headers.get("referrer-policy")).toBe("same-origin");
		expect(headers.get("cross-origin-opener-policy")).toBe("same-origin");
		expect(headers.get("permissions-policy")).toMatch(/geolocation=\(\)/);
		expect(headers.get("x-powered-by")).toBeNull();
		// A promise for https that http cannot make.
		expect(headers.get("strict-transport-security")).toBeNull();
	});
});

describe("an answer for programs", () => {
	it.each(["/api/health", "/api/events", "/api/nothing"])("%s loads nothing", async (path) => {
		const response = await fetch(server.url + path);
		expect(policyOf(response)).toBe("default-src 'none'; frame-ancestors 'none'");
		expect(response.headers.get("x-content-type-options")).toBe("nosniff");
	});
});

describe("behind https", () => {
	it("asks browsers to stay there, and names cookies for this host alone", async () => {
		const env = { ...server.env, PUBLIC_URL: "https://photos.example" } as Record<string, string>;
		const secure = await startServer({ env });
		try {
			const { headers } = await fetch(`${secure.url}/sign-in`);
			expect(headers.get("strict-transport-security")).toMatch(/^max-age=31536000/);
			const body = JSON.stringify({ username: "nobody", password: "wrong" });
			const json = { "content-type": "application/json" };
			const out = await fetch(`${secure.url}/api/auth/logout`, { method: "POST" });
			expect(out.headers.getSetCookie()[0]).toMatch(
				/^__Host-potret_session=; Path=\/; .*; Secure$/,
			);
			const wrong = await fetch(`${secure.url}/api/auth/login`, {
				method: "POST",
				headers: json,
				body,
			});
			expect([wrong.status, wrong.headers.getSetCookie()]).toEqual([401, []]);
		} finally {
			await secure.stop();
		}
	});
});
