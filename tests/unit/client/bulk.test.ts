import { describe, expect, it } from "vitest";
import { inBulk, type PartDone } from "#lib/client/bulk.ts";

const some = (count: number) => Array.from({ length: count }, (_, place) => `p${place}`);

/** Sends what is asked for, and notes it. */
async function send(count: number, answer: (part: readonly string[], nth: number) => PartDone) {
	const ending = new AbortController();
	const parts: number[] = [];
	const told: number[] = [];
	const done = await inBulk(
		some(count),
		async (part) => {
			parts.push(part.length);
			return answer(part, parts.length);
		},
		{
			signal: ending.signal,
			onSent: (sent) => {
				told.push(sent);
				if (sent === 1500) ending.abort();
			},
		},
	);
	return { parts, told, done };
}

describe("many at once", () => {
	it("are sent in parts that a request takes, and each is told", async () => {
		const { parts, told, done } = await send(1200, ({ length }) => ({ done: length }));
		expect(parts).toEqual([500, 500, 200]);
		expect(told).toEqual([500, 1000, 1200]);
		expect(done).toEqual({ asked: 1200, done: 1200, left: {}, sent: some(1200), error: null });
	});

	it("are counted with those that stay as they are, by why", async () => {
		const { done } = await send(700, ({ length }, nth) => ({
			done: length - 3,
			left: nth === 1 ? { gone: 2, duplicate: 1 } : { gone: 3, duplicate: 0 },
		}));
		expect(done).toMatchObject({ asked: 700, done: 694, left: { gone: 5, duplicate: 1 } });
		expect(done.left).not.toHaveProperty("not_waiting");
	});

	it("end at the first part that fails, and what went before is done", async () => {
		const { parts, done } = await send(1200, ({ length }, nth) => {
			if (nth === 2) throw new Error("away");
			return { done: length };
		});
		expect(parts).toEqual([500, 500]);
		expect(done).toMatchObject({ asked: 1200, done: 500, error: new Error("away") });
		expect(done.sent).toEqual(some(500));
	});

	it("end where their reader ends them, after the part that is on its way", async () => {
		const { parts, done } = await send(10_000, ({ length }) => ({ done: length }));
		expect(parts).toEqual([500, 500, 500]);
		expect(done).toMatchObject({ asked: 10_000, done: 1500, error: null });
	});

	it("are none where none are chosen", async () => {
		expect((await send(0, () => ({ done: 1 }))).parts).toEqual([]);
	});
});
