/** Sends files one by one, a few at a time, until each has arrived or failed for good. Knows no framework. */
import { Announcer } from "./announcer.ts";
import { type Checked, type CheckedQueue, UploadCheck } from "./upload-check.ts";
import { freshItem, matchFiles, sameTarget } from "./upload-items.ts";
import type {
	Origin,
	QueueOptions,
	QueueSnapshot,
	SendResult,
	UploadSource,
} from "./upload-queue-types.ts";
import {
	afterFailure,
	again,
	arrived,
	attached,
	detached,
	type Holds,
	holdsAfter,
	IN_FLIGHT,
	isActive,
	isHeld,
	isOpen,
	NO_HOLDS,
	nextWake,
	startable,
	type UploadItem,
	type UploadTarget,
	type Wants,
} from "./upload-state.ts";
import { SpeedMeter, summarise } from "./upload-summary.ts";

const ALONE: Origin = { source: "", kept: false };

export class UploadQueue {
	private readonly items = new Map<string, UploadItem>();
	private readonly files = new Map<string, Blob>();
	private readonly aborts = new Map<string, AbortController>();
	private readonly announcer: Announcer;
	private readonly meter = new SpeedMeter();
	private readonly options: QueueOptions & {
		now: () => number;
		random: () => number;
		isGuest: boolean;
	};
	private readonly check: UploadCheck | null;
	private holds: Holds = NO_HOLDS;
	private snapshot: QueueSnapshot;
	private readonly first: QueueSnapshot;
	private wakeTimer: ReturnType<typeof setTimeout> | undefined;

	constructor(options: QueueOptions) {
		this.options = { now: Date.now, random: Math.random, isGuest: false, ...options };
		this.check = options.check
			? new UploadCheck(options.check, this.checkedQueue(), this.options.now)
			: null;
		this.first = this.takeSnapshot();
		this.snapshot = this.first;
		this.announcer = new Announcer(options.notifyEveryMs ?? 100, () => {
			this.snapshot = this.takeSnapshot();
		});
	}

	getSnapshot = (): QueueSnapshot => this.snapshot;

	/** As the server has rendered it: what a page begins with, whatever has come since. */
	getFirstSnapshot = (): QueueSnapshot => this.first;

	subscribe = (listener: () => void): (() => void) => this.announcer.subscribe(listener);

	/**
	 * Returns what was made of the files, in their order. What did not arrive stays on the list, unless
	 * it is among them.
	 */
	add(
		sources: readonly UploadSource[],
		target: UploadTarget,
		origin: Origin = ALONE,
	): UploadItem[] {
		if (!origin.goesOn && ![...this.items.values()].some(isOpen))
			this.clear(({ status }) => status === "done");
		this.replaceFailed(sources, target);
		const checks = this.check !== null;
		const added = sources.map(({ file, name }) => {
			const item = freshItem(file, { name, target, origin, checks, newId: this.options.newId });
			this.files.set(item.id, file);
			this.put(item, "save");
			return item;
		});
		this.proceed();
		return added;
	}

	/** Items of an earlier page: with their files where these are at hand, else with what it takes. */
	restore(items: readonly UploadItem[], files: ReadonlyMap<string, Blob>, wants: Wants): void {
		for (const item of items) {
			if (this.items.has(item.id)) continue;
			const file = files.get(item.id);
			if (file) this.files.set(item.id, file);
			const kept = { ...item, kept: file !== undefined };
			if (!isOpen(item)) this.put(item);
			else this.put(file ? attached(kept, this.check !== null) : detached(kept, wants));
		}
		this.proceed();
	}

	/** Goes on with what waits for these files, of one target or any. Returns the files that nothing waits for. */
	attach(found: readonly UploadSource[], kept: boolean, target?: UploadTarget): UploadSource[] {
		const waiting = [...this.items.values()].filter(
			(item) => item.status === "detached" && (!target || sameTarget(item.target, target)),
		);
		if (waiting.length === 0) return [...found];
		const { files, rest } = matchFiles(waiting, found);
		for (const item of waiting) {
			const file = files.get(item.id);
			if (!file) continue;
			this.files.set(item.id, file);
			this.put(attached({ ...item, kept }, this.check !== null), "save");
		}
		this.proceed();
		return rest;
	}

	find(id: string): UploadItem | undefined {
		return this.items.get(id);
	}

	/** A reload does not lose this one any more. */
	markKept(id: string): void {
		const item = this.items.get(id);
		if (item) this.put({ ...item, kept: true });
	}

	/** Stops what is under way and starts nothing until `resume`. */
	pause(): void {
		this.holds = { ...this.holds, paused: true };
		this.recall();
		this.proceed();
	}

	resume(): void {
		this.holds = { ...NO_HOLDS, offline: this.holds.offline };
		this.proceed();
	}

	/** Told by whoever watches the connection. */
	setOnline(online: boolean): void {
		if (this.holds.offline === !online) return;
		this.holds = { ...this.holds, offline: !online };
		for (const item of this.items.values())
			if (online && item.status === "retrying" && item.failure?.status === 0)
				this.put({ ...item, status: "waiting", retryAt: null });
		this.proceed();
	}

	retry(id: string): void {
		const item = this.items.get(id);
		if (item?.status !== "failed") return;
		this.putAgain(item);
		this.proceed();
	}

