import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { newId } from "#lib/core/ids.ts";
import { cursorOf, readCursor } from "#lib/media/layout.policy.ts";

const id = newId();

describe("a cursor of a gallery", () => {
	it("leads to the photo that it was made for, whenever that was taken", () => {
		const [min, max] = [new Date("1826-01-01"), new Date("2200-12-31T23:59:59.999Z")];
		const moments = fc.date({ min, max, noInvalidDate: true });
		fc.assert(
			fc.property(moments, fc.constantFrom("newest", "oldest"), (shotAt, order) => {
				expect(readCursor(cursorOf({ id, shotAt }, order), order)).toEqual({ id, shotAt });
			}),
			{
				examples: [
					[min, "newest"],
					[max, "oldest"],
					[new Date(-1), "newest"],
					[new Date(0), "oldest"],
				],
			},
		);
	});

	it("is a photo's id where the order is by arrival", () => {
		const cursor = cursorOf({ id, shotAt: new Date(-1) }, "arrived");
		expect(readCursor(cursor, "arrived")).toEqual({ id, shotAt: null });
	});

	it.each([
		...["", "_", id, `_${id}`, `-_${id}`, `--1_${id}`, `1e3_${id}`, `1.5_${id}`, "1_", "1_first"],
		...[`99999999999999_${id}`, `-99999999999999_${id}`],
	])("is not %s", (cursor) => {
		expect(() => readCursor(cursor, "newest")).toThrow("This cursor is not one of ours");
	});
});
