/** Sends batches, a few at a time, until each is the server's or was given up. Knows no framework. */
import { Announcer } from "./announcer.ts";
import type { BatchProgress } from "./batch-types.ts";
import { type BatchDraft, matching } from "./batch-uploads-draft.ts";
import {
	afterFailure,
	again,
	BATCHES_IN_FLIGHT,
	type BatchChange,
	type BatchItem,
	changed,
	detached,
	isUnderWay,
	isUnsettled,
	paused,
	queued,
	type Wants,
	withProgress,
} from "./batch-uploads-state.ts";
import { type BatchSpeed, summariseBatches } from "./batch-uploads-summary.ts";
import type { BatchesSnapshot, BatchQueueOptions, SendBatchResult } from "./batch-uploads-types.ts";
import type { FoundFile } from "./found-file.ts";
import { type Holds, holdsAfter, isActive, NO_HOLDS, nextWake, startable } from "./upload-state.ts";
import { SpeedMeter } from "./upload-summary.ts";

const TICK_MS = 1000;

export class BatchQueue {
	private readonly items = new Map<string, BatchItem>();
	private readonly files = new Map<string, readonly FoundFile[]>();
	private readonly aborts = new Map<string, AbortController>();
	private readonly meters = new Map<string, SpeedMeter>();
	private readonly options: Required<BatchQueueOptions>;
	private readonly announcer: Announcer;
	private holds: Holds = NO_HOLDS;
	private snapshot: BatchesSnapshot;
	private readonly first: BatchesSnapshot;
	private wakeTimer: ReturnType<typeof setTimeout> | undefined;
	private tickTimer: ReturnType<typeof setTimeout> | undefined;

	constructor(options: BatchQueueOptions) {
		this.options = { now: Date.now, random: Math.random, notifyEveryMs: 100, ...options };
		this.first = this.takeSnapshot();
		this.snapshot = this.first;
		this.announcer = new Announcer(this.options.notifyEveryMs, () => {
			this.snapshot = this.takeSnapshot();
			clearTimeout(this.tickTimer);
			// Nothing may arrive for a while: then the speed falls, and somebody has to say so.
			if (this.snapshot.items.some(isActive))
				this.tickTimer = setTimeout(() => this.announcer.changed(), TICK_MS);
		});
	}

	getSnapshot = (): BatchesSnapshot => this.snapshot;

	/** As the server has rendered it: what a page begins with, whatever has come since. */
	getFirstSnapshot = (): BatchesSnapshot => this.first;

	subscribe = (listener: () => void): (() => void) => this.announcer.subscribe(listener);

	/** Whichever of these files is already being sent is not sent twice. Returns how many were added. */
	add(drafts: readonly BatchDraft[]): number {
		const fresh = drafts.filter(({ item }) => !this.findOpen(item.fingerprint));
		for (const { item, files } of fresh) {
			this.files.set(item.id, files);
			this.put(item, "save");
		}
		this.proceed();
		return fresh.length;
	}

	/** The batch of these files that is not yet settled. */
	findOpen(fingerprint: string): BatchItem | undefined {
		const open = [...this.items.values()].filter(isUnsettled);
		return open.find((item) => item.fingerprint === fingerprint && item.batchId === null);
	}

	/** A batch from before the page was left: with its files, or with what it needs to get them. */
	restore(item: BatchItem, found: readonly FoundFile[] | Wants): void {
		if (this.items.has(item.id)) return;
		const files = typeof found === "string" ? null : matching(item.files, found);
		if (item.batchId !== null) this.put({ ...item, status: "processing" });
		else if (!files) this.put(detached(item, typeof found === "string" ? found : "files"));
		else {
			this.files.set(item.id, files);
			this.put(item.status === "paused" ? paused(item) : queued(item));
		}
		this.proceed();
	}

	/** Goes on with these files. False where they are not the ones that the batch was begun with. */
	attach(id: string, found: readonly FoundFile[]): boolean {
		const item = this.items.get(id);
		const files = item?.status === "detached" ? matching(item.files, found) : null;
		if (!item || !files) return false;
		this.files.set(id, files);
		this.put(queued(item), "save");
		this.proceed();
		return true;
	}

	/** Stops one, where it has come to. */
	pause(id: string): void {
		const item = this.items.get(id);
		if (!item || !isUnderWay(item)) return;
		this.halt(id);
		this.put(paused(item), "save");
		this.proceed();
	}

	resume(id: string): void {
		const item = this.items.get(id);
		if (item?.status === "paused") this.put(queued(item), "save");
		this.proceed();
	}

	/** Signed in again: everything goes on. */
	release(): void {
		this.holds = { ...NO_HOLDS, offline: this.holds.offline };
		this.proceed();
	}

