import { describe, expect, it, vi } from "vitest";
import { nameOf, type Pressed, Shortcuts } from "#lib/client/shortcuts.ts";

const press = (key: string, held: Partial<Pressed> = {}): Pressed => ({
	...{ key, ctrlKey: false, metaKey: false, altKey: false, shiftKey: false, typing: false },
	...held,
});

function aTable() {
	let now = 0;
	const table = new Shortcuts(() => now);
	const ran: string[] = [];
	const add = (...keys: string[]) =>
		table.add(keys.map((each) => ({ keys: each, label: each, run: () => ran.push(each) })));
	return { table, ran, add, later: (ms: number) => (now += ms) };
}

describe("a key's name", () => {
	it.each([
		[press("K", { ctrlKey: true }), "mod+k"],
		[press("k", { metaKey: true }), "mod+k"],
		[press("?", { shiftKey: true }), "?"],
		[press("ArrowDown", { shiftKey: true }), "shift+arrowdown"],
		[press(" "), "space"],
		[press("Shift", { shiftKey: true }), null],
	])("%o is %s", (pressed, name) => {
		expect(nameOf(pressed)).toBe(name);
	});
});

describe("shortcuts", () => {
	it("run, one key or one after the other", () => {
		const { table, ran, add } = aTable();
		add("u", "g e", "mod+k");
		expect(table.press(press("u"))).toBe(true);
		expect(table.press(press("g"))).toBe(false);
		expect(table.press(press("e"))).toBe(true);
		expect(table.press(press("k", { metaKey: true }))).toBe(true);
		expect(ran).toEqual(["u", "g e", "mod+k"]);
	});

	it("are no sequence with much time or another key between", () => {
		const { table, ran, add, later } = aTable();
		add("g e");
		table.press(press("g"));
		later(1300);
		table.press(press("e"));
		table.press(press("g"));
		table.press(press("x"));
		table.press(press("e"));
		expect(ran).toEqual([]);
	});

	it("are letters to who is typing, but for those with a key held", () => {
		const { table, ran, add } = aTable();
		add("u", "g e", "mod+k");
		for (const key of ["u", "g", "e"]) table.press(press(key, { typing: true }));
		table.press(press("k", { ctrlKey: true, typing: true }));
		expect(ran).toEqual(["mod+k"]);
	});

	it("of a page count over the same keys of the studio, and go with the page", () => {
		const { table } = aTable();
		const [studio, page] = [vi.fn(), vi.fn()];
		table.add([{ keys: "/", label: "Search", run: studio }]);
		const leave = table.add([{ keys: "/", label: "Search photos", run: page }]);
		table.press(press("/"));
		expect(table.list().map(({ label }) => label)).toEqual(["Search photos"]);
		leave();
		table.press(press("/"));
		expect([studio.mock.calls.length, page.mock.calls.length]).toEqual([1, 1]);
	});

	it("tell listeners of what comes and goes", () => {
		const { table } = aTable();
		const heard = vi.fn();
		const stop = table.subscribe(heard);
		table.add([])();
		stop();
		table.add([]);
		expect(heard).toHaveBeenCalledTimes(2);
	});
});
