/** How the queue of batches and its surroundings speak to each other. */
import type { BatchChange, BatchItem } from "./batch-uploads-state.ts";
import type { BatchesSummary, BatchSpeed } from "./batch-uploads-summary.ts";
import type { FoundFile } from "./found-file.ts";
import type { Holds, UploadFailure } from "./upload-state.ts";

export type SendBatchResult = { ok: true; batchId: string } | { ok: false; failure: UploadFailure };

/** One try at a batch, from its files to its id. Never rejects; after an abort its answer is not looked at. */
export type SendBatch = (
	item: BatchItem,
	files: readonly FoundFile[],
	options: { signal: AbortSignal; onChange: (change: BatchChange) => void },
) => Promise<SendBatchResult>;

export interface BatchQueueOptions {
	send: SendBatch;
	/** Keeps what a reload must not lose. */
	save: (item: BatchItem) => void;
	/** The batch is nobody's concern any more; with `discard` its bytes on the server are given up. */
	forget: (item: BatchItem, options: { discard: boolean }) => void;
	newId: () => string;
	now?: () => number;
	random?: () => number;
	/** How long changes are gathered before listeners hear of them. */
	notifyEveryMs?: number;
}

export interface BatchesSnapshot {
	items: readonly BatchItem[];
	holds: Holds;
	summary: BatchesSummary;
	/** Of those that are being sent. */
	speeds: ReadonlyMap<string, BatchSpeed>;
}
