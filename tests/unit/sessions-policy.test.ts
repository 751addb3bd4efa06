import { describe, expect, it } from "vitest";
import { deviceOf } from "#lib/auth/sessions.policy.ts";

const CHROME = "AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0";
const IPHONE = "Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605.1.15";

const CASES: [agent: string, name: string | null, system: string | null][] = [
	[`Mozilla/5.0 (Windows NT 10.0; Win64; x64) ${CHROME} Safari/537.36`, "Chrome", "Windows"],
	[
		`Mozilla/5.0 (Windows NT 10.0; Win64; x64) ${CHROME} Safari/537.36 Edg/140.0`,
		"Edge",
		"Windows",
	],
	[
		`Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) ${CHROME} Safari/537.36 OPR/120`,
		"Opera",
		"macOS",
	],
	[`Mozilla/5.0 (Linux; Android 15; K) ${CHROME} Mobile Safari/537.36`, "Chrome", "Android"],
	[
		`Mozilla/5.0 (Linux; Android 15; SM-S921B) SamsungBrowser/28.0 ${CHROME} Mobile Safari/537.36`,
		...(["Samsung Internet", "Android"] as const),
	],
	[`Mozilla/5.0 (X11; CrOS x86_64 14541.0.0) ${CHROME} Safari/537.36`, "Chrome", "ChromeOS"],
	["Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0", "Firefox", "Linux"],
	[`${IPHONE} (KHTML, like Gecko) Version/18.0 Mobile/15E148 Safari/604.1`, "Safari", "iPhone"],
	[`${IPHONE} (KHTML, like Gecko) CriOS/140.0 Mobile/15E148 Safari/604.1`, "Chrome", "iPhone"],
	[`${IPHONE} (KHTML, like Gecko) FxiOS/140.0 Mobile/15E148 Safari/605.1.15`, "Firefox", "iPhone"],
	["curl/8.5.0", "curl", null],
	["python-requests/2.32.3", "python-requests", null],
	["Mozilla/5.0 (compatible)", null, null],
	["something without a slash", null, null],
	[`${"x".repeat(60)}/1`, null, null],
	["<b>bold</b>/1", null, null],
	["", null, null],
];

describe("a device, by its user agent", () => {
	for (const [agent, name, system] of CASES)
		it(`"${agent.slice(0, 70)}" is ${name ?? "nothing known"} on ${system ?? "nothing known"}`, () =>
			expect(deviceOf(agent)).toEqual({ name, system }));
});
