/** What a queue saves, and what another one makes of it after the page was left. */
import fc from "fast-check";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { matchFiles } from "#lib/client/upload-items.ts";
import { UploadQueue } from "#lib/client/upload-queue.ts";
import type { Send, SendResult } from "#lib/client/upload-queue-types.ts";
import type { UploadItem, UploadTarget } from "#lib/client/upload-state.ts";

const target: UploadTarget = { eventId: "e", album: "Official", uploaderName: null };
const SEND_MS = 1000;
let ids = 0;

const ANSWERS = {
	arrived: { ok: true, duplicate: false },
	lost: failure("NETWORK", 0),
	refused: failure("UNSUPPORTED_FORMAT", 400),
	busy: failure("OVERLOADED", 503),
} as const;
type Answer = keyof typeof ANSWERS;

function failure(code: string, status: number): SendResult {
	return { ok: false, failure: { code, status, message: "", retryAfterSeconds: null } };
}

/** A page with its database: what it saved is what the next page begins with. */
function aPage(answerTo: (item: UploadItem) => Answer, saved = new Map<string, UploadItem>()) {
	const sent: UploadItem[] = [];
	const send: Send = async (item) => {
		sent.push(item);
		await new Promise((resolve) => setTimeout(resolve, SEND_MS));
		return ANSWERS[answerTo(item)];
	};
	const queue = new UploadQueue({
		...{ send, newId: () => `id-${++ids}`, random: () => 0.5 },
		save: (item) => void saved.set(item.id, structuredClone(item)),
		forget: ({ id }) => void saved.delete(id),
	});
	return { queue, sent, saved, summary: () => queue.getSnapshot().summary };
}

const aFile = (name: string) => ({ name, file: new File([name], name, { lastModified: 7 }) });
const pass = (ms: number) => vi.advanceTimersByTimeAsync(ms);
beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

/** The next page, once the earlier one is gone with all that it had in hand. */
function reload(
	earlier: ReturnType<typeof aPage>,
	filesAtHand: readonly { name: string; file: File }[],
) {
	earlier.queue.pause();
	const page = aPage(() => "arrived", new Map(earlier.saved));
	const items = [...page.saved.values()];
	page.queue.restore(items, matchFiles(items, filesAtHand).files, "files");
	return page;
}

describe("a page that was left", () => {
	it("is gone on with: what has arrived is not sent again, the rest with the same keys", async () => {
		await fc.assert(
			fc.asyncProperty(
				fc.array(fc.constantFrom<Answer>("arrived", "lost", "refused", "busy"), {
					minLength: 1,
					maxLength: 12,
				}),
				fc.integer({ min: 0, max: 20_000 }),
				async (answers, leftAfterMs) => {
					const files = answers.map((_, n) => aFile(`${n}.jpg`));
					const first = aPage(({ name }) => answers[Number.parseInt(name, 10)] as Answer);
					first.queue.add(files, target, { source: "s", kept: true });
					await pass(leftAfterMs);
					const before = new Map(first.saved);
					const second = reload(first, files);
					await pass(120_000);
					expect(second.summary()).toMatchObject({ total: answers.length, open: 0 });
					const sentAgain = new Map(second.sent.map((item) => [item.id, item]));
					for (const item of before.values()) {
						const settled = item.status === "done" || item.status === "failed";
						expect(sentAgain.has(item.id)).toBe(!settled);
						if (!settled) expect(sentAgain.get(item.id)?.key).toBe(item.key);
					}
				},
			),
			{ numRuns: 60 },
		);
	});

	it("waits for the files that are not at hand, and for no other", async () => {
		const files = ["a.jpg", "b.jpg", "c.jpg"].map(aFile);
		const first = aPage(() => "lost");
		first.queue.add(files, target, { source: "s", kept: false });
		await pass(10);
		const second = reload(first, files.slice(0, 1));
		await pass(5000);
		expect(second.summary()).toMatchObject({ done: 1, open: 2, detached: 2, unkept: 0, active: 0 });
		const other = aFile("other.jpg");
		const changed = { name: "b.jpg", file: new File(["longer"], "b.jpg", { lastModified: 7 }) };
		expect(second.queue.attach([other, changed], false)).toEqual([other, changed]);
		expect(second.queue.attach(files, false)).toEqual([files[0]]);
		await pass(5000);
		expect(second.summary()).toMatchObject({ done: 3, open: 0 });
	});

	it("does not take the files of one album for those of another", async () => {
		const files = [aFile("a.jpg")];
		const first = aPage(() => "lost");
		first.queue.add(files, target, { source: "s", kept: false });
		const second = reload(first, []);
		expect(second.queue.attach(files, false, { ...target, album: "Tamu" })).toEqual(files);
		expect(second.queue.attach(files, false, target)).toEqual([]);
	});

	it("is told of failures, which are sent again once their files are there", async () => {
		const files = [aFile("a.jpg")];
		const first = aPage(() => "refused");
		first.queue.add(files, target, { source: "s", kept: true });
		await pass(2000);
		const second = reload(first, []);
		expect(second.queue.getSnapshot().items).toEqual([]);
		await pass(200);
		expect(second.summary()).toMatchObject({ failed: 1, open: 0 });
		second.queue.retryAll();
		await pass(200);
		expect(second.summary()).toMatchObject({ failed: 0, detached: 1 });
		second.queue.attach(files, false);
		await pass(2000);
		expect(second.summary()).toMatchObject({ done: 1 });
	});

	it("leaves nothing behind of what was cancelled or taken off the list", async () => {
		const page = aPage(({ name }) => (name === "a.jpg" ? "arrived" : "lost"));
		page.queue.add(["a.jpg", "b.jpg"].map(aFile), target, { source: "s", kept: true });
		await pass(1500);
		page.queue.cancelAll();
		expect([...page.saved.values()].map(({ name, status }) => [name, status])).toEqual([
			["a.jpg", "done"],
		]);
		page.queue.clearSettled();
		expect(page.saved.size).toBe(0);
	});
});

describe("files found again", () => {
	const path = fc
		.tuple(fc.constantFrom("", "day/", "night/"), fc.constantFrom("1.jpg", "2.jpg", "3.jpg"))
		.map((parts) => parts.join(""));

	it("are each given to one that is the same, by its path first", () => {
		fc.assert(
			fc.property(fc.uniqueArray(path), (paths) => {
				const found = paths.map((path) => ({
					name: path,
					file: new File(["x"], path, { lastModified: 7 }),
				}));
				const items = paths.map((name, n) => ({ id: `${n}`, name, size: 1, modifiedAt: 7 }));
				const { files, rest } = matchFiles(items, found.toReversed());
				expect(rest).toEqual([]);
				for (const { id, name } of items)
					expect(files.get(id)).toBe(found.find((each) => each.name === name)?.file);
			}),
		);
	});

	it("may have lost their folder, and are no other for it", () => {
		const items = [{ id: "1", name: "wedding/day/7.jpg", size: 1, modifiedAt: 7 }];
		const bare = { name: "7.jpg", file: new File(["x"], "7.jpg", { lastModified: 7 }) };
		const later = { name: "7.jpg", file: new File(["x"], "7.jpg", { lastModified: 8 }) };
		expect(matchFiles(items, [later, bare])).toEqual({
			files: new Map([["1", bare.file]]),
			rest: [later],
		});
	});
});
