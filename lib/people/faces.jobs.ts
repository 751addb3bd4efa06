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

/** Puts the new faces of an event to its people. */
export const groupFaces = defineJob({
	name: "faces-group",
	payload: z.object({ eventId: z.uuid() }),
	retryLimit: 50,
	expireInSeconds: 900,
	batchSize: 1,
	// Every photo sends one: those that come within moments of each other are grouped at once.
	keyOf: ({ eventId }) => eventId,
	delaySeconds: 2,
});

/** Deletes face data that is past its time, and looks at what was left out. */
export const sweepFaces = defineJob({
	name: "faces-sweep",
	payload: z.object({}),
	retryLimit: 0,
	expireInSeconds: 900,
	batchSize: 1,
	cron: "*/10 * * * *",
});
