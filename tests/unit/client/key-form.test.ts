import { describe, expect, it } from "vitest";
import { expiryOf, KEY_AREAS, KEY_LIVES, KEY_RIGHTS } from "#lib/client/key-form.ts";
import { SCOPES } from "#lib/core/actor.ts";

describe("the form for a new key", () => {
	it("offers every scope that there is, and no other", () => {
		const offered = KEY_AREAS.flatMap((area) => KEY_RIGHTS.map((right) => `${area}:${right}`));
		expect(offered.toSorted()).toEqual(SCOPES.toSorted());
	});

	it("counts its life in days of 24 hours from now, also over a change of the clocks", () => {
		const now = new Date("2026-10-20T10:00:00Z");
		expect(KEY_LIVES.map((life) => expiryOf(life, now))).toEqual([
			...["2026-11-19T10:00:00.000Z", "2027-01-18T10:00:00.000Z", "2027-10-20T10:00:00.000Z"],
			null,
		]);
	});
});
