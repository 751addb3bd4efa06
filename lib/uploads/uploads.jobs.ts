import { z } from "zod";
import { defineJob } from "#lib/queue/job.ts";

/** Takes away uploads that were left unfinished or unused, and files that belong to none. */
export const sweepUploadsJob = defineJob({
	name: "uploads-sweep",
	payload: z.object({}),
	retryLimit: 0,
	expireInSeconds: 900,
	batchSize: 1,
	cron: "*/10 * * * *",
});
