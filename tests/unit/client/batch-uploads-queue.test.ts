import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import type { BatchProgress } from "#lib/client/batch-types.ts";
import { draftOf, fingerprintOf, matching } from "#lib/client/batch-uploads-draft.ts";
import { BatchQueue } from "#lib/client/batch-uploads-queue.ts";
import { formOf } from "#lib/client/batch-uploads-send.ts";
import type { BatchChange, BatchItem } from "#lib/client/batch-uploads-state.ts";
import type { SendBatch, SendBatchResult } from "#lib/client/batch-uploads-types.ts";
import type { FoundFile } from "#lib/client/found-file.ts";
import type { UploadFailure } from "#lib/client/upload-state.ts";

const aFile = (path: string, size = 100, lastModified = 1000): FoundFile => ({
	path,
	file: new File(["x".repeat(size)], path, { lastModified }),
});
const failed = (failure: Partial<UploadFailure>): SendBatchResult => ({
	ok: false,
	failure: { code: "NETWORK", status: 0, message: "", retryAfterSeconds: null, ...failure },
});
const made: SendBatchResult = { ok: true, batchId: "batch-1" };
const plan = { mode: "task", taskId: "14900113", eventId: null } as const;

let ids = 0;
const newId = () => `id-${++ids}`;
const aDraft = (name: string, files = [aFile(name)]) =>
	draftOf("archives", files, plan, { owner: "rina", newId, now: 0 });

/** A queue whose wire and whose memory are in the test's hands. */
function aQueue() {
	const calls: {
		item: BatchItem;
		files: readonly FoundFile[];
		signal: AbortSignal;
		change: (change: BatchChange) => void;
		end: (result: SendBatchResult) => Promise<void>;
	}[] = [];
	const saved = new Map<string, BatchItem>();
	const discarded: string[] = [];
	const send: SendBatch = (item, files, { signal, onChange }) =>
		new Promise((resolve) => {
			const end = async (result: SendBatchResult) => {
				resolve(result);
				await vi.advanceTimersByTimeAsync(200);
			};
			calls.push({ item, files, signal, change: onChange, end });
		});
	const queue = new BatchQueue({
		send,
		newId,
		random: () => 0.5,
		save: (item) => void saved.set(item.id, item),
		forget: (item, { discard }) => {
			saved.delete(item.id);
			if (discard) discarded.push(item.name);
		},
	});
	const statuses = () => queue.getSnapshot().items.map(({ status }) => status);
	const only = () => queue.getSnapshot().items[0] as BatchItem;
	return { queue, calls, saved, discarded, statuses, only };
}

const settle = () => vi.advanceTimersByTimeAsync(200);
const progress = (change: Partial<BatchProgress>): BatchProgress => ({
	...{ batch_uuid: "batch-1", status: "processing", sheet_count: 4, processed_count: 1 },
	...{ failed_count: 0, progress_percentage: 25, created_at: "", completed_at: null },
	...change,
});

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

