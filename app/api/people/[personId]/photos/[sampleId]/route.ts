import { route } from "#lib/http/route.ts";
import { deleteSample } from "#lib/people/samples.service.ts";

export const DELETE = route(
	{ family: "platform", auth: "user", scope: "people:write", rate: "write" },
	(c) => deleteSample(c.actor, c.params.personId ?? "", c.params.sampleId ?? ""),
);
