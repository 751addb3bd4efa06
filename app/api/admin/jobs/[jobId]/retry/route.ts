import { route } from "#lib/http/route.ts";
import { jobRetried } from "#lib/operations/jobs.schema.ts";
import { retryJob } from "#lib/operations/jobs.service.ts";

export const POST = route(
	{ family: "platform", auth: "user", rate: "write", answers: jobRetried, status: 202 },
	(c) => retryJob(c.actor, c.params.jobId ?? ""),
);
