/** All batches of the queue in numbers. */
import { type BatchItem, isInterruptible, isUnderWay, isUnsettled } from "./batch-uploads-state.ts";

export interface BatchSpeed {
	bytesPerSecond: number | null;
	secondsLeft: number | null;
}

export interface BatchesSummary {
	total: number;
	/** Go on by themselves until they are batches. */
	underWay: number;
	/** Would be interrupted by leaving the page. */
	interruptible: number;
	/** The server works on them. */
	processing: number;
	/** Wait for their files, or for a click. */
	detached: number;
	failed: number;
	/** Settled on the server. */
	done: number;
	/** 0 to 1: sending is one half of the way, processing the other. */
	fraction: number;
	bytesPerSecond: number | null;
	secondsLeft: number | null;
}

const count = (items: readonly BatchItem[], which: (item: BatchItem) => boolean) =>
	items.filter(which).length;

export function summariseBatches(
	items: readonly BatchItem[],
	speeds: ReadonlyMap<string, BatchSpeed>,
): BatchesSummary {
	const known = [...speeds.values()].map(({ bytesPerSecond }) => bytesPerSecond ?? 0);
	const speed = known.reduce((sum, one) => sum + one, 0);
	const going = items.filter(isUnderWay);
	const left = going.reduce((sum, { size, sentBytes }) => sum + size - sentBytes, 0);
	return {
		total: items.length,
		underWay: going.length,
		interruptible: count(items, isInterruptible),
		processing: count(items, ({ status }) => status === "processing"),
		detached: count(items, ({ status }) => status === "detached"),
		failed: count(items, ({ status }) => status === "failed"),
		done: count(items, ({ status }) => status === "done"),
		fraction: fractionOf(items),
		bytesPerSecond: speed > 0 ? speed : null,
		secondsLeft: speed > 0 ? left / speed : null,
	};
}

function fractionOf(items: readonly BatchItem[]): number {
	if (items.length === 0 || !items.some(isUnsettled)) return 1;
	const way = items.reduce((sum, item) => sum + uploadFraction(item) + processingFraction(item), 0);
	return Math.min(0.99, way / (2 * items.length));
}

/** 0 to 1. */
export function uploadFraction({ batchId, sentBytes, size }: BatchItem): number {
	if (batchId !== null) return 1;
	return size === 0 ? 0 : Math.min(1, sentBytes / size);
}

/** 0 to 1. */
export function processingFraction({ progress }: BatchItem): number {
	return (progress?.progress_percentage ?? 0) / 100;
}
