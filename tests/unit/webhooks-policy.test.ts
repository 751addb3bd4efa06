import { describe, expect, it } from "vitest";
import { isPublicAddress } from "#lib/core/addresses.ts";
import { reasonOf } from "#lib/queue/reason.ts";
import {
	literalAddress,
	nextTry,
	offReasonOf,
	signDelivery,
} from "#lib/webhooks/webhooks.policy.ts";
import { webhookCreate } from "#lib/webhooks/webhooks.schema.ts";

const NOW = new Date("2026-11-20T10:00:00Z");
const HOUR = 3600_000;

describe("an address", () => {
	const PRIVATE = [
		...["127.0.0.1", "10.1.2.3", "172.16.0.1", "172.31.255.255", "192.168.1.1", "169.254.169.254"],
		...["100.64.0.1", "0.0.0.0", "224.0.0.1", "255.255.255.255", "198.18.0.1", "203.0.113.9"],
		...["::1", "::", "fe80::1", "fc00::1", "fd12:3456::1", "ff02::1", "::ffff:127.0.0.1"],
		...["::ffff:8.8.8.8", "64:ff9b::7f00:1", "2002:7f00:1::", "2001::1", "2001:db8::1", "fec0::1"],
		...["", "localhost", "999.1.1.1"],
	];
	for (const address of PRIVATE)
		it(`${address || "that is none"} is not public`, () =>
			expect(isPublicAddress(address)).toBe(false));
	for (const address of ["8.8.8.8", "172.32.0.1", "100.128.0.1", "2a00:1450::1", "2606:4700::1111"])
		it(`${address} is public`, () => expect(isPublicAddress(address)).toBe(true));

	it("is read out of a URL however it is written there", () => {
		for (const host of ["127.1", "2130706433", "0x7f.0.0.1", "0177.0.0.1", "127.0.0.1."])
			expect(literalAddress(`http://${host}/`)).toBe("127.0.0.1");
		expect(literalAddress("https://[::ffff:7f00:1]:8443/x")).toBe("::ffff:7f00:1");
		expect(literalAddress("https://example.com/127.0.0.1")).toBeNull();
	});
});

describe("a delivery", () => {
	it("is tried again for nearly a day, ever more rarely", () => {
		let [at, tries] = [NOW, 0];
		const waits: number[] = [];
		for (let next = nextTry(1, at); next; next = nextTry(++tries + 1, at)) {
			waits.push(next.getTime() - at.getTime());
			at = next;
		}
		expect(waits).toEqual(waits.toSorted((a, b) => a - b));
		expect(waits).toHaveLength(8);
		const hours = (at.getTime() - NOW.getTime()) / HOUR;
		expect(hours).toBeGreaterThan(23);
		expect(hours).toBeLessThan(24);
		expect(nextTry(100, NOW)).toBeNull();
	});

	it("is signed as Standard Webhooks has it", () => {
		// The example of the specification's reference libraries.
		const secret = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";
		const id = "msg_p5jXN8AQM9LWM0D4loKWxJek";
		const message = { id, timestamp: 1614265330, body: '{"test": 2432232314}' };
		expect(signDelivery(secret, message)).toBe("v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=");
	});
});

describe("a webhook", () => {
	const failingFor = (hours: number) => ({ failingSince: new Date(NOW.getTime() - hours * HOUR) });

	it("is given up after three days of failures, and at once where it is gone", () => {
		expect(offReasonOf({ failingSince: null }, 500, NOW)).toBeNull();
		expect(offReasonOf(failingFor(71), null, NOW)).toBeNull();
		expect(offReasonOf(failingFor(72), null, NOW)).toBe("unreachable");
		expect(offReasonOf({ failingSince: null }, 410, NOW)).toBe("gone");
	});

	it("has an http address without a password, and events that there are", () => {
		const good = { url: "https://example.com/hook?a=1", events: ["photo.ready", "photo.ready"] };
		expect(webhookCreate.parse(good).events).toEqual(["photo.ready"]);
		for (const url of [
			"ftp://example.com",
			"example.com",
			"https://u:p@example.com",
			"javascript:1",
			"",
		])
			expect(webhookCreate.safeParse({ ...good, url }).success).toBe(false);
		const long = `https://example.com/${"a".repeat(1980)}`;
		expect(long).toHaveLength(2000);
		expect(webhookCreate.safeParse({ ...good, url: long }).success).toBe(true);
		expect(webhookCreate.safeParse({ ...good, url: `${long}a` }).success).toBe(false);
		for (const events of [[], ["photo.gone"], "photo.ready"])
			expect(webhookCreate.safeParse({ ...good, events }).success).toBe(false);
	});
});

describe("the reason of a failed job", () => {
	it("is the last line, without places of files, and short", () => {
		const library =
			"\nInvalid `prisma.media()` invocation in\n/srv/app/lib/a.ts:3\n\nTable is away\n";
		expect(reasonOf(new Error(library))).toBe("Table is away");
		expect(reasonOf(new Error("ENOENT: open '/data/storage/x'"))).toBe("ENOENT: open '…'");
		expect(reasonOf(new Error("x".repeat(500)))).toHaveLength(300);
		expect(reasonOf(new TypeError(""))).toBe("TypeError");
		expect(reasonOf("plain")).toBe("plain");
	});
});
