import { describe, expect, it } from "vitest";
import { clientAddress } from "#lib/http/client-address.ts";

const CASES: [title: string, Parameters<typeof clientAddress>, string][] = [
	["the connection's own", ["203.0.113.9", undefined, 0], "203.0.113.9"],
	["IPv4 within IPv6", ["::ffff:203.0.113.9", undefined, 0], "203.0.113.9"],
	["IPv6, whose caller has the whole network", ["2001:db8::1", undefined, 0], "2001:db8:0:0::/64"],
	["the same network", ["2001:0DB8:0:0:5:6:7:8", undefined, 0], "2001:db8:0:0::/64"],
	["this machine", ["::1", undefined, 0], "0:0:0:0::/64"],
	["a port behind it", ["10.0.0.1", "198.51.100.1:5555", 1], "198.51.100.1"],
	["brackets", ["10.0.0.1", "[2001:db8:1:2::9]:443", 1], "2001:db8:1:2::/64"],
	["words", ["10.0.0.1", "evil", 1], "10.0.0.1"],
	["a connection that is gone", [undefined, undefined, 0], "unknown"],
	["a header nobody vouches for", ["203.0.113.9", "198.51.100.1", 0], "203.0.113.9"],
	["one proxy", ["10.0.0.1", "198.51.100.1", 1], "198.51.100.1"],
	[
		"one proxy, and what the caller wrote before",
		["10.0.0.1", "1.1.1.1, 198.51.100.1", 1],
		"198.51.100.1",
	],
	["two proxies", ["10.0.0.1", "9.9.9.9,198.51.100.1 , 10.0.0.2", 2], "198.51.100.1"],
	["a proxy without the header", ["10.0.0.1", undefined, 1], "10.0.0.1"],
	["an empty header", ["10.0.0.1", "", 1], "10.0.0.1"],
	["an empty entry", ["10.0.0.1", " , ", 1], "10.0.0.1"],
	["fewer entries than proxies", ["10.0.0.1", "198.51.100.1", 3], "10.0.0.1"],
];

describe("clientAddress", () => {
	for (const [title, given, address] of CASES)
		it(title, () => expect(clientAddress(...given)).toBe(address));
});
