import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { UploadQueue } from "#lib/client/upload-queue.ts";
import type { Send, SendResult } from "#lib/client/upload-queue-types.ts";
import {
	arrivalOf,
	type UploadFailure,
	type UploadItem,
	type UploadTarget,
} from "#lib/client/upload-state.ts";

const target: UploadTarget = { eventId: "e", album: "Official", uploaderName: null };
const aFile = (name: string, size = 100) => ({ name, file: new Blob(["x".repeat(size)]) });
const failed = (failure: Partial<UploadFailure>): SendResult => ({
	ok: false,
	failure: { code: "NETWORK", status: 0, message: "", retryAfterSeconds: null, ...failure },
});
const arrived: SendResult = { ok: true, duplicate: false };

/** A wire whose ends are in the test's hands. */
function aWire() {
	const calls: {
		item: UploadItem;
		signal: AbortSignal;
		progress: (bytes: number) => void;
		end: (result: SendResult) => Promise<void>;
	}[] = [];
	const send: Send = (item, _file, { signal, onProgress }) =>
		new Promise((resolve) => {
			const end = async (result: SendResult) => {
				resolve(result);
				await vi.advanceTimersByTimeAsync(200);
			};
			calls.push({ item, signal, progress: onProgress, end });
		});
	return { calls, send };
}

let ids = 0;
function aQueue(send: Send, { isGuest = false } = {}) {
	return new UploadQueue({ send, isGuest, newId: () => `id-${++ids}`, random: () => 0.5 });
}
const settle = () => vi.advanceTimersByTimeAsync(200);
const statuses = (queue: UploadQueue) => queue.getSnapshot().items.map((item) => item.status);

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

