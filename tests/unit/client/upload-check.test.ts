import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { UploadQueue } from "#lib/client/upload-queue.ts";
import type { CheckPorts, Send } from "#lib/client/upload-queue-types.ts";
import type { UploadTarget } from "#lib/client/upload-state.ts";

const album: UploadTarget = { eventId: "e", album: "Official", uploaderName: null };
const zone: UploadTarget = { eventId: "e", zone: "z" };
const files = (...names: string[]) => names.map((name) => ({ name, file: new Blob([name]) }));

/** A server that has these contents already, and what it was asked and sent. */
function aServer(there: readonly string[], { answers = true, readMs = 10 } = {}) {
	const asked: string[][] = [];
	const sent: string[] = [];
	const check: CheckPorts = {
		hash: async (file) => {
			await new Promise((resolve) => setTimeout(resolve, readMs));
			return (await file.text()) === "moved" ? null : `sum of ${await file.text()}`;
		},
		missing: async (_event, _album, sums) => {
			asked.push([...sums]);
			return answers ? sums.filter((sum) => !there.includes(sum)) : null;
		},
	};
	const send: Send = async ({ name }) => {
		sent.push(name);
		return { ok: true, duplicate: false };
	};
	let ids = 0;
	const queue = new UploadQueue({ send, check, newId: () => `id-${++ids}`, random: () => 0.5 });
	const items = () => queue.getSnapshot().items;
	return { queue, asked, sent, items };
}

const pass = (ms: number) => vi.advanceTimersByTimeAsync(ms);
beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

describe("photos that an album has already", () => {
	it("are not sent, and are told as what they are", async () => {
		const { queue, sent, items } = aServer(["sum of b", "sum of d"]);
		queue.add(files("a", "b", "c", "d"), album);
		await pass(1000);
		expect(sent).toEqual(["a", "c"]);
		expect(items().map(({ status, duplicate }) => [status, duplicate])).toEqual([
			...[
				["done", false],
				["done", true],
				["done", false],
				["done", true],
			],
		]);
		expect(queue.getSnapshot().summary).toMatchObject({ done: 4, duplicates: 2, fraction: 1 });
	});

	it("are asked for at once where nothing is left to send, and then many in one question", async () => {
		const { queue, asked, sent } = aServer([], { readMs: 1 });
		queue.add(files(...Array.from({ length: 300 }, (_, n) => `photo ${n}`)), album);
		await pass(5);
		expect(asked).toEqual([["sum of photo 0"]]);
		expect(sent).toEqual(["photo 0"]);
		await pass(2000);
		expect(sent).toHaveLength(300);
		expect(asked.length).toBeLessThanOrEqual(4);
		expect(Math.max(...asked.map(({ length }) => length))).toBeLessThanOrEqual(200);
	});

	it("are sent where nobody could say, and where the file could not be read", async () => {
		const silent = aServer([], { answers: false });
		silent.queue.add(files("a", "b"), album);
		await pass(1000);
		expect(silent.sent).toEqual(["a", "b"]);
		const { queue, sent, asked } = aServer([]);
		queue.add(files("moved"), album);
		await pass(1000);
		expect([sent, asked]).toEqual([["moved"], []]);
	});

	it("are not looked for in zones, which take the same file twice", async () => {
		const { queue, asked, sent } = aServer(["sum of a"]);
		queue.add(files("a"), zone);
		await pass(1000);
		expect([sent, asked]).toEqual([["a"], []]);
	});
});

describe("looking", () => {
	it("stops while paused, and goes on", async () => {
		const { queue, asked, items } = aServer([]);
		queue.pause();
		queue.add(files("a", "b"), album);
		await pass(5000);
		expect(asked).toEqual([]);
		expect(items().map(({ status }) => status)).toEqual(["checking", "checking"]);
		queue.resume();
		await pass(2000);
		expect(items().map(({ status }) => status)).toEqual(["done", "done"]);
	});

	it("forgets what is cancelled meanwhile", async () => {
		const { queue, sent, items } = aServer([]);
		queue.add(files("a", "b", "c"), album);
		queue.cancelAll();
		await pass(5000);
		expect([sent, items()]).toEqual([[], []]);
		queue.add(files("d"), album);
		await pass(2000);
		expect(sent).toEqual(["d"]);
	});
});
