import { z } from "zod";
import { defineJob } from "#lib/queue/job.ts";

/** Adds up what was noted of each user's files, one by one. */
export const addUpUsage = defineJob({
	name: "usage-add-up",
	payload: z.object({}),
	retryLimit: 0,
	expireInSeconds: 300,
	batchSize: 1,
	cron: "* * * * *",
});
