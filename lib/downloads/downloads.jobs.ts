import { z } from "zod";
import { defineJob } from "#lib/queue/job.ts";

/** Forgets archives whose address is over. */
export const sweepDownloadsJob = defineJob({
	name: "downloads-sweep",
	payload: z.object({}),
	retryLimit: 0,
	expireInSeconds: 900,
	batchSize: 1,
	cron: "*/30 * * * *",
});
