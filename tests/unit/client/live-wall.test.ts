import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
	advance,
	arrive,
	back,
	currentOf,
	EMPTY_WALL,
	MOST_IN_TURN,
	nextOf,
	type Wall,
	withdraw,
} from "#lib/client/live-wall.ts";
import type { Photo } from "#lib/media/media.schema.ts";

const rendition = { url: "/files/x", width: 20, height: 10 };
const aPhoto = (id: string, large: typeof rendition | null = rendition) =>
	({ id, renditions: { small: null, medium: null, large } }) as Photo;
const photos = (...ids: string[]) => ids.map((id) => aPhoto(id));
const opened = (...ids: string[]) => advance(arrive(EMPTY_WALL, photos(...ids)));

function shown(wall: Wall, count: number): (string | null)[] {
	const ids = [];
	for (let n = 0, now = wall; n < count; n++, now = advance(now)) ids.push(now.current);
	return ids;
}

describe("a wall", () => {
	it("shows what was there one after the other, and again", () => {
		expect(shown(opened("a", "b", "c"), 5)).toEqual(["a", "b", "c", "a", "b"]);
	});

	it("shows what comes next, each once, in the order it came, and goes on where it was", () => {
		const wall = arrive(opened("a", "b", "c"), photos("d", "e"));
		expect(shown(wall, 7)).toEqual(["a", "d", "e", "b", "c", "d", "e"]);
	});

	it("does not take for news what it has", () => {
		const wall = arrive(arrive(opened("a", "b"), photos("b", "c")), photos("c"));
		expect(wall.fresh).toEqual(["c"]);
		expect(wall.photos).toHaveLength(3);
	});

	it("waits on an empty page for the first, which then comes at once", () => {
		const empty = arrive(EMPTY_WALL, []);
		expect(currentOf(advance(empty))).toBeNull();
		expect(advance(arrive(empty, photos("a"))).current).toBe("a");
	});

	it("goes back, round the beginning too", () => {
		const wall = back(opened("a", "b", "c"));
		expect(wall.current).toBe("c");
		expect(shown(back(wall), 3)).toEqual(["b", "c", "a"]);
	});

	it("goes on from one that is withdrawn, and shows it no more", () => {
		const wall = withdraw(opened("a", "b", "c"), "a");
		expect(shown(wall, 3)).toEqual(["b", "c", "b"]);
		expect(withdraw(withdraw(wall, "b"), "c")).toMatchObject({ photos: [], current: null });
		expect(withdraw(arrive(wall, photos("d")), "d").fresh).toEqual([]);
	});

	it("does not show twice in a row what is shown already, while there is another", () => {
		const news = advance(arrive(opened("a", "b"), photos("n")));
		expect(shown(withdraw(news, "b"), 4)).toEqual(["n", "a", "n", "a"]);
		const ahead = back(arrive(opened("a", "b"), photos("n")));
		expect(ahead.fresh).toEqual([]);
		expect(shown(ahead, 3)).toEqual(["n", "a", "b"]);
	});

	it("counts its steps, also where there is only one to show", () => {
		const wall = opened("a");
		expect([advance(wall), back(wall)]).toMatchObject([
			{ current: "a", step: wall.step + 1 },
			{ current: "a", step: wall.step + 1 },
		]);
		expect(arrive(wall, photos("b")).step).toBe(wall.step);
	});

	it("knows what follows, so that it can be fetched", () => {
		const wall = opened("a", "b");
		expect(nextOf(wall)?.id).toBe("b");
		expect(nextOf(arrive(wall, photos("c")))?.id).toBe("c");
		expect(nextOf(EMPTY_WALL)).toBeNull();
	});

	it("leaves out what has no picture", () => {
		expect(arrive(EMPTY_WALL, [aPhoto("a", null)]).photos).toEqual([]);
	});

	it("keeps the newest of very many, and what is shown", () => {
		const many = Array.from({ length: MOST_IN_TURN + 20 }, (_, n) => `p${n}`);
		const wall = arrive(opened("x"), photos(...many));
		expect(currentOf(wall)?.id).toBe("x");
		expect(wall.photos).toHaveLength(MOST_IN_TURN + 1);
		expect(shown(wall, 2)).toEqual(["x", "p20"]);
		const next = arrive(advance(wall), photos("y"));
		expect(next.photos.map(({ id }) => id)).toEqual([...many.slice(20), "y"]);
		expect(next.fresh).toEqual([...many.slice(21), "y"]);
	});

	it("goes on where it was, whatever of it was dropped", () => {
		const many = Array.from({ length: MOST_IN_TURN }, (_, n) => `p${n}`);
		const wall = advance(advance(opened(...many)));
		expect(wall.current).toBe("p2");
		const later = arrive(wall, photos("x", "y", "z"));
		expect(later.photos.slice(0, 2).map(({ id }) => id)).toEqual(["p2", "p3"]);
		expect(shown(later, 5)).toEqual(["p2", "x", "y", "z", "p3"]);
	});

	it("always has one to show while there are any, each of which it has", () => {
		const step = fc.oneof(
			fc.record({ does: fc.constant("arrive"), id: fc.nat(9) }),
			fc.record({ does: fc.constant("withdraw"), id: fc.nat(9) }),
			fc.record({ does: fc.constantFrom("advance", "back"), id: fc.constant(0) }),
		);
		const take = (wall: Wall, { does, id }: { does: string; id: number }): Wall => {
			if (does === "withdraw") return withdraw(wall, String(id));
			if (does !== "arrive") return does === "back" ? back(wall) : advance(wall);
			const next = arrive(wall, photos(String(id)));
			return next.current === null ? advance(next) : next;
		};
		fc.assert(
			fc.property(fc.array(step, { maxLength: 40 }), (steps) => {
				const wall = steps.reduce(take, EMPTY_WALL);
				const ids = wall.photos.map(({ id }) => id);
				expect(currentOf(wall) === null).toBe(ids.length === 0);
				expect(wall.fresh.every((id) => ids.includes(id) && id !== wall.current)).toBe(true);
				if (ids.length > 1) expect(advance(wall).current).not.toBe(wall.current);
			}),
		);
	});
});
