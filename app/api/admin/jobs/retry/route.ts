import { route } from "#lib/http/route.ts";
import { jobsRetried, jobsRetry } from "#lib/operations/jobs.schema.ts";
import { retryJobs } from "#lib/operations/jobs.service.ts";

export const POST = route(
	{
		family: "platform",
		auth: "user",
		rate: "write",
		body: jobsRetry,
		answers: jobsRetried,
		status: 202,
	},
	(c) => retryJobs(c.actor, c.body),
);
