/** Sends files one by one, a few at a time, until each has arrived or failed for good. Knows no framework. */
import { Announcer } from "./announcer.ts";
import {
	afterFailure,
	again,
	type Holds,
	holdsAfter,
	isActive,
	isOpen,
	NO_HOLDS,
	nextWake,
	startable,
	type UploadFailure,
	type UploadItem,
	type UploadTarget,
} from "./upload-state.ts";
import { SpeedMeter, summarise, type UploadSummary } from "./upload-summary.ts";

export interface UploadSource {
	file: Blob;
	name: string;
}

export type SendResult = { ok: true; duplicate: boolean } | { ok: false; failure: UploadFailure };

/** Sends one file. Never rejects; after an abort its answer is not looked at. */
export type Send = (
	item: UploadItem,
	file: Blob,
	options: { signal: AbortSignal; onProgress: (sentBytes: number) => void },
) => Promise<SendResult>;

export interface QueueOptions {
	send: Send;
	newId: () => string;
	now?: () => number;
	random?: () => number;
	/** How long changes are gathered before listeners hear of them. */
	notifyEveryMs?: number;
}

export interface QueueSnapshot {
	items: readonly UploadItem[];
	holds: Holds;
	summary: UploadSummary;
}

export class UploadQueue {
	private readonly items = new Map<string, UploadItem>();
	private readonly files = new Map<string, Blob>();
	private readonly aborts = new Map<string, AbortController>();
	private readonly announcer: Announcer;
	private readonly meter = new SpeedMeter();
	private readonly options: Required<QueueOptions>;
	private holds: Holds = NO_HOLDS;
	private snapshot: QueueSnapshot;
	private readonly first: QueueSnapshot;
	private wakeTimer: ReturnType<typeof setTimeout> | undefined;

	constructor(options: QueueOptions) {
		this.options = { now: Date.now, random: Math.random, notifyEveryMs: 100, ...options };
		this.first = this.takeSnapshot();
		this.snapshot = this.first;
		this.announcer = new Announcer(this.options.notifyEveryMs, () => {
			this.snapshot = this.takeSnapshot();
		});
	}

	getSnapshot = (): QueueSnapshot => this.snapshot;

	/** As the server has rendered it: what a page begins with, whatever has come since. */
	getFirstSnapshot = (): QueueSnapshot => this.first;

	subscribe = (listener: () => void): (() => void) => this.announcer.subscribe(listener);

	add(sources: readonly UploadSource[], target: UploadTarget): void {
		if (!this.snapshot.items.some(isOpen)) this.clearSettled();
		for (const { file, name } of sources) {
			const id = this.options.newId();
			this.files.set(id, file);
			this.items.set(id, {
				id,
				name,
				size: file.size,
				target,
				status: "waiting",
				sentBytes: 0,
				attempts: 0,
				retryAt: null,
				failure: null,
				duplicate: false,
				key: this.options.newId(),
			});
		}
		this.proceed();
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
		this.put(again(item, this.options.newId()));
		this.proceed();
	}

	retryAll(): void {
		for (const item of this.items.values()) this.retry(item.id);
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
		for (const item of [...this.items.values()]) if (!isOpen(item)) this.forget(item.id);
		this.meter.reset();
		this.changed();
	}

	private proceed(): void {
		const now = this.options.now();
		for (const item of startable(this.items.values(), this.holds, now)) void this.start(item);
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
			this.put({
				...item,
				status: "done",
				sentBytes: item.size,
				failure: null,
				duplicate: result.duplicate,
			});
			return;
		}
		const { now, random } = this.options;
		const next = afterFailure(item, result.failure, now(), random());
		this.put(next);
		this.holds = holdsAfter(this.holds, result.failure, next.retryAt);
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
		this.items.delete(id);
	}

	private put(item: UploadItem): void {
		this.items.set(item.id, item);
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
