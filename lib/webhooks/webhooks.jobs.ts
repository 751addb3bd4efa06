import { z } from "zod";
import { defineJob } from "#lib/queue/job.ts";

/** One try of one delivery: the next comes with a job of its own. */
export const deliverWebhook = defineJob({
	name: "webhook-deliver",
	payload: z.object({ deliveryId: z.uuid(), tries: z.number().int() }),
	// For our own outages; what a receiver answers is counted in the row.
	retryLimit: 50,
	expireInSeconds: 120,
	batchSize: 4,
});

/** Forgets deliveries of long ago. */
export const sweepDeliveries = defineJob({
	name: "webhook-sweep",
	payload: z.object({}),
	retryLimit: 0,
	expireInSeconds: 900,
	batchSize: 1,
	cron: "17 * * * *",
});
