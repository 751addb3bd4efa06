import { z } from "zod";
import { defineJob } from "#lib/queue/job.ts";

/** Makes the renditions of one media. */
export const renderMedia = defineJob({
	name: "media-render",
	payload: z.object({ mediaId: z.uuid() }),
	// Attempts of the decoder are counted in the row; these are for outages of everything else.
	retryLimit: 50,
	expireInSeconds: 900,
	batchSize: 4,
});

/** Removes the objects of media that were deleted. */
export const removeObjects = defineJob({
	name: "media-remove-objects",
	payload: z.object({
		mediaIds: z.array(z.uuid()).max(500),
		/** Of a deletion that could be undone: when it was. */
		deletedAt: z.iso.datetime().optional(),
	}),
	// A week at one a minute: however long the object store is away, nobody else would remove them.
	retryLimit: 10_000,
	expireInSeconds: 900,
	batchSize: 1,
});

/** Takes away what unfinished uploads left, and sends again what the queue lost. */
export const sweepMedia = defineJob({
	name: "media-sweep",
	payload: z.object({}),
	retryLimit: 0,
	expireInSeconds: 900,
	batchSize: 1,
	cron: "*/10 * * * *",
});
