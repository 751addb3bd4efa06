import { describe, expect, it } from "vitest";
import { parseCookies, passTokens } from "#lib/http/cookies.ts";
import { isSameOrigin } from "#lib/http/credentials.ts";
import { givenSettings } from "#tests/support/settings.ts";

const HOST = "photos.example:3000";

/** `Request` drops headers that only a browser may set; a plain object keeps them. */
const from = (headers: Record<string, string>) =>
	({ headers: new Headers({ host: HOST, ...headers }) }) as Request;

const CASES: [title: string, Record<string, string>, boolean][] = [
	["a script, which says nothing", {}, true],
	["our page, by Sec-Fetch-Site", { "sec-fetch-site": "same-origin" }, true],
	["an address typed in", { "sec-fetch-site": "none" }, true],
	["another site", { "sec-fetch-site": "cross-site" }, false],
	["a sister domain", { "sec-fetch-site": "same-site" }, false],
	["a word we do not know", { "sec-fetch-site": "" }, false],
	["our page, by Origin", { origin: `http://${HOST}` }, true],
	["our page behind TLS", { origin: `https://${HOST}` }, true],
	["our page behind a proxy that changes Host", { origin: "https://public.example" }, true],
	["another site, by Origin", { origin: "https://evil.example" }, false],
	["another port", { origin: "http://photos.example:4000" }, false],
	["a host that begins like ours", { origin: `http://${HOST}.evil.example` }, false],
	["our name before an @", { origin: `http://${HOST}@evil.example` }, false],
	["a sandboxed page", { origin: "null" }, false],
	["no address", { origin: "photos.example" }, false],
	[
		"both, Sec-Fetch-Site decides against",
		{ "sec-fetch-site": "cross-site", origin: `http://${HOST}` },
		false,
	],
];

givenSettings({ PUBLIC_URL: "https://public.example/" });

describe("isSameOrigin", () => {
	for (const [title, headers, same] of CASES)
		it(`${title}: ${same}`, () => expect(isSameOrigin(from(headers))).toBe(same));
});

describe("cookies", () => {
	it("are read with spaces, equal signs and rubbish between them", () => {
		const cookies = parseCookies("a=1;b = 2 ; c=x=y;;=z; d; e=");
		expect(Object.fromEntries(cookies)).toEqual({ a: "1", b: "2", c: "x=y", e: "" });
		expect(parseCookies(null).size).toBe(0);
	});

	it("give a bounded number of guest passes", () => {
		const header = Array.from({ length: 500 }, (_, n) => `__Host-potret_pass_${n}=t${n}`).join(
			"; ",
		);
		expect(passTokens(parseCookies(`other=1; ${header}`))).toHaveLength(20);
		// Over https one without the prefix may have been set by a neighbour.
		expect(passTokens(parseCookies("potret_pass_1=t; __Host-potret_session=s"))).toEqual([]);
	});
});
