import { route } from "#lib/http/route.ts";
import { person, personList, personName, personQuery } from "#lib/people/people.schema.ts";
import { createPerson, listPeople } from "#lib/people/people.service.ts";

const rules = { family: "platform", auth: "user" } as const;

export const GET = route(
	{ ...rules, scope: "people:read", rate: "read", query: personQuery, answers: personList },
	(c) => listPeople(c.actor, c.query),
);

export const POST = route(
	{
		...{ ...rules, scope: "people:write", rate: "write" },
		body: personName,
		answers: person,
		status: 201,
	},
	(c) => createPerson(c.actor, c.body),
);
