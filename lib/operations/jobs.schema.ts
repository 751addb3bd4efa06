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
export type JobFigures = z.infer<typeof jobFigures>;

export const failedQuery = z.object({
	name: z.string().max(100).optional(),
	limit: z.coerce.number().int().min(1).max(200).default(50),
	offset: z.coerce.number().int().min(0).max(1_000_000).default(0),
});

const subjectKind = z.enum(["media", "event", "batch", "recognition", "webhook"]);
export type SubjectKind = z.infer<typeof subjectKind>;

/** What a job was to work on, as far as it is still there. */
const jobSubject = z.object({
	kind: subjectKind,
	/** The name of a file, a batch or an event; the host of a webhook; null where there is none. */
	name: z.string().nullable(),
	/** Where it is looked at. */
	event_id: z.uuid().nullable(),
	batch_id: z.uuid().nullable(),
	recognition_id: z.string().nullable(),
});
export type JobSubject = z.infer<typeof jobSubject>;

export const failedJobs = z.object({
	jobs: z.array(
		z.object({
			id: z.uuid(),
			name: z.string(),
			reason: z.string(),
			about: jobSubject.nullable(),
			/** What it was given. */
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

export type FailedJobs = z.infer<typeof failedJobs>;
export type FailedJob = FailedJobs["jobs"][number];

export const jobRetried = z.object({ id: z.uuid(), name: z.string() });

export const jobsRetry = z.strictObject({ name: z.string().min(1).max(100) });
export const jobsRetried = z.object({ name: z.string(), count: z.number().int() });
export type JobsRetried = z.infer<typeof jobsRetried>;
