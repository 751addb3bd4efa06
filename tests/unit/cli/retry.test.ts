import { describe, expect, it } from "vitest";
import { backOff, pauseBefore } from "#cli/retry.ts";

const refusal = (status: number, code = "", retryAfterSeconds: number | null = null) => ({
	...{ status, code, retryAfterSeconds },
});

describe("another try", () => {
	it("is made while the server is away, busy, or at it already, however often that was", () => {
		for (const status of [0, 408, 423, 429, 502, 503, 504])
			expect(pauseBefore(refusal(status), 100, 1), String(status)).toBe(10_000);
		expect(pauseBefore(refusal(409, "IDEMPOTENCY_IN_PROGRESS"), 0, 1)).toBe(500);
	});

	it("is made a few times after what may be a fault", () => {
		expect(pauseBefore(refusal(500), 3, 1)).toBe(4000);
		expect(pauseBefore(refusal(500), 4, 1)).toBeNull();
	});

	it("is not made where it can change nothing", () => {
		for (const status of [400, 401, 403, 404, 409, 410, 413, 422])
			expect(pauseBefore(refusal(status), 0, 1), String(status)).toBeNull();
	});

	it("waits as long as it is told, and a little of its own", () => {
		expect(pauseBefore(refusal(429, "RATE_LIMITED", 7), 5, 0)).toBe(7000);
		expect(pauseBefore(refusal(503, "OVERLOADED", 7), 5, 1)).toBe(7500);
	});
});

it("pauses double up to ten seconds, and no two who began together have the same", () => {
	expect([0, 1, 2, 6, 50].map((tries) => backOff(tries, 1))).toEqual([
		...[500, 1000, 2000, 10_000, 10_000],
	]);
	expect(backOff(2, 0)).toBe(1000);
});