describe("the queue of batches", () => {
	it("sends two at a time, and the next as one is made", async () => {
		const { queue, calls, statuses } = aQueue();
		queue.add(["a.zip", "b.zip", "c.zip"].map((name) => aDraft(name)));
		await settle();
		expect(statuses()).toEqual(["uploading", "uploading", "waiting"]);
		await calls[0]?.end(made);
		expect(statuses()).toEqual(["processing", "uploading", "uploading"]);
	});

	it("follows a batch on the server until it is done, and then keeps nothing of it", async () => {
		const { queue, calls, saved, statuses, only } = aQueue();
		queue.add([aDraft("a.zip")]);
		await calls[0]?.end(made);
		queue.setProgress(only().id, progress({}));
		await settle();
		expect([statuses(), saved.size]).toEqual([["processing"], 1]);
		expect(queue.getSnapshot().summary.fraction).toBeCloseTo(0.625);
		queue.setProgress(only().id, progress({ status: "completed", processed_count: 4 }));
		await settle();
		expect([statuses(), saved.size]).toEqual([["done"], 0]);
		expect(queue.getSnapshot().summary.fraction).toBe(1);
	});

	it("does not send the same files twice while they are on their way", async () => {
		const { queue, calls, statuses } = aQueue();
		expect(queue.add([aDraft("a.zip")])).toBe(1);
		expect(queue.add([aDraft("a.zip")])).toBe(0);
		await calls[0]?.end(made);
		expect(queue.add([aDraft("a.zip")])).toBe(1);
		await settle();
		expect(statuses()).toEqual(["processing", "uploading"]);
	});

	it("tries again by itself for as long as there is no answer, always with the same key", async () => {
		const { queue, calls, statuses } = aQueue();
		queue.add([aDraft("a.zip")]);
		for (let tries = 0; tries < 40; tries++) {
			await calls[tries]?.end(failed({}));
			expect(statuses()).toEqual(["retrying"]);
			await vi.advanceTimersByTimeAsync(90_000);
		}
		expect(calls).toHaveLength(41);
		expect(new Set(calls.map(({ item }) => item.key)).size).toBe(1);
	});

	it("waits shorter again once something has arrived, and keeps what has", async () => {
		const { queue, calls, only } = aQueue();
		queue.add([aDraft("a.zip", [aFile("a.zip", 1000)])]);
		for (let tries = 0; tries < 5; tries++) {
			await calls[tries]?.end(failed({}));
			await vi.advanceTimersByTimeAsync(90_000);
		}
		calls[5]?.change({ sentBytes: 400, arrivedBytes: 400 });
		calls[5]?.change({ sentBytes: 700 });
		await calls[5]?.end(failed({}));
		expect(only()).toMatchObject({ status: "retrying", attempts: 1, sentBytes: 400 });
		await vi.advanceTimersByTimeAsync(1000);
		expect(calls).toHaveLength(7);
	});

	it("gives up on a server that answers with its own faults, until it is asked again", async () => {
		const { queue, calls, statuses, only } = aQueue();
		queue.add([aDraft("a.zip")]);
		for (let tries = 0; tries < 6; tries++) {
			await calls[tries]?.end(failed({ code: "INTERNAL_ERROR", status: 500 }));
			await vi.advanceTimersByTimeAsync(90_000);
		}
		expect([calls.length, statuses()]).toEqual([6, ["failed"]]);
		queue.retry(only().id);
		await settle();
		expect(calls[6]?.item.key).not.toBe(calls[5]?.item.key);
	});

	it("does not try again what was refused, and waits out what is locked or moved on", async () => {
		const { queue, calls, statuses } = aQueue();
		queue.add([aDraft("a.zip"), aDraft("b.zip")]);
		await calls[0]?.end(failed({ code: "VALIDATION_ERROR", status: 400 }));
		await calls[1]?.end(failed({ code: "UPLOAD_LOCKED", status: 423, retryAfterSeconds: 1 }));
		expect(statuses()).toEqual(["failed", "retrying"]);
		await vi.advanceTimersByTimeAsync(2000);
		await calls[2]?.end(failed({ code: "UPLOAD_OFFSET_MISMATCH", status: 409 }));
		expect(statuses()).toEqual(["failed", "retrying"]);
	});

	it("stops all while offline, loses nothing, and goes on at once when back", async () => {
		const { queue, calls, statuses } = aQueue();
		queue.add([aDraft("a.zip"), aDraft("b.zip")]);
		calls[0]?.change({ sentBytes: 50, arrivedBytes: 50 });
		await calls[1]?.end(failed({}));
		queue.setOnline(false);
		await vi.advanceTimersByTimeAsync(3_600_000);
		expect(calls).toHaveLength(2);
		expect(calls[0]?.signal.aborted).toBe(true);
		queue.setOnline(true);
		await settle();
		expect(statuses()).toEqual(["uploading", "uploading"]);
		expect(calls.slice(2).map(({ item }) => [item.name, item.sentBytes])).toEqual([
			["a.zip", 50],
			["b.zip", 0],
		]);
	});

	it("holds everything when the sign-in has ended, and goes on when asked to", async () => {
		const { queue, calls, statuses } = aQueue();
		queue.add([aDraft("a.zip")]);
		await calls[0]?.end(failed({ code: "UNAUTHENTICATED", status: 401 }));
		expect([statuses(), queue.getSnapshot().holds.signIn]).toEqual([["waiting"], true]);
		queue.release();
		await settle();
		expect(statuses()).toEqual(["uploading"]);
	});

	it("pauses one and lets the others go on", async () => {
		const { queue, calls, saved, statuses, only } = aQueue();
		queue.add(["a.zip", "b.zip", "c.zip"].map((name) => aDraft(name)));
		await settle();
		queue.pause(only().id);
		await settle();
		expect(statuses()).toEqual(["paused", "uploading", "uploading"]);
		expect([calls[0]?.signal.aborted, saved.get(only().id)?.status]).toEqual([true, "paused"]);
		await calls[0]?.end(made);
		expect(statuses()[0]).toBe("paused");
		await calls[1]?.end(made);
		queue.resume(only().id);
		await settle();
		expect(statuses()).toEqual(["uploading", "processing", "uploading"]);
	});

	it("gives up what is cancelled, here and there; what is a batch already goes on there", async () => {
		const { queue, calls, discarded, saved } = aQueue();
		queue.add([aDraft("a.zip"), aDraft("b.zip")]);
		await calls[0]?.end(made);
		for (const { id } of queue.getSnapshot().items) queue.remove(id);
		await settle();
		expect([queue.getSnapshot().items, saved.size, discarded]).toEqual([[], 0, ["b.zip"]]);
	});

	it("takes one that failed off the list, and leaves the bytes to another try at the same files", async () => {
		const { queue, calls, discarded, statuses } = aQueue();
		const refused = failed({ code: "INVALID_ARCHIVE", status: 422 });
		queue.add([aDraft("a.zip")]);
		await calls[0]?.end(refused);
		queue.add([aDraft("a.zip")]);
		await settle();
		expect(statuses()).toEqual(["failed", "uploading"]);
		queue.clearSettled();
		await settle();
		expect([statuses(), discarded]).toEqual([["uploading"], []]);
		await calls[1]?.end(refused);
		queue.clearSettled();
		expect(discarded).toEqual(["a.zip"]);
	});

	it("asks for files that were moved or changed under its hands", async () => {
		const { queue, calls, only } = aQueue();
		queue.add([aDraft("a.zip")]);
		await calls[0]?.end(failed({ code: "FILE_UNREADABLE" }));
		expect(only()).toMatchObject({ status: "detached", wants: "files" });
		expect(queue.attach(only().id, [aFile("a.zip", 100, 2000)])).toBe(false);
		expect(queue.attach(only().id, [aFile("a.zip")])).toBe(true);
		await settle();
		expect(only().status).toBe("uploading");
	});

	it("measures speed and time left, and falls silent when nothing moves", async () => {
		const { queue, calls, only } = aQueue();
		queue.add([aDraft("a.zip", [aFile("a.zip", 1000)])]);
		for (let sent = 1; sent <= 501; sent += 100) {
			calls[0]?.change({ sentBytes: sent });
			await vi.advanceTimersByTimeAsync(sent < 501 ? 1000 : 100);
		}
		const speed = queue.getSnapshot().speeds.get(only().id);
		expect(speed?.bytesPerSecond).toBeCloseTo(100, -1);
		expect(speed?.secondsLeft).toBeCloseTo(5, 0);
		await vi.advanceTimersByTimeAsync(10_000);
		expect(queue.getSnapshot().speeds.get(only().id)?.bytesPerSecond).toBeNull();
	});
});