	retryAll(): void {
		for (const item of [...this.items.values()]) if (item.status === "failed") this.putAgain(item);
		this.proceed();
	}

	private putAgain(item: UploadItem): void {
		const next = again(item, this.options.newId());
		this.put(this.files.has(item.id) ? next : detached(next, "files"), "save");
	}

	/** Takes one off the list, under way or not. What has arrived stays where it arrived. */
	remove(id: string): void {
		this.forget(id);
		this.proceed();
	}

	/** Gives up everything that has not arrived yet. */
	cancelAll(): void {
		for (const item of [...this.items.values()]) if (isOpen(item)) this.forget(item.id);
		this.holds = { ...NO_HOLDS, offline: this.holds.offline };
		this.proceed();
	}

	/** Takes all that is settled, arrived or failed, off the list. */
	clearSettled(): void {
		this.clear((item) => !isOpen(item));
	}

	private clear(isOver: (item: UploadItem) => boolean): void {
		for (const item of [...this.items.values()]) if (isOver(item)) this.forget(item.id);
		this.meter.reset();
		this.changed();
	}

	private replaceFailed(sources: readonly UploadSource[], target: UploadTarget): void {
		const failed = [...this.items.values()].filter(
			(item) => item.status === "failed" && sameTarget(item.target, target),
		);
		for (const id of matchFiles(failed, sources).files.keys()) this.forget(id);
	}

	private proceed(): void {
		const now = this.options.now();
		for (const item of startable(this.items.values(), this.holds, now)) void this.start(item);
		this.check?.wake();
		clearTimeout(this.wakeTimer);
		const wake = nextWake(this.items.values(), this.holds, now);
		if (wake !== null) this.wakeTimer = setTimeout(() => this.proceed(), wake - now);
		this.changed();
	}

	private async start(item: UploadItem): Promise<void> {
		const file = this.files.get(item.id);
		if (!file) return;
		const abort = new AbortController();
		this.aborts.set(item.id, abort);
		this.put({ ...item, status: "uploading", sentBytes: 0, retryAt: null });
		const result = await this.options.send(item, file, {
			signal: abort.signal,
			onProgress: (sentBytes) => {
				if (!abort.signal.aborted) this.progress(item.id, sentBytes);
			},
		});
		if (abort.signal.aborted) return;
		this.aborts.delete(item.id);
		this.settle(item.id, result);
		this.proceed();
	}

	private progress(id: string, sentBytes: number): void {
		const item = this.items.get(id);
		if (!item || !isActive(item)) return;
		const sent = Math.min(sentBytes, item.size);
		this.meter.add(Math.max(0, sent - item.sentBytes), this.options.now());
		this.put({ ...item, sentBytes: sent, status: sent >= item.size ? "finishing" : "uploading" });
		this.changed();
	}

	private settle(id: string, result: SendResult): void {
		const item = this.items.get(id);
		if (!item) return;
		if (result.ok) {
			this.files.delete(id);
			this.put(arrived(item, result.duplicate), "save");
			return;
		}
		const { now, random, isGuest } = this.options;
		const next = afterFailure(item, result.failure, { now: now(), random: random(), isGuest });
		this.put(next, "save");
		this.holds = holdsAfter(this.holds, result.failure, next);
	}

	/** Aborts what is under way; it waits for its turn again. */
	private recall(): void {
		for (const [id, abort] of this.aborts) {
			abort.abort();
			const item = this.items.get(id);
			if (item) this.put({ ...item, status: "waiting", sentBytes: 0 });
		}
		this.aborts.clear();
		this.meter.reset();
	}

	private forget(id: string): void {
		this.aborts.get(id)?.abort();
		this.aborts.delete(id);
		this.files.delete(id);
		const item = this.items.get(id);
		this.items.delete(id);
		if (item) this.options.forget?.(item);
	}

	private put(item: UploadItem, save?: "save"): void {
		this.items.set(item.id, item);
		if (item.status === "checking") this.check?.add(item.id);
		if (save) this.options.save?.(item);
	}

	private checkedQueue(): CheckedQueue {
		return {
			find: (id) => {
				const [item, file] = [this.items.get(id), this.files.get(id)];
				return item?.status === "checking" && file ? { item, file } : null;
			},
			isHeld: () => isHeld(this.holds, this.options.now()),
			isHungry: () => {
				const waiting = [...this.items.values()].filter(({ status }) => status === "waiting");
				return waiting.length < IN_FLIGHT;
			},
			checked: (found) => this.checked(found),
		};
	}

	private checked(found: readonly Checked[]): void {
		for (const { id, sha256, there } of found) {
			const item = this.items.get(id);
			if (item?.status !== "checking") continue;
			if (there) this.files.delete(id);
			const looked = { ...item, sha256, status: "waiting" as const };
			this.put(there ? arrived(looked, true) : looked, "save");
		}
		this.proceed();
	}

	private changed(): void {
		this.announcer.changed();
	}

	private takeSnapshot(): QueueSnapshot {
		const items = [...this.items.values()];
		const speed = this.meter.bytesPerSecond(this.options.now());
		return { items, holds: this.holds, summary: summarise(items, speed) };
	}
}