	/** Told by whoever watches the connection. What is under way is stopped: it would wait for nobody. */
	setOnline(online: boolean): void {
		if (this.holds.offline === !online) return;
		this.holds = { ...this.holds, offline: !online };
		for (const item of [...this.items.values()]) {
			if (!online && isActive(item)) this.halt(item.id);
			const lost = item.status === "retrying" && item.failure?.status === 0;
			if (lost || (!online && isActive(item))) this.put(queued(item));
		}
		this.proceed();
	}

	retry(id: string): void {
		const item = this.items.get(id);
		if (item?.status !== "failed") return;
		const next = again(item, this.options.newId());
		this.put(this.files.has(id) ? next : detached(next, "files"), "save");
		this.proceed();
	}

	/** Takes one off the list. What the server has made a batch of goes on there. */
	remove(id: string): void {
		const item = this.items.get(id);
		if (!item) return;
		this.halt(id);
		this.drop(item);
		this.proceed();
	}

	/** Takes all that is settled off the list. */
	clearSettled(): void {
		for (const item of [...this.items.values()]) if (!isUnsettled(item)) this.remove(item.id);
	}

	setProgress(id: string, progress: BatchProgress): void {
		const item = this.items.get(id);
		if (item?.status !== "processing") return;
		const next = withProgress(item, progress);
		this.put(next);
		if (next.status === "done") this.options.forget(next, { discard: false });
		this.announcer.changed();
	}

	private proceed(): void {
		const now = this.options.now();
		const next = startable(this.items.values(), this.holds, now, BATCHES_IN_FLIGHT);
		for (const item of next) void this.start(item);
		clearTimeout(this.wakeTimer);
		const wake = nextWake(this.items.values(), this.holds, now);
		if (wake !== null) this.wakeTimer = setTimeout(() => this.proceed(), wake - now);
		this.announcer.changed();
	}

	private async start(item: BatchItem): Promise<void> {
		const files = this.files.get(item.id);
		if (!files) return;
		const abort = new AbortController();
		this.aborts.set(item.id, abort);
		this.meters.set(item.id, new SpeedMeter());
		this.put({ ...item, status: "uploading", retryAt: null });
		const result = await this.options.send(item, files, {
			signal: abort.signal,
			onChange: (change) => {
				if (!abort.signal.aborted) this.change(item.id, change);
			},
		});
		if (abort.signal.aborted) return;
		this.halt(item.id);
		this.settle(item.id, result);
		this.proceed();
	}

	private change(id: string, change: BatchChange): void {
		const item = this.items.get(id);
		if (!item) return;
		const sent = (change.sentBytes ?? item.sentBytes) - item.sentBytes;
		// The jump to where an earlier try had come to is no speed.
		if (item.status === "uploading")
			this.meters.get(id)?.add(Math.max(0, sent), this.options.now());
		const worthKeeping = change.arrivedBytes !== undefined || change.sums !== undefined;
		this.put(changed(item, change), worthKeeping ? "save" : undefined);
		this.announcer.changed();
	}

	private settle(id: string, result: SendBatchResult): void {
		const item = this.items.get(id);
		if (!item) return;
		if (result.ok) {
			this.files.delete(id);
			const { batchId } = result;
			const arrived = { sentBytes: item.size, arrivedBytes: item.size, failure: null };
			this.put({ ...item, ...arrived, batchId, status: "processing" }, "save");
			return;
		}
		const { now, random } = this.options;
		const next = afterFailure(item, result.failure, now(), random());
		if (next.status === "detached") this.files.delete(id);
		this.holds = holdsAfter(this.holds, result.failure, next);
		this.put(next, "save");
	}

	private halt(id: string): void {
		this.aborts.get(id)?.abort();
		this.aborts.delete(id);
		this.meters.delete(id);
	}

	private drop(item: BatchItem): void {
		this.files.delete(item.id);
		this.items.delete(item.id);
		// What has arrived belongs to its files: another try at them goes on from there.
		const isAlone = !this.findOpen(item.fingerprint);
		this.options.forget(item, { discard: item.batchId === null && isAlone });
	}

	private put(item: BatchItem, save?: "save"): void {
		this.items.set(item.id, item);
		if (save) this.options.save(item);
	}

	private takeSnapshot(): BatchesSnapshot {
		const items = [...this.items.values()];
		const now = this.options.now();
		const speeds = new Map(
			[...this.meters].map(([id, meter]) => [id, this.speedOf(id, meter.bytesPerSecond(now))]),
		);
		return { items, holds: this.holds, summary: summariseBatches(items, speeds), speeds };
	}

	private speedOf(id: string, bytesPerSecond: number | null): BatchSpeed {
		const item = this.items.get(id);
		const left = (item?.size ?? 0) - (item?.sentBytes ?? 0);
		return { bytesPerSecond, secondsLeft: bytesPerSecond ? left / bytesPerSecond : null };
	}
}
