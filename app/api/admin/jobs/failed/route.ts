import { route } from "#lib/http/route.ts";
import { failedJobs, failedQuery } from "#lib/operations/jobs.schema.ts";
import { listFailedJobs } from "#lib/operations/jobs.service.ts";

export const GET = route(
	{ family: "platform", auth: "user", rate: "read", query: failedQuery, answers: failedJobs },
	(c) => listFailedJobs(c.actor, c.query),
);
