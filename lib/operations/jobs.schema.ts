import { z } from "zod";

export const jobFigures = z.object({
	jobs: z.array(
		z.object({
			name: z.string(),
			/** Now due; those for later are `scheduled`. */
			waiting: z.number().int(),
			scheduled: z.number().int(),
			running: z.number().int(),
			/** Given up, in the last 24 hours. */
			failed: z.number().int(),
			/** Since when the oldest of the waiting is due. */
			oldest_waiting_since: z.string().nullable(),
		}),
	),
});

export const failedQuery = z.object({
	name: z.string().max(100).optional(),
	limit: z.coerce.number().int().min(1).max(200).default(50),
	offset: z.coerce.number().int().min(0).max(1_000_000).default(0),
});

export const failedJobs = z.object({
	jobs: z.array(
		z.object({
			id: z.uuid(),
			name: z.string(),
			reason: z.string(),
			/** What it was to work on. */
			payload: z.record(z.string(), z.unknown()),
			/** Of the request that it came from. */
			request_id: z.string().nullable(),
			tries: z.number().int(),
			created_at: z.string(),
			failed_at: z.string(),
		}),
	),
	total: z.number().int(),
	limit: z.number().int(),
	offset: z.number().int(),
});

export const jobRetried = z.object({ id: z.uuid(), name: z.string() });
