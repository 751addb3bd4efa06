import { beforeEach, describe, expect, it } from "vitest";
import { type Choosable, Choosing, type Ends } from "#lib/client/choosing.ts";

interface Item {
	id: string;
}

const ALL = Array.from("abcdefgh");
const item = (id: string): Item => ({ id });
const between = (ends: Ends) => {
	const places = ends.map((end) => ALL.indexOf(end));
	return ALL.slice(Math.min(...places), Math.max(...places) + 1);
};

/** A gallery of which the first four are there. */
let failures: unknown[];
let answer: Choosable<Item>["ask"];
let choosing: Choosing<Item>;
const ids = () => [...choosing.get().items.keys()];

beforeEach(() => {
	failures = [];
	answer = async (ends) => (ends ? between(ends) : ALL);
	choosing = new Choosing<Item>(() => ({
		between: (ends) => (ends.every((end) => end <= "d") ? between(ends).map(item) : null),
		ask: (ends, signal) => answer(ends, signal),
		failed: (error) => failures.push(error),
	}));
});

describe("what is chosen", () => {
	it("is taken one by one, and let go again", () => {
		expect(choosing.get()).toMatchObject({ active: false, asking: false });
		choosing.toggle(item("b"), false);
		choosing.toggle(item("a"), false);
		expect(ids()).toEqual(["b", "a"]);
		choosing.toggle(item("b"), false);
		expect(ids()).toEqual(["a"]);
		expect(choosing.isChosen("a", 0)).toBe(true);
		expect(choosing.isChosen("b", 1)).toBe(false);
	});

	it("goes on from the last one to this one, from either side", () => {
		choosing.toggle(item("c"), true);
		choosing.toggle(item("a"), true);
		expect(ids().toSorted()).toEqual(["a", "b", "c"]);
		choosing.toggle(item("d"), true);
		expect(ids().toSorted()).toEqual(["a", "b", "c", "d"]);
	});

	it("reaches over what was never fetched, once it is known", async () => {
		choosing.toggle(item("b"), false);
		const running = choosing.run(["b", "g"]);
		expect(choosing.get().asking).toBe(true);
		await running;
		expect(ids()).toEqual(["b", "c", "d", "e", "f", "g"]);
		expect(choosing.get()).toMatchObject({ asking: false });
		expect(choosing.get().items.get("b")).toEqual({ id: "b" });
		expect(choosing.get().items.get("g")).toBeNull();
		await choosing.run(["g", "h"]);
		expect(ids()).toHaveLength(7);
	});

	it("is all of them, and what is gone is left out", async () => {
		expect(await choosing.all()).toBe(true);
		expect(ids()).toEqual(ALL);
		choosing.drop(["a", "h", "x"]);
		expect(ids()).toEqual(ALL.slice(1, -1));
	});

	it("is not what was dropped while it was asked for, until it is asked for anew", async () => {
		const running = choosing.all();
		choosing.drop(["b"]);
		await running;
		expect(ids()).toEqual(ALL.filter((id) => id !== "b"));
		await choosing.all();
		expect(ids().toSorted()).toEqual(ALL);
	});

	it("stays as it is where nobody answers, and that is told", async () => {
		choosing.toggle(item("a"), false);
		answer = () => Promise.reject(new Error("away"));
		expect(await choosing.all()).toBe(false);
		expect(ids()).toEqual(["a"]);
		expect(choosing.get().asking).toBe(false);
		expect(failures).toEqual([new Error("away")]);
		choosing.toggle(item("c"), true);
		expect(ids()).toEqual(["a", "b", "c"]);
	});

	it("is nothing for who leaves while it is being asked for", async () => {
		choosing.toggle(item("a"), false);
		const running = choosing.all();
		choosing.leave();
		expect(await running).toBe(false);
		expect(choosing.get()).toMatchObject({ active: false, asking: false });
		expect(ids()).toEqual([]);
		choosing.toggle(item("c"), true);
		expect(ids()).toEqual(["c"]);
	});

	it("shows what a drag goes over, without choosing it yet", () => {
		let told = 0;
		const stop = choosing.subscribe(() => told++);
		choosing.mark({ from: 2, to: 5 });
		choosing.mark({ from: 2, to: 5 });
		expect(told).toBe(1);
		expect([1, 2, 5, 6].map((place) => choosing.isChosen("x", place))).toEqual([
			...[false, true, true, false],
		]);
		choosing.mark(null);
		expect(choosing.isChosen("x", 3)).toBe(false);
		expect(ids()).toEqual([]);
		stop();
		choosing.enter();
		expect(told).toBe(2);
	});

	it("of ten thousand is told once", async () => {
		answer = async () => Array.from({ length: 10_000 }, (_, place) => `p${place}`);
		const seen: number[] = [];
		choosing.subscribe(() => seen.push(choosing.get().items.size));
		await choosing.all();
		expect(seen).toEqual([0, 10_000, 10_000]);
	});
});
