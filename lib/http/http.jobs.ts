import { z } from "zod";
import { defineJob } from "#lib/queue/job.ts";

/** Forgets idempotency keys that are over. */
export const sweepKeysJob = defineJob({
	name: "idempotency-sweep",
	payload: z.object({}),
	retryLimit: 0,
	expireInSeconds: 300,
	batchSize: 1,
	cron: "5 * * * *",
});
