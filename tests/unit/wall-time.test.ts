import { describe, expect, it } from "vitest";
import { wallTime } from "#lib/client/wall-time.ts";
import { withZone } from "#lib/core/wall-time.ts";

describe("wall time", () => {
	const moment = new Date("2026-05-09T17:30:00.000Z");

	it.each([
		["+07:00", "2026-05-10T00:30:00+07:00"],
		["-03:30", "2026-05-09T14:00:00-03:30"],
		["+00:00", "2026-05-09T17:30:00+00:00"],
		[undefined, "2026-05-09T17:30:00.000Z"],
		["local", "2026-05-09T17:30:00.000Z"],
	])("with the zone %s is %s", (zone, iso) => {
		expect(withZone(moment, zone)).toBe(iso);
		expect(new Date(iso).getTime()).toBe(moment.getTime());
	});

	it("is read as the clock showed it, wherever that was", () => {
		expect(wallTime("2026-05-10T00:30:00+07:00").toISOString()).toBe("2026-05-10T00:30:00.000Z");
		expect(wallTime("2026-05-09T17:30:00.000Z").toISOString()).toBe("2026-05-09T17:30:00.000Z");
	});
});
