import { expect, test } from "vitest";
import { recipeSize, type StripRecipe, sliceRecipe } from "#lib/imaging/strip-recipe.ts";
import { serve } from "./strip-files.ts";

const original = Buffer.from("0123456789");
const recipe: StripRecipe = [
	{ start: 1, end: 3 },
	{ base64: Buffer.from("ab").toString("base64") },
	{ start: 7, end: 7 },
	{ base64: Buffer.from("cdef").toString("base64") },
];
const whole = "123ab7cdef";

test("its size", () => {
	expect(serve(recipe, original).toString()).toBe(whole);
	expect(recipeSize(recipe)).toBe(whole.length);
});

test("every range of it", () => {
	for (let start = 0; start < whole.length; start++)
		for (let end = start; end < whole.length; end++) {
			const part = sliceRecipe(recipe, start, end);
			expect(serve(part, original).toString()).toBe(whole.slice(start, end + 1));
		}
});

test.each([
	[-1, 2],
	[3, 2],
	[0, 10],
])("no range: %i to %i", (start, end) => {
	expect(() => sliceRecipe(recipe, start, end)).toThrow(RangeError);
});
