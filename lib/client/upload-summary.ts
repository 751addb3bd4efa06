/** The whole queue in numbers: how much, how fast, how long still. */
import { isActive, isOpen, isUnderWay, type UploadItem } from "./upload-state.ts";

export interface UploadSummary {
	total: number;
	done: number;
	failed: number;
	duplicates: number;
	/** Not arrived and not given up. */
	open: number;
	/** Of the open ones, those that wait for their files. */
	detached: number;
	/** Of the open ones, those that leaving the page would lose. */
	unkept: number;
	active: number;
	bytes: number;
	sentBytes: number;
	/** 0 to 1, of the bytes; an item that failed counts as dealt with. */
	fraction: number;
	bytesPerSecond: number | null;
	secondsLeft: number | null;
}

const WINDOW_MS = 8000;
const ENOUGH_MS = 800;

/** Measures the speed over the last seconds. */
export class SpeedMeter {
	private samples: { at: number; bytes: number }[] = [];

	add(bytes: number, at: number): void {
		this.samples.push({ at, bytes });
		this.samples = this.samples.filter((sample) => sample.at > at - WINDOW_MS);
	}

	reset(): void {
		this.samples = [];
	}

	/** Null until there is enough to go by. */
	bytesPerSecond(now: number): number | null {
		const recent = this.samples.filter((sample) => sample.at > now - WINDOW_MS);
		const first = recent[0];
		if (!first || now - first.at < ENOUGH_MS) return null;
		const bytes = recent.reduce((sum, sample) => sum + sample.bytes, 0);
		return bytes / ((now - first.at) / 1000);
	}
}

export function summarise(
	items: readonly UploadItem[],
	bytesPerSecond: number | null,
): UploadSummary {
	const sum = {
		...{ done: 0, failed: 0, duplicates: 0, open: 0, detached: 0, unkept: 0, active: 0 },
		...{ bytes: 0, sentBytes: 0 },
	};
	let dealtWith = 0;
	for (const item of items) {
		sum.bytes += item.size;
		sum.sentBytes += item.status === "done" ? item.size : item.sentBytes;
		if (item.status === "done") sum.done++;
		if (item.status === "failed") sum.failed++;
		if (item.duplicate) sum.duplicates++;
		if (isOpen(item)) sum.open++;
		else dealtWith += item.size;
		if (isOpen(item)) dealtWith += item.sentBytes;
		if (item.status === "detached") sum.detached++;
		if (isUnderWay(item) && !item.kept) sum.unkept++;
		if (isActive(item)) sum.active++;
	}
	const left = sum.bytes - dealtWith;
	return {
		...sum,
		total: items.length,
		fraction: fractionOf(dealtWith, sum.bytes, sum.open),
		bytesPerSecond: sum.active > 0 ? bytesPerSecond : null,
		secondsLeft: sum.active > 0 && bytesPerSecond ? left / bytesPerSecond : null,
	};
}

function fractionOf(dealtWith: number, bytes: number, open: number): number {
	if (open === 0) return 1;
	return bytes === 0 ? 0 : Math.min(0.99, dealtWith / bytes);
}