describe("after the page was left", () => {
	/** An item as an earlier page has saved it. */
	const left = (change: Partial<BatchItem> = {}): BatchItem => ({
		...aDraft("a.zip").item,
		...{ status: "uploading", sentBytes: 80, arrivedBytes: 60, ...change },
	});

	it("goes on by itself with the files at hand, from what has arrived", async () => {
		const { queue, calls, only } = aQueue();
		queue.restore(left(), [aFile("a.zip")]);
		await settle();
		expect(only()).toMatchObject({ status: "uploading", sentBytes: 60 });
		expect(calls[0]?.files.map(({ path }) => path)).toEqual(["a.zip"]);
	});
	it.each(["files", "permission"] as const)(
		"waits for %s, and shows how far it was",
		async (wants) => {
			const { queue, calls, only } = aQueue();
			queue.restore(left(), wants);
			await settle();
			expect(only()).toMatchObject({ status: "detached", wants, sentBytes: 60 });
			expect([calls.length, queue.getSnapshot().summary.interruptible]).toEqual([0, 0]);
		},
	);
	it("wants the files again where they are not the same any more", async () => {
		const { queue, only } = aQueue();
		queue.restore(left(), [aFile("a.zip", 101)]);
		await settle();
		expect(only()).toMatchObject({ status: "detached", wants: "files" });
	});
	it("stays paused, and follows what the server has", async () => {
		const { queue, statuses } = aQueue();
		queue.restore(left({ status: "paused" }), [aFile("a.zip")]);
		queue.restore(left({ id: "there", batchId: "b" }), "files");
		await settle();
		expect(statuses()).toEqual(["paused", "processing"]);
	});
	it("finds what is unfinished by its files", () => {
		const { queue } = aQueue();
		const item = left();
		queue.restore(item, "files");
		expect(queue.findOpen(fingerprintOf("rina", [aFile("a.zip")]))?.id).toBe(item.id);
		expect(queue.findOpen(fingerprintOf("budi", [aFile("a.zip")]))).toBeUndefined();
		expect(queue.findOpen(fingerprintOf("rina", [aFile("a.zip", 100, 5)]))).toBeUndefined();
	});
});

it("knows files again without their folder, in the order they had", () => {
	const known = [aFile("day/b.jpg"), aFile("day/a.jpg")];
	const identities = known.map(({ path, file }) => ({
		...{ path, size: file.size, modifiedAt: file.lastModified },
	}));
	const found = [aFile("a.jpg"), aFile("b.jpg"), aFile("notes.txt")];
	expect(matching(identities, found)?.map(({ path }) => path)).toEqual(["day/b.jpg", "day/a.jpg"]);
	expect(matching(identities, [aFile("a.jpg")])).toBeNull();
});

it("asks the server for what was answered", () => {
	const options = { owner: "rina", newId, now: 0 };
	const form = (kind: "archives" | "images", answered: Partial<BatchItem["plan"]>) => {
		const whole = { mode: "task", taskId: null, eventId: null, ...answered } as const;
		return Object.fromEntries(formOf(draftOf(kind, [aFile("a")], whole, options).item));
	};
	expect(form("archives", { mode: "first" })).toEqual({ has_qr: "true" });
	expect(form("archives", { mode: "split", eventId: "e" })).toEqual({
		qr_mode: "split",
		event_id: "e",
	});
	expect(form("images", { mode: "task", taskId: "14900113" })).toEqual({ task_id: "14900113" });
});
