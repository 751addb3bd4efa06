import { route } from "#lib/http/route.ts";
import { person, personMerge } from "#lib/people/people.schema.ts";
import { mergePeople } from "#lib/people/people.service.ts";

export const POST = route(
	{
		family: "platform",
		auth: "user",
		scope: "people:write",
		rate: "write",
		body: personMerge,
		answers: person,
	},
	(c) => mergePeople(c.actor, c.params.personId ?? "", c.body),
);
