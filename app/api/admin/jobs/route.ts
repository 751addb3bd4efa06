import { route } from "#lib/http/route.ts";
import { jobFigures } from "#lib/operations/jobs.schema.ts";
import { getJobFigures } from "#lib/operations/jobs.service.ts";

export const GET = route(
	{ family: "platform", auth: "user", rate: "read", answers: jobFigures },
	(c) => getJobFigures(c.actor),
);
