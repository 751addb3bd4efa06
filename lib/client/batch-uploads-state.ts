/** What a batch on its way can be, and what follows from what: pure functions, no browser, no clock of their own. */
import type { BatchProgress } from "./batch-types.ts";
import type { DropKind } from "./batch-uploads-drop.ts";
import type { BatchPlan, BatchWay } from "./batch-uploads-plan.ts";
import { isBusyAnswer, isPassing, retryDelayMs, type UploadFailure } from "./upload-state.ts";

export type BatchStatus =
	| "waiting"
	/** Its images are read, to be put into one archive. */
	| "packing"
	| "uploading"
	/** All of it has arrived; the batch is being made of it. */
	| "finishing"
	| "retrying"
	| "paused"
	/** The page was left: its files are not at hand. */
	| "detached"
	/** The server has it, and works on its sheets. */
	| "processing"
	/** Nothing more will happen: its progress says how it ended. */
	| "done"
	| "failed";

/** What a detached batch needs: a click that opens its files again, or the same files once more. */
export type Wants = "permission" | "files";

export interface FileIdentity {
	path: string;
	/** Bytes. */
	size: number;
	/** Milliseconds since 1970. */
	modifiedAt: number;
}

export interface BatchItem {
	id: string;
	/** The account that sends it. */
	owner: string;
	kind: DropKind;
	/** The archive's name, the folder's, or the first image's. */
	name: string;
	files: readonly FileIdentity[];
	plan: BatchPlan;
	way: BatchWay;
	/** Bytes that will be sent, but for those of a form. */
	size: number;
	/** The same for the same files of the same account. */
	fingerprint: string;
	/** Sent along as Idempotency-Key: a repeated try never makes two batches. */
	key: string;
	addedAt: number;
	status: BatchStatus;
	wants: Wants | null;
	/** Bytes read while packing. */
	readBytes: number;
	sentBytes: number;
	/** Bytes that need not be sent again, whatever happens. */
	arrivedBytes: number;
	/** Of its files, once they were read for the archive. */
	sums: readonly number[] | null;
	/** Tries since something last arrived. */
	attempts: number;
	retryAt: number | null;
	failure: UploadFailure | null;
	batchId: string | null;
	progress: BatchProgress | null;
}

/** A few at a time: the browser opens six connections to a server, and photos and pages need some. */
export const BATCHES_IN_FLIGHT = 2;
const MAX_ATTEMPTS = 6;

/** Something of it is still to happen. */
export function isUnsettled({ status }: BatchItem): boolean {
	return status !== "done" && status !== "failed";
}

/** Sent by itself, as soon as it is its turn. */
export function isUnderWay({ status }: BatchItem): boolean {
	return ["waiting", "packing", "uploading", "finishing", "retrying"].includes(status);
}

/** Leaving the page would interrupt it. One that waits for its files has been left already. */
export function isInterruptible(item: BatchItem): boolean {
	return isUnderWay(item) || item.status === "paused";
}

/** A lost connection and a busy server are waited out for as long as it takes. */
function mostAttempts(failure: UploadFailure): number {
	const endless = failure.status < 500 || isBusyAnswer(failure);
	return endless ? Number.POSITIVE_INFINITY : MAX_ATTEMPTS;
}

/** An item after a try that failed. What has arrived stays arrived. */
export function afterFailure(
	item: BatchItem,
	failure: UploadFailure,
	now: number,
	random: number,
): BatchItem {
	const base = { ...stopped(item), failure };
	if (failure.code === "FILE_UNREADABLE") return { ...base, status: "detached", wants: "files" };
	if (failure.status === 401) return { ...base, status: "waiting" };
	const attempts = item.attempts + 1;
	if (!isPassing(failure) || attempts >= mostAttempts(failure))
		return { ...base, attempts, status: "failed" };
	const retryAt = now + retryDelayMs(attempts, failure, random);
	return { ...base, attempts, status: "retrying", retryAt };
}

/** An item that nothing is being done for. */
function stopped(item: BatchItem): BatchItem {
	return { ...item, readBytes: 0, sentBytes: item.arrivedBytes, retryAt: null };
}

/** Back in the line, its files at hand. */
export function queued(item: BatchItem): BatchItem {
	return { ...stopped(item), status: "waiting", wants: null, failure: null };
}

export function paused(item: BatchItem): BatchItem {
	return { ...stopped(item), status: "paused" };
}

export function detached(item: BatchItem, wants: Wants): BatchItem {
	return { ...stopped(item), status: "detached", wants };
}

/** An item that its owner sends off once more. A new key where the server has answered the old one. */
export function again(item: BatchItem, newKey: string): BatchItem {
	const answered = (item.failure?.status ?? 0) > 0;
	const key = answered ? newKey : item.key;
	return { ...queued(item), attempts: 0, key };
}

/** The server's own word on a batch. */
export function withProgress(item: BatchItem, progress: BatchProgress): BatchItem {
	const settled = progress.status === "completed" || progress.status === "failed";
	return { ...item, progress, status: settled ? "done" : "processing" };
}

/** What the sender tells while it works. */
export type BatchChange = Partial<
	Pick<BatchItem, "status" | "readBytes" | "sentBytes" | "arrivedBytes" | "sums">
>;

/** Whatever arrives is a new beginning: the tries are counted anew. */
export function changed(item: BatchItem, change: BatchChange): BatchItem {
	const further = (change.arrivedBytes ?? 0) > item.arrivedBytes;
	return { ...item, ...change, attempts: further ? 0 : item.attempts };
}
