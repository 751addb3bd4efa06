import { z } from "zod";
import { defineJob } from "#lib/queue/job.ts";

/** Removes the files of a recognition that was deleted. How they are written: `people.jobs`. */
export const removeLog = defineJob({
	name: "recognition-remove-log",
	payload: z.object({ batchId: z.string().max(40) }),
	retryLimit: 10_000,
	expireInSeconds: 900,
	batchSize: 1,
});
