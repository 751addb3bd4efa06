import { expect, it } from "vitest";
import { Turns } from "#lib/core/turns.ts";

const turns = () => new Turns({ atOnce: 2, most: 4, mostOfOne: 3, busy: "Busy" });

/** A work that ends when it is told to. */
function aWork(begun: string[], name: string) {
	const { promise, resolve, reject } = Promise.withResolvers<string>();
	const work = () => {
		begun.push(name);
		return promise;
	};
	return { work, end: () => resolve(name), fail: () => reject(new Error(name)) };
}

const settled = () => new Promise((resolve) => setImmediate(resolve));

it("runs so many at once, and the others in their order as one ends, however that ends", async () => {
	const [all, begun]: [Turns, string[]] = [turns(), []];
	const works = ["a", "b", "c", "d"].map((name) => aWork(begun, name));
	const done = works.map(({ work }, place) => all.take(`caller ${place}`, work));
	await settled();
	expect(begun).toEqual(["a", "b"]);
	works[1]?.fail();
	await expect(done[1]).rejects.toThrow("b");
	await settled();
	expect(begun).toEqual(["a", "b", "c"]);
	for (const { end } of works) end();
	expect(await Promise.all(done.filter((_, place) => place !== 1))).toEqual(["a", "c", "d"]);
});

it("refuses one past what one caller, and what all, may have begun; and takes it once one is done", async () => {
	const [all, begun]: [Turns, string[]] = [turns(), []];
	const works = ["a", "b", "c", "d"].map((name) => aWork(begun, name));
	const take = (caller: string, place: number) => all.take(caller, works[place]?.work ?? fail);
	const fail = () => Promise.reject(new Error("never run"));
	const own = [0, 1, 2].map((place) => take("one", place));
	await expect(all.take("one", fail)).rejects.toMatchObject({ code: "OVERLOADED" });
	const other = take("other", 3);
	await expect(all.take("third", fail)).rejects.toMatchObject({ code: "OVERLOADED" });
	for (const { end } of works) end();
	await Promise.all([...own, other]);
	expect(begun).toEqual(["a", "b", "c", "d"]);
	expect(await all.take("one", async () => "again")).toBe("again");
});
