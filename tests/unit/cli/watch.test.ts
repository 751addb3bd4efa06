import { expect, it } from "vitest";
import { settledIn } from "#cli/watch.ts";

const file = (path: string, size: number, modifiedAt = 1) => ({
	...{ path, name: path, size, modifiedAt },
});

it("a file is taken when it has not changed between two looks, and once", () => {
	const seen = new Map<string, string>();
	const taken = new Map<string, string>();
	const look = (...files: ReturnType<typeof file>[]) =>
		settledIn(files, seen, taken).map(({ path, size }) => `${path} ${size}`);
	expect(look(file("a", 5), file("empty", 0))).toEqual([]);
	expect(look(file("a", 5), file("b", 1), file("empty", 0))).toEqual(["a 5"]);
	expect(look(file("a", 5), file("b", 2))).toEqual([]);
	expect(look(file("a", 5), file("b", 2))).toEqual(["b 2"]);
	// Written anew: another content under the same name.
	expect(look(file("a", 5, 2), file("b", 2))).toEqual([]);
	expect(look(file("a", 5, 2), file("b", 2))).toEqual(["a 5"]);
	expect(look(file("a", 5, 2), file("b", 2))).toEqual([]);
});
