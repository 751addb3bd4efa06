import { z } from "zod";
import { defineJob } from "#lib/queue/job.ts";

/** Writes a recognition's log anew: at its end, and when somebody it names is called otherwise or gone. */
export const writeLog = defineJob({
	name: "recognition-log",
	payload: z.object({ batchId: z.string().max(40) }),
	// As long as an object store may be away.
	retryLimit: 10_000,
	expireInSeconds: 900,
	batchSize: 1,
});

/** Removes pictures whose enrolment was never finished: its process was killed meanwhile. */
export const sweepPictures = defineJob({
	name: "people-sweep",
	payload: z.object({}),
	retryLimit: 0,
	expireInSeconds: 900,
	batchSize: 1,
	cron: "35 * * * *",
});
