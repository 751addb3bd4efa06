import { describe, expect, it } from "vitest";
import { isMobile, photoLimits } from "#lib/http/device.ts";

const PHONE = "Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) Version/18.0 Mobile/15E148";
const TABLET = "Mozilla/5.0 (Linux; Android 15; Pixel Tablet) AppleWebKit/537.36 Chrome/131";
const LAPTOP = "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/537.36 Chrome/131";
const SCRIPT = "python-requests/2.32.3";
const MB = 1024 * 1024;

const CASES: [title: string, Record<string, string>, Record<string, string>, boolean][] = [
	["a phone's user agent", { "user-agent": PHONE }, {}, true],
	["an Android tablet", { "user-agent": TABLET }, {}, true],
	["a laptop", { "user-agent": LAPTOP }, {}, false],
	["a script", { "user-agent": SCRIPT }, {}, false],
	["no user agent", {}, {}, false],
	["the hint over a laptop", { "sec-ch-ua-mobile": "?1", "user-agent": LAPTOP }, {}, true],
	["the hint over a phone", { "sec-ch-ua-mobile": "?0", "user-agent": PHONE }, {}, false],
	["2g", { "user-agent": SCRIPT }, { connectionType: "2g" }, true],
	["slow-2g", {}, { connectionType: "slow-2g" }, true],
	["3G, in capitals", {}, { connectionType: "3G" }, true],
	["cellular over the hint", { "sec-ch-ua-mobile": "?0" }, { connectionType: "cellular" }, true],
	["4g", { "user-agent": LAPTOP }, { connectionType: "4g" }, false],
	["wifi on a phone", { "user-agent": PHONE }, { connectionType: "wifi" }, true],
	["an unknown connection", {}, { connectionType: "" }, false],
	["a slow downlink alone", {}, { downlink: "0.1" }, false],
];

describe("isMobile", () => {
	for (const [title, headers, fields, mobile] of CASES)
		it(`${title}: ${mobile}`, () => expect(isMobile(new Headers(headers), fields)).toBe(mobile));
});

it("gives each device the documented limits", () => {
	expect(photoLimits(new Headers())).toEqual({
		...{ device: "desktop", files: 10 },
		...{ fileBytes: 50 * MB, requestBytes: 300 * MB },
	});
	expect(photoLimits(new Headers(), { connectionType: "3g" })).toEqual({
		...{ device: "mobile", files: 5 },
		...{ fileBytes: 30 * MB, requestBytes: 150 * MB },
	});
});