describe("the upload queue", () => {
	it("has three in flight, and starts the next as one ends", async () => {
		const wire = aWire();
		const queue = aQueue(wire.send);
		queue.add(
			["a", "b", "c", "d", "e"].map((name) => aFile(name)),
			target,
		);
		await settle();
		expect(statuses(queue)).toEqual(["uploading", "uploading", "uploading", "waiting", "waiting"]);
		await wire.calls[1]?.end(arrived);
		expect(statuses(queue)).toEqual(["uploading", "done", "uploading", "uploading", "waiting"]);
		expect(wire.calls.map((call) => call.item.name)).toEqual(["a", "b", "c", "d"]);
	});

	it("tells progress in bytes, and says when it waits for the answer alone", async () => {
		const wire = aWire();
		const queue = aQueue(wire.send);
		queue.add([aFile("a", 100), aFile("b", 300)], target);
		wire.calls[0]?.progress(50);
		wire.calls[1]?.progress(300);
		await settle();
		const { items, summary } = queue.getSnapshot();
		expect(items.map((item) => item.sentBytes)).toEqual([50, 300]);
		expect(items[1]?.status).toBe("finishing");
		expect(summary.fraction).toBeCloseTo(350 / 400);
	});

	it("measures speed and time left over the last seconds", async () => {
		const wire = aWire();
		const queue = aQueue(wire.send);
		queue.add([aFile("a", 1000)], target);
		for (let sent = 100; sent <= 500; sent += 100) {
			wire.calls[0]?.progress(sent);
			await vi.advanceTimersByTimeAsync(1000);
		}
		wire.calls[0]?.progress(501);
		await settle();
		const { bytesPerSecond, secondsLeft } = queue.getSnapshot().summary;
		expect(bytesPerSecond).toBeCloseTo(100, -1);
		expect(secondsLeft).toBeCloseTo(5, 0);
	});

	it("tries again by itself after a lost connection, with the same key, waiting longer each time", async () => {
		const wire = aWire();
		const queue = aQueue(wire.send);
		queue.add([aFile("a")], target);
		await wire.calls[0]?.end(failed({}));
		expect(statuses(queue)).toEqual(["retrying"]);
		await vi.advanceTimersByTimeAsync(1000);
		expect(wire.calls).toHaveLength(2);
		await wire.calls[1]?.end(failed({}));
		await vi.advanceTimersByTimeAsync(1000);
		expect(wire.calls).toHaveLength(2);
		await vi.advanceTimersByTimeAsync(1000);
		expect(wire.calls).toHaveLength(3);
		expect(new Set(wire.calls.map((call) => call.item.key)).size).toBe(1);
		await wire.calls[2]?.end(arrived);
		expect(statuses(queue)).toEqual(["done"]);
	});

	it("gives up at the sixth lost connection", async () => {
		const wire = aWire();
		const queue = aQueue(wire.send);
		queue.add([aFile("a")], target);
		for (let tries = 0; tries < 6; tries++) {
			await wire.calls[tries]?.end(failed({}));
			await vi.advanceTimersByTimeAsync(60_000);
		}
		expect(wire.calls).toHaveLength(6);
		expect(statuses(queue)).toEqual(["failed"]);
	});

	it("starts nothing for as long as a busy server asks for", async () => {
		const wire = aWire();
		const queue = aQueue(wire.send);
		queue.add(
			["a", "b", "c", "d"].map((name) => aFile(name)),
			target,
		);
		await wire.calls[0]?.end(failed({ code: "OVERLOADED", status: 503, retryAfterSeconds: 10 }));
		expect(wire.calls).toHaveLength(3);
		await vi.advanceTimersByTimeAsync(9_000);
		expect(wire.calls).toHaveLength(3);
		await vi.advanceTimersByTimeAsync(2_000);
		expect(wire.calls).toHaveLength(4);
	});

	it("does not try again what the server refused, and says why", async () => {
		const wire = aWire();
		const queue = aQueue(wire.send);
		queue.add([aFile("notes.txt")], target);
		await wire.calls[0]?.end(failed({ code: "UNSUPPORTED_FORMAT", status: 400, message: "No" }));
		await vi.advanceTimersByTimeAsync(120_000);
		expect(wire.calls).toHaveLength(1);
		expect(queue.getSnapshot().items[0]?.failure?.code).toBe("UNSUPPORTED_FORMAT");
	});

	it("sends again what its owner asks for: a new key where the server had answered", async () => {
		const wire = aWire();
		const queue = aQueue(wire.send);
		queue.add([aFile("a")], target);
		await wire.calls[0]?.end(failed({ code: "INVALID_IMAGE", status: 422 }));
		queue.retryAll();
		await settle();
		expect(wire.calls).toHaveLength(2);
		expect(wire.calls[1]?.item.key).not.toBe(wire.calls[0]?.item.key);
	});

	it("stops at once when paused, and goes on from where it was", async () => {
		const wire = aWire();
		const queue = aQueue(wire.send);
		queue.add([aFile("a"), aFile("b")], target);
		await wire.calls[0]?.end(arrived);
		queue.pause();
		await settle();
		expect(wire.calls[1]?.signal.aborted).toBe(true);
		expect(statuses(queue)).toEqual(["done", "waiting"]);
		await wire.calls[1]?.end(failed({}));
		expect(statuses(queue)).toEqual(["done", "waiting"]);
		queue.resume();
		await settle();
		expect(wire.calls[2]?.item.key).toBe(wire.calls[1]?.item.key);
	});

	it("waits while offline and goes on by itself", async () => {
		const wire = aWire();
		const queue = aQueue(wire.send);
		queue.setOnline(false);
		queue.add([aFile("a")], target);
		await vi.advanceTimersByTimeAsync(60_000);
		expect(wire.calls).toHaveLength(0);
		queue.setOnline(true);
		await settle();
		expect(wire.calls).toHaveLength(1);
	});

	it("holds everything when the sign-in has ended, and loses nothing", async () => {
		const wire = aWire();
		const queue = aQueue(wire.send);
		queue.add(
			["a", "b", "c", "d"].map((name) => aFile(name)),
			target,
		);
		for (const call of wire.calls.slice(0, 3))
			await call.end(failed({ code: "UNAUTHENTICATED", status: 401 }));
		expect(statuses(queue)).toEqual(["waiting", "waiting", "waiting", "waiting"]);
		expect(queue.getSnapshot().holds.signIn).toBe(true);
		queue.resume();
		await settle();
		expect(wire.calls).toHaveLength(6);
	});

	it.each(["ACCESS_CODE_REQUIRED", "UNAUTHENTICATED"])(
		"lets a guest's photos for other events go on where one answers %s",
		async (code) => {
			const wire = aWire();
			const queue = aQueue(wire.send, { isGuest: true });
			queue.add([aFile("a"), aFile("b")], target);
			queue.add([aFile("c"), aFile("d")], { ...target, eventId: "other" });
			for (const call of wire.calls.slice(0, 2)) await call.end(failed({ code, status: 401 }));
			expect(statuses(queue)).toEqual(["failed", "failed", "uploading", "uploading"]);
			expect(queue.getSnapshot().items[0]?.failure?.code).toBe(code);
			expect(queue.getSnapshot().holds).toMatchObject({ signIn: false });
			queue.retryAll();
			await wire.calls[2]?.end(arrived);
			expect(statuses(queue)).toEqual(["uploading", "uploading", "done", "uploading"]);
		},
	);

	it("forgets what is cancelled and keeps what has arrived", async () => {
		const wire = aWire();
		const queue = aQueue(wire.send);
		queue.add(
			["a", "b", "c", "d"].map((name) => aFile(name)),
			target,
		);
		await wire.calls[0]?.end(arrived);
		queue.cancelAll();
		await settle();
		expect(queue.getSnapshot().items.map((item) => item.name)).toEqual(["a"]);
		expect(wire.calls.slice(1).every((call) => call.signal.aborted)).toBe(true);
	});

	it("begins a new list once the old one is settled", async () => {
		const wire = aWire();
		const queue = aQueue(wire.send);
		queue.add([aFile("a")], target);
		await wire.calls[0]?.end({ ok: true, duplicate: true });
		expect(queue.getSnapshot().summary).toMatchObject({ done: 1, duplicates: 1, fraction: 1 });
		queue.add([aFile("b")], target);
		await settle();
		expect(queue.getSnapshot().items.map((item) => item.name)).toEqual(["b"]);
	});

	it("keeps what did not arrive, until it is added again or taken off the list", async () => {
		const wire = aWire();
		const queue = aQueue(wire.send);
		const names = () => queue.getSnapshot().items.map(({ name, status }) => `${name} ${status}`);
		queue.add([aFile("a"), aFile("b"), aFile("c", 7)], target);
		await wire.calls[0]?.end(arrived);
		for (const call of wire.calls.slice(1))
			await call.end(failed({ code: "QUOTA_EXCEEDED", status: 413 }));
		queue.add([aFile("d")], target);
		await settle();
		expect(names()).toEqual(["b failed", "c failed", "d uploading"]);
		expect(queue.getSnapshot().summary).toMatchObject({ total: 3, failed: 2, open: 1 });
		queue.add([aFile("b"), aFile("c", 8)], target);
		queue.add([aFile("c", 7)], { ...target, album: "Tamu" });
		await settle();
		expect(names()).toEqual([
			...["c failed", "d uploading", "b uploading", "c uploading", "c waiting"],
		]);
		queue.retryAll();
		await settle();
		expect(queue.getSnapshot().summary).toMatchObject({ failed: 0, open: 5 });
	});

	it("gives listeners one snapshot for many changes, and the same one while nothing changes", async () => {
		const wire = aWire();
		const queue = aQueue(wire.send);
		const heard = vi.fn();
		queue.subscribe(heard);
		queue.add([aFile("a", 1000)], target);
		for (let sent = 0; sent < 500; sent++) wire.calls[0]?.progress(sent);
		await vi.advanceTimersByTimeAsync(100);
		expect(heard).toHaveBeenCalledTimes(1);
		expect(queue.getSnapshot()).toBe(queue.getSnapshot());
	});
});

describe("what pages see of it", () => {
	it("begins as the server rendered it, whatever has come since", async () => {
		const { send } = aWire();
		const queue = aQueue(send);
		queue.add([aFile("a")], target);
		await settle();
		expect(queue.getSnapshot().items).toHaveLength(1);
		expect(queue.getFirstSnapshot().items).toEqual([]);
	});

	it("tells one that has arrived from the one before, though nothing was seen in between", () => {
		const done = (id: string) => ({ id, status: "done" as const });
		expect(arrivalOf([{ id: "a", status: "uploading" }])).toBe("");
		expect(arrivalOf([done("a")])).not.toBe(arrivalOf([done("b")]));
		expect(arrivalOf([done("a"), done("b")])).not.toBe(arrivalOf([done("b")]));
	});
});
