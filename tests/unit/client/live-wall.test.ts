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

	it("knows what follows, so that it can be fetched", () => {
		const wall = opened("a", "b");
		expect(nextOf(wall)?.id).toBe("b");
		expect(nextOf(arrive(wall, photos("c")))?.id).toBe("c");
		expect(nextOf(EMPTY_WALL)).toBeNull();
	});

	it("leaves out what has no picture", () => {
		expect(arrive(EMPTY_WALL, [aPhoto("a", null)]).photos).toEqual([]);
	});

	it("keeps the newest of very many", () => {
		const many = Array.from({ length: MOST_IN_TURN + 20 }, (_, n) => `p${n}`);
		const wall = arrive(opened("x"), photos(...many));
		expect(wall.photos).toHaveLength(MOST_IN_TURN);
		expect(wall.photos[0]?.id).toBe("p20");
		expect(shown(wall, 2)[1]).toBe("p20");
	});
});
