import { route } from "#lib/http/route.ts";
import { personSample, sampleOfFace } from "#lib/people/people.schema.ts";
import { addFace } from "#lib/people/samples.service.ts";

export const POST = route(
	{
		family: "platform",
		auth: "user",
		scope: "people:write",
		rate: "write",
		body: sampleOfFace,
		answers: personSample,
		status: 201,
	},
	(c) => addFace(c.actor, c.params.personId ?? "", c.body),
);
