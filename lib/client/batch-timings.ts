import type { Batch } from "./batch-types.ts";

interface BatchTimings {
	/** All in seconds; null while they are not known. */
	waited: number | null;
	took: number | null;
	perSheet: number | null;
}

const secondsBetween = (from: string | null, to: string | null) =>
	from && to ? Math.max(0, Date.parse(to) - Date.parse(from)) / 1000 : null;

/** How long a batch waited, took, and took for each of its sheets. */
export function batchTimings(batch: Batch): BatchTimings {
	const done = batch.processed_count + batch.failed_count;
	const took = secondsBetween(batch.started_at, batch.completed_at);
	return {
		waited: secondsBetween(batch.created_at, batch.started_at),
		took,
		perSheet: took === null || done === 0 ? null : took / done,
	};
}
