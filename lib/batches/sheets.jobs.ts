import { z } from "zod";
import { defineJob } from "#lib/queue/job.ts";

/** Takes an archive apart: every sheet becomes a media with a job of its own. */
export const ingestArchive = defineJob({
	name: "batch-ingest",
	payload: z.object({ batchId: z.uuid() }),
	retryLimit: 50,
	// Ten gigabytes from a slow disk; a killed worker is noticed by its heartbeat long before.
	expireInSeconds: 6 * 3600,
	batchSize: 1,
});

/** Makes the zones of a split batch's event what its groups are. */
export const regroupBatch = defineJob({
	name: "batch-regroup",
	payload: z.object({ batchId: z.uuid() }),
	retryLimit: 50,
	expireInSeconds: 900,
	batchSize: 1,
});

/** Tells whoever wants to know that a batch is done; what is told is read then. */
export const batchCompleted = defineJob({
	name: "batch-completed",
	payload: z.object({ batchId: z.uuid() }),
	retryLimit: 50,
	expireInSeconds: 900,
	batchSize: 1,
});

/** Removes what a deleted batch was sent as. */
export const removeBatch = defineJob({
	name: "batch-remove-objects",
	payload: z.object({ batchId: z.uuid() }),
	retryLimit: 100,
	expireInSeconds: 900,
	batchSize: 1,
});
