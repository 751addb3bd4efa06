import { beforeAll, describe, expect, it } from "vitest";
import { reloadConfig } from "#lib/config/config.ts";
import { keysFor } from "#lib/core/keyring.ts";
import { deriveKey } from "#lib/core/signing.ts";

const [NOW, BEFORE, LONG_AGO] = ["now", "before", "long-ago"].map((word) => word.padEnd(40, "-"));

beforeAll(() => {
	Object.assign(process.env, {
		AUTH_SECRET: NOW,
		AUTH_SECRET_PREVIOUS: `${BEFORE},${LONG_AGO}`,
	});
	reloadConfig();
});

describe("the keys of a purpose", () => {
	it("are one of each secret, and the present one's comes first", () => {
		const keys = keysFor("access-token").map(({ bytes }) => bytes);
		const derived = [NOW, BEFORE, LONG_AGO].map((one = "") => deriveKey(one, "access-token"));
		expect(keys).toEqual(derived);
	});

	it("are called something else each, and always the same", () => {
		const ids = (["access-token", "guest-pass", "file-url"] as const).flatMap((purpose) =>
			keysFor(purpose).map(({ id }) => id),
		);
		expect(new Set(ids).size).toBe(9);
		for (const id of ids) expect(id).toMatch(/^[0-9a-f]{16}$/);
		expect(keysFor("access-token")).toBe(keysFor("access-token"));
	});
});
