import { z } from "zod";
import { defineJob } from "#lib/queue/job.ts";

/** Looks for the faces in one media that is ready. */
export const findFaces = defineJob({
	name: "faces-find",
	payload: z.object({ mediaId: z.uuid() }),
	retryLimit: 50,
	expireInSeconds: 900,
	batchSize: 4,
});

/** Forgets the faces of photos that were deleted. */
export const forgetFaces = defineJob({
	name: "faces-forget",
	payload: z.object({ mediaIds: z.array(z.uuid()).max(500) }),
	retryLimit: 10_000,
	expireInSeconds: 900,
	batchSize: 1,
});
